"""CVXOPT's interior point for quadratic programs."""

import cvxopt
import numpy as np

VERSION = cvxopt.__version__
TOLERANCE = 1e-8


def variants(problem):
    return {"fresh": (TOLERANCE, lambda: Fresh(problem))}


class Fresh:
    options = {"show_progress": False, "abstol": TOLERANCE, "reltol": 1e-14, "feastol": TOLERANCE}

    def __init__(self, problem):
        self.problem = problem
        self.rest = problem.once(self.arguments)
        self.costs = [cvxopt.matrix(np.array(problem.at("p", i))) for i in range(problem.batch)]

    def arguments(self, i):
        problem = self.problem
        G, h = problem.inequality_rows(i)
        given = {"P": problem.at("Q", i), "G": G, "h": h}
        if problem.e:
            given |= {"A": problem.at("A", i), "b": problem.at("b", i)}
        return {name: cvxopt.matrix(np.array(value)) for name, value in given.items()}

    def solve(self, i):
        return cvxopt.solvers.qp(q=self.costs[i], options=self.options, **self.rest[i])

    def own_seconds(self, raw):
        return None

    def answer(self, raw):
        vector = lambda name: np.array(raw[name]).ravel()
        return vector("x"), vector("y"), *self.problem.split(vector("z"))
