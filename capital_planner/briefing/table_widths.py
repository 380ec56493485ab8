"""How wide each column of a printed table is."""

from collections.abc import Callable, Sequence

from capital_planner.papers import Table, heading, written_rows

PADDING_PT = 9.0
"""Left and right of a cell together."""
SIZES_PT = (9.5, 9.0, 8.5, 8.0)
"""Sizes of type that are tried, widest first."""
SLACK = 1.04
"""Printers set a word a little wider than it is measured."""

Measure = Callable[[str, float], float]
"""Width of a text, in points, at a size in points."""


def fitted(table: Table, line_pt: float, measure: Measure) -> tuple[float, list[float]]:
    """Size of type, and columns that share a line, with no word broken if it can be.

    A column has at least its longest word; what is left goes to the columns that
    would have to break their texts.

    Parameters
    ----------
    measure
        Width of a text in bold, the wider type.

    Returns
    -------
    tuple
        Size in points, and widths in points that add up to ``line_pt``.
    """
    texts = [
        [heading(column), *cells]
        for column, cells in zip(
            table.columns, _columns(written_rows(table), table), strict=True
        )
    ]
    for size in SIZES_PT:
        least = [_least(column, size, measure) for column in texts]
        if sum(least) <= line_pt:
            break
    wanted = [_wanted(column, size, measure) for column in texts]
    return size, _shared(least, wanted, line_pt)


def _columns(rows: Sequence[Sequence[str]], table: Table) -> list[list[str]]:
    return [[row[n] for row in rows] for n in range(len(table.columns))]


def _least(texts: Sequence[str], size: float, measure: Measure) -> float:
    words = {word for text in texts for word in text.split()}
    return SLACK * max((measure(word, size) for word in words), default=0) + PADDING_PT


def _wanted(texts: Sequence[str], size: float, measure: Measure) -> float:
    """Width with no cell broken; the heading may take two lines."""
    title, *cells = texts
    widest = max((measure(cell, size) for cell in set(cells)), default=0.0)
    return SLACK * max(widest, 0.6 * measure(title, size)) + PADDING_PT


def _shared(least: list[float], wanted: list[float], line: float) -> list[float]:
    """Give each column its least, and share out the rest."""
    rest = line - sum(least)
    if rest <= 0:
        return [line * width / sum(least) for width in least]
    lacking = [max(0.0, want - has) for want, has in zip(wanted, least, strict=True)]
    given = min(1.0, rest / sum(lacking)) if sum(lacking) else 0.0
    widths = [has + given * lack for has, lack in zip(least, lacking, strict=True)]
    spare = line - sum(widths)
    return [width + spare * width / sum(widths) for width in widths]
