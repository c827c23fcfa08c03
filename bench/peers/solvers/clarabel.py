"""Clarabel: an interior point for cones, on sparse matrices. Its tolerances on residuals are relative."""

import clarabel
import numpy as np
from scipy import sparse

from . import base

VERSION = clarabel.__version__


class Fresh(base.Fresh):
    def __init__(self, problem):
        self.settings = clarabel.DefaultSettings()
        self.settings.verbose = False
        self.settings.max_threads = 1
        self.settings.tol_gap_abs = self.settings.tol_gap_rel = self.settings.tol_feas = self.tolerance
        super().__init__(problem)

    def arguments(self, i):
        problem = self.problem
        G, h = problem.inequality_rows(i)
        cones = [clarabel.ZeroConeT(problem.e)] if problem.e else []
        cones.append(clarabel.NonnegativeConeT(len(h)))
        return (
            sparse.csc_matrix(np.triu(problem.at("Q", i))),
            sparse.csc_matrix(np.vstack([problem.at("A", i), G])),
            np.concatenate([problem.at("b", i), h]),
            cones,
        )

    def solve(self, i):
        P, A, b, cones = self.rest[i]
        return clarabel.DefaultSolver(P, self.costs[i], A, b, cones, self.settings).solve()

    def own_seconds(self, solution):
        return solution.solve_time

    def answer(self, solution):
        e = self.problem.e
        z = np.array(solution.z)
        return np.array(solution.x), z[:e], *self.problem.split(z[e:])


variants = base.variants(fresh=Fresh)
