"""Versions that a paper carries, so that a result can be made again."""

import platform
from importlib.metadata import version

PLANNER = "0.1.0"
LIBRARIES = ("matplotlib", "numpy", "ortools", "pandas", "scipy", "shapely")


def versions() -> dict[str, str]:
    """Version of the planner, of Python and of the libraries that count."""
    return {
        "planner": PLANNER,
        "python": platform.python_version(),
        **{library: version(library) for library in LIBRARIES},
    }
