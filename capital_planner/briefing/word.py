"""A paper for Word, to be edited: headings, lists, table headers, alt text."""

import io
from collections.abc import Mapping
from functools import cache

from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section as Part
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Line

from capital_planner.briefing.letters import held
from capital_planner.briefing.packed import packed_again
from capital_planner.briefing.sheets import (
    POINTS_IN_A_MM,
    PORTRAIT,
    TOP_MM,
    sheet_of,
)
from capital_planner.briefing.word_styles import (
    CONTENTS,
    GAP,
    NOTE,
    TABLE_TEXT,
    dress,
    lay,
    mark_pages,
)
from capital_planner.briefing.word_table import table_of
from capital_planner.papers import (
    Block,
    Chart,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
    notes_once,
)

BODY, TITLE = "Normal", "Heading 1"
CLOSE_SPACES, CLOSE_SIZE = (Pt(2), Pt(1)), Pt(8.5)
"""Of the texts of a section that has one page: Word cannot measure what fits."""
EMU_IN_A_POINT = 12_700
FREE_MM = 80.0
"""Kept free on the sheet of a picture: foot, headings and caption."""


def word_of(paper: Paper, *, pictures: Mapping[str, bytes]) -> bytes:
    """Write a paper as a Word file (DOCX), on A4.

    Parameters
    ----------
    pictures
        PNG by the key of each picture and chart, its resolution inside.

    Returns
    -------
    bytes
        The same paper gives the same bytes.

    Raises
    ------
    KeyError
        If a picture or a chart is not in ``pictures``.
    """
    writer = _Writer(paper, pictures)
    writer.begin()
    for section in paper.sections:
        writer.section(section)
    return packed_again(writer.content())


