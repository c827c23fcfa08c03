"""Portfolios."""

import cvxpy as cp
import numpy as np

from catalogue import Model, draw, model, parameter

RETURNS = np.array([0.08, 0.12, 0.1, 0.05, 0.07])
SIGMA = np.array(
    [
        [0.10, 0.03, 0.02, 0.00, 0.01],
        [0.03, 0.20, 0.05, 0.01, 0.02],
        [0.02, 0.05, 0.15, 0.01, 0.01],
        [0.00, 0.01, 0.01, 0.04, 0.00],
        [0.01, 0.02, 0.01, 0.00, 0.06],
    ]
)


@model("markowitz")
def markowitz():
    w = cp.Variable(5)
    mu = parameter("mu", RETURNS)
    gamma = parameter("gamma", 0.4, nonneg=True)
    budget = cp.sum(w) == 1
    problem = cp.Problem(
        cp.Maximize(mu @ w - gamma * cp.quad_form(w, cp.psd_wrap(SIGMA))), [budget, w >= 0]
    )
    return Model(problem, dict(w=w), {}, dict(mu=mu, gamma=gamma))


@model("markowitz-factors")
def markowitz_factors():
    w = cp.Variable(8)
    mu = parameter("mu", 0.1 + 0.05 * draw(3, 8))
    F = parameter("F", 0.5 * draw(4, 8, 2))
    own = np.array([0.2, 0.3, 0.25, 0.15, 0.2, 0.3, 0.25, 0.2])
    y = cp.Variable(2)  # cvxpylayers needs Fᵀw as a variable, as our language makes it one
    risk = cp.sum_squares(y) + cp.sum_squares(cp.multiply(own, w))
    budget = cp.sum(w) == 1
    problem = cp.Problem(cp.Minimize(risk - mu @ w), [budget, w >= 0, y == F.T @ w])
    return Model(problem, dict(w=w), dict(budget=budget), dict(mu=mu, F=F))


@model("markowitz-turnover")
def markowitz_turnover():
    w = cp.Variable(5)
    mu = parameter("mu", RETURNS)
    held = parameter("held", [0.3, 0.1, 0.1, 0.3, 0.2])
    cost = parameter("cost", 0.005, nonneg=True)
    value = mu @ w - 0.9 * cp.quad_form(w, cp.psd_wrap(SIGMA)) - cost * cp.norm1(w - held)
    problem = cp.Problem(cp.Maximize(value), [cp.sum(w) == 1, w >= 0, w <= 0.5])
    return Model(problem, dict(w=w), {}, dict(mu=mu, held=held, cost=cost))


@model("cvar-portfolio")
def cvar_portfolio():
    w = cp.Variable(4)
    scenarios = 0.05 + 0.2 * draw(5, 20, 4) * np.array([1, 0.8, 0.5, 0.3])
    least = parameter("least", 0.058)
    losses = -scenarios @ w
    mean = scenarios.mean(axis=0)
    earns = mean @ w >= least
    problem = cp.Problem(
        cp.Minimize(cp.cvar(losses, 0.9)), [cp.sum(w) == 1, w >= 0, earns]
    )
    return Model(problem, dict(w=w), dict(earns=earns), dict(least=least))
