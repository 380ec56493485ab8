"""A file of wide slides: real titles, and footers that say the fixed lines."""

import io
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.text import CT_TextParagraphProperties
from pptx.parts.coreprops import CorePropertiesPart
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout
from pptx.text.text import Font, TextFrame, _Paragraph
from pptx.util import Length, Pt

from capital_planner.briefing.page import Box
from capital_planner.briefing.slide_text import (
    INDENT,
    INDENTED,
    SIZES,
    Text,
    clean,
    fitting,
)
from capital_planner.papers import Paper

WIDTH, HEIGHT = 960.0, 540.0
"""Points: 16 by 9."""
TITLE = Box(36, 16, 888, 64)
BODY = Box(36, 88, 888, 374)
FOOTER = Box(36, 470, 824, 62)
NUMBER = Box(872, 470, 52, 62)
OPENING = Box(36, 110, 888, 140)
BELOW_OPENING = Box(36, 262, 888, 120)
TITLE_SIZES = (28.0, 24.0, 20.0, 16.0)
NUMBER_SIZE = 12.0
FOOTER_SIZES = (10.0, 9.0, 8.0)
BLUE, INK = RGBColor.from_string("12436D"), RGBColor.from_string("0B0C0C")
PROGRAM = "SEND capital planner"
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same on every run: the stamp says when a paper was made."""
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
REPLACED = {
    b'lang="en-US"': b'lang="en-GB"',
    b'typeface="Calibri"': b'typeface="Arial"',
    b"4F81BD": b"12436D",
}
"""Language, letters and first colour of the library's empty file."""
LAYOUTS = ("Title Slide", "Title and Content", "Title Only")
KEPT = (
    PP_PLACEHOLDER.TITLE,
    PP_PLACEHOLDER.CENTER_TITLE,
    PP_PLACEHOLDER.SUBTITLE,
    PP_PLACEHOLDER.BODY,
    PP_PLACEHOLDER.OBJECT,
    PP_PLACEHOLDER.FOOTER,
    PP_PLACEHOLDER.SLIDE_NUMBER,
)


