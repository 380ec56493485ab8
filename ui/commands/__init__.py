"""What the command line and the window's workers do; no Qt is loaded here."""

from ui.commands.dispatch import run

__all__ = ["run"]
