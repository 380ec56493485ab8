"""The one place where a command writes to the terminal."""

import sys
from typing import TextIO


def say(text: str, stream: TextIO | None = None) -> None:
    """Write one line, to standard error unless told otherwise."""
    out = sys.stderr if stream is None else stream
    out.write(f"{text}\n")
    out.flush()
