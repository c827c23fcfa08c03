"""Runs one native solver for `npm run bench`: one JSON message per line in, one per line out.

    python3 worker.py SOLVER

    {"do": "hello"}                               -> {"python", "version"}
    {"do": "load", "problem": {...}}              -> {"variants": [{"name", "tolerance"}]}
    {"do": "run", "variant", "seconds", "fewest", "repeats"}
                                                  -> {"elements", "wall": [...], "own": [...], "answers": {...}}
    {"do": "train", ...}                          -> one training step of the Sudoku layer (qpth only)

Times are seconds per problem, one entry per repetition. Anything that goes wrong is {"error": "..."}.
"""

import importlib
import json
import os
import platform
import sys

# One thread, whatever a solver or its linear algebra would like. Must be set before they are imported.
for name in ("OMP", "OPENBLAS", "MKL", "RAYON", "NUMEXPR", "VECLIB_MAXIMUM"):
    os.environ[f"{name}_NUM_THREADS"] = "1"

# What solvers print must not mix with the answers.
answers_out = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

FIELDS = ("z", "nu", "lambda", "lambdaLower")


class Worker:
    def __init__(self, solver):
        self.module = importlib.import_module(f"solvers.{solver}")
        self.problem = None
        self.ready = {}

    def hello(self, message):
        return {"python": platform.python_version(), "version": self.module.VERSION}

    def load(self, message):
        from problem import Problem

        self.problem = Problem(message["problem"])
        self.ready = {}
        self.ways = self.module.variants(self.problem)
        return {"variants": [{"name": name, "tolerance": way[0]} for name, way in self.ways.items()]}

    def run(self, message):
        from problem import measure

        name = message["variant"]
        if name not in self.ready:
            self.ready[name] = self.ways[name][1]()
        solver = self.ready[name]
        limits = (message["seconds"], message["fewest"], message["repeats"])
        elements, wall, own, answers = measure(solver, self.problem, *limits)
        return {
            "elements": elements,
            "wall": wall,
            "own": own,
            "answers": pack(answers, getattr(solver, "batched", False)),
        }

    def train(self, message):
        if not hasattr(self.module, "train"):
            return {"error": "this solver has no layer to train"}
        return self.module.train(message)


def pack(answers, batched):
    """The parts of all answers, each with a leading batch axis; None for what the solver does not tell."""
    import numpy as np
    from problem import encode

    packed = {}
    for field, parts in zip(FIELDS, zip(*answers)):
        if any(part is None for part in parts):
            packed[field] = None
        else:
            packed[field] = encode(parts[0] if batched else np.array(parts))
    return packed


def reply(message):
    answers_out.write(json.dumps(message) + "\n")
    answers_out.flush()


def main():
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    try:
        worker = Worker(sys.argv[1])
    except Exception as error:  # a package that is missing or does not load: said in answer to hello
        for _ in sys.stdin:
            reply({"error": f"{type(error).__name__}: {error}"})
        return
    for line in sys.stdin:
        message = json.loads(line)
        try:
            reply(getattr(worker, message["do"])(message))
        except Exception as error:  # the solver's: reported as its result
            reply({"error": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    main()
