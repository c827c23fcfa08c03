"""qpth, the layer of the OptNet paper, on the CPU: the whole batch at once; and a training step with it."""

from importlib.metadata import version
from time import perf_counter

import numpy as np
import torch
from problem import decode, encode
from qpth.qp import QPFunction

from . import base

torch.set_num_threads(1)

VERSION = f"{version('qpth')} (torch {torch.__version__})"

# Its own default. For the check it counts as the tolerance that the others are given.
DEFAULT = 1e-12


def variants(problem):
    return {
        "1e-8": (base.TOLERANCE, lambda: Batch(problem, base.TOLERANCE)),
        "1e-12": (base.TOLERANCE, lambda: Batch(problem, DEFAULT)),
    }


def layer(eps):
    return QPFunction(eps=eps, verbose=-1, check_Q_spd=False)


class Batch:
    batched = True

    def __init__(self, problem, eps):
        self.problem = problem
        self.eps = eps
        rows = problem.once(problem.inequality_rows)
        stack = lambda name: torch.tensor(problem.fields[name])
        self.Q = stack("Q")
        self.p = stack("p").requires_grad_()  # so that the multipliers are kept
        if problem.shared:
            self.G, self.h = (torch.tensor(part) for part in rows[0])
        else:
            self.G, self.h = (torch.tensor(np.stack(parts)) for parts in zip(*rows))
        self.A, self.b = (stack("A"), stack("b")) if problem.e else (torch.Tensor(), torch.Tensor())

    def solve(self, i):
        return layer(self.eps)(self.Q, self.p, self.G, self.h, self.A, self.b)

    def own_seconds(self, z):
        return None

    def answer(self, z):
        kept = z.grad_fn
        nu = kept.nus.detach().numpy() if self.problem.e else np.zeros((self.problem.batch, 0))
        lam = kept.lams.detach().numpy()
        m = self.problem.m
        lower = None if self.problem.lower is None else lam[:, m:]
        return z.detach().numpy(), nu, lam[:, :m], lower


class Training:
    """The paper's Sudoku layer: learned A and log z0, Q = 0.1 I, z >= 0, b = A exp(log z0); Adam."""

    def __init__(self, message):
        self.A = torch.tensor(decode(message["A"])).requires_grad_()
        self.log_z0 = torch.tensor(decode(message["logZ0"])).requires_grad_()
        n = self.A.shape[1]
        self.Q = 0.1 * torch.eye(n, dtype=torch.float64)
        self.G = -torch.eye(n, dtype=torch.float64)
        self.h = torch.zeros(n, dtype=torch.float64)
        self.puzzles = torch.tensor(decode(message["puzzles"]))
        self.solutions = torch.tensor(decode(message["solutions"]))
        self.optimizer = torch.optim.Adam([self.A, self.log_z0], lr=message["learningRate"])
        self.eps = message["eps"]

    def step(self):
        self.optimizer.zero_grad()
        b = self.A @ self.log_z0.exp()
        z = layer(self.eps)(self.Q, -self.puzzles, self.G, self.h, self.A, b)
        loss = torch.nn.functional.mse_loss(z, self.solutions)
        forward = perf_counter()
        loss.backward()
        backward = perf_counter() - forward
        self.optimizer.step()
        return loss.item(), backward


def train(message):
    """Steps from the given weights on one batch: seconds and loss of each, and the first step's gradient in A."""
    training = Training(message)
    seconds, backward, losses = [], [], []
    gradient = None
    for _ in range(message["steps"]):
        start = perf_counter()
        loss, back = training.step()
        seconds.append(perf_counter() - start)
        backward.append(back)
        losses.append(loss)
        if gradient is None:
            gradient = encode(training.A.grad.numpy())
    return {"seconds": seconds, "backward": backward, "losses": losses, "gradient": gradient}
