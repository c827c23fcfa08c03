"""Allocation, energy, networks, puzzles."""

import cvxpy as cp
import numpy as np

from catalogue import Model, model, parameter


@model("resource-allocation")
def resource_allocation():
    x = cp.Variable(4)
    worth = parameter("worth", [4, 3, 2.5, 1])
    supply = parameter("supply", 2.8)
    tiring = np.array([1, 0.5, 1, 0.4])
    shared = cp.sum(x) <= supply
    problem = cp.Problem(
        cp.Maximize(worth @ x - 0.5 * cp.sum(cp.multiply(tiring, cp.square(x)))), [shared, x >= 0, x <= 1.4]
    )
    return Model(problem, dict(x=x), dict(shared=shared), dict(worth=worth, supply=supply))


@model("energy-storage")
def energy_storage():
    hours = 8
    price = parameter("price", [3, 2, 1, 2, 4, 6, 5, 3])
    capacity = parameter("capacity", 2.5, nonneg=True)
    charge, discharge = cp.Variable(hours), cp.Variable(hours)
    level = cp.cumsum(0.9 * charge - discharge / 0.9)
    wear = 0.05 * (cp.sum_squares(charge) + cp.sum_squares(discharge))
    constraints = [charge >= 0, charge <= 1, discharge >= 0, discharge <= 1, level >= 0, level <= capacity]
    problem = cp.Problem(cp.Maximize(price @ (discharge - charge) - wear), constraints)
    return Model(problem, dict(charge=charge, discharge=discharge), {}, dict(price=price, capacity=capacity))


@model("dc-power-flow")
def dc_power_flow():
    # Three buses in a triangle; generators at the first two, the load at the third.
    lines = np.array([[1, -1, 0], [1, 0, -1], [0, 1, -1.0]])
    susceptance = np.array([10, 8, 6.0])
    generation, angle = cp.Variable(2), cp.Variable(3)
    load = parameter("load", [0.2, 0.1, 1.5])
    limit = parameter("limit", [0.5, 0.8, 1], nonneg=True)
    flow = cp.multiply(susceptance, lines @ angle)
    balance = np.array([[1, 0], [0, 1], [0, 0]]) @ generation - load == lines.T @ flow
    cost = 2 * generation[0] + 4 * generation[1] + cp.sum_squares(generation)
    constraints = [balance, cp.abs(flow) <= limit, angle[0] == 0, generation >= 0, generation <= 2]
    problem = cp.Problem(cp.Minimize(cost), constraints)
    return Model(problem, dict(generation=generation, angle=angle), dict(balance=balance), dict(load=load, limit=limit))


@model("transport")
def transport():
    cost = parameter("cost", [[4, 6, 9], [5, 3, 7]])
    supply = parameter("supply", [30, 25])
    demand = parameter("demand", [14, 20, 12])
    shipped = cp.Variable((2, 3))
    enough = cp.sum(shipped, axis=0) == demand
    problem = cp.Problem(
        cp.Minimize(cp.sum(cp.multiply(cost, shipped))),
        [enough, cp.sum(shipped, axis=1) <= supply, shipped >= 0],
    )
    return Model(problem, dict(shipped=shipped), dict(enough=enough), dict(cost=cost, supply=supply, demand=demand))


@model("assignment")
def assignment():
    cost = parameter("cost", [[9, 2, 7, 8], [6, 4, 3, 7], [5, 8, 1, 8], [7, 6, 9, 4]])
    X = cp.Variable((4, 4))
    problem = cp.Problem(
        cp.Minimize(cp.sum(cp.multiply(cost, X))),
        [cp.sum(X, axis=0) == 1, cp.sum(X, axis=1) == 1, X >= 0],
    )
    return Model(problem, dict(X=X), {}, dict(cost=cost))


@model("shortest-path")
def shortest_path():
    edges = [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (2, 4), (3, 4), (3, 5), (4, 5)]
    leaving = np.zeros((6, len(edges)))
    for k, (a, b) in enumerate(edges):
        leaving[a, k], leaving[b, k] = 1, -1
    length = parameter("length", [7, 9, 10, 15, 11, 2, 6, 7, 9])
    flow = cp.Variable(len(edges))
    problem = cp.Problem(
        cp.Minimize(length @ flow), [leaving @ flow == np.array([1, 0, 0, 0, 0, -1]), flow >= 0]
    )
    return Model(problem, dict(flow=flow), {}, dict(length=length))


@model("knapsack-relaxation")
def knapsack_relaxation():
    worth = parameter("worth", [10, 7, 4, 3, 8.4])
    weight = parameter("weight", [5, 4, 3, 2, 6])
    room = parameter("room", 12)
    x = cp.Variable(5)
    fits = weight @ x <= room
    problem = cp.Problem(cp.Maximize(worth @ x), [fits, x >= 0, x <= 1])
    return Model(problem, dict(x=x), dict(fits=fits), dict(worth=worth, weight=weight, room=room))


@model("sudoku")
def sudoku():
    # Four by four; cell (r, c) holds digit d where x[4 r + c, d] is 1.
    givens = {(0, 0): 0, (0, 3): 3, (1, 0): 2, (1, 1): 3, (2, 2): 3, (3, 3): 0}
    puzzle = np.zeros((16, 4))
    for (r, c), d in givens.items():
        puzzle[4 * r + c, d] = 1
    puzzle = parameter("puzzle", puzzle)
    x = cp.Variable((16, 4))
    cells = np.arange(16).reshape(4, 4)
    blocks = cells.reshape(2, 2, 2, 2).swapaxes(1, 2).reshape(4, 4)
    constraints = [x >= 0, cp.sum(x, axis=1) == 1]
    constraints += [cp.sum(x[list(group)], axis=0) == 1 for group in [*cells, *cells.T, *blocks]]
    problem = cp.Problem(
        cp.Minimize(0.05 * cp.sum_squares(x) - cp.sum(cp.multiply(puzzle, x))), constraints
    )
    return Model(problem, dict(x=x), {}, dict(puzzle=puzzle))
