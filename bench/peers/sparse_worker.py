"""Runs one native solver on sparse problems for `npm run bench -- --parts sparse`: a JSON message per line in, one out.

    python3 sparse_worker.py SOLVER

    {"do": "hello"}                                  -> {"version"}
    {"do": "solve", "problem": {...}, "limit": s}    -> {"seconds": [...], "answers": [...], "status": [...]}

    minimise 1/2 z'Qz + p'z   subject to   Az = b,  Gz <= h,  lower <= z <= upper

Q (both halves), A and G are {"shape", "indptr", "indices", "data"} by rows. Vectors that change come in "elements", one
object each; the first element is the problem itself. The solver is set up once and updated, where it can be. An answer is
{"z", "nu", "lambda", "lambdaLower", "lambdaUpper"}, or null. Seconds are of set-up or update and solve.
"""

import base64
import json
import os
import sys
from time import perf_counter

for name in ("OMP", "OPENBLAS", "MKL", "RAYON", "NUMEXPR", "VECLIB_MAXIMUM"):
    os.environ[f"{name}_NUM_THREADS"] = "1"

# What solvers print must not mix with the answers.
answers_out = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

import numpy as np
from scipy import sparse

TOLERANCE = 1e-8


def decode(text):
    return np.frombuffer(base64.b64decode(text), dtype="<f8").astype(np.float64)


def encode(vector):
    return base64.b64encode(np.ascontiguousarray(vector, dtype="<f8").tobytes()).decode("ascii")


class Problem:
    """The matrices, and the vectors of every element."""

    def __init__(self, message):
        self.n = message["n"]
        self.Q, self.A, self.G = (self.matrix(message, name) for name in ("Q", "A", "G"))
        self.e, self.m = self.A.shape[0], self.G.shape[0]
        base = {name: decode(message[name]) for name in ("p", "b", "h", "lower", "upper")}
        self.elements = [
            base | {name: decode(value) for name, value in element.items()} for element in message["elements"]
        ]

    def matrix(self, message, name):
        given = message.get(name)
        if given is None:
            return sparse.csc_matrix((self.n if name == "Q" else 0, self.n))
        parts = (decode(given["data"]), np.array(given["indices"]), np.array(given["indptr"]))
        return sparse.csr_matrix(parts, shape=tuple(given["shape"])).tocsc()


def split_bounds(multiplier):
    """One multiplier with a sign as those of the lower and the upper bound."""
    return np.maximum(-multiplier, 0), np.maximum(multiplier, 0)


class Piqp:
    """PIQP, sparse interface."""

    def __init__(self, problem, limit):
        import piqp

        self.problem = problem
        self.solver = piqp.SparseSolver()
        settings = self.solver.settings
        settings.eps_abs = settings.eps_duality_gap_abs = TOLERANCE
        settings.eps_rel = settings.eps_duality_gap_rel = 0.0
        settings.preconditioner_reuse_on_update = True
        self.started = False

    def solve(self, at):
        problem = self.problem
        given = {"c": at["p"], "x_l": at["lower"], "x_u": at["upper"]}
        given |= {"b": at["b"]} if problem.e else {}
        given |= {"h_u": at["h"]} if problem.m else {}
        if self.started:
            self.solver.update(**given)
        else:
            matrices = {"P": problem.Q}
            matrices |= {"A": problem.A} if problem.e else {}
            matrices |= {"G": problem.G} if problem.m else {}
            self.solver.setup(**matrices, **given)
            self.started = True
        return str(self.solver.solve())

    def answer(self, status):
        result = self.solver.result
        e, m = self.problem.e, self.problem.m
        lower, upper = np.array(result.z_bl), np.array(result.z_bu)
        return np.array(result.x), np.array(result.y)[:e], np.array(result.z_u)[:m], lower, upper


class Osqp:
    """OSQP, polished: rows of A, G and the bounds as one matrix."""

    def __init__(self, problem, limit):
        self.problem, self.limit = problem, limit
        self.solver = None
        self.rows = sparse.vstack([problem.A, problem.G, sparse.eye(problem.n)], format="csc")

    def solve(self, at):
        import osqp

        big = 1e30
        low = np.concatenate([at["b"], np.full(self.problem.m, -big), np.maximum(at["lower"], -big)])
        high = np.concatenate([at["b"], at["h"], np.minimum(at["upper"], big)])
        if self.solver is None:
            self.solver = osqp.OSQP()
            self.solver.setup(
                sparse.triu(self.problem.Q, format="csc"), at["p"], self.rows, low, high, verbose=False,
                eps_abs=TOLERANCE, eps_rel=0.0, polishing=True, max_iter=200000, time_limit=self.limit,
            )  # fmt: skip
        else:
            self.solver.update(q=at["p"], l=low, u=high)
        self.result = self.solver.solve()
        return self.result.info.status

    def answer(self, status):
        e, m = self.problem.e, self.problem.m
        y = self.result.y
        return self.result.x, y[:e], np.maximum(y[e : e + m], 0), *split_bounds(y[e + m :])


