"""A paper as a tagged PDF that a screen reader can read (PDF/UA-1)."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import typst

from capital_planner.briefing.files import PROGRAM
from capital_planner.briefing.letters import drawn, held
from capital_planner.briefing.pdf_template import TEMPLATE
from capital_planner.briefing.sheets import (
    BODY_PT,
    FOOT_PT,
    GREY,
    INK,
    LANDSCAPE,
    POINTS_IN_A_MM,
    PORTRAIT,
    RULE,
    SHADE,
    SIDE_MM,
    TOP_MM,
    Sheet,
    bottom_mm,
    foot_of,
    sheet_of,
)
from capital_planner.briefing.table_widths import PADDING_PT, SIZES_PT, fitted
from capital_planner.briefing.typeface import FAMILY, Typeface, opened
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
    heading,
    notes_once,
    written_rows,
)

WHOLE_ROWS = 14
"""Rows of a table that is kept on one page."""
LOOK = {
    "family": FAMILY[0],
    "body": BODY_PT,
    "foot": FOOT_PT,
    "side": SIDE_MM,
    "top": TOP_MM,
    "padding": PADDING_PT,
    "least": SIZES_PT[-1],
    "ink": INK,
    "grey": GREY,
    "rule": RULE,
    "shade": SHADE,
    "whole": WHOLE_ROWS,
}
LENGTH = r'\b{}="([0-9.]+)pt"'
AROUND_PT = 90.0
"""Kept free on the sheet of a picture, for headings and its caption."""


def pdf_of(
    paper: Paper, *, pictures: Mapping[str, bytes], fonts: Mapping[str, bytes]
) -> bytes:
    """Print a paper on A4, with contents, headings, table headers and alt text.

    Parameters
    ----------
    pictures
        SVG by the key of each picture and chart, its width and height in points.
    fonts
        Font files by weight, ``regular`` and ``bold``; no other font is used.

    Returns
    -------
    bytes
        PDF/UA-1; the same paper gives the same bytes.

    Raises
    ------
    KeyError
        If a picture or a chart is not in ``pictures``.
    """
    with opened(fonts) as typeface:
        story = _Printer(paper, pictures, typeface).story()
        folder = next(iter(typeface.files.values())).parent
        known = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[folder],
        )
        return typst.compile(
            TEMPLATE.encode(),
            sys_inputs={"paper": json.dumps(story)}
            | {f"picture {key}": svg.decode() for key, svg in pictures.items()},
            font_paths=known,
            pdf_standards=["ua-1"],
        )


@dataclass(frozen=True)
class _Printer:
    """Says a paper as plain values, every text one that the font can draw."""

    paper: Paper
    pictures: Mapping[str, bytes]
    typeface: Typeface

    def story(self) -> dict[str, object]:
        """Everything that the template prints."""
        paper, foot = self.paper, [self.text(text) for text in foot_of(self.paper)]
        return {
            "author": PROGRAM,
            "look": LOOK,
            "title": self.text(paper.title),
            "subtitle": self.text(paper.subtitle),
            "marking": self.text(paper.marking),
            "bound": paper.bound,
            "type": paper.type_pt,
            "foot": foot,
            "opening": [
                self.text(text)
                for text in (*paper.lines, paper.attribution, paper.stamp)
            ],
            "bottoms": [self.bottoms[sheet] for sheet in (PORTRAIT, LANDSCAPE)],
            "sections": [self._section(section) for section in paper.sections],
        }

    @cached_property
    def bottoms(self) -> Mapping[Sheet, float]:
        """Bottom margin of each sheet, in millimetres."""
        foot = foot_of(self.paper)
        return {
            sheet: bottom_mm(foot, sheet, self.typeface)
            for sheet in (PORTRAIT, LANDSCAPE)
        }

    @cached_property
    def unit_width(self) -> Callable[[str], float]:
        """Width of a bold text by its size; measured once, for it takes most time."""
        return cache(lambda text: self.typeface.width(text, 1.0, "bold"))

    def text(self, text: str) -> str:
        """Give what can be printed of a text."""
        return drawn(text, self.typeface)

    def _section(self, section: Section) -> dict[str, object]:
        sheet = sheet_of(section)
        blocks = [self._block(block, sheet) for block in notes_once(section).blocks]
        title = self.text(section.title)
        return {
            "title": title,
            "wide": section.wide,
            "one_page": section.one_page,
            "blocks": blocks,
        }

    def _block(self, block: Block, sheet: Sheet) -> dict[str, object]:
        if isinstance(block, Heading):
            return {"kind": "heading", "text": self.text(block.text)}
        if isinstance(block, Paragraph):
            text = self.text(block.text)
            return {"kind": "paragraph", "text": text, "strong": block.strong}
        if isinstance(block, Points):
            items = [self.text(item) for item in block.items]
            return {"kind": "points", "items": items, "numbered": block.numbered}
        if isinstance(block, Table):
            return {"kind": "table"} | self._table(block, sheet)
        return self._picture(block, sheet)

    def _picture(self, block: Picture | Chart, sheet: Sheet) -> dict[str, object]:
        said = {
            "key": block.key,
            "said": held(block.said),
            "width": self._width(self.pictures[block.key], sheet),
        }
        if isinstance(block, Picture):
            return said | {"kind": "picture", "caption": self.text(block.caption)}
        table = self._table(block.table, sheet)
        title = self.text(block.title)
        return said | {"kind": "chart", "caption": title, "table": table}

    def _width(self, svg: bytes, sheet: Sheet) -> float:
        """Width in points: its own, or less where the sheet is smaller."""
        tag = svg[svg.index(b"<svg") :].partition(b">")[0].decode()
        width, height = (
            float(found.group(1))
            for name in ("width", "height")
            if (found := re.search(LENGTH.format(name), tag))
        )
        free = sheet.height_mm - TOP_MM - self.bottoms[sheet]
        deep = free * POINTS_IN_A_MM - AROUND_PT
        return min(width, sheet.line_pt, width * deep / height)

    def _table(self, table: Table, sheet: Sheet) -> dict[str, object]:
        size, widths = fitted(
            table,
            sheet.line_pt,
            lambda text, size: size * self.unit_width(text),
        )
        return {
            "title": self.text(table.title),
            "heads": [self.text(heading(column)) for column in table.columns],
            "rows": [[self.text(cell) for cell in row] for row in written_rows(table)],
            "right": [column.align == "right" for column in table.columns],
            "size": size,
            "widths": widths,
            "notes": [self.text(note) for note in table.notes],
        }
