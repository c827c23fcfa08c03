"""A batch of problems as the driver sends it, and the timing of one solver on it.

    minimise 1/2 z'Qz + p'z   subject to   Az = b,  Gz <= h,  z >= lower

Arrays travel as {"shape": [...], "data": base64 of little-endian float64}. A field with the leading batch axis
differs from element to element; the others are shared by the batch.
"""

import base64
import gc
from time import perf_counter

import numpy as np

def decode(array):
    data = np.frombuffer(base64.b64decode(array["data"]), dtype="<f8")
    return data.astype(np.float64).reshape(array["shape"])


def encode(array):
    array = np.ascontiguousarray(array, dtype="<f8")
    return {"shape": list(array.shape), "data": base64.b64encode(array.tobytes()).decode("ascii")}


class Problem:
    """One batch; `at(name, i)` is element i of a field, with the shape of a single problem."""

    def __init__(self, message):
        self.n, self.e, self.m, self.batch = (message[key] for key in ("n", "e", "m", "batch"))
        self.shared = message["shared"]
        # Elements that follow one another, with the same Q, A and G.
        self.sequence = message.get("sequence", False)
        self.lower = message.get("lower")
        self.fields = {name: decode(array) for name, array in message["fields"].items()}
        q = self.fields["Q"]
        self.diagonal = q.ndim == 1
        if self.diagonal:
            self.fields["Q"] = np.diag(q)

    RANKS = {"Q": 2, "p": 1, "A": 2, "b": 1, "G": 2, "h": 1}

    def at(self, name, i):
        field = self.fields[name]
        return field[i] if field.ndim > self.RANKS[name] else field

    def once(self, make):
        """`make(i)` for every element: made a single time where everything but p is shared."""
        if self.shared:
            value = make(0)
            return [value] * self.batch
        return [make(i) for i in range(self.batch)]

    def inequality_rows(self, i):
        """G and h of element i, with the lower bound as rows -z <= -lower: for solvers without bounds."""
        G, h = self.at("G", i), self.at("h", i)
        if self.lower is None:
            return G, h
        return np.vstack([G, -np.eye(self.n)]), np.concatenate([h, np.full(self.n, -self.lower)])

    def split(self, lam):
        """Multipliers of `inequality_rows` as (lambda, lambdaLower)."""
        lam = np.asarray(lam).ravel()
        return lam[: self.m], (None if self.lower is None else lam[self.m :])


def measure(solver, problem, seconds, fewest, repeats):
    """Solves the batch over and over for about `seconds`.

    A solver that is too slow for the whole batch in that time does the first elements of it, but no fewer than
    `fewest`. The time of an element is that of `solver.solve`; reading the answer is not part of it.

    Returns how many elements were solved, seconds per element of every repetition by the clock and by the
    solver's own account (None where it keeps none), and the answers of the last repetition.
    """
    batched = getattr(solver, "batched", False)
    elements = problem.batch
    walls, owns, answers = [], [], []
    gc.collect()
    gc.disable()
    try:
        start = perf_counter()
        while not walls or (perf_counter() - start < seconds and len(walls) < repeats):
            began = perf_counter()
            own = solver.begin() if hasattr(solver, "begin") else 0.0
            wall = perf_counter() - began
            answers = []
            done = 0
            for i in range(1 if batched else elements):
                began = perf_counter()
                raw = solver.solve(i)
                wall += perf_counter() - began
                reported = solver.own_seconds(raw)
                own = None if own is None or reported is None else own + reported
                answers.append(solver.answer(raw))
                done = elements if batched else i + 1
                if not walls and done >= fewest and perf_counter() - start > seconds:
                    break
            elements = done
            walls.append(wall / elements)
            owns.append(None if own is None else own / elements)
    finally:
        gc.enable()
    return elements, walls, owns, answers
