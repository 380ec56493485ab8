"""Options side by side: children, places, money, and how sure each is."""

import math

import pandas as pd

from capital_planner.mapspec import academic_year
from capital_planner.papers.amounts import capital, revenue
from capital_planner.papers.amounts import notes as money_notes
from capital_planner.papers.columns import MEASURES, MEDIAN_MINUTES, OPTION, YEAR
from capital_planner.papers.document import (
    Chart,
    Column,
    Paragraph,
    Points,
    Section,
    Table,
)
from capital_planner.papers.facts import Facts, Worked
from capital_planner.papers.sections.proof import proof_table
from capital_planner.papers.telling import blank, counted, figure, frame, named, notes

SHOWN = ("demand", "still_needed", "independent", "long_journey", "own_district")
NET_PLACES = Column(
    "net_places",
    "Net places",
    "change",
    "places",
    "State places open in the last year, more than if nothing more is built.",
)
CAPITAL_TOTAL = Column(
    "capital_gbp", "Capital in all", "money", "pounds", "Cash, approved and to decide."
)
TO_DECIDE = Column(
    "capital_to_decide_gbp",
    "Of it still to decide",
    "money",
    "pounds",
    "Cash, of schemes that are not approved yet.",
)
PER_PLACE = Column(
    "capital_per_net_place_gbp",
    "Capital a net place",
    "money",
    "pounds",
    "Capital in all divided by net places, both as shown.",
)
RUNNING = Column(
    "running_cost_gbp",
    "Running cost a year",
    "money",
    "pounds",
    "Place funding, top-up, independent fees and transport, real 2025 pounds.",
)
RUNNING_CHANGE = Column(
    "running_cost_change_gbp",
    "Against doing nothing",
    "money",
    "pounds",
    "Running cost less that of doing nothing, both as shown.",
)


def section(facts: Facts) -> Section:
    """Compare the options in the last year assessed."""
    return Section(
        "comparison",
        "The options side by side",
        (
            Paragraph(_finding(facts), strong=True),
            Points(tuple(_each(facts))),
            _children(facts),
            _money(facts),
            _chart(facts),
            proof_table(facts),
        ),
    )


def for_families(facts: Facts) -> Section:
    """Compare what the options mean for children, with no money."""
    return Section(
        "comparison",
        "The options side by side",
        (
            Paragraph(_finding(facts), strong=True),
            Points(tuple(_each(facts))),
            Paragraph(
                "These figures are estimates. Many rest on working assumptions. The "
                "paper for cabinet lists them all, and says what the options cost."
            ),
            _children(facts),
            _chart(facts),
        ),
    )


def net_places(facts: Facts, option: Worked, year: int) -> float:
    """Places open in a year, more than if nothing more is built."""
    first = facts.options[0]
    now, then = (figure(facts, key, "places", year) for key in (option.key, first.key))
    return now - then


def until(facts: Facts, option: Worked) -> str:
    """Say how long places are still needed; what is held back counts as some."""
    needed = [
        year
        for year in facts.scenario.years
        if figure(facts, option.key, "still_needed", year) != 0
    ]
    if not needed:
        return "no places are still needed in any year"
    return f"places are still needed until {academic_year(needed[-1])}"


def _finding(facts: Facts) -> str:
    """Say what the chosen option changes, beside doing nothing."""
    option, before = facts.option(facts.chosen), facts.options[0]
    year = academic_year(facts.last_year)
    now, then = (_independent(facts, worked) for worked in (option, before))
    if option.key == before.key:
        return f"{option.name}: {until(facts, option)}; {now} in {year}."
    return (
        f"With {named(option)}: {until(facts, option)}; {now} in {year}. If nothing "
        f"more is built: {until(facts, before)}; {then}."
    )


def _independent(facts: Facts, option: Worked) -> str:
    children = figure(facts, option.key, "independent", facts.last_year)
    return f"{counted(facts, children)} in independent schools"


def _needed(facts: Facts, option: Worked, year: int) -> str:
    return counted(
        facts, figure(facts, option.key, "still_needed", year), "place", "places"
    )


