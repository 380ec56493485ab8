"""How wide each column of a printed table is."""

from collections.abc import Callable
from dataclasses import dataclass

from capital_planner.papers import Table, heading, written_rows

PADDING_PT = 9.0
"""Left and right of a cell together."""
SIZES_PT = (9.5, 9.0, 8.5, 8.0)
"""Sizes of type that are tried, widest first."""
SLACK = 1.04
"""Printers set a word a little wider than it is measured."""

Measure = Callable[[str, float], float]
"""Width of a text, in points, at a size in points."""


@dataclass(frozen=True)
class _Texts:
    """What stands in a column; cells of numbers are never broken."""

    title: str
    cells: set[str]
    whole: bool

    def least(self, size: float, measure: Measure) -> float:
        """Width of the longest word."""
        words = {word for cell in self.cells for word in cell.split()}
        kept = (self.cells if self.whole else words) | set(self.title.split())
        return _padded(max((measure(text, size) for text in kept), default=0.0))

    def wanted(self, size: float, measure: Measure) -> float:
        """Width with no cell broken; the title may take two lines."""
        widest = max((measure(cell, size) for cell in self.cells), default=0.0)
        return max(
            self.least(size, measure),
            _padded(max(widest, 0.6 * measure(self.title, size))),
        )


def _padded(width: float) -> float:
    return SLACK * width + PADDING_PT


def fitted(table: Table, line_pt: float, measure: Measure) -> tuple[float, list[float]]:
    """Size of type, and columns that share a line, with no word broken if it can be.

    A column has at least its longest word or number; what is left goes to the columns
    that would have to break their texts.

    Parameters
    ----------
    measure
        Width of a text in bold, the wider type.

    Returns
    -------
    tuple
        Size in points, and widths in points that add up to ``line_pt``.
    """
    rows = written_rows(table)
    texts = [
        _Texts(heading(column), {row[n] for row in rows}, column.align == "right")
        for n, column in enumerate(table.columns)
    ]
    for size in SIZES_PT:
        least = [column.least(size, measure) for column in texts]
        if sum(least) <= line_pt:
            break
    wanted = [column.wanted(size, measure) for column in texts]
    return size, _shared(least, wanted, line_pt)


def _shared(least: list[float], wanted: list[float], line: float) -> list[float]:
    """Give each column its least, and share out the rest."""
    rest = line - sum(least)
    if rest <= 0:
        return [line * width / sum(least) for width in least]
    lacking = [want - has for want, has in zip(wanted, least, strict=True)]
    given = min(1.0, rest / sum(lacking)) if sum(lacking) else 0.0
    widths = [has + given * lack for has, lack in zip(least, lacking, strict=True)]
    spare = line - sum(widths)
    return [width + spare * width / sum(widths) for width in widths]
