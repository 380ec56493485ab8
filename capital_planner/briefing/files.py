"""A painted page as PDF, SVG and PNG bytes, the same on every run."""

import io
import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from typing import Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.typing import RcKeyType

from capital_planner.briefing.page import Page

Kind = Literal["pdf", "svg", "png"]
KINDS: tuple[Kind, ...] = ("pdf", "svg", "png")
DPI = 300
QUICK = {"compress_level": 3}
"""Maps and charts come out as small as with the usual 6, in two thirds of the time."""
PROGRAM = "SEND capital planner"
RULES: Mapping[RcKeyType, object] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "send-capital-planner",
    "pdf.fonttype": 42,
    "hatch.linewidth": 0.6,
    "text.hinting": "none",
}
"""Text is kept as text, and names inside the file do not depend on the run."""


def files_of(
    page: Page,
    *,
    title: str,
    description: str,
    kinds: Collection[Kind] = KINDS,
    dpi: int = DPI,
) -> dict[str, bytes]:
    """Write the page as ``pdf``, ``svg`` and ``png`` bytes.

    Parameters
    ----------
    title, description
        Kept in each file, for those who cannot see the map.
    dpi
        Of the ``png``.
    """
    figure = page.figure
    known = {"Title": title, "Creator": PROGRAM}
    pdf = known | {"Subject": description, "Producer": None, "CreationDate": None}
    svg = known | {"Description": description, "Date": None}
    png = {"Title": title, "Description": description, "Software": None}
    files = {}
    with mpl.rc_context(dict(RULES)), _quiet("fontTools"):
        figure.set_dpi(72)
        if "pdf" in kinds:
            files["pdf"] = _written(FigureCanvasPdf(figure).print_pdf, pdf)
        if "svg" in kinds:
            drawn = _written(FigureCanvasSVG(figure).print_svg, svg)
            style = page.typeface.style_sheet("".join(sorted(page.letters)))
            files["svg"] = _described(drawn, title, description, style=style)
        if "png" in kinds:
            figure.set_dpi(dpi)
            files["png"] = _written(
                FigureCanvasAgg(figure).print_png, png, pil_kwargs=QUICK
            )
    return files


def _written(
    write: Callable[..., object], metadata: Mapping[str, object], **how: object
) -> bytes:
    file = io.BytesIO()
    write(file, metadata=dict(metadata), **how)
    return file.getvalue()


def _described(svg: bytes, title: str, description: str, *, style: str) -> bytes:
    """Give the picture its font, and a name and description that can be spoken."""
    head, tag, rest = svg.partition(b"<svg ")
    opening, end, body = rest.partition(b">")
    words = (
        f'\n <title id="map-title">{escape(title)}</title>'
        f'\n <desc id="map-description">{escape(description)}</desc>'
        f"\n <style>{style}</style>"
    )
    spoken = b'role="img" aria-labelledby="map-title map-description" '
    return head + tag + spoken + opening + end + words.encode() + body


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Hold back warnings of a library about files that are as they should be."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
