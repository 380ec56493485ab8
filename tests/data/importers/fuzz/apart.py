"""A format in a process of its own, which may end as it likes."""

import multiprocessing
import signal
from multiprocessing.connection import Connection
from typing import Any

from tests.data.importers.fuzz.formats import FORMATS
from tests.data.importers.fuzz.holding import Outcome, bounded, run

CONTEXT = multiprocessing.get_context("spawn")


def apart(name: str, numbers: range, seed: int) -> Outcome:
    """Run a format in a process of its own, which may end as it likes."""
    reached = CONTEXT.Value("q", -1)
    here, there = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(
        target=_in_process, args=(name, numbers, seed, reached, there)
    )
    process.start()
    there.close()
    try:
        outcome: Outcome = here.recv()
    except EOFError:
        outcome = Outcome(faults=[])
    process.join()
    if process.exitcode:
        outcome.faults.append(f"{name} {reached.value}: {_end(process.exitcode)}")
    return outcome


def _in_process(
    name: str, numbers: range, seed: int, reached: Any, there: Connection
) -> None:
    bounded()

    def reach(number: int) -> None:
        reached.value = number

    there.send(run(name, FORMATS[name](), numbers, seed, reach))


def _end(code: int) -> str:
    if code == -signal.SIGALRM:
        return "it did not end"
    return f"the process ended with {code}"
