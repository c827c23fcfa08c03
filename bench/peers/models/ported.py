"""Examples of CVXPY's documentation (www.cvxpy.org), which test/ported.test.ts ports; with numbers of `draw`."""

import cvxpy as cp
import numpy as np

from catalogue import Model, draw, model, parameter


@model("ported-first-example")
def first_example():
    # "Welcome to CVXPY": a box-constrained least-squares problem.
    A, b = draw(11, 30, 20), draw(12, 30)
    x = cp.Variable(20)
    bounds = [0 <= x, x <= 1]
    problem = cp.Problem(cp.Minimize(cp.sum_squares(A @ x - b)), bounds)
    return Model(problem, dict(x=x), {"0 <= x": bounds[0], "x <= 1": bounds[1]})


@model("ported-trade-off")
def trade_off():
    # "What is CVXPY?", parameters: the lasso at one of its penalties.
    A, b = draw(13, 20, 10), draw(14, 20)
    gamma = parameter("gamma", 10**-0.5, nonneg=True)
    x = cp.Variable(10)
    problem = cp.Problem(cp.Minimize(cp.sum_squares(A @ x - b) + gamma * cp.norm(x, 1)))
    return Model(problem, dict(x=x), {}, dict(gamma=gamma))


@model("ported-control")
def control():
    # "Control": states and inputs are columns.
    n, m, T = 4, 2, 12
    A = np.eye(n) + 0.2 * draw(15, n, n)
    B = draw(16, n, m)
    x_0 = 3 * draw(17, n)
    x, u = cp.Variable((n, T + 1)), cp.Variable((m, T))
    cost, constraints = 0, []
    for t in range(T):
        cost += cp.sum_squares(x[:, t + 1]) + cp.sum_squares(u[:, t])
        constraints += [x[:, t + 1] == A @ x[:, t] + B @ u[:, t], cp.norm(u[:, t], "inf") <= 1]
    constraints += [x[:, T] == 0, x[:, 0] == x_0]
    return Model(cp.Problem(cp.Minimize(cost), constraints), dict(x=x, u=u))
