"""Versions and day that a paper carries, so that a result can be made again."""

import platform
from datetime import UTC, datetime
from importlib.metadata import version

PLANNER = "0.1.0"
LIBRARIES = ("matplotlib", "numpy", "ortools", "pandas", "scipy", "shapely")


def today() -> str:
    """Day in words, as papers say when they were made."""
    now = datetime.now(tz=UTC).date()
    return f"{now.day} {now:%B %Y}"


def versions() -> dict[str, str]:
    """Version of the planner, of Python and of the libraries that count."""
    return {
        "planner": PLANNER,
        "python": platform.python_version(),
        **{library: version(library) for library in LIBRARIES},
    }