class _Writer:
    """Writes one block after another at the end of a file."""

    def __init__(self, paper: Paper, pictures: Mapping[str, bytes]) -> None:
        self.paper = paper
        self.pictures = pictures
        self.document = Document()
        self.sheet = PORTRAIT
        self.marks = 0
        self.close = False
        self.style_id = cache(self._style_id)
        dress(self.document, paper)

    def content(self) -> bytes:
        """Give the file as it stands."""
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()

    def begin(self) -> None:
        """Write the first page and the contents."""
        paper, first = self.paper, self.document.sections[0]
        lay(first, self.sheet)
        mark_pages(first, paper)
        self.line(paper.title, "Title")
        self.line(paper.subtitle, "Subtitle")
        for text in (*paper.lines, paper.attribution, paper.stamp):
            self.line(text)
        self.line("Contents", "TOC Heading")
        for n, section in enumerate(paper.sections):
            self.contents_line(n, section)

    def line(self, text: str, style: str = BODY) -> Line:
        """Write one paragraph."""
        line = self.document.add_paragraph(held(text))
        line.paragraph_format.element.style = self.style_id(style)
        if self.close and style not in (TITLE, GAP):
            spaces = line.paragraph_format
            spaces.space_before, spaces.space_after = CLOSE_SPACES
            spaces.line_spacing = 1.0
            for run in line.runs:
                run.font.size = CLOSE_SIZE
        return line

    def _style_id(self, name: str) -> str | None:
        """Find a style; None for that of text, which need not be named."""
        return None if name == BODY else self.document.styles[name].style_id

    def contents_line(self, n: int, section: Section) -> None:
        """Write a title that leads to its section, with its page."""
        line = self.line("", CONTENTS)
        name = _mark(n)
        text = parse_xml(
            f'<w:hyperlink {nsdecls("w")} w:anchor="{name}"><w:r><w:t/></w:r>'
            "<w:r><w:tab/></w:r>"
            f'<w:fldSimple w:instr="PAGEREF {name} \\h" w:dirty="true">'
            "<w:r><w:t> </w:t></w:r></w:fldSimple></w:hyperlink>"
        )
        next(text.iter(qn("w:t"))).text = held(section.title)
        line.paragraph_format.element.append(text)

    def section(self, section: Section) -> None:
        """Write a section, on sheets of its own way round."""
        sheet = sheet_of(section)
        if sheet != self.sheet:
            lay(self._new_part(), sheet)
            self.sheet = sheet
        self.close = section.one_page
        title = self.line(section.title, TITLE).paragraph_format.element
        name = f'w:id="{self.marks}" w:name="{_mark(self.marks)}"'
        start = parse_xml(f"<w:bookmarkStart {nsdecls('w')} {name}/>")
        end = parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{self.marks}"/>')
        next(title.iter(qn("w:r"))).addprevious(start)
        title.append(end)
        self.marks += 1
        for block in notes_once(section).blocks:
            self.block(block)

    def _new_part(self) -> Part:
        """End a part with its last line: a line more could take a page of its own."""
        part: Part = self.document.add_section(WD_SECTION.NEW_PAGE)
        added = self.document.paragraphs[-1].paragraph_format.element
        added.getprevious().get_or_add_pPr().append(added.pPr.sectPr)
        added.getparent().remove(added)
        return part

    def block(self, block: Block) -> None:
        """Write a block of any kind."""
        if isinstance(block, Heading):
            self.line(block.text, "Heading 2")
        elif isinstance(block, Paragraph):
            for run in self.line(block.text).runs:
                run.bold = block.strong or None
        elif isinstance(block, Points):
            self.points(block)
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, Chart):
            self.line(block.title, "Caption").paragraph_format.keep_with_next = True
            self.picture(block)
            self.table(block.table)
        else:
            self.picture(block).paragraph_format.keep_with_next = True
            self.line(block.caption, "Caption")

    def points(self, block: Points) -> None:
        """Write a list; a numbered one begins with one."""
        if not block.numbered:
            for item in block.items:
                self.line(item, "List Bullet")
            return
        number = self._new_list()
        for item in block.items:
            line = self.line(item, "List Number").paragraph_format.element
            chosen = line.get_or_add_pPr().get_or_add_numPr()
            chosen.get_or_add_ilvl().val = 0
            chosen.get_or_add_numId().val = number

    def _new_list(self) -> int:
        """Begin the numbers of the list style again."""
        style = self.document.styles["List Number"].element
        numbers = self.document.part.numbering_part.element
        mine = style.pPr.numPr.numId.val
        shape = numbers.num_having_numId(mine).abstractNumId.val
        number = numbers.add_num(shape)
        number.add_lvlOverride(0).add_startOverride(1)
        return int(number.numId)

    def picture(self, block: Picture | Chart) -> Line:
        """Write a picture at its own size, or smaller to fit the sheet."""
        line = self.line("")
        run = line.add_run()
        shape = run.add_picture(io.BytesIO(self.pictures[block.key]))
        deep = (self.sheet.height_mm - TOP_MM - FREE_MM) * POINTS_IN_A_MM
        least = min(
            1.0,
            self.sheet.line_pt * EMU_IN_A_POINT / shape.width,
            deep * EMU_IN_A_POINT / shape.height,
        )
        shape.width = round(shape.width * least)
        shape.height = round(shape.height * least)
        for described in line.paragraph_format.element.iter(qn("wp:docPr")):
            described.set("descr", held(block.said))
        return line

    def table(self, table: Table) -> None:
        """Write a table between its title and its notes."""
        self.line(table.title, "Caption").paragraph_format.keep_with_next = True
        style = self.document.styles[TABLE_TEXT].style_id
        last = self.document.element.body.xpath("w:sectPr")[-1]
        made = table_of(table, self.sheet.line_pt, style, close=self.close)
        last.addprevious(made)
        for note in table.notes:
            self.line(note, NOTE)
        if not table.notes:
            self.line("", GAP)


def _mark(n: int) -> str:
    return f"section_{n + 1}"
