"""The problems of examples/model, written for CVXPY: what they have in common.

A problem is a function that returns a Model. Its numbers are literals, or come from `draw`, which gives the same
bits in TypeScript (examples/model/draw.ts), so that no file of data has to be kept twice.
"""

from dataclasses import dataclass, field

import cvxpy as cp
import numpy as np

CATALOGUE = {}


@dataclass
class Model:
    """A problem, and what of its answer is unique."""

    problem: cp.Problem
    # Unique parts of the minimiser (or expressions of it), by the names that the page in examples/model uses.
    variables: dict
    # Constraints whose multipliers are unique, likewise.
    duals: dict = field(default_factory=dict)
    # Parameters in CVXPY's sense, with their values set: for cvxpylayers.
    parameters: dict = field(default_factory=dict)


def model(name):
    """Enters a function into the catalogue, under the name of its page."""

    def enter(build):
        CATALOGUE[name] = build
        return build

    return enter


def draw(seed, *shape):
    """Numbers in [-1, 1), the same on every machine and in every language.

    Lehmer's generator modulo 65537, whose values are divided by 32768: all are exact in float64.
    """
    state = seed * 7919 % 65536
    values = []
    for _ in range(int(np.prod(shape)) + 4):
        state = 75 * (state + 1) % 65537 - 1
        values.append(state / 32768 - 1)
    return np.array(values[4:]).reshape(shape)


def parameter(name, value, **attributes):
    value = np.asarray(value, dtype=float)
    return cp.Parameter(value.shape, name=name, value=value, **attributes)


def differences(n, order=1):
    """The matrix of differences of neighbours, applied `order` times."""
    return np.diff(np.eye(n), order, axis=0)
