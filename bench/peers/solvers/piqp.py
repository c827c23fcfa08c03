"""PIQP, dense interface: the fastest native interior point. Bounds are its own."""

import numpy as np
import piqp

from . import base

VERSION = piqp.__version__


class Fresh(base.Fresh):
    def arguments(self, i):
        problem = self.problem
        matrix = lambda name: np.asfortranarray(problem.at(name, i))
        vector = lambda name: np.array(problem.at(name, i))
        given = {"P": matrix("Q")}
        if problem.e:
            given |= {"A": matrix("A"), "b": vector("b")}
        if problem.m:
            given |= {"G": matrix("G"), "h_u": vector("h")}
        if problem.lower is not None:
            given["x_l"] = self.bounds()
        return given

    def new_solver(self):
        solver = piqp.DenseSolver()
        settings = solver.settings
        settings.eps_abs = settings.eps_duality_gap_abs = base.TOLERANCE
        settings.eps_rel = settings.eps_duality_gap_rel = 0.0
        settings.compute_timings = True
        return solver

    def solve(self, i):
        solver = self.new_solver()
        solver.setup(c=self.costs[i], **self.rest[i])
        solver.solve()
        return solver.result

    def own_seconds(self, result):
        return result.info.setup_time + result.info.solve_time

    def answer(self, result):
        e, m = self.problem.e, self.problem.m
        lower = None if self.problem.lower is None else np.array(result.z_bl)
        return np.array(result.x), np.array(result.y)[:e], np.array(result.z_u)[:m], lower


class Reuse(Fresh):
    """One solver for the batch; only the cost changes."""

    needs = "shared"

    def begin(self):
        self.solver = self.new_solver()
        self.solver.settings.preconditioner_reuse_on_update = True
        self.solver.setup(c=self.costs[0], **self.rest[0])
        return self.solver.result.info.setup_time

    def solve(self, i):
        self.solver.update(c=self.costs[i])
        self.solver.solve()
        return self.solver.result

    def own_seconds(self, result):
        return result.info.update_time + result.info.solve_time


class Kept(Reuse):
    """As Reuse, and right-hand sides change too. An interior point has no warm start."""

    needs = "sequence"

    def solve(self, i):
        changed = {name: self.rest[i][name] for name in ("b", "h_u") if name in self.rest[i]}
        self.solver.update(c=self.costs[i], **changed)
        self.solver.solve()
        return self.solver.result


variants = base.variants(fresh=Fresh, reuse=Reuse, kept=Kept)
