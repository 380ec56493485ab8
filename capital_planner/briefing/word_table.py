"""A table in the language of Word, made at once: cell by cell takes too long."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from capital_planner.briefing.letters import held
from capital_planner.briefing.sheets import RULE, SHADE
from capital_planner.briefing.table_widths import PADDING_PT, SIZES_PT, fitted
from capital_planner.papers import Align, Table, heading, written_rows

TWIPS = 20
"""In a point."""
NARROW, BROAD = frozenset(" fijlrtI.,:;!|'()[]/-"), frozenset("mwMW%@")
NARROW_EM, BROAD_EM, CAPITAL_EM, LETTER_EM = 0.5, 1.08, 0.83, 0.71
"""Widths of letters by size, those of a wide bold font: the font is the reader's."""
KEPT_ROWS, KEPT_ENDS = 16, 2
"""A table of so few rows, its head with them, stays on one page; of a longer one
so many rows stay with its head, and with its last row."""
RULES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{RULE[1:]}"/>'
    for edge in ("top", "bottom", "insideH")
)
CLOSE, CLOSE_SIZES_PT = '<w:spacing w:before="0" w:after="0"/>', (8.0,)
LOOK = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
    'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
)


@dataclass(frozen=True)
class _Form:
    """What every row has in common: widths in twips, sides, and type in points."""

    widths: list[int]
    aligns: list[Align]
    size: float
    style: str
    close: bool

    def row(
        self, texts: Sequence[str], *, head: bool = False, kept: bool = False
    ) -> str:
        """Make a row that is not broken over pages; ``kept`` with what follows."""
        tie = "<w:keepNext/>" if kept else ""
        cells = "".join(
            self._cell(text, n, tie, head=head) for n, text in enumerate(texts)
        )
        again = "<w:tblHeader/>" if head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{cells}</w:tr>"

    def _cell(self, text: str, n: int, tie: str, *, head: bool) -> str:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE[1:]}"/>'
        foot = '<w:vAlign w:val="bottom"/>'
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{self.widths[n]}" w:type="dxa"/>'
            f"{shade + foot if head else ''}</w:tcPr>"
            f'<w:p><w:pPr><w:pStyle w:val="{self.style}"/>'
            f"{tie}{CLOSE if self.close else ''}"
            f'<w:jc w:val="{self.aligns[n]}"/></w:pPr>'
            f"<w:r><w:rPr>{'<w:b/>' if head else ''}"
            f'<w:sz w:val="{round(2 * self.size)}"/></w:rPr>'
            f'<w:t xml:space="preserve">{_safe(text)}</w:t></w:r></w:p></w:tc>'
        )


def table_of(
    table: Table, line_pt: float, style: str, *, close: bool = False
) -> BaseOxmlElement:
    """Make a table whose header row is marked and stands again on each page.

    Parameters
    ----------
    style
        Identity of the style of its text.
    close
        With no space above and below its text, and smaller type.
    """
    sizes = CLOSE_SIZES_PT if close else SIZES_PT
    size, widths = fitted(table, line_pt, _guessed, sizes=sizes)
    twips = [round(TWIPS * width) for width in widths]
    aligns = [column.align for column in table.columns]
    form = _Form(twips, aligns, size, style, close)
    texts = [[heading(column) for column in table.columns], *written_rows(table)]
    rows = [
        form.row(cells, head=n == 0, kept=_kept(n, len(texts), noted=bool(table.notes)))
        for n, cells in enumerate(texts)
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    half = round(TWIPS * PADDING_PT / 2)
    element: BaseOxmlElement = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblBorders>{RULES}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{half}" w:type="dxa"/><w:right w:w="{half}" w:type="dxa"/>'
        f'</w:tblCellMar>{LOOK}<w:tblCaption w:val="{_safe(table.title)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    return element


def _kept(n: int, rows: int, *, noted: bool) -> bool:
    """Tell whether row ``n``, from the head, stays with what follows it."""
    if n == rows - 1:
        return noted
    return rows <= KEPT_ROWS or n < KEPT_ENDS or n >= rows - 1 - KEPT_ENDS


def _guessed(text: str, size: float) -> float:
    return size * sum(map(_em, text))


def _em(letter: str) -> float:
    if letter in NARROW:
        return NARROW_EM
    if letter in BROAD:
        return BROAD_EM
    return CAPITAL_EM if letter.isupper() else LETTER_EM


def _safe(text: str) -> str:
    return escape(held(text))