class Deck:
    """Slides of a paper, added one by one."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Pt(WIDTH), Pt(HEIGHT)
        layouts = self.file.slide_layouts
        for layout in list(layouts):
            if layout.name not in LAYOUTS:
                layouts.remove(layout)
        for layout in layouts:
            _lay_out(layout)
        self._layouts = {layout.name: layout for layout in layouts}
        self._footer, self._size = fitting(
            _footer(paper), FOOTER_SIZES, FOOTER.width, FOOTER.height
        )
        _name(self.file.core_properties, paper)

    def opening(self) -> None:
        """Add the first slide: title and subtitle."""
        title = clean(self.paper.title)
        slide = self._slide("Title Slide", title, OPENING, (40, 32, 24))
        subtitle, size = fitting(
            clean(self.paper.subtitle), (24, 18), BELOW_OPENING.width, 120
        )
        _write(slide.placeholders[1], subtitle, size)

    def add(self, title: str, texts: Sequence[Text], *, below: float) -> Slide:
        """Add a slide with a title, and texts in points of height or none.

        Parameters
        ----------
        title
            As printed.
        below
            Height of the texts, points.
        """
        name = "Title and Content" if texts else "Title Only"
        slide = self._slide(name, title, TITLE, TITLE_SIZES)
        if texts:
            body = slide.placeholders[1]
            _place(body, Box(BODY.left, BODY.top, BODY.width, below))
            set_texts(body, texts)
        return slide

    def bytes(self) -> bytes:
        """Write the file; the same slides give the same bytes."""
        held = io.BytesIO()
        self.file.save(held)
        return _still(held.getvalue())

    def _slide(
        self, layout: str, title: str, box: Box, sizes: Sequence[float]
    ) -> Slide:
        slide: Slide = self.file.slides.add_slide(self._layouts[layout])
        words, size = fitting(title, sizes, box.width, box.height)
        shape = slide.shapes.title
        if shape is not None:
            _write(shape, words, size)
            shape.text_frame.paragraphs[0].runs[0].font.bold = True
            shape.text_frame.paragraphs[0].runs[0].font.color.rgb = BLUE
        self._foot(slide)
        return slide

    def _foot(self, slide: Slide) -> None:
        """Copy footer and number from the layout: slides do not inherit them."""
        for held in [*slide.slide_layout.placeholders]:
            kind = held.placeholder_format.type
            if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
                continue
            copied = deepcopy(held.element)
            slide.shapes.element.append(copied)
            shape = cast("Shape", slide.shapes[len(slide.shapes) - 1])
            copied.nvSpPr.cNvPr.set("id", str(1000 + len(slide.shapes)))
            if kind == PP_PLACEHOLDER.FOOTER:
                _write(shape, self._footer, self._size)
            else:
                number = len(self.file.slides)
                copied.find(f".//{qn('a:fld')}/{qn('a:t')}").text = str(number)
                look = Font(copied.find(f".//{qn('a:fld')}").get_or_add_rPr())
                look.size, look.color.rgb = Pt(NUMBER_SIZE), INK
                _frame(shape)


def set_texts(shape: Shape, texts: Sequence[Text]) -> None:
    """Set texts below each other in a frame that neither grows nor shrinks."""
    frame = _frame(shape)
    for at, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(6)
        set_run(paragraph, text.words, SIZES[text.look], bold=text.look == "strong")
    elements = shape.element.iter(qn("a:p"))
    for element, text in zip(elements, texts, strict=True):
        _bullet(element.get_or_add_pPr(), text)


def set_run(paragraph: _Paragraph, text: str, size: float, *, bold: bool) -> Font:
    """Set a text with its looks, which PowerPoint reads at the run alone."""
    run = paragraph.add_run()
    run.text = text
    font: Font = run.font
    font.size, font.bold = Pt(size), bold
    return font


def describe(shape: BaseShape, words: str) -> None:
    """Say in words what a picture, chart or table shows."""
    shape.element.xpath(".//p:cNvPr")[0].set("descr", clean(words))


def points(box: Box) -> tuple[Length, Length, Length, Length]:
    """Left, top, width and height as the library takes them."""
    return Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)


def _bullet(element: CT_TextParagraphProperties, text: Text) -> None:
    """Mark a point by dot or number; other texts have none."""
    indent = str(Pt(INDENT)) if text.look in INDENTED else "0"
    element.set("marL", indent)
    element.set("indent", f"-{indent}" if indent != "0" else "0")
    if text.look == "number":
        mark = element.makeelement(qn("a:buAutoNum"), {"type": "arabicPeriod"})
        mark.set("startAt", str(text.number))
    elif text.look == "point":
        mark = element.makeelement(qn("a:buChar"), {"char": "•"})
    else:
        mark = element.makeelement(qn("a:buNone"), {})
    element.append(mark)


def _lay_out(layout: SlideLayout) -> None:
    """Put what a layout holds in its place on a wide slide."""
    opening = layout.name == "Title Slide"
    boxes = {
        PP_PLACEHOLDER.TITLE: TITLE,
        PP_PLACEHOLDER.CENTER_TITLE: OPENING,
        PP_PLACEHOLDER.SUBTITLE: BELOW_OPENING,
        PP_PLACEHOLDER.FOOTER: FOOTER,
        PP_PLACEHOLDER.SLIDE_NUMBER: NUMBER,
    }
    for holder in [*layout.slide_master.placeholders, *layout.placeholders]:
        kind = holder.placeholder_format.type
        if kind not in KEPT:
            holder.element.getparent().remove(holder.element)
            continue
        _place(holder, boxes.get(kind, BODY))
        frame = _frame(holder)
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM if opening else MSO_ANCHOR.TOP


def _place(shape: Shape, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = points(box)


def _frame(shape: Shape) -> TextFrame:
    frame: TextFrame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = Pt(0)
    frame.margin_top = frame.margin_bottom = Pt(0)
    return frame


def _write(shape: Shape, text: str, size: float) -> None:
    frame = _frame(shape)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    set_run(frame.paragraphs[0], text, size, bold=False).color.rgb = INK


def _footer(paper: Paper) -> str:
    """Join marking and stamp, the fixed lines and the licence."""
    first = ", ".join(filter(None, [paper.marking, paper.stamp]))
    return clean(" ".join([f"{first.rstrip('.')}.", *paper.lines, paper.attribution]))


def _name(properties: CorePropertiesPart, paper: Paper) -> None:
    properties.title, properties.subject = clean(paper.title), clean(paper.subtitle)
    properties.author = properties.last_modified_by = PROGRAM
    properties.comments, properties.category = clean(paper.stamp), paper.marking
    properties.language = "en-GB"
    properties.created = properties.modified = MADE
    properties.revision = 1


def _still(file: bytes) -> bytes:
    """Take the time of writing out of the file, and the library's own settings."""
    held = io.BytesIO()
    with ZipFile(io.BytesIO(file)) as given, ZipFile(held, "w", ZIP_DEFLATED) as kept:
        for name in given.namelist():
            content = given.read(name)
            if name.endswith(".xml"):
                for old, new in REPLACED.items():
                    content = content.replace(old, new)
            kept.writestr(ZipInfo(name, ZIP_DATE), content, ZIP_DEFLATED)
    return held.getvalue()
