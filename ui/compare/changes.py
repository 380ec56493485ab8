"""Only what changed between two options, as the audience may see it.

Importing this module loads pandas: it is done in a worker.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from capital_planner.disclosure import ALL, HELD_BACK, about_places, said
from capital_planner.mapspec import (
    COUNTED,
    MapChoice,
    academic_year,
    district_differences,
)
from capital_planner.mapspec.classes import signed
from capital_planner.reasons import Telling, changes
from ui.compare.inputs import input_changes
from ui.compare.state import Change
from ui.figures import NOT_COMPARED, measure_changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from capital_planner.plan import Plan
    from capital_planner.settings import Audience
    from ui.compare.state import CompareOrder
    from ui.state import Built

PARTS = {
    "Inputs": ("input", "inputs"),
    "Measures": ("measure", "measures"),
    "Schemes": ("scheme", "schemes"),
    "Districts": ("district figure", "district figures"),
}
NOT_IN_IT = "not in it"
Chosen = tuple[int, int]
"""Places and opening year, both 0 where a scheme is not in the option."""


def all_changes(order: CompareOrder, choice: MapChoice) -> tuple[Change, ...]:
    """List what differs: inputs, measures, schemes, then districts."""
    this, other = (assessed.measures for assessed in order.assessed)
    differences = district_differences(this, other, choice)
    headlines = measure_changes(other, this, year=choice.year, audience=choice.audience)
    return (
        *input_changes(order),
        *(Change("Measures", *row) for row in headlines),
        *scheme_changes(
            order.built,
            [option.plan for option in order.options],
            audience=choice.audience,
        ),
        *_districts(differences, choice),
    )


def summary(order: CompareOrder, found: Sequence[Change]) -> str:
    """Say how much changed, or that nothing did."""
    a, b = order.options
    if a is b:
        return f"A and B are both {a.name}: choose two options to compare."
    public = order.view.audience == "public"
    if not found:
        end = ", as rounded." if public else "."
        return f"Nothing differs between {a.name} and {b.name}{end}"
    counts = Counter(change.part for change in found)
    told = [
        f"{counts[part]} {words[counts[part] > 1]}"
        for part, words in PARTS.items()
        if counts[part]
    ]
    year = academic_year(order.view.year)
    rest = "the same or held back" if public else "the same"
    when = f"{year}, rounded" if public else year
    return f"Differences ({when}): {', '.join(told)}. The rest is {rest}."


def scheme_changes(
    built: Built, plans: Sequence[Plan], *, audience: Audience
) -> list[Change]:
    """List schemes that come, go, or have another size or year, by name.

    In public an expansion that would point at its school is told to the nearest
    five places; where no difference is left it is not listed.
    """
    this, other = plans
    names = {row.key: row.name(audience) for row in built.schemes}
    where = {
        row.key: "" if " or " in row.district else row.district for row in built.schemes
    }
    telling = Telling(built.scenario, audience)
    found = []
    for scheme, row in changes(this, other).iterrows():
        key = str(scheme)
        was = _as_told(telling, key, (int(row["was_places"]), int(row["was_year"])))
        now = _as_told(telling, key, (int(row["now_places"]), int(row["now_year"])))
        if was != now:
            about = "about " if telling.points_at_a_school(key) else ""
            cells = (_built(was, about), _built(now, about), _otherwise(was, now))
            found.append(Change("Schemes", names[key], *cells, district=where[key]))
    return sorted(found, key=lambda change: (change.what, change.this, change.other))


def _as_told(telling: Telling, scheme: str, chosen: Chosen) -> Chosen:
    """Round the places where they would tell the public which school it is."""
    places, year = chosen
    if not telling.points_at_a_school(scheme):
        return chosen
    rows = telling.scenario.schemes.loc[[scheme]].assign(places=places)
    return int(about_places(rows["places"]).iloc[0]), year


def _built(chosen: Chosen, about: str) -> str:
    places, year = chosen
    if not year:
        return NOT_IN_IT
    return f"{about}{places} places, {academic_year(year)}"


def _otherwise(was: Chosen, now: Chosen) -> str:
    if not was[1]:
        return "added"
    if not now[1]:
        return "left out"
    said = [f"{signed(now[0] - was[0])} places"] if now[0] != was[0] else []
    years = now[1] - was[1]
    if years:
        word = "year" if abs(years) == 1 else "years"
        said.append(f"{abs(years)} {word} {'later' if years > 0 else 'earlier'}")
    return ", ".join(said)


def _districts(differences: pd.DataFrame, choice: MapChoice) -> list[Change]:
    """Figures of districts that differ, district by district."""
    found = []
    for row in differences.reset_index().to_dict(orient="records"):
        measure, district = str(row["measure"]), str(row["district"])
        this, other = float(row["this"]), float(row["other"])
        same = this == other or (math.isnan(this) and math.isnan(other))
        if same or district == ALL:
            continue
        change = float(row["difference"])
        found.append(
            Change(
                "Districts",
                f"{district}: {COUNTED[measure].lower()}",
                _count(this, choice),
                _count(other, choice),
                NOT_COMPARED if math.isnan(change) else signed(change),
                district=district,
            )
        )
    return sorted(found, key=lambda change: change.district)


def _count(shown: float, choice: MapChoice) -> str:
    if math.isnan(shown):
        return HELD_BACK
    return said(shown) if choice.audience == "public" else f"{shown:,.0f}"
