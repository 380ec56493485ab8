"""How a Word paper looks: styles, sheets, and what stands on every page."""

from dataclasses import dataclass
from typing import cast

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section as Part
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from capital_planner.briefing.files import PROGRAM
from capital_planner.briefing.letters import held
from capital_planner.briefing.packed import MADE
from capital_planner.briefing.sheets import (
    BODY_PT,
    FOOT_MM,
    FOOT_PT,
    GREY,
    INK,
    PORTRAIT,
    SIDE_MM,
    TOP_MM,
    Sheet,
    foot_of,
)
from capital_planner.papers import Paper

FONT = "Arial"
"""On every machine with Word; a Word file does not carry its fonts."""
TABLE_TEXT = "Table text"
NOTE = "Table note"
CONTENTS = "Contents line"
GAP = "Gap"
"""Below a table with no note: a line of no height, which starts no page."""
FOOT_GAP = Pt(8)
"""Between a full page and its foot."""


@dataclass(frozen=True)
class _Look:
    """Type and spaces of one style, in points; ``line`` is a part of its own line."""

    size: float
    bold: bool = False
    colour: str = INK
    before: float = 0.0
    after: float = 6.0
    kept: bool = False
    line: float = 1.15


LOOKS = {
    "Normal": _Look(BODY_PT, after=8),
    "Title": _Look(30, bold=True, before=150, after=12, line=1),
    "Subtitle": _Look(16, after=30),
    "TOC Heading": _Look(20, bold=True, after=12),
    "Heading 1": _Look(20, bold=True, after=10, kept=True),
    "Heading 2": _Look(14, bold=True, before=14, after=6, kept=True),
    "List Bullet": _Look(BODY_PT, after=4),
    "List Number": _Look(BODY_PT, after=4),
    "Caption": _Look(10.5, bold=True, before=12, after=4),
    "Header": _Look(BODY_PT, bold=True),
    "Footer": _Look(FOOT_PT, after=2, line=1),
    TABLE_TEXT: _Look(9.5, before=2, after=2, line=1),
    NOTE: _Look(9, colour=GREY, before=3, after=3, line=1),
    CONTENTS: _Look(BODY_PT, after=4),
    GAP: _Look(1, after=3),
}


def dress(document: Document, paper: Paper) -> None:
    """Set styles, language and what is known of the file."""
    for name, look in LOOKS.items():
        _set(_style(document, name), look)
    _style(document, GAP).paragraph_format.line_spacing = Pt(1)
    for name in ("Heading 1", "TOC Heading"):
        _style(document, name).paragraph_format.page_break_before = True
    tabs = _style(document, CONTENTS).paragraph_format.tab_stops
    tabs.add_tab_stop(Pt(PORTRAIT.line_pt), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    for tag, root in (
        ("w:lang", document.styles.element),
        ("w:themeFontLang", document.settings.element),
    ):
        for language in root.iter(qn(tag)):
            language.set(qn("w:val"), "en-GB")
    known = document.core_properties
    known.title, known.subject = held(paper.title), held(paper.subtitle)
    known.author = known.last_modified_by = PROGRAM
    known.language, known.comments, known.keywords = "en-GB", "", ""
    known.created = known.modified = MADE


def _style(document: Document, name: str) -> ParagraphStyle:
    """Find a style, or make it."""
    styles = document.styles
    if name not in styles:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    return cast("ParagraphStyle", styles[name])


def _set(style: ParagraphStyle, look: _Look) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    style.font.size, style.font.bold = Pt(look.size), look.bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(look.colour[1:])
    spaces = style.paragraph_format
    spaces.space_before, spaces.space_after = Pt(look.before), Pt(look.after)
    spaces.keep_with_next, spaces.line_spacing = look.kept, look.line
    for border in style.element.xpath("w:pPr/w:pBdr | w:rPr/w:spacing"):
        border.getparent().remove(border)


def lay(part: Part, sheet: Sheet) -> None:
    """Give a part of the file its sheet and margins."""
    across = sheet.width_mm > sheet.height_mm
    part.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    part.page_width, part.page_height = Mm(sheet.width_mm), Mm(sheet.height_mm)
    part.left_margin = part.right_margin = Mm(SIDE_MM)
    part.top_margin, part.bottom_margin = Mm(TOP_MM), Mm(TOP_MM)
    part.header_distance = part.footer_distance = Mm(FOOT_MM)


def mark_pages(part: Part, paper: Paper) -> None:
    """Set the marking above, and below the fixed lines, the stamp and the number.

    Later parts take them over from the first.
    """
    above = part.header.paragraphs[0]
    above.text = held(paper.marking)
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    first, *rest = foot_of(paper)
    part.footer.paragraphs[0].text = held(first)
    part.footer.paragraphs[0].paragraph_format.space_before = FOOT_GAP
    for text in rest:
        part.footer.add_paragraph(held(text), style="Footer")
    number = part.footer.add_paragraph("Page ", style="Footer")
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add_field(number, "PAGE")
    number.add_run(" of ")
    _add_field(number, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    field = f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r>'
    paragraph.paragraph_format.element.append(parse_xml(f"{field}</w:fldSimple>"))
