"""ProxQP in its build without explicit vector instructions, which is the faster one at some sizes."""

import sys
from types import SimpleNamespace

# proxsuite asks this module of its own which build to load.
sys.modules["proxsuite.instructionset"] = SimpleNamespace(has_AVX512F=lambda: False, has_AVX2=lambda: False)

from .proxqp import VERSION, variants  # noqa: E402

__all__ = ["VERSION", "variants"]
