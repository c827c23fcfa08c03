"""quadprog: the active-set method of Goldfarb and Idnani, exact."""

from importlib.metadata import version

import numpy as np
import quadprog

from . import base

VERSION = version("quadprog")


class Fresh(base.Fresh):
    factorized = False

    def arguments(self, i):
        G, h = self.problem.inequality_rows(i)
        C = np.ascontiguousarray(np.vstack([self.problem.at("A", i), -G]).T)
        return np.array(self.problem.at("Q", i)), C, np.concatenate([self.problem.at("b", i), -h])

    def cost(self, i):
        return -self.problem.at("p", i)

    def solve(self, i):
        Q, C, b = self.rest[i]
        return quadprog.solve_qp(Q, self.costs[i], C, b, self.problem.e, self.factorized)

    def answer(self, raw):
        e = self.problem.e
        return np.array(raw[0]), -raw[4][:e], *self.problem.split(raw[4][e:])


class Reuse(Fresh):
    """Q is factored once for the batch."""

    needs = "shared"
    factorized = True

    def begin(self):
        Q, C, b = self.rest[0]
        inverse = np.linalg.inv(np.linalg.cholesky(self.problem.at("Q", 0)).T)
        self.rest = [(inverse, C, b)] * self.problem.batch
        return None


variants = base.variants(fresh=Fresh, reuse=Reuse)
