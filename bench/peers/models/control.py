"""Control and robotics."""

import cvxpy as cp
import numpy as np

from catalogue import Model, model, parameter

DT = 0.2
A = np.array([[1, DT], [0, 1]])
B = np.array([DT * DT / 2, DT])


@model("lqr")
def lqr():
    N = 10
    x, u = cp.Variable((N + 1, 2)), cp.Variable(N)
    start = parameter("start", [1, -0.5])
    constraints = [x[0] == start]
    constraints += [x[t + 1] == A @ x[t] + B * u[t] for t in range(N)]
    problem = cp.Problem(cp.Minimize(cp.sum_squares(x) + 0.1 * cp.sum_squares(u)), constraints)
    return Model(problem, dict(x=x, u=u), {}, dict(start=start))


@model("mpc-soft-constraints")
def mpc_soft_constraints():
    N = 12
    x, u = cp.Variable((N + 1, 2)), cp.Variable(N)
    start = parameter("start", [-1, 1.5])
    limit = parameter("limit", 0.1)
    constraints = [x[0] == start, u >= -1, u <= 1]
    constraints += [x[t + 1] == A @ x[t] + B * u[t] for t in range(N)]
    above = cp.sum(cp.pos(x[:, 0] - limit))
    cost = cp.sum_squares(x) + 0.1 * cp.sum_squares(u) + 5 * above
    return Model(cp.Problem(cp.Minimize(cost), constraints), dict(x=x, u=u), {}, dict(start=start, limit=limit))


@model("safety-filter")
def safety_filter():
    u = cp.Variable(2)
    wanted = parameter("wanted", [1, 0.2])
    drift = parameter("drift", 0.1)
    slope = parameter("slope", [-1.2, 0.5])
    distance = parameter("distance", 0.3)
    safe = drift + slope @ u + 2 * distance >= 0
    problem = cp.Problem(cp.Minimize(cp.sum_squares(u - wanted)), [safe, u >= -1, u <= 1])
    return Model(
        problem, dict(u=u), dict(safe=safe), dict(wanted=wanted, drift=drift, slope=slope, distance=distance)
    )


@model("friction-pyramid")
def friction_pyramid():
    # Two feet; each force is (sideways, up). They must make the wanted force and torque about the body.
    feet = np.array([[-0.3, -0.5], [0.4, -0.5]])
    force = cp.Variable((2, 2))
    wanted = parameter("wanted", [3, 20, 1.5])
    mu = parameter("mu", 0.2, nonneg=True)
    torque = cp.sum(cp.multiply(feet[:, 0], force[:, 1]) - cp.multiply(feet[:, 1], force[:, 0]))
    made = cp.hstack([cp.sum(force[:, 0]), cp.sum(force[:, 1]), torque])
    sideways, up = force[:, 0], force[:, 1]
    constraints = [cp.abs(sideways) <= mu * up, up <= 15]
    cost = cp.sum_squares(made - wanted) + 0.01 * cp.sum_squares(force)
    return Model(cp.Problem(cp.Minimize(cost), constraints), dict(force=force), {}, dict(wanted=wanted, mu=mu))


@model("trajectory-with-obstacles")
def trajectory_with_obstacles():
    # A disc in the way, replaced by half-planes about the last guess: normal · (point - centre) ≥ radius.
    N = 9
    path = cp.Variable((N, 2))
    centre, radius = np.array([0.5, 0.05]), parameter("radius", 0.25)
    arch = np.array([0, 7, 14, 18, 19, 18, 14, 7, 0]) / 64
    guess = np.stack([np.linspace(0, 1, N), arch], axis=1)
    away = guess - centre
    normals = parameter("normals", np.round(64 * away / np.linalg.norm(away, axis=1, keepdims=True)) / 64)
    goal = parameter("goal", [1, 0])
    clear = cp.sum(cp.multiply(normals, path - centre), axis=1) >= radius
    guess = parameter("guess", guess)
    constraints = [path[0] == np.zeros(2), path[N - 1] == goal, clear]
    smooth = cp.sum_squares(cp.diff(path, 2, axis=0)) + 0.01 * cp.sum_squares(cp.diff(path, axis=0))
    problem = cp.Problem(cp.Minimize(smooth + 0.01 * cp.sum_squares(path - guess)), constraints)
    return Model(problem, dict(path=path), {}, dict(normals=normals, radius=radius, goal=goal, guess=guess))
