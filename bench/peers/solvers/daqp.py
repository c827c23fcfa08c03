"""DAQP: a dual active-set method. Bounds are its own."""

from ctypes import c_int
from importlib.metadata import version
from time import perf_counter

import daqp
import numpy as np

VERSION = version("daqp")
TOLERANCE = 1e-8
EQUALITY = 5


def variants(problem):
    ways = {"fresh": (TOLERANCE, lambda: Fresh(problem))}
    if problem.shared:
        ways["reuse"] = (TOLERANCE, lambda: Reuse(problem))
    if problem.sequence:
        ways["warm"] = (TOLERANCE, lambda: Warm(problem))
    return ways


class Fresh:
    def __init__(self, problem):
        self.problem = problem
        self.bounds = 0 if problem.lower is None else problem.n
        self.rest = problem.once(self.arguments)
        self.costs = [np.array(problem.at("p", i)) for i in range(problem.batch)]

    def arguments(self, i):
        problem = self.problem
        b, h = problem.at("b", i), problem.at("h", i)
        low = np.full(self.bounds, 0.0 if problem.lower is None else float(problem.lower))
        sense = np.zeros(self.bounds + problem.e + problem.m, dtype=c_int)
        sense[self.bounds : self.bounds + problem.e] = EQUALITY
        return (
            np.array(problem.at("Q", i)),
            np.vstack([problem.at("A", i), problem.at("G", i)]),
            np.concatenate([np.full(self.bounds, 1e30), b, h]),
            np.concatenate([low, b, np.full(problem.m, -1e30)]),
            sense,
        )

    def solve(self, i):
        Q, rows, upper, lower, sense = self.rest[i]
        x, _, _, info = daqp.solve(Q, self.costs[i], rows, upper, lower, sense, primal_tol=TOLERANCE)
        return x, info, info["setup_time"] + info["solve_time"]

    def own_seconds(self, raw):
        return raw[2]

    def answer(self, raw):
        e = self.problem.e
        lam = np.array(raw[1]["lam"])
        lower, rows = lam[: self.bounds], lam[self.bounds :]
        return np.array(raw[0]), rows[:e], rows[e:], (-lower if self.bounds else None)


class Reuse(Fresh):
    """One workspace for the batch, started from the previous active set; only the cost changes."""

    def begin(self):
        Q, rows, upper, lower, sense = self.rest[0]
        self.model = daqp.Model()
        _, seconds = self.model.setup(Q, self.costs[0], rows, upper, lower, sense)
        self.model.settings = {"primal_tol": TOLERANCE}
        return seconds

    def solve(self, i):
        start = perf_counter()
        self.model.update(f=self.costs[i])
        updated = perf_counter() - start
        x, _, _, info = self.model.solve()
        return x, info, updated + info["solve_time"]


class Warm(Reuse):
    """As Reuse, and right-hand sides change too."""

    def solve(self, i):
        _, _, upper, lower, _ = self.rest[i]
        start = perf_counter()
        self.model.update(f=self.costs[i], bupper=upper, blower=lower)
        updated = perf_counter() - start
        x, _, _, info = self.model.solve()
        return x, info, updated + info["solve_time"]
