"""What the workers do for the places room: stories, crossings, things to find.

Importing this module loads pandas and matplotlib.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from capital_planner.district_story import (
    DistrictStory,
    Outcome,
    district_story,
)
from capital_planner.gazetteer import gazetteer, look_up
from capital_planner.mapspec import MapChoice
from data.fonts import read_fonts
from ui.places.chart import chart_png, chart_words
from ui.regrouping import both_crossings, crossing_rows, regrouped
from ui.tasks import DrawOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from capital_planner.gazetteer import Entry
    from capital_planner.settings import Audience
    from ui.shown import Drawn
    from ui.state import Built, Opened

DO_NOTHING = "Do nothing"


@dataclass(frozen=True, eq=False)
class Told:
    """The story of what is marked, and who learns across which border.

    Attributes
    ----------
    areas
        Names to choose from.
    chart, chart_words
        A picture (PNG), and what it shows in words.
    note
        What must be known of the areas; empty for districts.
    """

    drawn: Drawn
    story: DistrictStory
    areas: tuple[str, ...]
    chart: bytes
    chart_words: str
    columns: tuple[str, ...]
    crossed: tuple[tuple[str, ...], ...]
    note: str


def tell(opened: Opened, drawn: Drawn) -> Told:
    """Tell the district or area that is marked, or the whole authority."""
    view = drawn.view
    order = DrawOrder(
        opened, drawn.assessed, drawn.before, view, drawn.option, DO_NOTHING
    ).by_area()
    now, known = order.assessed, order.assessed.measures.by_area.index.unique(0)
    choice = MapChoice(
        year=view.year,
        audience=view.audience,
        option=drawn.option,
        area_word="area" if view.grouping else "district",
    )
    story = district_story(
        Outcome(now.scenario, now.plan, now.measures),
        order.before.measures,
        district=view.district if view.district in known else "",
        choice=choice,
    )
    grouping = opened.grouping(view.grouping)
    if grouping is None:
        crossed, public = both_crossings(now)
        crossed = public if view.audience == "public" else crossed
    else:
        crossed = regrouped(drawn.assessed, grouping).seen(view.audience)
    columns, rows = crossing_rows(crossed, view.year, view.audience)
    return Told(
        drawn,
        story,
        areas=tuple(sorted(map(str, known))),
        chart=chart_png(story, read_fonts()),
        chart_words=chart_words(story),
        columns=columns,
        crossed=rows,
        note="" if grouping is None else grouping.note,
    )


def finder(
    opened: Opened, built: Built, audience: Audience
) -> Callable[[str], tuple[Entry, ...]]:
    """Give what looks up a text among everything that an audience may find."""
    return partial(look_up, gazetteer(opened.case, built.scenario, audience))
