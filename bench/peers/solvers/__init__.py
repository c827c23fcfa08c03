"""One module per solver, and base.py with what they share. Each has

    VERSION                 of the package
    variants(problem)       {name: (tolerance, factory)}: ways to call it on this problem

and a factory makes, untimed, an object with everything converted to the solver's own formats:

    begin()                 optional: what happens once per batch; timed; returns the solver's own account of it
    solve(i)                solves element i, set-up included; timed; returns something for the two below
    own_seconds(raw)        the solver's own account of that time, or None
    answer(raw)             (z, nu, lambda, lambdaLower), None for what the solver does not tell
    batched = True          optional: solve(0) solves the whole batch, and answers have a leading batch axis
"""
