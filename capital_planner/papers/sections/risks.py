"""Risks: hosts, costs, delay, the end of the council, and abortive cost."""

import math
from calendar import month_name

import pandas as pd

from capital_planner.disclosure import shown_pounds
from capital_planner.mapspec import academic_year
from capital_planner.objective import capital_spend
from capital_planner.papers.amounts import capital, funded, held_back, scheme_spend
from capital_planner.papers.chosen_schemes import chosen_schemes, how_many, undecided
from capital_planner.papers.document import (
    Block,
    Column,
    Heading,
    Paragraph,
    Points,
    Section,
    Table,
)
from capital_planner.papers.facts import Facts, Worked
from capital_planner.papers.sections.comparison import net_places
from capital_planner.papers.telling import blank, counted, named, to_five
from capital_planner.papers.writing import money
from capital_planner.plan import Plan
from capital_planner.rising_costs import first_left_out
from capital_planner.stages import SEPTEMBER

QUARTER = 1.25
ABORTIVE = ("abortive_share", "")
APRIL = 4
HOSTS = (
    Column("reached", "Stage", "text", "", "Last stage that the schemes have reached."),
    Column("schemes", "Schemes", "whole", "schemes", "Not being built yet."),
    Column("places", "Places", "whole", "places", "When full."),
    Column("chance", "Chance to open", "share", "share", "Of one scheme (see note)."),
    Column(
        "places_expected",
        "Places to expect",
        "whole",
        "places",
        "Places times the chance, summed over the schemes.",
    ),
)
COUNCIL = (
    Column("when", "When", "text", "", "Before or after the council ends."),
    Column("schemes", "Schemes opening", "whole", "schemes", "Those being built too."),
    Column("places", "Their places", "whole", "places", "When full."),
    Column("spent_gbp", "Capital spent", "money", "pounds", "Cash, by financial year."),
)


def section(facts: Facts) -> Section:
    """Say what could go wrong with the chosen option, and what it would mean."""
    rows = undecided(chosen_schemes(facts))
    blocks: list[Block] = [Paragraph(_finding(facts, rows), strong=True)]
    if len(rows):
        blocks += [
            *_hosts(facts, rows),
            *_costs(facts),
            *_delay(facts, rows),
            *_abortive(facts, rows),
        ]
    return Section("risks", "Risks and abortive cost", (*blocks, *_council(facts)))


def _finding(facts: Facts, rows: pd.DataFrame) -> str:
    option = facts.option(facts.chosen)
    if not len(rows):
        return (
            f"{option.name} adds no scheme, so no money is at risk in building. The "
            "risk is to children: see the places still needed and the journeys."
        )
    waiting = int((rows["consent"] != "agreed").sum())
    if not waiting:
        return "Every school and site has agreed: the largest risk is of cost and time."
    return (
        f"The largest risk of {named(option)} is that schools do not come forward: "
        f"{waiting} of its {len(rows)} schemes that are not being built have no school "
        "or site that has agreed."
    )


def _hosts(facts: Facts, rows: pd.DataFrame) -> list[Block]:
    rows = rows.assign(expected=rows["places"] * rows["success"])
    stages = rows.groupby(["reached", "success"], sort=False)
    shown = stages.agg(
        schemes=("places", "size"),
        places=("places", "sum"),
        places_expected=("expected", "sum"),
    ).reset_index()
    shown = shown.rename(columns={"success": "chance"})
    total, expected = float(rows["places"].sum()), float(rows["expected"].sum())
    if not facts.restricted:
        total, expected = to_five(total), to_five(expected)
        for column in ("places", "places_expected"):
            shown[column] = shown[column].astype(float).map(to_five)
    return [
        Heading("If no host comes forward"),
        Paragraph(
            f"Of {total:,.0f} places in schemes that are not being built, "
            f"about {expected:,.0f} can be expected if schemes fail as often as "
            "assumed. The plan counts them all; what it would mean for children if "
            "they failed is in the section on futures."
        ),
        Table(
            "risk_hosts",
            "Chance that schemes open, by the stage reached",
            HOSTS,
            shown[[column.name for column in HOSTS]],
            blank(facts),
            tuple(_chances(facts)),
        ),
    ]


def _chances(facts: Facts) -> list[str]:
    table = pd.DataFrame(facts.case.assumptions.table.xs("host_success", level="name"))
    pairs = table[["status", "source"]].drop_duplicates()
    return [
        f"Chance to open: {status}; {source}."
        for status, source in zip(pairs["status"], pairs["source"], strict=True)
    ]


def _costs(facts: Facts) -> list[Block]:
    heading = Heading("If costs rise by a quarter")
    option = facts.option(facts.chosen)
    if held_back(facts, option):
        return [
            heading,
            Paragraph(
                "Not shown: with a cost that is exempt from publication, it would tell "
                "that cost."
            ),
        ]
    spent = capital(facts, option).total_gbp
    there_is = shown_pounds(funded(option), facts.audience)
    dearer = shown_pounds(spent * QUARTER, facts.audience)
    over = dearer - there_is
    fits = (
        f"{money(over)} more than there is"
        if over > 0
        else f"within the {money(there_is)} there is in all"
    )
    names = first_left_out(option.scenario, option.plan, QUARTER)
    rows = chosen_schemes(facts).loc[list(names)].sort_values("number")
    said = (
        f"Capital would be {money(dearer)} in place of {money(spent)}: {fits}. "
        f"{_left_out(rows)}"
    )
    listed: list[Block] = [Points(tuple(_named(rows)))] if len(rows) else []
    return [heading, Paragraph(said), *listed]


