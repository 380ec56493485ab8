"""Texts of slides measured before they are set, so that none runs off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import matplotlib as mpl
from matplotlib.ft2font import FT2Font

Look = Literal["plain", "strong", "point", "number", "note"]
SIZES: dict[Look, float] = {
    "plain": 18.0,
    "strong": 18.0,
    "point": 18.0,
    "number": 18.0,
    "note": 12.0,
}
"""Points."""
INDENTED = ("point", "number")
INDENT = 24.0
LEADING = 1.2
BELOW = 6.0
"""Space below a text, points."""


@dataclass(frozen=True)
class Text:
    """A paragraph of a slide.

    Attributes
    ----------
    number
        Of a numbered point; continued points keep theirs.
    """

    words: str
    look: Look = "plain"
    number: int = 0

    def lines(self, width: float) -> tuple[str, ...]:
        """Lines that it is set in, at most so many points wide."""
        room = width - (INDENT if self.look in INDENTED else 0.0)
        bold = self.look == "strong"
        return lines(self.words, SIZES[self.look], room, bold=bold)

    def height(self, width: float) -> float:
        """Height in points, with the space below."""
        return len(self.lines(width)) * SIZES[self.look] * LEADING + BELOW


def clean(text: str) -> str:
    """One line of letters that can be printed, without control characters."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


@cache
def _face(name: str) -> FT2Font:
    """Open a face wider than Arial, which slides are set in; it is always there."""
    return FT2Font(str(Path(mpl.get_data_path()) / "fonts" / "ttf" / name))


@cache
def _advance(letter: str, name: str) -> float:
    """Width of a letter as a share of its size."""
    face = _face(name)
    face.set_size(100.0, 72)
    return float(face.load_char(ord(letter)).linearHoriAdvance) / 65536 / 100.0


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line in points, or somewhat more."""
    return _unit_width(text, bold=bold) * size


@lru_cache(maxsize=100_000)
def _unit_width(text: str, *, bold: bool) -> float:
    """Width of a line of size 1: most texts are measured at several sizes."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return sum(_advance(letter, name) for letter in text)


@lru_cache(maxsize=20_000)
def lines(
    text: str, size: float, width: float, *, bold: bool = False
) -> tuple[str, ...]:
    """Break a text at spaces, and a word that is wider than the line anywhere.

    A no-break space holds two words together.
    """
    done: list[str] = []
    line = ""
    words = filter(None, text.split(" "))
    for word in _short_words(words, size, width, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size, bold=bold) > width:
            done.append(line)
            line = word
        else:
            line = longer
    return (*done, line)


def _short_words(
    words: Iterable[str], size: float, width: float, *, bold: bool
) -> Iterable[str]:
    for word in words:
        part = ""
        for letter in word:
            if part and width_of(part + letter, size, bold=bold) > width:
                yield part
                part = ""
            part += letter
        yield part


def fitting(
    text: str, sizes: Sequence[float], width: float, height: float
) -> tuple[str, float]:
    """Find the largest size that a text fits a box in, else cut it at the least.

    Returns
    -------
    tuple of str and float
        The text as it fits, and its size in points.
    """
    for size in sizes:
        found = lines(text, size, width, bold=True)
        if len(found) * size * LEADING <= height:
            return text, size
    most = int(height / (sizes[-1] * LEADING))
    kept = " ".join(lines(text, sizes[-1], width, bold=True)[:most])
    return f"{kept[:-2]}…", sizes[-1]


def height_of(texts: Iterable[Text], width: float) -> float:
    """Height of texts below each other, points."""
    return sum(text.height(width) for text in texts)
