"""What all ways to call a solver have in common."""

import numpy as np

TOLERANCE = 1e-8


def variants(**ways):
    """The `variants` of a module, from classes by the names of the ways; each is offered where it fits."""

    def offered(problem):
        fits = lambda way: way.needs is None or getattr(problem, way.needs)
        return {
            name.replace("_", ", "): (way.tolerance, lambda way=way: way(problem))
            for name, way in ways.items()
            if fits(way)
        }

    return offered


class Fresh:
    """A new solver for every element. Everything is converted before the clock starts: what a batch shares, once."""

    tolerance = TOLERANCE
    # What a batch must be for this: "shared" but for its costs, or a "sequence" with the same matrices.
    needs = None

    def __init__(self, problem):
        self.problem = problem
        self.rest = problem.once(self.arguments)
        self.costs = [self.cost(i) for i in range(problem.batch)]

    def arguments(self, i):
        """Everything but the cost of element i, in the solver's own formats."""
        raise NotImplementedError

    def cost(self, i):
        return np.array(self.problem.at("p", i))

    def own_seconds(self, raw):
        return None

    def bounds(self):
        """The lower bounds, or None where there are none."""
        return None if self.problem.lower is None else np.full(self.problem.n, float(self.problem.lower))