def _left_out(rows: pd.DataFrame) -> str:
    if not len(rows):
        return "Every scheme still to decide could be paid for in its year."
    return (
        "With approved schemes paid first, and then the others in order of opening as "
        f"far as the money goes, {how_many(len(rows))} with "
        f"{rows['places'].sum():,.0f} places would no longer fit. Another choice of "
        "schemes may lose less."
    )


def _named(rows: pd.DataFrame) -> list[str]:
    return [
        f"Number {number}, {academic_year(int(year))}: {scheme}."
        for number, year, scheme in zip(
            rows["number"], rows["opening_year"], rows["scheme"], strict=True
        )
    ]


def _delay(facts: Facts, rows: pd.DataFrame) -> list[Block]:
    option = facts.option(facts.chosen)
    first = int(rows["opening_year"].min())
    now, late = (
        max(net_places(facts, option, year), 0.0) for year in (first + 1, first)
    )
    said = (
        f"In {academic_year(first + 1)} there would be "
        f"{counted(facts, late, 'more place', 'more places')} than if nothing is "
        f"built, in place of {counted(facts, now, 'more place', 'more places')}."
        if first + 1 <= facts.last_year
        else ""
    )
    return [
        Heading("If every scheme is a year late"),
        Paragraph(f"{said} {_dearer(facts, option)}".strip()),
    ]


def _dearer(facts: Facts, option: Worked) -> str:
    """Say what a year's construction inflation adds."""
    if held_back(facts, option):
        return "What a year of construction inflation adds is not shown (exempt cost)."
    choices = option.plan.choices
    later = Plan(choices.assign(opening_year=choices["opening_year"] + 1))
    pounds = [
        float(capital_spend(option.scenario, plan)["cash_gbp"].sum())
        for plan in (option.plan, later)
    ]
    more = shown_pounds(pounds[1] - pounds[0], facts.audience)
    return (
        f"Construction inflation would add {money(more)} to capital (a working "
        "assumption of "
        f"{float(option.scenario.costs['construction_inflation']):.1%} a year)."
    )


def _abortive(facts: Facts, rows: pd.DataFrame) -> list[Block]:
    heading, table = Heading("Abortive cost"), facts.case.assumptions.table
    what = "Money spent on design and surveys for schemes that then do not open"
    option = facts.option(facts.chosen)
    if ABORTIVE not in table.index:
        return [
            heading,
            Paragraph(
                f"{what}: not known. The case has no figure for the share of a "
                "scheme's cost that is spent before it can fail."
            ),
        ]
    if held_back(facts, option):
        return [heading, Paragraph(f"{what}: not shown (exempt cost).")]
    row = table.T[ABORTIVE]
    spend, _ = scheme_spend(option)
    cash = spend.groupby(level="scheme").sum().reindex(rows.index).fillna(0.0)
    lost = float((cash * (1 - rows["success"])).sum()) * float(row["value"])
    return [
        heading,
        Paragraph(
            f"{what}: about {money(shown_pounds(lost, facts.audience))} to expect. It "
            "is the cost of each scheme, times the chance that it does not open, times "
            f"the share spent before ({float(row['value']):.0%}; {row['status']}: "
            f"{row['source']})."
        ),
    ]


def _council(facts: Facts) -> list[Block]:
    """Set what comes before the end of the council apart from what comes after."""
    row = facts.case.authority.iloc[0].to_dict()
    ends = row["ends_on"]
    if pd.isna(ends) or not ends:
        return []
    rows, option = chosen_schemes(facts), facts.option(facts.chosen)
    year, month, day = map(int, str(ends).split("-"))
    said = f"{day} {month_name[month]} {year}"
    after = rows["opening_year"] >= _first_from(year, month, SEPTEMBER)
    cash = _split_cash(facts, option, _first_from(year, month, APRIL))
    note = "" if pd.isna(row["ends_note"]) else f" {row['ends_note']}"
    shown = pd.DataFrame(
        {
            "when": [f"Before {said}", f"From {said}"],
            "schemes": [int((~after).sum()), int(after.sum())],
            "places": [
                float(rows.loc[~after, "places"].sum()),
                float(rows.loc[after, "places"].sum()),
            ],
            "spent_gbp": cash,
        }
    )
    return [
        Heading("When the council ends"),
        Paragraph(
            f"After the council ends, {how_many(int(after.sum()))} of {len(rows)} "
            f"would open.{note} Who pays for what is not spent by then is not known."
        ),
        Table(
            "risk_council",
            "Before and after the council ends",
            COUNCIL,
            shown,
            "held back",
        ),
    ]


def _first_from(year: int, month: int, begins: int) -> int:
    """First year, of those that begin with a month, all of which is from then on."""
    return year if month <= begins else year + 1


def _split_cash(facts: Facts, option: Worked, year: int) -> list[float]:
    """Capital before and from a financial year; NaN where it would tell a cost."""
    if held_back(facts, option):
        return [math.nan, math.nan]
    spend, _ = scheme_spend(option)
    after = spend.index.get_level_values("year").to_numpy(int) >= year
    return [
        shown_pounds(float(spend[part].sum()), facts.audience)
        for part in (~after, after)
    ]
