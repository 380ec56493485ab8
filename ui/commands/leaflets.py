"""A leaflet and an Easy Read version of areas, for a pack or from an event."""

from collections.abc import Iterable, Iterator, Mapping

from capital_planner.engagement import easy_read, leaflet
from capital_planner.mapspec import Land
from capital_planner.papers import Facts, Paper
from ui.commands.hands import Files, Hands


def leaflet_files(
    facts: Facts,
    ground: Land,
    fonts: Mapping[str, bytes],
    by: Hands,
    *,
    areas: Iterable[str],
) -> Files:
    """Print the leaflets of some areas.

    Parameters
    ----------
    ground
        Outlines for paper.
    areas
        Names of districts; empty for the whole authority.

    Returns
    -------
    dict
        PDF bytes by file name, in folders ``leaflets`` and ``easy_read``.
    """
    parts = {
        name: by.write("leaflet", name, paper, dict(fonts))
        for area in areas
        for name, paper in _papers(facts, area, ground)
    }
    return by.each("Printing leaflets", parts)


def _papers(facts: Facts, area: str, ground: Land) -> Iterator[tuple[str, Paper]]:
    file = (area or facts.scenario.case_name).lower().replace(" ", "_")
    yield f"leaflets/{file}.pdf", leaflet(facts, area, ground)
    yield f"easy_read/{file}.pdf", easy_read(facts, area)
