"""Fits and classifiers."""

import cvxpy as cp
import numpy as np

from catalogue import Model, draw, model, parameter

X = draw(1, 12, 5)
TRUTH = np.array([1.5, 0, -2, 0, 0.5])
Y = X @ TRUTH + 0.2 * draw(2, 12)


@model("ridge")
def ridge():
    w = cp.Variable(5)
    y, penalty = parameter("y", Y), parameter("penalty", 0.7, nonneg=True)
    problem = cp.Problem(cp.Minimize(cp.sum_squares(X @ w - y) + penalty * cp.sum_squares(w)))
    return Model(problem, dict(w=w), {}, dict(y=y, penalty=penalty))


@model("lasso")
def lasso():
    w = cp.Variable(5)
    y, penalty = parameter("y", Y), parameter("penalty", 0.8, nonneg=True)
    problem = cp.Problem(cp.Minimize(0.5 * cp.sum_squares(X @ w - y) + penalty * cp.norm1(w)))
    return Model(problem, dict(w=w), {}, dict(y=y, penalty=penalty))


@model("elastic-net")
def elastic_net():
    w = cp.Variable(5)
    y = parameter("y", Y)
    l1, l2 = parameter("l1", 0.5, nonneg=True), parameter("l2", 0.3, nonneg=True)
    fit = 0.5 * cp.sum_squares(X @ w - y)
    problem = cp.Problem(cp.Minimize(fit + l1 * cp.norm1(w) + 0.5 * l2 * cp.sum_squares(w)))
    return Model(problem, dict(w=w), {}, dict(y=y, l1=l1, l2=l2))


@model("non-negative-least-squares")
def non_negative_least_squares():
    w = cp.Variable(5)
    y = parameter("y", Y)
    positive = w >= 0
    problem = cp.Problem(cp.Minimize(cp.sum_squares(X @ w - y)), [positive])
    return Model(problem, dict(w=w), dict(positive=positive), dict(y=y))


def with_outliers():
    y = Y.copy()
    y[3] += 5
    y[8] -= 4
    return y


@model("huber-regression")
def huber_regression():
    w = cp.Variable(5)
    y = parameter("y", with_outliers())
    problem = cp.Problem(cp.Minimize(cp.sum(cp.huber(X @ w - y, 0.5))))
    return Model(problem, dict(w=w), {}, dict(y=y))


@model("quantile-regression")
def quantile_regression():
    w, intercept = cp.Variable(2), cp.Variable()
    y = parameter("y", Y)
    tau = parameter("tau", 0.8)
    residual = cp.Variable(12)  # a variable, so that tau is not multiplied by y
    loss = cp.sum(cp.maximum(tau * residual, (tau - 1) * residual))
    problem = cp.Problem(cp.Minimize(loss), [residual == y - X[:, :2] @ w - intercept])
    return Model(problem, dict(w=w, intercept=intercept), {}, dict(y=y, tau=tau))


POINTS = np.array(
    [[1, 2], [2, 3], [2, 1], [3, 2.5], [1.4, 0.9], [-1, -1.5], [-2, -1], [-1.5, 0.5], [0.6, -1], [1.3, 1.1]]
)
LABELS = np.array([1, 1, 1, 1, 1, -1, -1, -1, -1, -1.0])


@model("svm-primal")
def svm_primal():
    w, offset = cp.Variable(2), cp.Variable()
    C = parameter("C", 0.6, nonneg=True)
    margins = cp.multiply(LABELS, POINTS @ w + offset)
    problem = cp.Problem(cp.Minimize(0.5 * cp.sum_squares(w) + C * cp.sum(cp.pos(1 - margins))))
    return Model(problem, dict(w=w, offset=offset), {}, dict(C=C))


@model("svm-dual")
def svm_dual():
    alpha = cp.Variable(10)
    C = parameter("C", 0.6, nonneg=True)
    balanced = LABELS @ alpha == 0
    w = (LABELS[:, None] * POINTS).T @ alpha
    problem = cp.Problem(
        cp.Maximize(cp.sum(alpha) - 0.5 * cp.sum_squares(w)), [balanced, alpha >= 0, alpha <= C]
    )
    return Model(problem, dict(alpha=alpha), {}, dict(C=C))
