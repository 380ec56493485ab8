"""Draft officer recommendation, with the numbers filled in, to be edited."""

import pandas as pd

from capital_planner.mapspec import academic_year
from capital_planner.papers.amounts import Capital, capital, set_aside
from capital_planner.papers.chosen_schemes import chosen_schemes, how_many, undecided
from capital_planner.papers.document import (
    Block,
    Heading,
    Paragraph,
    Points,
    Section,
)
from capital_planner.papers.facts import Facts
from capital_planner.papers.sections.comparison import net_places, until
from capital_planner.papers.sections.consultation import weeks
from capital_planner.papers.sections.programme import latest
from capital_planner.papers.telling import capital as capitalised
from capital_planner.papers.telling import counted, figure, named
from capital_planner.papers.writing import money
from capital_planner.stages import STAGES, month_in_words, month_of

STEPS = {
    "feasibility": "Schools are asked, and sites chosen and approved in principle",
    "informal consultation": "Families, schools and neighbours are consulted ({weeks})",
    "statutory notice": "Statutory notices are published ({weeks})",
    "cabinet decision": "Cabinet decides on each scheme, once consultation is heard",
    "on site": "Building begins",
}
"""Stage that a scheme reaches, and what that is in words."""
CHANGES = {
    "independent": "Children in independent schools",
    "long_journey": "Children with a long journey",
    "own_district": "Children with a state place in their own district",
}


def section(facts: Facts) -> Section:
    """Draft what officers recommend, for the officer to edit."""
    rows = undecided(chosen_schemes(facts))
    blocks: list[Block] = [
        Paragraph(
            "The figures are filled in from the options in this pack. The words are "
            "for the officer to edit."
        ),
        Heading("What is recommended"),
        Paragraph(_recommended(facts, rows)),
        Heading("What it does for children"),
        Points(tuple(_does(facts))),
        Heading("What it does not do"),
        Points(tuple(_does_not(facts, rows))),
        Heading("Next steps"),
    ]
    steps = _steps(facts, rows)
    if steps:
        blocks += [
            Points(tuple(steps), numbered=True),
            Paragraph(
                "Months are the last by which the first and the last scheme can reach "
                "each stage and open as planned. A scheme that has not got there by "
                "its month opens later."
            ),
        ]
    else:
        blocks.append(Paragraph("No scheme is to be consulted on or decided."))
    return Section(
        "recommendation",
        "Draft officer recommendation, subject to consultation",
        tuple(blocks),
    )


def _recommended(facts: Facts, rows: pd.DataFrame) -> str:
    option = facts.option(facts.chosen)
    said = f"Officers recommend, subject to consultation: {named(option)}. "
    said += option.sentence
    if not len(rows):
        return f"{said} No scheme is added, and no capital is asked for."
    new = int((rows["standing"] == "candidate").sum())
    places = net_places(facts, option, facts.last_year)
    adds = f" and adds {how_many(new)} still to decide" if new else ""
    return (
        f"{said} It takes forward {how_many(len(rows) - new)} approved already{adds}. "
        f"By {academic_year(facts.last_year)} they come to "
        f"{counted(facts, max(places, 0.0), 'more place', 'more places')} than if "
        f"nothing more is built. "
        f"{' '.join((_cost(capital(facts, option)), *set_aside(facts, option)))}"
    )


def _cost(pounds: Capital) -> str:
    if pd.isna(pounds.total_gbp):
        return (
            "A cost in it is exempt from publication, so its capital is not shown; it "
            "keeps to the money there is."
        )
    return (
        f"They need {money(pounds.total_gbp)} of capital: {money(pounds.approved_gbp)} "
        f"approved already and {money(pounds.to_decide_gbp)} still to decide."
    )


def _does(facts: Facts) -> list[str]:
    option, before = facts.option(facts.chosen), facts.options[0]
    year = facts.last_year
    same = option.key == before.key
    against = "" if same else f"; if nothing more is built, {until(facts, before)}"
    said = [f"{capitalised(until(facts, option))}{against}."]
    for column, words in CHANGES.items():
        now, then = (
            counted(facts, figure(facts, key, column, year))
            for key in (option.key, before.key)
        )
        instead = "" if same else f", against {then} if nothing more is built"
        said.append(f"{words} in {academic_year(year)}: {now}{instead}.")
    return said


def _does_not(facts: Facts, rows: pd.DataFrame) -> list[str]:
    option, year = facts.option(facts.chosen), academic_year(facts.last_year)
    independent, long = (
        _children(facts, column) for column in ("independent", "long_journey")
    )
    said = [
        "It moves no child: nobody changes school because of it.",
        f"It does not end the use of independent schools: {independent} in {year}.",
        f"It does not make every journey short: {long} with a long one in {year}.",
    ]
    waiting = int((rows["consent"] != "agreed").sum())
    if waiting:
        said.append(
            f"It does not choose schools: for {waiting} of {how_many(len(rows))} no "
            "school or site has agreed."
        )
    quality = option.plan.quality
    if quality is not None:
        said.append(
            "It is not proved to be the best possible: a better plan could cost less, "
            f"by at most {quality.gap:.1%}."
        )
    said.append(
        "It does not foresee how families choose or what tribunals decide. Every "
        "number of children is an estimate."
    )
    return said


def _children(facts: Facts, column: str) -> str:
    return counted(facts, figure(facts, facts.chosen, column, facts.last_year))


def _steps(facts: Facts, rows: pd.DataFrame) -> list[str]:
    """Say each stage that is still to come, with its first and last month."""
    said = []
    for stage, words in STEPS.items():
        at = STAGES.index(stage)
        months = [
            latest(facts, row, stage)
            for row in rows.to_dict("records")
            if STAGES.index(row["reached"]) < at
        ]
        if months:
            step = words.format(weeks=weeks(facts, stage)) if "{" in words else words
            said.append(f"{step}: {_when(facts, months)}.")
    if len(rows):
        opens = [f"{int(year)}-09" for year in rows["opening_year"]]
        said.append(f"Places open: {_when(facts, opens)}.")
    return said


def _when(facts: Facts, months: list[str]) -> str:
    """Say from when to when; months past are told as such, not as still to come."""
    today = month_of(facts.made.on)
    past, ahead = (
        [month for month in months if (month < today) == gone] for gone in (True, False)
    )
    if not past:
        return _between(min(ahead), max(ahead))
    due = f"due by {month_in_words(max(past))}"
    if not ahead:
        return f"{due}; it is not known whether this is done"
    return (
        f"{_between(min(ahead), max(ahead))} for {how_many(len(ahead))}; {due} for "
        f"{how_many(len(past))}, and it is not known whether this is done"
    )


def _between(first: str, last: str) -> str:
    if first == last:
        return month_in_words(first)
    return f"{month_in_words(first)} to {month_in_words(last)}"
