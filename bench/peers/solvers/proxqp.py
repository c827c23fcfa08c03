"""ProxQP, dense interface, in the build with the widest vectors that the processor has."""

from importlib.metadata import version

import numpy as np
from proxsuite import proxqp

from . import base

VERSION = version("proxsuite")


class Fresh(base.Fresh):
    def arguments(self, i):
        problem = self.problem
        given = {"H": np.array(problem.at("Q", i))}
        if problem.e:
            given |= {"A": np.array(problem.at("A", i)), "b": np.array(problem.at("b", i))}
        if problem.m:
            given |= {"C": np.array(problem.at("G", i)), "u": np.array(problem.at("h", i))}
            given["l"] = np.full(problem.m, -np.inf)
        if problem.lower is not None:
            given["l_box"] = self.bounds()
            given["u_box"] = np.full(problem.n, np.inf)
        return given

    def new_solver(self, i):
        problem = self.problem
        kind = proxqp.dense.HessianType.Diagonal if problem.diagonal else proxqp.dense.HessianType.Dense
        qp = proxqp.dense.QP(problem.n, problem.e, problem.m, problem.lower is not None, kind)
        qp.settings.eps_abs = base.TOLERANCE
        qp.settings.eps_rel = 0.0
        # Without this it leaves gaps near 1e-4.
        qp.settings.check_duality_gap = True
        qp.settings.eps_duality_gap_abs = base.TOLERANCE
        qp.settings.eps_duality_gap_rel = 0.0
        qp.settings.compute_timings = True
        qp.init(g=self.costs[i], **self.rest[i])
        return qp

    def solve(self, i):
        qp = self.new_solver(i)
        qp.solve()
        return qp

    def own_seconds(self, qp):
        return (qp.results.info.setup_time + qp.results.info.solve_time) * 1e-6

    def answer(self, qp):
        m = self.problem.m
        z = np.array(qp.results.z)
        lower = None if self.problem.lower is None else -z[m:]
        return np.array(qp.results.x), np.array(qp.results.y), z[:m], lower


class Reuse(Fresh):
    """One solver for the batch; only the cost changes."""

    needs = "shared"

    def begin(self):
        self.qp = self.new_solver(0)
        return self.qp.results.info.setup_time * 1e-6

    def solve(self, i):
        self.qp.update(g=self.costs[i])
        self.qp.solve()
        return self.qp


class Warm(Reuse):
    """As Reuse, and each solve starts from the solution before it.

    Version 0.8.0 sometimes says solved with a negative multiplier then, which the check of the driver finds.
    """

    def solve(self, i):
        qp = super().solve(i)
        # Not before the first solve, when there is no result to start from.
        qp.settings.initial_guess = proxqp.WARM_START_WITH_PREVIOUS_RESULT
        return qp


class Sequence(Warm):
    """As Warm, and right-hand sides change too."""

    needs = "sequence"

    def solve(self, i):
        changed = {name: self.rest[i][name] for name in ("b", "u") if name in self.rest[i]}
        self.qp.update(g=self.costs[i], **changed)
        self.qp.solve()
        self.qp.settings.initial_guess = proxqp.WARM_START_WITH_PREVIOUS_RESULT
        return self.qp


variants = base.variants(fresh=Fresh, reuse=Reuse, reuse_warm=Warm, warm=Sequence)
