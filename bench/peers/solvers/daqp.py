"""DAQP: a dual active-set method. Bounds are its own."""

from ctypes import c_int
from importlib.metadata import version
from time import perf_counter

import daqp
import numpy as np

from . import base

VERSION = version("daqp")
EQUALITY = 5


class Fresh(base.Fresh):
    def arguments(self, i):
        problem = self.problem
        b, h = problem.at("b", i), problem.at("h", i)
        low = np.zeros(0) if problem.lower is None else self.bounds()
        sense = np.zeros(len(low) + problem.e + problem.m, dtype=c_int)
        sense[len(low) : len(low) + problem.e] = EQUALITY
        return (
            np.array(problem.at("Q", i)),
            np.vstack([problem.at("A", i), problem.at("G", i)]),
            np.concatenate([np.full(len(low), 1e30), b, h]),
            np.concatenate([low, b, np.full(problem.m, -1e30)]),
            sense,
        )

    def solve(self, i):
        Q, rows, upper, lower, sense = self.rest[i]
        x, _, _, info = daqp.solve(Q, self.costs[i], rows, upper, lower, sense, primal_tol=base.TOLERANCE)
        return x, info, info["setup_time"] + info["solve_time"]

    def own_seconds(self, raw):
        return raw[2]

    def answer(self, raw):
        e = self.problem.e
        lam = np.array(raw[1]["lam"])
        bounds = 0 if self.problem.lower is None else self.problem.n
        lower, rows = lam[:bounds], lam[bounds:]
        return np.array(raw[0]), rows[:e], rows[e:], (-lower if bounds else None)


class Reuse(Fresh):
    """One workspace for the batch, started from the previous active set; only the cost changes."""

    needs = "shared"

    def begin(self):
        Q, rows, upper, lower, sense = self.rest[0]
        self.model = daqp.Model()
        _, seconds = self.model.setup(Q, self.costs[0], rows, upper, lower, sense)
        self.model.settings = {"primal_tol": base.TOLERANCE}
        return seconds

    def solve(self, i):
        start = perf_counter()
        self.model.update(f=self.costs[i])
        updated = perf_counter() - start
        x, _, _, info = self.model.solve()
        return x, info, updated + info["solve_time"]


class Warm(Reuse):
    """As Reuse, and right-hand sides change too."""

    needs = "sequence"

    def solve(self, i):
        _, _, upper, lower, _ = self.rest[i]
        start = perf_counter()
        self.model.update(f=self.costs[i], bupper=upper, blower=lower)
        updated = perf_counter() - start
        x, _, _, info = self.model.solve()
        return x, info, updated + info["solve_time"]


variants = base.variants(fresh=Fresh, reuse=Reuse, warm=Warm)
