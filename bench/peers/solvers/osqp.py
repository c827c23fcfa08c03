"""OSQP: a first-order method, hence at 1e-6 too, and with polishing at 1e-8."""

from importlib.metadata import version

import numpy as np
import osqp
from scipy import sparse

from . import base

VERSION = version("osqp")


class Fresh(base.Fresh):
    polish = False

    def __init__(self, problem):
        self.settings = {
            "eps_abs": self.tolerance,
            "eps_rel": 0.0,
            "polishing": self.polish,
            "max_iter": 100_000,
            "verbose": False,
        }
        super().__init__(problem)

    def arguments(self, i):
        problem = self.problem
        b, h = problem.at("b", i), problem.at("h", i)
        rows = [problem.at("A", i), problem.at("G", i)]
        low, high = [b, np.full(problem.m, -np.inf)], [b, h]
        if problem.lower is not None:
            rows.append(np.eye(problem.n))
            low.append(self.bounds())
            high.append(np.full(problem.n, np.inf))
        return {
            "P": sparse.csc_matrix(np.triu(problem.at("Q", i))),
            "A": sparse.csc_matrix(np.vstack(rows)),
            "l": np.concatenate(low),
            "u": np.concatenate(high),
        }

    def new_solver(self, i):
        solver = osqp.OSQP()
        solver.setup(q=self.costs[i], **self.rest[i], **self.settings)
        return solver

    def solve(self, i):
        return self.new_solver(i).solve(raise_error=False)

    def own_seconds(self, result):
        return result.info.setup_time + result.info.solve_time + result.info.polish_time

    def answer(self, result):
        e, m = self.problem.e, self.problem.m
        y = np.array(result.y)
        lower = None if self.problem.lower is None else -y[e + m :]
        return np.array(result.x), y[:e], y[e : e + m], lower


class Reuse(Fresh):
    """One solver for the batch, started from the previous solution; only the cost changes."""

    needs = "shared"

    def begin(self):
        self.solver = self.new_solver(0)
        return None

    def solve(self, i):
        self.solver.update(q=self.costs[i])
        return self.solver.solve(raise_error=False)


class Warm(Reuse):
    """As Reuse, and right-hand sides change too."""

    needs = "sequence"

    def solve(self, i):
        rest = self.rest[i]
        self.solver.update(q=self.costs[i], l=rest["l"], u=rest["u"])
        return self.solver.solve(raise_error=False)


def at(way, tolerance, polish):
    return type(way.__name__, (way,), {"tolerance": tolerance, "polish": polish})


WAYS = {"": Fresh, ", reuse": Reuse, ", warm": Warm}
variants = base.variants(
    **{
        name + suffix: at(way, tolerance, polish)
        for suffix, way in WAYS.items()
        for name, tolerance, polish in [("1e-6", 1e-6, False), ("1e-8, polish", 1e-8, True)]
    }
)
