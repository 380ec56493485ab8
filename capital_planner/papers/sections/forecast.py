"""Forecast for capacity returns: children by year, phase and kind of provision."""

from capital_planner.demand.rates import flow_years
from capital_planner.mapspec import academic_year
from capital_planner.needs import NEED_LABELS
from capital_planner.papers.columns import MEASURES, PHASE, YEAR
from capital_planner.papers.document import (
    Chart,
    Column,
    Heading,
    Paragraph,
    Points,
    Section,
    Table,
)
from capital_planner.papers.facts import Facts, Worked
from capital_planner.papers.telling import (
    NOTHING,
    Group,
    blank,
    counted,
    figure,
    frame,
    known,
    notes,
)

EVERY_PHASE = "all phases"
DEMAND = MEASURES["demand"]
PROVISION = {
    "in_state": MEASURES["in_state"],
    "independent": MEASURES["independent"],
    "specialist_post_16": Column(
        "in_specialist_post_16", "In specialist institutions after 16", "whole",
        "children", "Estimated children in specialist institutions after 16."),
    "across_border": Column(
        "across_the_border", "In state special schools of other councils", "whole",
        "children", "Estimated children in state special schools of other councils."),
    "still_needed": MEASURES["still_needed"],
}  # fmt: skip
"""Kinds of provision, which add up to the children who need a place."""
WHO_AND_HOW = (
    (
        "Children who need a specialist place are children and young people with an "
        "EHC plan, aged up to 25, who are in specialist provision, wait for it, or are "
        "taken to need it."
    ),
    (
        "Each year every plan grows a year older, ceases, or goes on, at the rates of "
        "the published returns."
    ),
)
PROJECTED = "New plans follow children of that age in the population projection"
HELD = (
    "New plans follow children of that age, whose number is taken to stay: there is no "
    "population projection"
)
RATE = {2: "at the rate of the last two years.", 1: "at the rate of the last year."}
WHAT_THEN = (
    (
        "One-off growth from overdue assessments is added in its year. National "
        "reforms are taken to lower new plans from their year on. Both are in the "
        "assumptions."
    ),
    (
        "Needs are those published for plans at that age. Phases are by year group: "
        "primary to year 6, secondary to year 11, post-16 for the next three years, "
        "post-19 after that."
    ),
    (
        "Legal words stay apart: a specialist base is a SEN unit or resourced "
        "provision in returns. State places here are special schools, specialist bases "
        "and post-19 provision together, which is as far as public figures go."
    ),
)


def section(facts: Facts) -> Section:
    """Forecast children by year with phase, need and provision, and the method."""
    phases = _by(facts, "phase", "Phase of education")
    options = [facts.option(NOTHING)]
    if facts.chosen != NOTHING:
        options.append(facts.option(facts.chosen))
    shows = tuple(column.name for column in phases.columns[2:])
    return Section(
        "forecast",
        "Forecast of children who need a specialist place",
        (
            Paragraph(_finding(facts), strong=True),
            Paragraph(
                "How many children need a place is the same with every option. Where "
                "they find one is not."
            ),
            Chart(
                "forecast_by_phase", phases.title, "lines", phases, shows,
                _finding(facts),
            ),
            _by(facts, "need", "Need"),
            Heading("How the forecast is made"),
            Points(_method(facts)),
            Paragraph(_future(facts)),
            *(_provision(facts, option) for option in options),
        ),
    )  # fmt: skip


def _method(facts: Facts) -> tuple[str, ...]:
    case = facts.case
    follows = HELD if case.projection.empty else PROJECTED
    years = flow_years(case.new_plans, facts.scenario.base_year)
    new = f"{follows}, {RATE[len(years)]}"
    return (*WHO_AND_HOW, new, *WHAT_THEN, facts.scenario.basis.method)


def _finding(facts: Facts) -> str:
    first, last = facts.scenario.base_year, facts.last_year
    values = {year: figure(facts, NOTHING, "demand", year) for year in _years(facts)}
    most = max(values, key=lambda year: values[year])
    said = (
        f"{counted(facts, values[first])} needed a specialist place in "
        f"{academic_year(first)}, and {counted(facts, values[last])} are likely to in "
        f"{academic_year(last)}."
    )
    said = said[0].upper() + said[1:]
    if most in (first, last):
        return said
    return (
        f"{said} The most, {counted(facts, values[most])}, is in {academic_year(most)}."
    )


def _years(facts: Facts) -> tuple[int, ...]:
    return (facts.scenario.base_year, *facts.scenario.years)


def _by(facts: Facts, level: str, words: str) -> Table:
    """Children of each year, all of them and by phase or need."""
    names = known(facts, level)
    columns = [
        Column(
            f"{level}_{name.lower().replace('-', '_')}",
            NEED_LABELS.get(name, name.capitalize()),
            "whole",
            "children",
            f"{words} of the children: {NEED_LABELS.get(name, name).lower()}.",
        )
        for name in names
    ]
    rows = [
        {YEAR.name: year, DEMAND.name: figure(facts, NOTHING, "demand", year)}
        | {
            column.name: figure(facts, NOTHING, "demand", year, Group(**{level: name}))
            for column, name in zip(columns, names, strict=True)
        }
        for year in _years(facts)
    ]
    every = (YEAR, DEMAND, *columns)
    return Table(
        key=f"forecast_by_{level}",
        title=f"Children who need a specialist place, by year and {level}",
        columns=every,
        rows=frame(rows, [column.name for column in every]),
        blank=blank(facts),
        notes=notes(facts),
    )


def _provision(facts: Facts, option: Worked) -> Table:
    """Where the children of each year and phase are under an option."""
    groups = [(EVERY_PHASE, Group())]
    groups += [(phase, Group(phase=phase)) for phase in known(facts, "phase")]
    rows = [
        {
            YEAR.name: year,
            PHASE.name: name,
            DEMAND.name: figure(facts, option.key, "demand", year, who),
        }
        | {
            column.name: figure(facts, option.key, measure, year, who)
            for measure, column in PROVISION.items()
        }
        for year in _years(facts)
        for name, who in groups
    ]
    every = (YEAR, PHASE, DEMAND, *PROVISION.values())
    return Table(
        key=f"forecast_by_provision_{option.key}",
        title=f"{option.name}: children by year, phase and kind of provision",
        columns=every,
        rows=frame(rows, [column.name for column in every]),
        blank=blank(facts),
        notes=notes(facts),
    )


def _future(facts: Facts) -> str:
    return (
        f"These figures are of the {facts.scenario.future} future. The section on "
        "futures says how far the number of children may be from it."
    )
