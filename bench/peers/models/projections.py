"""Projections and layers of nets."""

import cvxpy as cp
import numpy as np

from catalogue import Model, differences, model, parameter


@model("optnet-qp")
def optnet_qp():
    Q = np.array([[2.0, 1, 0], [1, 2, 1], [0, 1, 2]])
    p = parameter("p", [1, -1, 0.5])
    A = parameter("A", [[1, 1, 1]])
    b = parameter("b", [1])
    G = parameter("G", [[-1, -2, -3], [1, -1, 0]])
    h = parameter("h", [-3, 0.5])
    z = cp.Variable(3)
    equal, below = A @ z == b, G @ z <= h
    problem = cp.Problem(cp.Minimize(0.5 * cp.quad_form(z, cp.psd_wrap(Q)) + p @ z), [equal, below])
    parameters = dict(p=p, A=A, b=b, G=G, h=h)
    return Model(problem, dict(z=z), dict(nu=equal, lambda_=below), parameters)


@model("polyhedron-projection")
def polyhedron_projection():
    angles = np.array([[1, 0], [0.6, 0.8], [-0.8, 0.6], [-0.6, -0.8], [0.28, -0.96]])
    y = parameter("y", [1.5, 1.2])
    h = parameter("h", [0.9, 1, 1, 1, 1])
    x = cp.Variable(2)
    inside = angles @ x <= h
    problem = cp.Problem(cp.Minimize(0.5 * cp.sum_squares(x - y)), [inside])
    return Model(problem, dict(x=x), dict(inside=inside), dict(y=y, h=h))


@model("simplex-projection")
def simplex_projection():
    y = parameter("y", [0.9, 0.6, 0.1, -0.3])
    total = parameter("total", 1)
    x = cp.Variable(4)
    adds_up = cp.sum(x) == total
    problem = cp.Problem(cp.Minimize(0.5 * cp.sum_squares(x - y)), [adds_up, x >= 0])
    return Model(problem, dict(x=x), dict(addsUp=adds_up), dict(y=y, total=total))


@model("sparsemax")
def sparsemax():
    scores = parameter("scores", [1.2, 0.4, 0.9, -0.5, 0.1])
    x = cp.Variable(5)
    problem = cp.Problem(
        cp.Maximize(scores @ x - 0.5 * cp.sum_squares(x)), [cp.sum(x) == 1, x >= 0]
    )
    return Model(problem, dict(probabilities=x), {}, dict(scores=scores))


@model("relu-layer")
def relu_layer():
    W = np.array([[1, -2], [0.5, 1], [-1, 0.25]])
    bias = parameter("bias", [0.1, -0.2, 0.3])
    x = parameter("x", [0.8, 0.3])
    y = cp.Variable(3)
    problem = cp.Problem(cp.Minimize(cp.sum_squares(y - (W @ x + bias))), [y >= 0])
    return Model(problem, dict(y=y), {}, dict(x=x, bias=bias))


@model("monotone-layer")
def monotone_layer():
    raw = parameter("raw", [-0.2, 0.3, 0.25, 0.9, 0.6, 1.3])
    steepest = parameter("steepest", 0.4, nonneg=True)
    y = cp.Variable(6)
    problem = cp.Problem(
        cp.Minimize(cp.sum_squares(y - raw)),
        [cp.diff(y) >= 0, cp.diff(y) <= steepest, y >= 0, y <= 1],
    )
    return Model(problem, dict(y=y), {}, dict(raw=raw, steepest=steepest))


@model("isotonic-regression")
def isotonic_regression():
    y = parameter("y", [1, 3, 2.5, 2, 4.2, 4, 6])
    weights = np.array([1, 1, 2, 1, 1, 3, 1.0])
    x = cp.Variable(7)
    problem = cp.Problem(
        cp.Minimize(cp.sum(cp.multiply(weights, cp.square(x - y)))), [cp.diff(x) >= 0]
    )
    return Model(problem, dict(x=x), {}, dict(y=y))


@model("total-variation-1d")
def total_variation_1d():
    y = parameter("y", [1.1, 0.9, 1.2, 1, 3.2, 2.9, 3.1, 2.8, 0.4, 0.6])
    weights = parameter("weights", [0.3, 0.3, 0.3, 0.1, 0.3, 0.3, 0.3, 0.1, 0.3], nonneg=True)
    x = cp.Variable(10)
    problem = cp.Problem(
        cp.Minimize(0.5 * cp.sum_squares(x - y) + weights @ cp.abs(cp.diff(x)))
    )
    return Model(problem, dict(x=x), {}, dict(y=y, weights=weights))


@model("total-variation-2d")
def total_variation_2d():
    image = parameter(
        "image", [[0.12, 0.03, 0.21, 0.08], [0.02, 1.13, 0.94, 0.13], [0.07, 0.98, 1.21, 0.01], [0.19, 0.04, 0.11, 0.06]]
    )
    weight = parameter("weight", 0.15, nonneg=True)
    X = cp.Variable((4, 4))
    variation = cp.sum(cp.abs(cp.diff(X, axis=0))) + cp.sum(cp.abs(cp.diff(X, axis=1)))
    problem = cp.Problem(cp.Minimize(0.5 * cp.sum_squares(X - image) + weight * variation))
    return Model(problem, dict(X=X), {}, dict(image=image, weight=weight))


@model("trend-filtering")
def trend_filtering():
    y = parameter("y", [0, 0.9, 2.1, 3.2, 3.9, 3.1, 2.2, 0.8, 0.1, -0.9])
    weight = parameter("weight", 0.4, nonneg=True)
    x = cp.Variable(10)
    problem = cp.Problem(
        cp.Minimize(0.5 * cp.sum_squares(x - y) + weight * cp.norm1(differences(10, 2) @ x))
    )
    return Model(problem, dict(x=x), {}, dict(y=y, weight=weight))
