"""Work shared out to a few processes, told of as it is done, and ended at will."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TypeVar

from optimiser.listener import Step, Stop, Stopped, never

T = TypeVar("T")
Files = dict[str, bytes]
Tell = Callable[[Step], None]
HANDS = 2
"""Processes: a small computer has two cores."""
LOOK_S = 0.2


@dataclass(frozen=True)
class Hands:
    """Processes to work with, who is told of progress, and who may end it."""

    pool: ProcessPoolExecutor
    tell: Tell
    stop: Stop = never

    def one(self, stage: str, part: "Future[T]") -> T:
        """Wait for one part.

        Raises
        ------
        Stopped
            If it was stopped.
        """
        self.tell(Step(stage))
        self._watch({part})
        return part.result()

    def each(self, stage: str, parts: Mapping[str, "Future[Files]"]) -> Files:
        """Wait for every part, tell how many are done, and put their files together.

        Raises
        ------
        Stopped
            If it was stopped; parts not begun are dropped.
        """
        self._watch(set(parts.values()), stage)
        return {
            key: file for part in parts.values() for key, file in part.result().items()
        }

    def _watch(self, parts: "set[Future[T]]", stage: str = "") -> None:
        """Wait until all are done; a fault of one ends the waiting."""
        count, told = len(parts), -1
        while parts:
            if self.stop():
                raise Stopped
            done, parts = wait(parts, timeout=LOOK_S)
            for part in done:
                part.result()
            if stage and count - len(parts) > told:
                told = count - len(parts)
                self.tell(Step(stage, told, count))


@contextmanager
def hands(tell: Tell, stop: Stop = never) -> Iterator[Hands]:
    """Give processes to work with, and end them whatever happens."""
    pool = ProcessPoolExecutor(HANDS, mp_context=get_context("spawn"))
    try:
        yield Hands(pool, tell, stop)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