class Clarabel:
    """Clarabel: a new solver every time, bounds that are there as rows."""

    def __init__(self, problem, limit):
        self.problem, self.limit = problem, limit
        self.upper_half = sparse.triu(problem.Q, format="csc")

    def solve(self, at):
        import clarabel

        problem = self.problem
        eye = sparse.eye(problem.n, format="csr")
        self.low, self.high = np.isfinite(at["lower"]), np.isfinite(at["upper"])
        rows = sparse.vstack([problem.A, problem.G, -eye[self.low], eye[self.high]], format="csc")
        sides = np.concatenate([at["b"], at["h"], -at["lower"][self.low], at["upper"][self.high]])
        settings = clarabel.DefaultSettings()
        settings.verbose = False
        settings.time_limit = self.limit
        settings.tol_gap_abs = settings.tol_feas = TOLERANCE
        settings.tol_gap_rel = 0.0
        cones = [clarabel.ZeroConeT(problem.e), clarabel.NonnegativeConeT(len(sides) - problem.e)]
        cones = [cone for cone, size in zip(cones, (problem.e, len(sides) - problem.e)) if size]
        solver = clarabel.DefaultSolver(self.upper_half, at["p"], rows, sides, cones, settings)
        self.result = solver.solve()
        return str(self.result.status)

    def answer(self, status):
        e, m, n = self.problem.e, self.problem.m, self.problem.n
        y = np.array(self.result.z)
        lower, upper = np.zeros(n), np.zeros(n)
        lower[self.low] = y[e + m : e + m + self.low.sum()]
        upper[self.high] = y[e + m + self.low.sum() :]
        return np.array(self.result.x), y[:e], y[e : e + m], lower, upper


class Highs:
    """HiGHS: its active-set method for convex programs, or for a linear one what it chooses."""

    def __init__(self, problem, limit):
        self.problem, self.limit = problem, limit
        self.rows = sparse.vstack([problem.A, problem.G], format="csc")

    def solve(self, at):
        import highspy

        problem, infinity = self.problem, highspy.kHighsInf
        model = highspy.HighsModel()
        lp = model.lp_
        lp.num_col_, lp.num_row_ = problem.n, problem.e + problem.m
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = at["p"], at["lower"], at["upper"]
        lp.row_lower_ = np.concatenate([at["b"], np.full(problem.m, -infinity)])
        lp.row_upper_ = np.concatenate([at["b"], at["h"]])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_, lp.a_matrix_.index_ = self.rows.indptr, self.rows.indices
        lp.a_matrix_.value_ = self.rows.data
        if problem.Q.nnz:
            half = sparse.tril(problem.Q, format="csc")
            model.hessian_.dim_ = problem.n
            model.hessian_.start_, model.hessian_.index_ = half.indptr, half.indices
            model.hessian_.value_ = half.data
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("time_limit", float(self.limit))
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("qp_regularization_value", 0.0)
        for name in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
            self.solver.setOptionValue(name, TOLERANCE)
        self.solver.passModel(model)
        self.solver.run()
        return str(self.solver.getModelStatus())

    def answer(self, status):
        solution, e = self.solver.getSolution(), self.problem.e
        y, reduced = -np.array(solution.row_dual), -np.array(solution.col_dual)
        return np.array(solution.col_value), y[:e], np.maximum(y[e:], 0), *split_bounds(reduced)


SOLVERS = {"piqp": Piqp, "osqp": Osqp, "clarabel": Clarabel, "highs": Highs}
PACKAGES = {"highs": "highspy"}
NAMES = ("z", "nu", "lambda", "lambdaLower", "lambdaUpper")


def hello(solver):
    from importlib import import_module, metadata

    package = PACKAGES.get(solver, solver)
    import_module(package)
    return {"version": metadata.version(package)}


def solve(solver, message):
    problem = Problem(message["problem"])
    seconds, answers, statuses = [], [], []
    began = perf_counter()
    run = SOLVERS[solver](problem, message["limit"])
    setup = perf_counter() - began
    for at in problem.elements:
        began = perf_counter()
        status = run.solve(at)
        seconds.append(setup + perf_counter() - began)
        setup = 0.0
        statuses.append(status)
        answers.append({name: encode(part) for name, part in zip(NAMES, run.answer(status))})
    return {"seconds": seconds, "answers": answers, "status": statuses}


def main():
    for line in sys.stdin:
        message = json.loads(line)
        try:
            reply = hello(sys.argv[1]) if message["do"] == "hello" else solve(sys.argv[1], message)
        except Exception as error:  # a package that is missing, or what a solver throws: its result
            reply = {"error": f"{type(error).__name__}: {error}"}
        answers_out.write(json.dumps(reply) + "\n")
        answers_out.flush()


if __name__ == "__main__":
    main()
