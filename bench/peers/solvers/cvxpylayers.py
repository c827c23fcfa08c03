"""cvxpylayers on JAX, with the models of bench/peers/models: forward and backward of a batch."""

import os
import sys
from importlib.metadata import version
from time import perf_counter

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import numpy as np
from cvxpylayers.jax import CvxpyLayer

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "models"))

import control  # noqa: F401  (they enter their problems into the catalogue)
import finance  # noqa: F401
import networks  # noqa: F401
import projections  # noqa: F401
import regression  # noqa: F401
from catalogue import CATALOGUE

VERSION = f"{version('cvxpylayers')} (jax {version('jax')}, diffcp {version('diffcp')})"

layers = {}


def layer_of(name):
    """The layer of a model, kept: it is compiled once."""
    if name not in layers:
        model = CATALOGUE[name]()
        layer = CvxpyLayer(
            model.problem, parameters=list(model.parameters.values()), variables=list(model.variables.values())
        )
        layers[name] = (layer, model)
    return layers[name]


def variants(problem):
    """It solves models, not problems by their matrices."""
    return {}


def train(message):
    """Forward and backward of a batch, some times over: seconds of each, and what came out.

    The loss is the sum of the variables times given weights, so that its gradient shows every derivative.
    """
    from problem import decode, encode

    layer, model = layer_of(message["model"])
    given = [jnp.array(decode(message["parameters"][name])) for name in model.parameters]
    weights = [jnp.array(decode(message["weights"][name])) for name in model.variables]

    def loss(*parameters):
        solution = layer(*parameters, solver_args=message.get("settings", {}))
        return sum(jnp.sum(part * weight) for part, weight in zip(solution, weights)), solution

    step = jax.value_and_grad(loss, argnums=tuple(range(len(given))), has_aux=True)
    seconds = []
    for _ in range(message["steps"]):
        start = perf_counter()
        (_, solution), gradients = jax.block_until_ready(step(*given))
        seconds.append(perf_counter() - start)
    return {
        "seconds": seconds,
        "variables": {name: encode(np.asarray(part)) for name, part in zip(model.variables, solution)},
        "gradients": {name: encode(np.asarray(part)) for name, part in zip(model.parameters, gradients)},
    }
