"""CVXOPT's interior point for quadratic programs."""

import cvxopt
import numpy as np

from . import base

VERSION = cvxopt.__version__


class Fresh(base.Fresh):
    options = {
        "show_progress": False,
        "abstol": base.TOLERANCE,
        "reltol": 1e-14,
        "feastol": base.TOLERANCE,
    }

    def arguments(self, i):
        problem = self.problem
        G, h = problem.inequality_rows(i)
        given = {"P": problem.at("Q", i), "G": G, "h": h}
        if problem.e:
            given |= {"A": problem.at("A", i), "b": problem.at("b", i)}
        return {name: cvxopt.matrix(np.array(value)) for name, value in given.items()}

    def cost(self, i):
        return cvxopt.matrix(super().cost(i))

    def solve(self, i):
        return cvxopt.solvers.qp(q=self.costs[i], options=self.options, **self.rest[i])

    def answer(self, raw):
        vector = lambda name: np.array(raw[name]).ravel()
        return vector("x"), vector("y"), *self.problem.split(vector("z"))


variants = base.variants(fresh=Fresh)
