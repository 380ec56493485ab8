"""The processes of a command: what those that make papers load, and their garbage."""

import gc
from multiprocessing.context import BaseContext

from capital_planner.processes import loaded_once

WRITERS = "ui.commands.writers"
OBJECTS_BETWEEN = 50_000


def makers() -> BaseContext:
    """Give the way to start the processes that make papers.

    Asked early, they load the writers while this process loads what it needs.
    """
    return loaded_once(WRITERS)


def look_seldom() -> None:
    """Look for garbage only after many objects were made.

    Tables and papers are many small objects that stay: looking at them again and
    again took a twelfth of the work of a pack.
    """
    gc.set_threshold(OBJECTS_BETWEEN)
