"""What workers do for an answer: make the job, and say its result to each audience.

Importing this module loads pandas and matplotlib: a worker does so, when asked.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from capital_planner.disclosure import PUBLIC_LINES
from capital_planner.envelopes import envelopes
from capital_planner.futures.intervals import ALL, CHILDREN, public_intervals
from capital_planner.needs import NEED_LABELS
from capital_planner.reasons import (
    Telling,
    answers,
    notes,
    rules_table,
    worths_table,
)
from capital_planner.scenario import build
from capital_planner.settings import Audience, SearchSettings
from optimiser.jobs import AssessInFutures, CurveOverMoney, ExplainPlan
from ui.answers.said import (
    Answer,
    Curve,
    CurvePoint,
    Fan,
    InFutures,
    Reasons,
    Subject,
)
from ui.commands.comparing import table
from ui.commands.futures_papers import schemes, summary
from ui.commands.naming import known_envelope
from ui.commands.tradeoff import (
    DERIVED,
    money_rows,
    pace_of,
)
from ui.figures import POUND, figure

if TYPE_CHECKING:
    from capital_planner.case import Case
    from capital_planner.futures import Outcomes
    from capital_planner.reasons import Explanation
    from capital_planner.scenario import Scenario
    from optimiser.public import Found
    from optimiser.tradeoff import MoneyPoint
    from ui.state import Built, Opened

AUDIENCES: tuple[Audience, ...] = ("public", "restricted")
POINTS = 12
"""Amounts of capital of a curve."""
FIRST_S, AGAIN_S = 20.0, 4.0
"""Seconds for the first point, and for each found from its neighbour."""
CURVE_WORDS = (
    "Each row is the best plan found with so much capital, phased as the funding table "
    "is; children are those of the last year. Saving by the last pound: the whole cost "
    "that each pound more than in the row before takes off."
)
ALONE = 20
"""Futures in which each scheme is looked at: each is worked out without each."""
DASH = "\N{EN DASH}"
LISTS = {
    "no_regret": "No regret",
    "only_if_many_children": "Only if many children",
    "better_later": "Better later",
}


# --- why ----------------------------------------------------------------------


def explain_job(built: Built, subject: Subject, known: Found | None) -> ExplainPlan:
    """Ask why a plan, or a scheme of it, is as it is.

    Raises
    ------
    ValueError
        If there is no plan to explain.
    """
    if subject.plan is None:
        msg = "There is no option to explain yet."
        raise ValueError(msg)
    return ExplainPlan(
        built.scenario, subject.plan, SearchSettings(), known, subject.scheme
    )


def reasons(
    scenario: Scenario, subject: Subject, explanation: Explanation
) -> Answer[Reasons]:
    """Say an explanation in words and tables."""
    return Answer(
        subject,
        {who: _reasons(Telling(scenario, who), explanation) for who in AUDIENCES},
    )


def _reasons(telling: Telling, explanation: Explanation) -> Reasons:
    said = [(title, tuple(texts)) for title, texts in answers(telling, explanation)]
    said.append(("How these figures were found", tuple(notes(explanation))))
    if telling.public:
        said.append(("What this is", PUBLIC_LINES))
    sections = tuple(said)
    if explanation.worths.empty:
        return Reasons(sections)
    worths = worths_table(telling, explanation.worths)
    rules = rules_table(telling, explanation.rules)
    return Reasons(
        sections,
        worths=tuple(_worth_row(row) for row in _records(worths)),
        rules=tuple(_rule_row(row) for row in _records(rules)),
    )


def _worth_row(row: dict[str, object]) -> tuple[str, ...]:
    needs = ", ".join(NEED_LABELS[need] for need in str(row["needs"]).split())
    hosts = "" if pd.isna(row["hosts"]) else str(row["hosts"])  # type: ignore[call-overload]
    return (
        str(row["district"]),
        str(row["route"]).capitalize(),
        needs,
        ", ".join(str(row["phases"]).split()),
        hosts,
        _worth(row["worth_gbp"]),
        _less(row["re_solved_gbp"]),
    )


def _rule_row(row: dict[str, object]) -> tuple[str, ...]:
    money = row["rule"] == "within_the_money"
    unit = f"{POUND}{float(str(row['unit'])):,.0f}" if money else "1"
    return (
        str(row["sentence"]),
        str(row["about"]),
        f"{unit} more",
        _millions(row["price_gbp"], digits=2),
        _less(row["re_solved_gbp"]),
    )


def _worth(pounds: object) -> str:
    said = _millions(pounds)
    return "about even" if said == _millions(0.0) else said


def _less(cost: object) -> str:
    """Say by how much a plan that was found costs less than the one explained."""
    saved = -float(str(cost))
    if math.isnan(saved):
        return DASH
    return _millions(saved) if abs(saved) >= 1 else "none found"


def _millions(pounds: object, *, digits: int = 1) -> str:
    millions = round(float(str(pounds)) / 1e6, digits) + 0.0
    sign = "\N{MINUS SIGN}" if millions < 0 else ""
    return f"{sign}{POUND}{abs(millions):,.{digits}f}m"


# --- what more money buys -----------------------------------------------------


def curve_job(case: Case, built: Built) -> CurveOverMoney:
    """Ask for the best plan at more and at less capital than there is."""
    scenario = built.scenario
    known = known_envelope(case, scenario)
    amounts = envelopes(scenario, built.committed, known, POINTS)
    pace = pace_of(FIRST_S, AGAIN_S, SearchSettings().seed)
    return CurveOverMoney(scenario, tuple(amounts), known, pace)


def curve(
    case: Case, built: Built, subject: Subject, points: list[MoneyPoint]
) -> Answer[Curve]:
    """Judge every plan of a curve, and give its figures."""
    scenario, inputs = built.scenario, subject.inputs
    known = known_envelope(case, scenario)
    amounts = [point.envelope_gbp for point in points]
    today = amounts.index(known)
    found = tuple(
        CurvePoint(
            point.plan,
            inputs
            if point.envelope_gbp == known
            else replace(
                inputs,
                settings=replace(inputs.settings, envelope_gbp=point.envelope_gbp),
            ),
        )
        for point in points
    )
    figures = money_rows(scenario, points)
    by_audience = {}
    for who in AUDIENCES:
        rows = table(figures, who, DERIVED["envelope"])
        by_audience[who] = Curve(
            rows=tuple(_curve_row(row, who) for row in _records(rows)),
            capital=tuple(amount / 1e6 for amount in amounts),
            cost=tuple(float(cost) / 1e6 for cost in rows["whole_cost_gbp"]),
            today=today,
            points=found,
            words=CURVE_WORDS,
        )
    return Answer(subject, by_audience)


def _curve_row(row: dict[str, object], audience: Audience) -> tuple[str, ...]:
    counts = ("in_independent_schools", "places_still_needed", "long_journeys")
    last = float(str(row["value_of_the_last_pound_by_difference"]))
    return (
        _millions(row["envelope_gbp"]),
        _millions(row["capital_gbp"]),
        _millions(row["whole_cost_gbp"]),
        *(_count(row[name], audience) for name in counts),
        DASH if math.isnan(last) else f"{POUND}{last + 0.0:,.2f}",
        f"{100 * float(str(row['gap'])):.1f} %",
    )


def _count(value: object, audience: Audience) -> str:
    held_back = pd.isna(value)  # type: ignore[call-overload]
    return figure(None if held_back else float(str(value)), "children", audience)


# --- what lasts ---------------------------------------------------------------


def futures_job(
    opened: Opened, built: Built, subject: Subject, count: int
) -> AssessInFutures:
    """Ask what a plan comes to in many futures, drawn around the central one.

    Raises
    ------
    ValueError
        If there is no plan to assess.
    """
    if subject.plan is None:
        msg = "There is no option to assess yet."
        raise ValueError(msg)
    return AssessInFutures(
        opened.case,
        central(opened, built, subject),
        {subject.option: subject.plan},
        count=count,
        scheme_count=min(ALONE, count),
    )


def central(opened: Opened, built: Built, subject: Subject) -> Scenario:
    """Give the scenario of the central future, which the others are drawn around."""
    if built.inputs == subject.inputs:
        return built.scenario
    return build(opened.case, subject.inputs.future, subject.inputs.settings)


def in_futures(
    case: Case, scenario: Scenario, subject: Subject, outcomes: Outcomes
) -> Answer[InFutures]:
    """Say what many futures came to."""
    words = summary(case, scenario, outcomes)
    fan = _fan(outcomes.intervals)
    by_audience = {}
    for who in AUDIENCES:
        rows = schemes(scenario, outcomes, who)
        name = "label" if who == "public" else "site"
        named = rows[name].where(rows[name] != "", rows["label"])
        records = _records(rows.assign(name=named))
        by_audience[who] = InFutures(
            words=words,
            rows=tuple(_scheme_row(n, row) for n, row in enumerate(records, start=1)),
            works=tuple((rows["works_in"] / rows["futures"]).tolist())
            if len(rows)
            else (),
            fan=fan,
        )
    return Answer(subject, by_audience)


def _fan(intervals: pd.DataFrame) -> Fan:
    rows = public_intervals(intervals)
    every = (rows["measure"] == CHILDREN) & (
        rows[["district", "need", "phase"]] == ALL
    ).all(axis=1)
    total = rows[every]
    low, middle, high = (
        tuple(total[name].astype(float)) for name in ("low", "middle", "high")
    )
    return Fan(tuple(int(year) for year in total["year"]), low, middle, high)


def _scheme_row(number: int, row: dict[str, object]) -> tuple[str, ...]:
    works, count, later = (
        float(str(row[name]))
        for name in ("works_in", "futures", "two_years_later_costs_less_in")
    )
    lists = [words for name, words in LISTS.items() if row[name]]
    return (
        str(number),
        str(row["name"]),
        str(row["places"]),
        str(row["opening_year"]),
        f"{works:.0f} of {count:.0f}",
        DASH if math.isnan(later) else f"{later:.0f} of {count:.0f}",
        ", ".join(lists) or DASH,
    )


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [
        {str(key): value for key, value in row.items()}
        for row in frame.to_dict(orient="records")
    ]
