"""The writers of every format, called in the processes that make papers.

With this module come matplotlib and all that writes a file: only those processes
load it.
"""

from collections.abc import Mapping

import optimiser
from capital_planner.briefing import paint_chart, paint_figure
from capital_planner.briefing.printed import pdf_of
from capital_planner.briefing.slides import slides_of
from capital_planner.briefing.word import word_of
from capital_planner.papers import Paper, Picture
from capital_planner.papers.packs import spoken
from data.exports.geopackage import geopackage_bytes
from data.exports.tables import csv_tables
from data.exports.workbook import workbook_bytes
from ui.commands.hands import Files
from ui.commands.painting import Drawn

LEAFLET_MAP_MM = (170.0, 80.0)


def get_ready() -> Files:
    """Load what places children too."""
    optimiser.get_ready()
    return {}


def picture(block: Drawn, fonts: Mapping[str, bytes]) -> Files:
    """Paint a map or a chart."""
    if isinstance(block, Picture):
        size_mm = (block.wide_mm, block.deep_mm)
        files = paint_figure(block.spec, fonts=fonts, size_mm=size_mm)
    else:
        files = paint_chart(block, fonts)
    return {f"{block.key}.{kind}": file for kind, file in files.items()}


def tables(paper: Paper) -> Files:
    """Write every table as CSV, and the dictionary of them."""
    return {f"tables/{name}": file for name, file in csv_tables(paper).items()}


def workbook(paper: Paper) -> Files:
    """Write the tables as sheets."""
    return {f"{paper.key}.xlsx": workbook_bytes(paper)}


def geopackage(paper: Paper) -> Files:
    """Write the maps as layers."""
    return {f"{paper.key}.gpkg": geopackage_bytes(paper)}


def pdf(paper: Paper, svg: Files, fonts: Mapping[str, bytes]) -> Files:
    """Print the paper."""
    return {f"{paper.key}.pdf": pdf_of(paper, pictures=svg, fonts=fonts)}


def word(paper: Paper, png: Files) -> Files:
    """Write the paper for Word."""
    return {f"{paper.key}.docx": word_of(paper, pictures=png)}


def slides(paper: Paper, png: Files) -> Files:
    """Write what is spoken to."""
    return {f"{paper.key}.pptx": slides_of(spoken(paper), pictures=png)}


def leaflet(name: str, paper: Paper, fonts: Mapping[str, bytes]) -> Files:
    """Print a leaflet with its map."""
    pictures = {
        block.key: paint_figure(block.spec, fonts=fonts, size_mm=LEAFLET_MAP_MM)["svg"]
        for block in paper.pictures
    }
    return {name: pdf_of(paper, pictures=pictures, fonts=fonts)}
