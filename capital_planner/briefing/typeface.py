"""The typeface of a page: measuring and breaking lines, and files matplotlib reads."""

import base64
import io
import string
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

Weight = Literal["regular", "bold"]
FAMILY = ["Lato", "Arial", "Helvetica"]
MEASURED_AT = 100.0
USUAL = (
    string.ascii_letters + string.digits + " !&'()+,-./:;?|\N{MINUS SIGN}\N{POUND SIGN}"
)
CSS_WEIGHTS: Mapping[Weight, int] = {"regular": 400, "bold": 700}


@dataclass(frozen=True)
class Typeface:
    """Two weights of one typeface.

    Attributes
    ----------
    faces
        For measuring, by weight.
    files
        For painting, by weight; they live as long as :func:`opened` lasts.
    known
        Widths measured, at ``MEASURED_AT`` points.
    """

    faces: Mapping[str, FT2Font]
    files: Mapping[str, Path]
    known: dict[tuple[str, Weight], float] = field(default_factory=dict, repr=False)

    def width(self, text: str, size: float, weight: Weight = "regular") -> float:
        """Width of a line in points."""
        if (text, weight) not in self.known:
            face = self.faces[weight]
            face.set_size(MEASURED_AT, 72)
            face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
            self.known[text, weight] = float(face.get_width_height()[0]) / 64
        return self.known[text, weight] * size / MEASURED_AT

    def lines(
        self, text: str, size: float, *, width: float, weight: Weight = "regular"
    ) -> list[str]:
        """Break a text into lines of at most ``width`` points, at spaces."""
        done: list[str] = []
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and self.width(longer, size, weight) > width:
                done.append(line)
                line = word
            else:
                line = longer
        return [*done, line] if line else done

    def properties(self, size: float, weight: Weight) -> FontProperties:
        """Give matplotlib the font; the size is that of the paper."""
        return FontProperties(
            family=FAMILY,
            weight="bold" if weight == "bold" else "normal",
            size=size,
            fname=str(self.files[weight]),
        )

    def style_sheet(self, letters: str) -> str:
        """CSS that carries the letters of both weights inside a picture.

        The usual letters are always in it: maps then share one cut of the font.
        """
        every = "".join(sorted({*USUAL, *letters}))
        cut = {
            number: _letters(self.files[weight].read_bytes(), every)
            for weight, number in CSS_WEIGHTS.items()
        }
        return "\n".join(
            f"@font-face {{ font-family: '{FAMILY[0]}'; font-weight: {number}; "
            f"src: url(data:font/ttf;base64,{font}) format('truetype'); }}"
            for number, font in cut.items()
        )


@lru_cache(maxsize=8)
def _letters(font: bytes, letters: str) -> str:
    """Cut a font to the letters it must draw, in base 64."""
    with TTFont(io.BytesIO(font), recalcTimestamp=False) as whole:
        subsetter = Subsetter(Options(recalc_timestamp=False, layout_features=["kern"]))
        subsetter.populate(text=letters)
        subsetter.subset(whole)
        part = io.BytesIO()
        whole.save(part, reorderTables=True)
    return base64.b64encode(part.getvalue()).decode("ascii")


@contextmanager
def opened(fonts: Mapping[str, bytes]) -> Iterator[Typeface]:
    """Lend the fonts to matplotlib, which reads them from files only.

    Parameters
    ----------
    fonts
        Font files by weight, ``regular`` and ``bold``.
    """
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        files = {}
        for weight, content in fonts.items():
            files[weight] = Path(folder) / f"{weight}.ttf"
            files[weight].write_bytes(content)
        faces = {
            weight: FT2Font(io.BytesIO(content)) for weight, content in fonts.items()
        }
        yield Typeface(faces, files)
