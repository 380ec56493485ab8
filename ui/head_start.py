"""The embedded case, opened in a process of its own while the window loads.

Reading the tables and building the scenario take as long as loading the
libraries: a second core does the one while the first does the other. What the
process hands over is what the window would have made itself.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path
    from types import ModuleType

    from data import Project
    from ui.state import Built, Inputs, Opened


class HeadStart:
    """A child process that opens the embedded case and ends.

    Attributes
    ----------
    process_id
        Of the child.
    """

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_open_and_build, args=(theirs,), daemon=True
        )
        self._process.start()
        self.process_id = self._process.pid
        theirs.close()

    def result(self) -> tuple[Opened, Built] | None:
        """Wait for what the child made; None if it did not come to an end."""
        made: tuple[Opened, Built] | None = None
        with suppress(EOFError, OSError):
            made = self._pipe.recv()
        self.close()
        return made

    def close(self) -> None:
        """End the child, if it has not ended."""
        self._pipe.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join()


def _open_and_build(pipe: Connection) -> None:
    """Hand over the embedded case; a fault is left for the window to meet and tell."""
    import gc  # noqa: PLC0415 - this process alone makes much and keeps it

    gc.disable()
    from capital_planner.errors import PlannerError  # noqa: PLC0415 - the child's
    from ui import tasks  # noqa: PLC0415 - the child's
    from ui.state import Inputs  # noqa: PLC0415 - the child's

    with suppress(PlannerError, OSError):
        opened = tasks.open_case()
        pipe.send((opened, tasks.build_inputs(opened, Inputs())))
    pipe.close()


def _get_ready() -> None:
    """Load what the first measures need, while the child is still at work."""
    from optimiser import get_ready  # noqa: PLC0415 - a worker's, after first paint

    get_ready()


class EarlyTasks:
    """The tasks of the workers, of which the first two have been begun."""

    def __init__(self, head_start: HeadStart, load: Callable[[], ModuleType]) -> None:
        self._head_start: HeadStart | None = head_start
        self._load = load
        self._made: tuple[Opened, Built] | None = None

    def __call__(self) -> EarlyTasks:
        """Give the tasks, as a session asks for them."""
        return self

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any task
        """Give a task that has not been begun."""
        return getattr(self._load(), name)

    def open_case(self, folder: Path | Project | None = None) -> Opened:
        """Give the embedded case if it is the first one asked for, or read one."""
        tasks = self._load()
        given, self._head_start = self._head_start, None
        if given is not None and folder is None:
            _get_ready()
            self._made = given.result()
            if self._made is not None:
                return self._made[0]
        opened: Opened = tasks.open_case(folder)
        return opened

    def build_inputs(self, opened: Opened, inputs: Inputs) -> Built:
        """Give the scenario that was built, or build one."""
        made, self._made = self._made, None
        if made is not None and made[0] is opened and made[1].inputs == inputs:
            return made[1]
        built: Built = self._load().build_inputs(opened, inputs)
        return built

    def close(self) -> None:
        """End what was begun and is not wanted any more."""
        if self._head_start is not None:
            self._head_start.close()
