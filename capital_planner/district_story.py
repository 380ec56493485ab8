"""What a plan means for one district, or one area of districts, in plain words."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from capital_planner.disclosure import (
    ALL,
    CONSULTATION,
    HELD_BACK,
    left_out,
    public_figures,
    public_lines,
    public_schemes,
    restricted_figures,
    restricted_schemes,
)
from capital_planner.mapspec import MapChoice, academic_year
from capital_planner.needs import NEED_LABELS
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.sufficiency import Measures

COLUMNS: Mapping[str, str] = {
    "demand": "Children who need a place",
    "places": "Places open",
    "still_needed": "Places still needed",
    "independent": "In independent schools",
}
CHANGES: Mapping[str, tuple[str, str]] = {
    "places": ("place", "places"),
    "still_needed": ("place still needed", "places still needed"),
    "independent": (
        "child in an independent school",
        "children in independent schools",
    ),
    "long_journey": ("child with a long journey", "children with a long journey"),
}
FEWEST_FOR_A_RATE = 20
"""Children below which places for every 100 would say more than is known."""


@dataclass(frozen=True)
class Outcome:
    """A plan and what it does, by district or by area."""

    scenario: Scenario
    plan: Plan
    measures: Measures


@dataclass(frozen=True)
class StoryScheme:
    """A scheme of the plan in the district, as its audience may see it."""

    name: str
    places: str
    opens: str
    stage: str


@dataclass(frozen=True)
class DistrictStory:
    """A district in plain words and figures.

    Attributes
    ----------
    sentences
        One fact each.
    figures
        A row a need group and a phase, after the row for all: its name, then
        the figures of ``COLUMNS`` in words.
    schemes
        In order of opening.
    statements
        Fixed lines, and that the figures are shared out, not counts.
    years, children, places
        For a chart; NaN where held back.
    """

    title: str
    sentences: tuple[str, ...]
    figures: tuple[tuple[str, ...], ...]
    schemes: tuple[StoryScheme, ...]
    statements: tuple[str, ...]
    years: tuple[int, ...]
    children: tuple[float, ...]
    places: tuple[float, ...]


@dataclass(frozen=True)
class _Told:
    """Figures of one district as an audience may see them."""

    rows: pd.DataFrame
    audience: str

    def value(self, column: str, year: int, need: str = ALL, phase: str = ALL) -> float:
        return float(self.rows[column].loc[(need, phase, year)])

    def count(self, value: float, one: str, many: str) -> str:
        """Put an estimate before what is counted: ``about 640 children``."""
        if math.isnan(value):
            return f"a held-back number of {many}"
        if self.shown(value) == "none":
            return f"no {many}"
        return f"{self.shown(value)} {one if self.shown(value) == '1' else many}"

    def shown(self, value: float) -> str:
        if math.isnan(value):
            return HELD_BACK
        whole = math.floor(value + 0.5)
        if not whole:
            return "none"
        return f"about {whole:,}" if self.audience == "public" else f"{whole:,}"


def district_story(
    now: Outcome, before: Measures, *, district: str, choice: MapChoice
) -> DistrictStory:
    """Tell what a plan means for a district in a year, all needs and ages.

    Parameters
    ----------
    now, before
        The option, and the measures of the one it is compared with; of the same
        districts, or areas of districts.
    district
        Its name; empty for the whole authority.
    choice
        Year, audience, names of the options, and what the areas are called.

    Raises
    ------
    ValueError
        If there is no such district, or no such year.
    """
    told, old = (
        _Told(_rows(measures, district, choice), choice.audience)
        for measures in (now.measures, before)
    )
    years = tuple(int(year) for year in told.rows.index.unique("year"))
    if choice.year not in years:
        msg = f"{choice.year} is not a year of the measures {years}"
        raise ValueError(msg)
    name = district or now.scenario.case_name
    schemes = _schemes(now, district, choice)
    fixed = (
        *public_lines(now.scenario.basis),
        *left_out(choice.audience, now.measures, before),
    )
    return DistrictStory(
        title=f"{name} in {academic_year(choice.year)}",
        sentences=(
            *_sentences(told, name, choice),
            _change(told, old, choice),
            _added(schemes, name),
        ),
        figures=_figures(told, choice.year),
        schemes=schemes,
        statements=(*fixed, CONSULTATION) if schemes else fixed,
        years=now.scenario.years,
        children=tuple(told.value("demand", year) for year in now.scenario.years),
        places=tuple(told.value("places", year) for year in now.scenario.years),
    )


def _rows(measures: Measures, district: str, choice: MapChoice) -> pd.DataFrame:
    known = measures.by_area.index.unique("district")
    if district and district not in known:
        msg = f"{district} is none of {list(known)}"
        raise ValueError(msg)
    figures = public_figures if choice.audience == "public" else restricted_figures
    held = figures(measures)
    wanted = held.index.get_level_values("district") == (district or ALL)
    return held[wanted].droplevel("district")


def _sentences(told: _Told, name: str, choice: MapChoice) -> tuple[str, ...]:
    year = choice.year

    def children(column: str) -> str:
        return told.count(told.value(column, year), "child", "children")

    def places(column: str) -> str:
        return told.count(told.value(column, year), "place", "places")

    home = f"{_capital(children('demand'))} who live in {name} need a specialist place"
    own = f"{_capital(children('own_district'))} learn in their own {choice.area_word}"
    near = f"{children('nearest')} at the nearest school that suits them"
    return (
        f"{home} in {academic_year(year)}.",
        f"{_capital(places('places'))} are open in {name}{_rate(told, year)}.",
        f"Still needed: {places('still_needed')}.",
        f"In independent or non-maintained schools: {children('independent')}.",
        f"{own}, {near}; {children('long_journey')} have a long journey.",
    )


def _rate(told: _Told, year: int) -> str:
    children, places = told.value("demand", year), told.value("places", year)
    if math.isnan(children) or math.isnan(places) or children < FEWEST_FOR_A_RATE:
        return ""
    return f", {100 * places / children:,.0f} for every 100 children who need one"


def _change(told: _Told, old: _Told, choice: MapChoice) -> str:
    than = f"Against {choice.before[0].lower()}{choice.before[1:]}"
    year, said, held = choice.year, [], False
    for column, (one, many) in CHANGES.items():
        now, then = told.value(column, year), old.value(column, year)
        held |= math.isnan(now) != math.isnan(then)
        change = 0.0 if math.isnan(now - then) else now - then
        if abs(change) >= 1:
            amount = told.shown(abs(change))
            noun = one if amount == "1" else many
            said.append(f"{amount} {'more' if change > 0 else 'fewer'} {noun}")
    small = " Figures held back are not compared." if held else ""
    if not said:
        return f"{than}: no difference in {academic_year(year)}.{small}"
    return f"{than}: {', '.join(said)}.{small}"


def _added(schemes: tuple[StoryScheme, ...], name: str) -> str:
    if not schemes:
        return f"This option has no scheme in {name}."
    count = "1 scheme" if len(schemes) == 1 else f"{len(schemes)} schemes"
    return f"This option has {count} in {name}, listed below."


def _figures(told: _Told, year: int) -> tuple[tuple[str, ...], ...]:
    needs = [need for need in told.rows.index.unique("need") if need != ALL]
    phases = [phase for phase in told.rows.index.unique("phase") if phase != ALL]
    kinds = [("All needs and ages", ALL, ALL)]
    kinds += [(NEED_LABELS[str(need)], str(need), ALL) for need in needs]
    kinds += [(str(phase).capitalize(), ALL, str(phase)) for phase in phases]
    return tuple(
        (
            name,
            *(told.shown(told.value(column, year, need, phase)) for column in COLUMNS),
        )
        for name, need, phase in kinds
    )


def _schemes(now: Outcome, district: str, choice: MapChoice) -> tuple[StoryScheme, ...]:
    public = choice.audience == "public"
    rows = (public_schemes if public else restricted_schemes)(now.scenario, now.plan)
    here = [
        not district or district in str(where).split(" or ")
        for where in rows["district"]
    ]
    rows = rows[here].sort_values(["opening_year", "label", "places"])
    return tuple(
        StoryScheme(
            name=str(row["site"]) or str(row["label"]),
            places=f"{row['places']:,}",
            opens=academic_year(int(row["opening_year"])),
            stage=str(row["stage"]),
        )
        for row in rows.to_dict("records")
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
