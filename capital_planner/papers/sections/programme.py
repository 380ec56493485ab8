"""Programme of the chosen option: schemes, stages and dates, and places by year."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from capital_planner.mapspec import academic_year
from capital_planner.papers.chosen_schemes import (
    NAMED,
    SIZE_NOTE,
    chosen_schemes,
    how_many,
    undecided,
)
from capital_planner.papers.columns import (
    DISTRICT,
    NEED,
    OPENING_YEAR,
    PHASE,
    ROUTE,
    STAGE,
    STATUS,
    YEAR,
)
from capital_planner.papers.document import Block, Column, Paragraph, Section, Table
from capital_planner.papers.facts import Facts
from capital_planner.papers.sections.comparison import net_places
from capital_planner.papers.telling import (
    blank,
    counted,
    named,
    notes,
    said_once,
)
from capital_planner.stages import STAGES, latest_month, month_in_words, months_to_open

PLACES = Column(
    "places_added", "Places added", "whole", "places", "Places of the scheme when full."
)
DATED = {
    "informal consultation": "Consult by",
    "statutory notice": "Notice by",
    "cabinet decision": "Decide by",
    "on site": "On site by",
}
WHAT = (*NAMED, DISTRICT, ROUTE, NEED, PHASE, PLACES, OPENING_YEAR, STATUS)
WHEN = (
    *NAMED,
    STAGE,
    *(
        Column(
            f"{stage.replace(' ', '_')}_by",
            title,
            "text",
            "",
            f"Last month to reach the stage {stage} and open in the year planned.",
        )
        for stage, title in DATED.items()
    ),
    OPENING_YEAR,
)
BY_YEAR = (
    YEAR,
    Column("schemes_opening", "Schemes opening", "whole", "schemes", "That year."),
    Column(
        "places_of_schemes_opening",
        "Their places when full",
        "whole",
        "places",
        "Places of the schemes that open in the year, when full.",
    ),
    Column(
        "net_places_open",
        "Net places open so far",
        "change",
        "places",
        "State places open in the year, more than if nothing more is built.",
    ),
)


def section(facts: Facts) -> Section:
    """Say what is built, where and when, and the places it adds by year."""
    rows = chosen_schemes(facts)
    blocks: list[Block] = [Paragraph(_finding(facts, rows), strong=True)]
    if len(rows):
        blocks.append(_what(facts, rows))
    if len(undecided(rows)):
        blocks.append(_when(facts, undecided(rows)))
    blocks.append(_by_year(facts, rows))
    return Section("programme", "Programme of schemes", tuple(blocks), wide=True)


def _finding(facts: Facts, rows: pd.DataFrame) -> str:
    option = facts.option(facts.chosen)
    if not len(rows):
        return f"{option.name} opens no scheme."
    ahead = undecided(rows)
    built = len(rows) - len(ahead)
    year = facts.last_year
    more = max(net_places(facts, option, year), 0.0)
    if not len(ahead):
        return (
            f"Under {named(option)} only what is being built opens: {how_many(built)}."
        )
    return (
        f"Under {named(option)} {how_many(len(ahead))} open beside the {built} being "
        f"built whatever is decided, the last in "
        f"{academic_year(int(rows['opening_year'].max()))}. They come to "
        f"{counted(facts, more, 'more place', 'more places')} by "
        f"{academic_year(year)} than if nothing more is built."
    )


def _what(facts: Facts, rows: pd.DataFrame) -> Table:
    shown = rows.assign(route=rows["kind"], places_added=rows["places"])
    hidden = (SIZE_NOTE,) if rows["pointing"].any() else ()
    columns, status = said_once(WHAT, shown, STATUS)
    return Table(
        "programme",
        "What is built, and for whom",
        columns,
        shown[[column.name for column in columns]].reset_index(drop=True),
        blank(facts),
        (
            *hidden,
            "Places added are places when full. Status is that of places and cost.",
            *status,
        ),
    )


def _when(facts: Facts, rows: pd.DataFrame) -> Table:
    months = [latest_months(facts, row) for row in rows.to_dict("records")]
    dates = pd.DataFrame(months, index=rows.index)
    dates.columns = pd.Index([column.name for column in WHEN[3:-1]])
    shown = rows.assign(stage=rows["reached"]).join(dates)
    return Table(
        "programme_dates",
        "Stages, and the last month for each if the scheme is to open in its year",
        WHEN,
        shown[[column.name for column in WHEN]].reset_index(drop=True),
        blank(facts),
        (
            (
                "Months count back from September of the opening year by the time "
                "that stages take (see the assumptions). Where a month has passed, the "
                "scheme opens later. Every scheme is consulted on before it is decided."
            ),
        ),
    )


def latest_months(facts: Facts, row: dict[Hashable, Any]) -> dict[str, str]:
    """Last month to reach each stage that comes before opening, in words.

    Parameters
    ----------
    row
        Of ``chosen_schemes``.

    Returns
    -------
    dict
        Month by stage; ``reached`` for those gone through.
    """
    at = STAGES.index(row["reached"])
    return {
        stage: "reached"
        if STAGES.index(stage) <= at
        else month_in_words(latest(facts, row, stage))
        for stage in DATED
    }


def latest(facts: Facts, row: dict[Hashable, Any], stage: str) -> str:
    """Last month (``2026-02``) for a scheme to reach a stage and open in its year."""
    months = months_to_open(stage, str(row["route"]), facts.case.assumptions)
    return latest_month(int(row["opening_year"]), months)


def _by_year(facts: Facts, rows: pd.DataFrame) -> Table:
    option = facts.option(facts.chosen)
    opening = rows.groupby("opening_year")["places"].agg(["size", "sum"])
    years = list(facts.scenario.years)
    found = opening.reindex(years).fillna(0)
    shown = pd.DataFrame(
        {
            YEAR.name: years,
            "schemes_opening": found["size"].to_numpy(int),
            "places_of_schemes_opening": found["sum"].to_numpy(int),
            "net_places_open": [net_places(facts, option, year) for year in years],
        }
    )
    return Table(
        "places_by_year",
        "Places by the year in which they open",
        BY_YEAR,
        shown,
        "not known",
        notes(
            facts,
            "Three different numbers. Places when full are of the schemes that open "
            "that year, those being built with them. How many only move from another "
            "site (re-provided) is not in the case. Net places count places open in "
            "the year, some of them in steps, more than if nothing more is built.",
        ),
    )
