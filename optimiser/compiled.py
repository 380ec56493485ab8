"""Loops that numpy cannot say, compiled to machine code.

Numba compiles a function when it is first called and keeps what it made beside
the file; the functions are plain Python and run as such without it.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Compile a function of arrays and numbers, free of the interpreter's lock."""
    return cast("F", numba.njit(cache=True, nogil=True)(function))


def inlined(function: F) -> F:
    """Compile a function into the compiled ones that call it.

    For what is called millions of times on many arrays: handing these over costs
    more than the work, for each is counted in and out.
    """
    inside = numba.njit(cache=True, nogil=True, forceinline=True)
    return cast("F", inside(function))