def _each(facts: Facts) -> list[str]:
    """Say what every option is, and which of those before opens the same schemes."""
    said = []
    for at, option in enumerate(facts.options):
        same = [other for other in facts.options[:at] if _alike(option, other)]
        like = f" It opens the same schemes as {named(same[0])}." if same else ""
        said.append(f"{option.name}: {option.sentence}{like}")
    return said


def _alike(option: Worked, other: Worked) -> bool:
    opened, before = (one.plan.choices["opening_year"] for one in (option, other))
    return opened.sort_index().equals(before.sort_index())


def _children(facts: Facts) -> Table:
    year = facts.last_year
    rows = [
        {
            OPTION.name: option.name,
            **{
                MEASURES[name].name: figure(facts, option.key, name, year)
                for name in SHOWN
            },
            MEDIAN_MINUTES.name: _minutes(option, year),
        }
        for option in facts.options
    ]
    columns = (OPTION, *(MEASURES[name] for name in SHOWN), MEDIAN_MINUTES)
    return Table(
        "comparison_children",
        f"What each option means for children in {academic_year(year)}",
        columns,
        frame(rows, [column.name for column in columns]),
        blank(facts),
        notes(facts, "Minutes are an estimated direct drive, one way."),
    )


def _minutes(option: Worked, year: int) -> float:
    return round(float(option.measures.totals.loc[[year], "median_minutes"].iloc[0]), 1)


def _chart(facts: Facts) -> Chart:
    """Draw places still needed by year, a line an option."""
    columns = [
        Column(
            option.key.replace("-", "_"),
            option.name,
            "whole",
            "children",
            f"Places still needed: {option.sentence}",
        )
        for option in facts.options
    ]
    rows: dict[str, list[float]] = {YEAR.name: [*map(float, facts.scenario.years)]}
    for option, column in zip(facts.options, columns, strict=True):
        rows[column.name] = [
            figure(facts, option.key, "still_needed", year)
            for year in facts.scenario.years
        ]
    table = Table(
        "still_needed_by_year",
        "Places still needed by year",
        (YEAR, *columns),
        pd.DataFrame(rows),
        blank(facts),
        notes(facts),
    )
    first, last = facts.scenario.years[0], facts.last_year
    said = [
        f"{option.name}: {_needed(facts, option, first)} in {academic_year(first)}, "
        f"{_needed(facts, option, last)} in {academic_year(last)}."
        for option in facts.options
    ]
    return Chart(
        "still_needed_chart",
        "Places still needed by year",
        "lines",
        table,
        tuple(column.name for column in columns),
        " ".join(said),
    )


def _money(facts: Facts) -> Table:
    year = facts.last_year
    before = revenue(facts, facts.options[0], year)
    rows = []
    for option in facts.options:
        places, pounds = net_places(facts, option, year), capital(facts, option)
        running = revenue(facts, option, year)
        rows.append(
            {
                OPTION.name: option.name,
                NET_PLACES.name: places,
                CAPITAL_TOTAL.name: pounds.total_gbp,
                TO_DECIDE.name: pounds.to_decide_gbp,
                PER_PLACE.name: pounds.total_gbp / places if places > 0 else math.nan,
                RUNNING.name: running,
                RUNNING_CHANGE.name: running - before,
            }
        )
    columns = (
        OPTION,
        NET_PLACES,
        CAPITAL_TOTAL,
        TO_DECIDE,
        PER_PLACE,
        RUNNING,
        RUNNING_CHANGE,
    )
    every = {note for option in facts.options for note in money_notes(facts, option)}
    return Table(
        "comparison_money",
        f"What each option costs; places and running costs of {academic_year(year)}",
        columns,
        frame(rows, [column.name for column in columns]),
        "not shown",
        (
            *sorted(every),
            (
                "Net places are places open more than if nothing more is built, those "
                "that open in steps counted as far as they are open. An option with "
                "no more places has no capital a place."
            ),
        ),
    )
