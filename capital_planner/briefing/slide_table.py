"""Tables shared out over slides, each part as large as fits."""

from collections.abc import Sequence
from dataclasses import dataclass

from capital_planner.briefing.slide_text import LEADING, clean, lines, width_of
from capital_planner.papers import Table, heading, written_rows

SIZES = (16.0, 14.0, 12.0)
"""Of letters, in points: the largest that fits a table on one slide, else the last."""
ACROSS, DOWN = 6.0, 3.0
"""Space inside a cell on each side, points."""
WIDEST_WORD = 220.0
WIDENED = 1.4


@dataclass(frozen=True)
class TablePart:
    """Part of a table for one slide.

    Attributes
    ----------
    heads, rows
        As printed.
    right
        Whether each column is numbers, which stand right.
    widths
        Of the columns, points.
    heights
        Of the header and of each row, points.
    size
        Of the letters, points.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float

    @property
    def height(self) -> float:
        """Of the whole part, points."""
        return sum(self.heights)


@dataclass(frozen=True)
class _Grid:
    """Texts of a table and how wide its columns may be."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    size: float

    def of(self, columns: Sequence[int]) -> "_Grid":
        """Keep some columns."""
        return _Grid(
            tuple(self.heads[at] for at in columns),
            tuple(tuple(row[at] for at in columns) for row in self.rows),
            tuple(self.right[at] for at in columns),
            self.size,
        )

    def texts(self, at: int) -> list[tuple[str, bool]]:
        """Texts of a column, and whether each is bold."""
        return [(self.heads[at], True), *((row[at], False) for row in self.rows)]

    def least(self, at: int) -> float:
        """Width of the longest word of a column, numbers in full."""
        words = [
            (word, bold)
            for text, bold in self.texts(at)
            for word in ([text] if self.right[at] and not bold else text.split())
        ]
        return self._widest(words, WIDEST_WORD)

    def told(self, at: int) -> float:
        """Width of a column that no row of is broken, while its head may be."""
        rows = self._widest(self.texts(at)[1:], float("inf"))
        return max(self.least(at), rows)

    def natural(self, at: int) -> float:
        """Width of the longest text of a column."""
        return self._widest(self.texts(at), float("inf"))

    def _widest(self, texts: Sequence[tuple[str, bool]], most: float) -> float:
        widths = [width_of(text, self.size, bold=bold) for text, bold in texts]
        return min(max(widths, default=0.0), most) + 2 * ACROSS + 1


def parts_of(
    table: Table, width: float, heights: tuple[float, float]
) -> list[TablePart]:
    """Share a table out over slides; every part has the header and the first column.

    Parameters
    ----------
    width
        Of every part at most, points.
    heights
        Room for the first part and for the others, points.
    """
    heads = tuple(clean(heading(column)) for column in table.columns)
    rows = tuple(tuple(map(clean, row)) for row in written_rows(table))
    right = tuple(column.align == "right" for column in table.columns)
    parts: list[TablePart] = []
    for size in SIZES:
        grid = _Grid(heads, rows, right, size)
        parts = [
            part
            for columns in _column_groups(grid, width)
            for part in _row_parts(grid.of(columns), width, heights)
        ]
        if len(parts) == 1:
            break
    return parts


def _column_groups(grid: _Grid, width: float) -> list[list[int]]:
    """Columns that fit beside each other, the first of them in every group."""
    groups = [[0]]
    taken = first = grid.least(0)
    for at in range(1, len(grid.heads)):
        if taken + grid.least(at) > width and len(groups[-1]) > 1:
            groups.append([0])
            taken = first
        groups[-1].append(at)
        taken += grid.least(at)
    return groups


def _widths(grid: _Grid, width: float) -> tuple[float, ...]:
    every = range(len(grid.heads))
    natural = [grid.natural(at) for at in every]
    if sum(natural) <= width:
        wider = min(width / sum(natural), WIDENED)
        return tuple(wide * wider for wide in natural)
    narrow = [grid.told(at) for at in every]
    if sum(narrow) > width:
        narrow = [grid.least(at) for at in every]
    spare = max(width - sum(narrow), 0.0)
    wanted = [most - least for most, least in zip(natural, narrow, strict=True)]
    total = sum(wanted)
    return tuple(
        least + spare * more / total for least, more in zip(narrow, wanted, strict=True)
    )


def _row_parts(
    grid: _Grid, width: float, heights: tuple[float, float]
) -> list[TablePart]:
    widths = _widths(grid, width)
    head = _height(_wrapped(grid.heads, widths, grid.size, bold=True), grid.size)
    first, other = (height - head for height in heights)
    rows = _short_rows(grid, widths, other)
    high = [_height(_wrapped(row, widths, grid.size), grid.size) for row in rows]
    found = _shared_out(high, first, other)
    even = sum(high) / len(found) + max(high, default=0.0)
    again = _shared_out(high, min(first, even), min(other, even))
    found = again if len(again) == len(found) else found
    parts = [[rows[n] for n in part] for part in found]
    return [_part(grid, part, widths) for part in parts if part or len(parts) == 1]


def _shared_out(high: Sequence[float], first: float, other: float) -> list[list[int]]:
    """Put rows of such heights in parts, the first of its own height, in order."""
    found: list[list[int]] = [[]]
    left = first
    for n, deep in enumerate(high):
        if deep > left:
            found.append([])
            left = other
        found[-1].append(n)
        left -= deep
    return found


def _short_rows(
    grid: _Grid, widths: Sequence[float], most: float
) -> list[tuple[str, ...]]:
    """Rows none of which is higher than a slide: a long one goes on in another."""
    fits = max(int((most - 2 * DOWN) / (grid.size * LEADING)), 1)
    return [
        tuple(" ".join(cell[start : start + fits]) for cell in cells)
        for cells in (_wrapped(row, widths, grid.size) for row in grid.rows)
        for start in range(0, max(map(len, cells)), fits)
    ]


def _part(
    grid: _Grid, rows: list[tuple[str, ...]], widths: tuple[float, ...]
) -> TablePart:
    head = _height(_wrapped(grid.heads, widths, grid.size, bold=True), grid.size)
    heights = [_height(_wrapped(row, widths, grid.size), grid.size) for row in rows]
    return TablePart(
        grid.heads, tuple(rows), grid.right, widths, (head, *heights), grid.size
    )


def _wrapped(
    row: Sequence[str], widths: Sequence[float], size: float, *, bold: bool = False
) -> list[tuple[str, ...]]:
    return [
        lines(text, size, width - 2 * ACROSS, bold=bold)
        for text, width in zip(row, widths, strict=True)
    ]


def _height(cells: Sequence[Sequence[str]], size: float) -> float:
    return max(map(len, cells)) * size * LEADING + 2 * DOWN
