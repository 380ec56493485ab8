"""What is known of one thing that a user can do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ActionSpec:
    """One thing a user can do.

    Attributes
    ----------
    shortcut
        Portable text such as ``Ctrl+E``; empty for none.
    """

    id: str
    text: str
    shortcut: str
    tip: str
    menu: str
    toolbar: bool = False
