"""OSQP: a first-order method, hence at 1e-6 too, and with polishing at 1e-8."""

from importlib.metadata import version

import numpy as np
import osqp
from scipy import sparse

VERSION = version("osqp")


def variants(problem):
    ways = {
        "1e-6": (1e-6, lambda: Fresh(problem, 1e-6, False)),
        "1e-8, polish": (1e-8, lambda: Fresh(problem, 1e-8, True)),
    }
    if problem.shared:
        ways["1e-6, reuse"] = (1e-6, lambda: Reuse(problem, 1e-6, False))
        ways["1e-8, polish, reuse"] = (1e-8, lambda: Reuse(problem, 1e-8, True))
    if problem.sequence:
        ways["1e-6, warm"] = (1e-6, lambda: Warm(problem, 1e-6, False))
        ways["1e-8, polish, warm"] = (1e-8, lambda: Warm(problem, 1e-8, True))
    return ways


class Fresh:
    def __init__(self, problem, tolerance, polish):
        self.problem = problem
        self.settings = {
            "eps_abs": tolerance,
            "eps_rel": 0.0,
            "polishing": polish,
            "max_iter": 100_000,
            "verbose": False,
        }
        self.rest = problem.once(self.arguments)
        self.costs = [np.array(problem.at("p", i)) for i in range(problem.batch)]

    def arguments(self, i):
        problem = self.problem
        b, h = problem.at("b", i), problem.at("h", i)
        rows = [problem.at("A", i), problem.at("G", i)]
        low, high = [b, np.full(problem.m, -np.inf)], [b, h]
        if problem.lower is not None:
            rows.append(np.eye(problem.n))
            low.append(np.full(problem.n, float(problem.lower)))
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

    def begin(self):
        self.solver = self.new_solver(0)
        return None

    def solve(self, i):
        self.solver.update(q=self.costs[i])
        return self.solver.solve(raise_error=False)


class Warm(Reuse):
    """As Reuse, and right-hand sides change too."""

    def solve(self, i):
        rest = self.rest[i]
        self.solver.update(q=self.costs[i], l=rest["l"], u=rest["u"])
        return self.solver.solve(raise_error=False)
