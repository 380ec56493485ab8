"""Who is told of running work, what they are told, and who may end it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from capital_planner.plan import Progress

Listener = Callable[[Progress], None]
Stop = Callable[[], bool]


@dataclass(frozen=True)
class Step:
    """How far a piece of work is.

    Attributes
    ----------
    stage
        What is being done, in plain words.
    done, count
        Parts done, and of how many; 0 where they are not counted.
    """

    stage: str
    done: int = 0
    count: int = 0


@dataclass(frozen=True)
class Kept:
    """What is handed over if a job is ended before it is done."""

    result: object


class Stopped(Exception):  # noqa: N818 - not an error: an officer asked for it
    """A job was stopped before it had anything to hand over."""


class Job(Protocol):
    """Work with a name, sent whole to another process."""

    def run(self, tell: Callable[[object], None], stop: Stop, /) -> Any:  # noqa: ANN401 - as the job says
        """Work, tell how far it is, and give the result.

        Raises
        ------
        PlannerError
            If it cannot be done.
        Stopped
            If it was stopped before there was a result.
        """


def silent(_: Progress) -> None:
    """Take no notice of progress."""


def never() -> bool:
    """Do not stop early."""
    return False
