"""How wide each column of a printed table is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from capital_planner.papers import Table, heading, written_rows

PADDING_PT = 9.0
"""Left and right of a cell together."""
SIZES_PT = (9.5, 9.0, 8.5, 8.0)
"""Sizes of type that are tried, widest first."""
SHORT, ROOMY_PART = 22, 0.7
"""Letters of a text that is not broken, if columns then take at most so much."""
SLACK = 1.04
"""Printers set a word a little wider than it is measured."""
TITLE_PARTS = (1.0, 0.6)
"""Of a title that stand on a line: all of it, or it takes two."""
MOST_PART = 0.35
"""Of a line that a column is given beside its longest word, when others lack too."""

Measure = Callable[[str, float], float]
"""Width of a text, in points, at a size in points."""


@dataclass(frozen=True)
class _Column:
    """What stands in a column; numbers, and short cells if whole, are not broken."""

    title: str
    cells: set[str]
    number: bool
    whole: bool = False

    def least(self, size: float, measure: Measure) -> float:
        """Width of the longest word, or of the longest cell where all are short."""
        whole = self.number or (
            self.whole and max(map(len, self.cells), default=0) <= SHORT
        )
        words = {word for cell in self.cells for word in cell.split()}
        kept = (self.cells if whole else words) | set(self.title.split())
        return _padded(max((measure(text, size) for text in kept), default=0.0))

    def wanted(self, size: float, measure: Measure, part: float) -> float:
        """Width with no cell broken, and that part of the title on a line."""
        widest = max((measure(cell, size) for cell in self.cells), default=0.0)
        return _padded(max(widest, part * measure(self.title, size)))


def _padded(width: float) -> float:
    return SLACK * width + PADDING_PT


def fitted(
    table: Table,
    line_pt: float,
    measure: Measure,
    *,
    sizes: Sequence[float] = SIZES_PT,
) -> tuple[float, list[float]]:
    """Size of type, and columns that share a line, with no word broken if it can be.

    A column has at least its longest word or number. What is left goes
    to the columns that would have to break their texts.

    Parameters
    ----------
    measure
        Width of a text in bold, the wider type.
    sizes
        Of type that are tried, widest first.

    Returns
    -------
    tuple
        Size in points, and widths in points that add up to ``line_pt``.
    """
    rows = written_rows(table)
    columns = [
        _Column(heading(column), {row[n] for row in rows}, column.align == "right")
        for n, column in enumerate(table.columns)
    ]
    roomy = [replace(column, whole=True) for column in columns]
    if sum(c.least(sizes[0], measure) for c in roomy) <= ROOMY_PART * line_pt:
        columns = roomy
    for size in sizes:
        least = [column.least(size, measure) for column in columns]
        if sum(least) <= line_pt:
            break
    for part in TITLE_PARTS:
        wanted = [column.wanted(size, measure, part) for column in columns]
        if sum(wanted) <= line_pt:
            break
    return size, _shared(least, wanted, line_pt)


def _shared(least: list[float], wanted: list[float], line: float) -> list[float]:
    """Give each column its least, and share out the rest by what each lacks."""
    rest = line - sum(least)
    if rest <= 0:
        return [line * width / sum(least) for width in least]
    most = MOST_PART * line
    lacking = [
        min(max(want - has, 0.0), most) for want, has in zip(wanted, least, strict=True)
    ]
    given = min(1.0, rest / sum(lacking)) if sum(lacking) else 0.0
    widths = [has + given * lack for has, lack in zip(least, lacking, strict=True)]
    spare = line - sum(widths)
    return [width + spare * width / sum(widths) for width in widths]
