"""The typeface of a page: measuring and breaking lines, and files matplotlib reads."""

import base64
import io
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

Weight = Literal["regular", "bold"]
FAMILY = ["Lato", "Arial", "Helvetica"]
MEASURED_AT = 100.0
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
    """

    faces: Mapping[str, FT2Font]
    files: Mapping[str, Path]

    def width(self, text: str, size: float, weight: Weight = "regular") -> float:
        """Width of a line in points."""
        face = self.faces[weight]
        face.set_size(MEASURED_AT, 72)
        face.set_text(text, 0.0)
        return float(face.get_width_height()[0]) / 64 * size / MEASURED_AT

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
        """CSS that carries the letters of both weights inside a picture."""
        return "\n".join(
            f"@font-face {{ font-family: '{FAMILY[0]}'; font-weight: {number}; "
            f"src: url(data:font/ttf;base64,{_letters(self.files[weight], letters)}) "
            f"format('truetype'); }}"
            for weight, number in CSS_WEIGHTS.items()
        )


def _letters(file: Path, letters: str) -> str:
    """Cut a font to the letters it must draw, in base 64."""
    with TTFont(file, recalcTimestamp=False) as font:
        subsetter = Subsetter(Options(recalc_timestamp=False, layout_features=["kern"]))
        subsetter.populate(text=letters)
        subsetter.subset(font)
        part = io.BytesIO()
        font.save(part, reorderTables=True)
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
