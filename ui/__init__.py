"""How people use the planner: the window, and commands for the command line.

Importing this package loads no Qt and none of the heavy libraries: they are
loaded when a window or a command asks for them.
"""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

QT_IS_MISSING = 3
"""Exit code when the window cannot open for want of a system library."""
FALLBACK = ("plan", "--out", "briefing")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command, or open the window, and end with its exit code.

    With no argument and no display, the plan for Lancashire is written to
    ``./briefing`` instead of opening a window, and that is said.

    Parameters
    ----------
    arguments
        None for those of the command line.

    Raises
    ------
    SystemExit
        Always, with the exit code.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    raise SystemExit(_command(given) if given else _window())


def _command(arguments: Sequence[str]) -> int:
    from ui.commands import dispatch  # noqa: PLC0415 (loaded when a command is run)

    return dispatch.run(arguments)


def _window() -> int:
    from ui import system_libraries  # noqa: PLC0415 (not needed by a command)
    from ui.commands.writing import say  # noqa: PLC0415 (as above)

    if not has_display():
        say("There is no display: the plan for Lancashire goes to ./briefing instead.")
        return _command(FALLBACK)
    remedy = system_libraries.remedy(system_libraries.missing())
    if remedy:
        say(remedy)
        say("The window cannot open: the plan goes to ./briefing instead.")
        return _command(FALLBACK) or QT_IS_MISSING
    from ui.head_start import HeadStart  # noqa: PLC0415 (as above)

    head_start = HeadStart()
    from ui.app import run  # noqa: PLC0415 (Qt is loaded only when a window opens)

    return run(head_start)


def has_display() -> bool:
    """Whether a window can be shown: always, except on Linux without a display."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(map(os.environ.get, names))
