"""Work shared out to a few processes, told of as it is done, and ended at will."""

import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from threading import Thread
from typing import TypeVar

from capital_planner.errors import PlannerError, Problem
from capital_planner.processes import one_thread
from optimiser.listener import Step, Stop, Stopped, never
from ui.commands.processes import WRITERS, look_seldom, makers

T = TypeVar("T")
Files = dict[str, bytes]
Tell = Callable[[Step], None]
HANDS = 2
"""Processes: a small computer has two cores."""
LOOK_S = 0.2
LOST = Problem(
    "A process that was making the papers ended before its work was done.",
    "Close programs that need much memory, and start again. Nothing was written.",
)


@dataclass(frozen=True)
class Hands:
    """Processes to work with, who is told of progress, and who may end it."""

    pool: ProcessPoolExecutor
    tell: Tell
    stop: Stop = never

    def say(self, stage: str) -> None:
        """Tell what is done next.

        Raises
        ------
        Stopped
            If it was stopped.
        """
        if self.stop():
            raise Stopped
        self.tell(Step(stage))

    def write(self, name: str, *given: object) -> "Future[Files]":
        """Have files written by the writer of that name (``ui.commands.writers``)."""
        return self.pool.submit(_write, name, given)

    def one(self, stage: str, part: "Future[T]") -> T:
        """Wait for one part.

        Raises
        ------
        Stopped
            If it was stopped.
        """
        self.say(stage)
        self._watch({part})
        return part.result()

    def all(self, stage: str, parts: "Sequence[T | Future[T]]") -> list[T]:
        """Wait for the parts that are still being worked out.

        Raises
        ------
        Stopped
            If it was stopped.
        """
        waiting = {part for part in parts if isinstance(part, Future)}
        if waiting:
            self.say(stage)
            self._watch(waiting)
        return [part.result() if isinstance(part, Future) else part for part in parts]

    def each(self, stage: str, parts: Mapping[str, "Future[Files]"]) -> Files:
        """Wait for every part, tell how many are done, and put their files together.

        Raises
        ------
        Stopped
            If it was stopped.
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
    """Give processes to work with, which load the writers meanwhile, and end them.

    When they are left by an error or by Stop, what they are at is not waited for.

    Raises
    ------
    PlannerError
        If one of them was lost.
    """
    context = makers()
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(HANDS, context, _begin, (theirs,))
    by = Hands(pool, tell, stop)
    try:
        if context.get_start_method() == "spawn":
            _load_early(by)
        yield by
        pool.shutdown()
    except (BrokenProcessPool, EOFError, ConnectionError) as error:
        raise PlannerError([LOST]) from error
    finally:
        ours.close()
        pool.shutdown(wait=True, cancel_futures=True)
        theirs.close()


def _load_early(by: Hands) -> None:
    """Start every process now, for each has all writers to load."""
    with one_thread():
        for _ in range(HANDS):
            by.write("get_ready")


def _begin(others: Connection) -> None:
    """End this process as soon as the one that started it wants that, or is gone."""
    look_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(others,), daemon=True).start()


def _end_with(others: Connection) -> None:
    with suppress(EOFError, OSError):
        others.recv()
    os._exit(1)


def _write(name: str, given: tuple[object, ...]) -> Files:
    files: Files = getattr(import_module(WRITERS), name)(*given)
    return files
