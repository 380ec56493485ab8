"""A leaflet and an Easy Read version for every area, beside the families' pack."""

from collections.abc import Iterator, Mapping

from capital_planner.briefing import paint_figure
from capital_planner.briefing.printed import pdf_of
from capital_planner.engagement import easy_read, leaflet
from capital_planner.mapspec import land
from capital_planner.papers import Facts, Paper
from ui.commands.hands import Files, Hands

MAP_MM = (170.0, 80.0)


def leaflet_files(facts: Facts, fonts: Mapping[str, bytes], by: Hands) -> Files:
    """Print the leaflets of every district.

    Returns
    -------
    dict
        PDF bytes by file name, in folders ``leaflets`` and ``easy_read``.
    """
    parts = {
        name: by.pool.submit(_printed, name, paper, dict(fonts))
        for name, paper in _papers(facts)
    }
    return by.each("Printing leaflets", parts)


def _papers(facts: Facts) -> Iterator[tuple[str, Paper]]:
    ground = land(facts.case.areas, facts.case.outlines)
    for district in ground.districts:
        file = district.name.lower().replace(" ", "_")
        yield f"leaflets/{file}.pdf", leaflet(facts, district.name, ground)
        yield f"easy_read/{file}.pdf", easy_read(facts, district.name)


def _printed(name: str, paper: Paper, fonts: Mapping[str, bytes]) -> Files:
    pictures = {
        picture.key: paint_figure(picture.spec, fonts=fonts, size_mm=MAP_MM)["svg"]
        for picture in paper.pictures
    }
    return {name: pdf_of(paper, pictures=pictures, fonts=fonts)}
