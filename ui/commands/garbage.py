"""How often the processes of a command look for garbage."""

import gc

OBJECTS_BETWEEN = 50_000


def look_seldom() -> None:
    """Look for garbage only after many objects were made.

    Tables and papers are many small objects that stay: looking at them again and
    again took a twelfth of the work of a pack.
    """
    gc.set_threshold(OBJECTS_BETWEEN)
