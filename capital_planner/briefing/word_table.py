"""A table in the language of Word, made at once: cell by cell takes too long."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from capital_planner.briefing.letters import held
from capital_planner.briefing.sheets import RULE, SHADE
from capital_planner.briefing.table_widths import PADDING_PT, fitted
from capital_planner.papers import Align, Table, heading, written_rows

TWIPS = 20
"""In a point."""
LETTER = 0.64
"""Width of a letter by its size, on the safe side: the font is the reader's."""
RULES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{RULE[1:]}"/>'
    for edge in ("top", "bottom", "insideH")
)
CLOSE, CLOSE_PT = '<w:spacing w:before="0" w:after="0"/>', 8.5
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

    def row(self, texts: Sequence[str], *, head: bool = False) -> str:
        """Make a row that is not broken over pages."""
        cells = "".join(self._cell(text, n, head=head) for n, text in enumerate(texts))
        again = "<w:tblHeader/>" if head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{cells}</w:tr>"

    def _cell(self, text: str, n: int, *, head: bool) -> str:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE[1:]}"/>'
        foot = '<w:vAlign w:val="bottom"/>'
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{self.widths[n]}" w:type="dxa"/>'
            f"{shade + foot if head else ''}</w:tcPr>"
            f'<w:p><w:pPr><w:pStyle w:val="{self.style}"/>'
            f"{'<w:keepNext/>' if head else ''}"
            f"{CLOSE if self.close else ''}"
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
    size, widths = fitted(table, line_pt, _guessed)
    size = min(size, CLOSE_PT) if close else size
    twips = [round(TWIPS * width) for width in widths]
    aligns = [column.align for column in table.columns]
    form = _Form(twips, aligns, size, style, close)
    rows = [form.row([heading(column) for column in table.columns], head=True)]
    rows += [form.row(cells) for cells in written_rows(table)]
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


def _guessed(text: str, size: float) -> float:
    return LETTER * size * len(text)


def _safe(text: str) -> str:
    return escape(held(text))
