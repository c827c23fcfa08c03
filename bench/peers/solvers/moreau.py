"""Moreau, a conic solver that takes whole batches: by its active set, and by its interior point; on one thread."""

import os

os.environ["RAYON_NUM_THREADS"] = "1"  # read when the package starts its threads

from importlib.metadata import version

import moreau
import numpy as np

from . import base

VERSION = version("moreau")


def pattern(rows, columns):
    """Row offsets and columns of a dense matrix."""
    return np.arange(rows + 1) * columns, np.tile(np.arange(columns), rows)


class Batch:
    """The whole batch at once; matrices that it shares are given once. `begin` makes the solver and hands them over."""

    batched = True
    needs = None
    tolerance = base.TOLERANCE

    def __init__(self, problem):
        self.problem = problem
        e = problem.e
        cones = problem.once(lambda i: problem.inequality_rows(i))
        rows = e + cones[0][0].shape[0]
        cost, matrix = [], []
        for i in range(1 if problem.shared else problem.batch):
            cost.append(np.array(problem.at("Q", i)).ravel())
            matrix.append(np.vstack([problem.at("A", i), cones[i][0]]).ravel())
        flat = lambda values: values[0] if problem.shared else np.stack(values)
        self.cost, self.matrix = flat(cost), flat(matrix)
        sides = lambda i: np.concatenate([problem.at("b", i), cones[i][1]])
        self.linear = np.stack([np.array(problem.at("p", i)) for i in range(problem.batch)])
        self.sides = np.stack([sides(i) for i in range(problem.batch)])
        self.pattern = (problem.n, rows, *pattern(problem.n, problem.n), *pattern(rows, problem.n))
        self.cones = moreau.Cones(num_zero_cones=e, num_nonneg_cones=rows - e)
        self.settings = moreau.Settings(device="cpu", batch_size=problem.batch, **self.method())

    def begin(self):
        self.solver = moreau.CompiledSolver(*self.pattern, cones=self.cones, settings=self.settings)
        self.solver.setup(self.cost, self.matrix)
        return None

    def solve(self, i):
        return self.solver.solve(self.linear, self.sides)

    def own_seconds(self, raw):
        return None

    def answer(self, raw):
        e, m = self.problem.e, self.problem.m
        z = np.asarray(raw.z)
        lower = None if self.problem.lower is None else z[:, e + m :]
        return np.asarray(raw.x), z[:, :e], z[:, e : e + m], lower


class ActiveSet(Batch):
    def method(self):
        settings = moreau.ActiveSetSettings(primal_tol=base.TOLERANCE)
        return {"solver": "active_set", "active_set_settings": settings}


class InteriorPoint(Batch):
    def method(self):
        tight = dict(tol_gap_abs=base.TOLERANCE, tol_gap_rel=base.TOLERANCE, tol_feas=base.TOLERANCE)
        return {"solver": "ipm", "ipm_settings": moreau.IPMSettings(direct_solve_method="auto", **tight)}


variants = base.variants(**{"active set": ActiveSet, "interior point": InteriorPoint})
