"""qpth on the problems of bench/gpu: one Q, G, A, b, h for the batch, a cost p for every element.

    pip install -r bench/peers/requirements-qpth.txt   (torch with the CUDA build for the machine's driver)
    python bench/peers/qpth_cuda.py --out bench/gpu/results/qpth.json
    npm run bench:gpu -- --peer bench/gpu/results/qpth.json

`npm run bench:gpu -- --qpth python` runs all three lines but the first. Both run on the same card, one after the
other. Times are milliseconds per batch, medians after one warm-up, with the data in the device's memory before the
clock starts and the device synchronised before it stops. float64, qpth's own tolerance. With `--device cpu` it runs
without a card, which says nothing about one: for a test of this file.
"""

import argparse
import json
import os
import statistics
import time

import torch
from qpth.qp import QPFunction, QPSolvers

SIZES = "10,0,10:20,10,20:50,0,50:50,25,50:100,0,100:100,50,100:200,0,200"


def draw(n, e, m, batch, device):
    generator = torch.Generator(device="cpu").manual_seed(n + e)
    options = dict(generator=generator, dtype=torch.float64)
    L = torch.tril(torch.rand(n, n, **options)) + torch.eye(n, dtype=torch.float64)
    Q = L @ L.T + 1e-3 * torch.eye(n, dtype=torch.float64)
    z = torch.randn(n, **options)
    G = torch.randn(m, n, **options)
    A = torch.randn(e, n, **options) if e else torch.empty(0, dtype=torch.float64)
    p = torch.randn(batch, n, **options)
    b = A @ z if e else torch.empty(0, dtype=torch.float64)
    return [x.to(device) for x in (Q, p, G, G @ z + 1, A, b)]


def synchronize(device):
    if device.type == "cuda":
        torch.cuda.synchronize()


def measure(size, batch, repeats, device):
    Q, p, G, h, A, b = draw(*size, batch, device)
    p.requires_grad_(True)
    layer = QPFunction(verbose=-1, check_Q_spd=False, solver=QPSolvers.PDIPM_BATCHED)
    cotangent = torch.sin(torch.arange(p.numel(), dtype=torch.float64, device=device)).reshape(p.shape)
    forward, backward = [], []
    for repeat in range(repeats + 1):
        p.grad = None
        synchronize(device)
        start = time.perf_counter()
        z = layer(Q, p, G, h, A, b)
        synchronize(device)
        middle = time.perf_counter()
        z.backward(cotangent)
        synchronize(device)
        end = time.perf_counter()
        if repeat > 0:
            forward.append(1e3 * (middle - start))
            backward.append(1e3 * (end - middle))
    slack = (h - z.detach() @ G.T).min().item() if len(h) else 0.0
    if not torch.isfinite(z).all() or slack < -1e-6:
        raise ValueError(f"no solution: a constraint is violated by {-slack:.1e}")
    return statistics.median(forward), statistics.median(backward)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=SIZES, help="n,e,m:n,e,m:…")
    parser.add_argument("--batches", default="1,8,128,1024,16384,65536")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--device", default="cuda", choices=["cuda", "cpu"])
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    if options.device == "cuda" and not torch.cuda.is_available():
        parser.error("torch finds no CUDA device (--device cpu runs without one)")
    device = torch.device(options.device)
    measurements = []
    for size in [tuple(map(int, text.split(","))) for text in options.sizes.split(":")]:
        for batch in map(int, options.batches.split(",")):
            n, e, m = size
            try:
                forward, backward = measure(size, batch, options.repeats, device)
            except (torch.cuda.OutOfMemoryError, ValueError) as error:
                print(size, batch, str(error).splitlines()[0], flush=True)
                if device.type == "cuda":
                    torch.cuda.empty_cache()
                continue
            measurements.append(
                dict(variables=n, equalities=e, inequalities=m, batch=batch, forward=forward, backward=backward)
            )
            print(size, batch, f"forward {forward:.2f} ms, backward {backward:.2f} ms", flush=True)
    name = torch.cuda.get_device_name() if device.type == "cuda" else "cpu"
    os.makedirs(os.path.dirname(os.path.abspath(options.out)), exist_ok=True)
    with open(options.out, "w") as file:
        json.dump(dict(device=name, torch=torch.__version__, measurements=measurements), file)


if __name__ == "__main__":
    main()
