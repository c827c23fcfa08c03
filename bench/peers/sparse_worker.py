"""Runs one native solver on sparse problems for `npm run bench -- --parts sparse`: a JSON message per line in, one out.

    python3 sparse_worker.py SOLVER

    {"do": "hello"}                                  -> {"version"}
    {"do": "solve", "problem": {...}, "limit": s}    -> {"seconds": [...], "answers": [...], "status": [...]}

    minimise 1/2 z'Qz + p'z   subject to   Az = b,  Gz <= h,  lower <= z <= upper

Q (both halves), A and G are {"shape", "indptr", "indices", "data"} by rows. Vectors that change come in "elements", one
object each; the first element is the problem itself. The solver is set up once and updated, where it can be. An answer is
{"z", "nu", "lambda", "lambdaLower", "lambdaUpper"}, or null. Seconds are of set-up or update and solve, by the solver's own
clock where that says less: nobody pays for Python.
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


class Solver:
    """Setting up, or an update, and one solve at a time."""

    def own_seconds(self):
        """By the solver's own clock, where it has one."""
        return float("inf")


class Piqp(Solver):
    """PIQP, sparse interface."""

    kkt_solver = "sparse_ldlt"

    def __init__(self, problem, limit):
        import piqp

        self.problem = problem
        self.solver = piqp.SparseSolver()
        settings = self.solver.settings
        settings.compute_timings = True
        settings.kkt_solver = getattr(piqp.KKTSolver, self.kkt_solver)
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

    def own_seconds(self):
        return self.solver.result.info.run_time

    def answer(self, status):
        result = self.solver.result
        e, m = self.problem.e, self.problem.m
        lower, upper = np.array(result.z_bl), np.array(result.z_bu)
        return np.array(result.x), np.array(result.y)[:e], np.array(result.z_u)[:m], lower, upper


class PiqpMultistage(Piqp):
    """PIQP for stages that follow one another."""

    kkt_solver = "sparse_multistage"


class Proxqp(Solver):
    """ProxQP, sparse interface: bounds that are there as rows."""

    def __init__(self, problem, limit):
        from proxsuite import proxqp

        self.problem, self.proxqp = problem, proxqp
        self.qp = None

    def solve(self, at):
        problem, proxqp = self.problem, self.proxqp
        bounded = np.isfinite(at["lower"]) | np.isfinite(at["upper"])
        low = np.concatenate([np.full(problem.m, -np.inf), at["lower"][bounded]])
        high = np.concatenate([at["h"], at["upper"][bounded]])
        vectors = {"g": at["p"], "b": at["b"] if problem.e else None, "l": low, "u": high}
        if self.qp is None:
            self.bounded = bounded
            rows = sparse.vstack([problem.G, sparse.eye(problem.n, format="csr")[bounded]], format="csc")
            self.qp = proxqp.sparse.QP(problem.n, problem.e, rows.shape[0])
            settings = self.qp.settings
            settings.eps_abs = settings.eps_duality_gap_abs = TOLERANCE
            settings.eps_rel = settings.eps_duality_gap_rel = 0.0
            settings.check_duality_gap = settings.compute_timings = True
            A = problem.A if problem.e else None
            self.qp.init(H=problem.Q, A=A, C=rows if rows.shape[0] else None, **vectors)
        else:
            self.qp.update(**vectors)
        self.qp.solve()
        return str(self.qp.results.info.status)

    def own_seconds(self):
        info = self.qp.results.info
        return (info.setup_time + info.solve_time) * 1e-6

    def answer(self, status):
        m, n = self.problem.m, self.problem.n
        y, bounds = np.array(self.qp.results.z), np.zeros(n)
        bounds[self.bounded] = y[m:]
        return np.array(self.qp.results.x), np.array(self.qp.results.y), y[:m], *split_bounds(bounds)


class Daqp(Solver):
    """DAQP, an active-set method on dense matrices, started from the last active set."""

    most = 1000
    equality = 5

    def __init__(self, problem, limit):
        import daqp

        if problem.n > self.most:
            raise ValueError(f"it takes dense matrices: more than {self.most} variables are not tried")
        self.problem, self.model, self.fresh = problem, daqp.Model(), True
        self.Q = problem.Q.toarray()
        self.rows = np.vstack([problem.A.toarray(), problem.G.toarray()])
        self.sense = np.zeros(problem.n + problem.e + problem.m, dtype=np.int32)
        self.sense[problem.n : problem.n + problem.e] = self.equality

    def solve(self, at):
        big = 1e30
        upper = np.concatenate([np.minimum(at["upper"], big), at["b"], at["h"]])
        lower = np.concatenate([np.maximum(at["lower"], -big), at["b"], np.full(self.problem.m, -big)])
        began = perf_counter()
        if self.fresh:
            _, took = self.model.setup(self.Q, at["p"], self.rows, upper, lower, self.sense)
            self.model.settings = {"primal_tol": TOLERANCE}
            self.fresh = False
        else:
            self.model.update(f=at["p"], bupper=upper, blower=lower)
            took = perf_counter() - began
        self.result = self.model.solve()
        self.took = took + self.result[3]["solve_time"]
        return str(self.result[2])

    def own_seconds(self):
        return self.took

    def answer(self, status):
        n, e = self.problem.n, self.problem.e
        y = np.array(self.result[3]["lam"])
        return np.array(self.result[0]), y[n : n + e], np.maximum(y[n + e :], 0), *split_bounds(y[:n])


class Osqp(Solver):
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


class Clarabel(Solver):
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


class Highs(Solver):
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


SOLVERS = {
    "piqp": Piqp,
    "piqp-multistage": PiqpMultistage,
    "proxqp": Proxqp,
    "daqp": Daqp,
    "osqp": Osqp,
    "clarabel": Clarabel,
    "highs": Highs,
}
PACKAGES = {"highs": "highspy", "proxqp": "proxsuite", "piqp-multistage": "piqp"}
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
        seconds.append(min(setup + perf_counter() - began, run.own_seconds()))
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
