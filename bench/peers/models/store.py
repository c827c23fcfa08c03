"""Solves the problems of examples/model with CVXPY, and stores the answers that the tests there compare with.

    python3 -m pip install -r bench/peers/requirements-cvxpy.txt
    python3 bench/peers/models/store.py && npx prettier --write bench/peers/models/values.json

Every problem is solved by several solvers at tolerances that are as tight as they bear. The two that agree best are
taken; where they disagree by more than 1e-7 nothing is written. What is stored are the numbers of the first one: the
objective, and the parts of the minimiser and of the multipliers that are unique.
"""

import itertools
import json
import os
import platform
import sys
from importlib.metadata import version

import cvxpy as cp
import numpy as np

import control  # noqa: F401  (they enter their problems into the catalogue)
import finance  # noqa: F401
import networks  # noqa: F401
import ported  # noqa: F401
import projections  # noqa: F401
import regression  # noqa: F401
from catalogue import CATALOGUE

AGREEMENT = 1e-7
SOLVERS = {
    "CLARABEL": dict(
        tol_gap_abs=1e-13, tol_gap_rel=1e-13, tol_feas=1e-13, tol_ktratio=1e-10, max_iter=500,
        reduced_tol_gap_abs=1e-10, reduced_tol_gap_rel=1e-10, reduced_tol_feas=1e-10,
    ),
    "PIQP": dict(eps_abs=1e-12, eps_rel=1e-12, eps_duality_gap_abs=1e-12, eps_duality_gap_rel=1e-12),
    "OSQP": dict(eps_abs=1e-11, eps_rel=1e-11, max_iter=1_000_000, polishing=True, polish_refine_iter=10),
}


def answer(build, solver):
    """What a solver finds; None where it gives up or says that there is nothing to find."""
    model = build()
    try:
        model.problem.solve(solver=solver, **SOLVERS[solver])
    except cp.SolverError:
        return None
    if model.problem.status != "optimal":
        return None
    found = {"objective": np.asarray(model.problem.value)}
    found |= {name: np.asarray(value.value) for name, value in model.variables.items()}
    found |= {f"dual {name}": np.asarray(one.dual_value) for name, one in model.duals.items()}
    return found


def apart(first, second):
    """By how much two answers differ, and where."""
    return max((float(np.max(np.abs(one - second[name]) / (1 + np.abs(one)))), name) for name, one in first.items())


def stored(build):
    answers = {solver: found for solver in SOLVERS if (found := answer(build, solver)) is not None}
    pairs = [(*apart(answers[a], answers[b]), a, b) for a, b in itertools.combinations(answers, 2)]
    if not pairs or min(pairs)[0] > AGREEMENT:
        raise SystemExit(f"no two solvers agree: {pairs}")
    difference, _, first, second = min(pairs)
    print(f"  {first} and {second}: {difference:.1e} apart", file=sys.stderr)
    return {"solvers": [first, second]} | {
        name: (np.round(value, 12) + 0.0).tolist() for name, value in answers[first].items()
    }


def main():
    made = {
        "by": "bench/peers/models/store.py",
        "python": platform.python_version(),
        **{package: version(package) for package in ("cvxpy", "clarabel", "piqp", "osqp", "numpy")},
        "agreement": AGREEMENT,
    }
    answers = {}
    for name, build in sorted(CATALOGUE.items()):
        print(name, file=sys.stderr)
        answers[name] = stored(build)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "values.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"made": made, "answers": answers}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
