"""Who is told of a running search, and who may end it."""

from collections.abc import Callable

from capital_planner.plan import Progress

Listener = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Take no notice of progress."""


def never() -> bool:
    """Do not stop early."""
    return False
