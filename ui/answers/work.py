"""What workers do for an answer: make the job, and say its result to each audience.

Importing this module loads pandas: a worker does so, when asked.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from capital_planner.disclosure import public_lines
from capital_planner.envelopes import envelopes
from capital_planner.needs import NEED_LABELS
from capital_planner.reasons import (
    Telling,
    answers,
    notes,
    rules_table,
    worths_table,
)
from capital_planner.settings import Audience, SearchSettings
from optimiser.jobs import CurveOverMoney, ExplainPlan
from ui.answers.printing import AUDIENCES, DASH, millions, records
from ui.answers.said import (
    Answer,
    Curve,
    CurvePoint,
    Reasons,
    Subject,
)
from ui.commands.comparing import table
from ui.commands.naming import known_envelope
from ui.commands.tradeoff import (
    DERIVED,
    money_rows,
    pace_of,
)
from ui.figures import POUND, figure

if TYPE_CHECKING:
    from capital_planner.case import Case
    from capital_planner.reasons import Explanation
    from optimiser.public import Found
    from optimiser.tradeoff import MoneyPoint
    from ui.state import Built

POINTS = 12
"""Amounts of capital of a curve."""
FIRST_S, AGAIN_S = 20.0, 4.0
"""Seconds for the first point, and for each found from its neighbour."""
CURVE_WORDS = (
    "Each row is the best plan found with so much capital, phased as the funding table "
    "is; children are those of the last year. Saving by the last pound: the whole cost "
    "that each pound more than in the row before takes off. Gap: the most that a "
    "better plan could still take off the whole cost."
)


# --- why ----------------------------------------------------------------------


def explain_job(built: Built, subject: Subject, known: Found | None) -> ExplainPlan:
    """Ask why a plan, or a scheme of it, is as it is."""
    asked = subject.inputs.ask(built.scenario)
    return ExplainPlan(asked, subject.shown(), SearchSettings(), known, subject.scheme)


def reasons(
    built: Built, subject: Subject, explanation: Explanation
) -> Answer[Reasons]:
    """Say an explanation in words and tables."""
    scenario = subject.inputs.ask(built.scenario)
    return Answer(
        subject,
        {who: _reasons(Telling(scenario, who), explanation) for who in AUDIENCES},
    )


def _reasons(telling: Telling, explanation: Explanation) -> Reasons:
    said = [(title, tuple(texts)) for title, texts in answers(telling, explanation)]
    said.append(("How these figures were found", tuple(notes(explanation))))
    if telling.public:
        said.append(("What this is", public_lines(telling.scenario.basis)))
    sections = tuple(said)
    if explanation.worths.empty:
        return Reasons(sections)
    worths = worths_table(telling, explanation.worths)
    rules = rules_table(telling, explanation.rules)
    return Reasons(
        sections,
        worths=tuple(_worth_row(row) for row in records(worths)),
        rules=tuple(_rule_row(row) for row in records(rules)),
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
        millions(row["price_gbp"], digits=2),
        _less(row["re_solved_gbp"]),
    )


def _worth(pounds: object) -> str:
    said = millions(pounds)
    return "about even" if said == millions(0.0) else said


def _less(cost: object) -> str:
    """Say by how much a plan that was found costs less than the one explained."""
    saved = -float(str(cost))
    if math.isnan(saved):
        return DASH
    return millions(saved) if abs(saved) >= 1 else "none found"


# --- what more money buys -----------------------------------------------------


def curve_job(
    case: Case, built: Built, subject: Subject, known: Found | None
) -> CurveOverMoney:
    """Ask for the best plan at more and at less capital than there is."""
    scenario = subject.inputs.ask(built.scenario)
    today = known_envelope(case, scenario)
    amounts = envelopes(scenario, built.committed, today, POINTS)
    pace = pace_of(FIRST_S, AGAIN_S, SearchSettings().seed)
    return CurveOverMoney(scenario, tuple(amounts), today, pace, known)


def curve(
    case: Case, built: Built, subject: Subject, points: list[MoneyPoint]
) -> Answer[Curve]:
    """Judge every plan of a curve, and give its figures."""
    inputs = subject.inputs
    scenario = inputs.ask(built.scenario)
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
    part = ""
    if len(points) < POINTS:
        part = f"stopped after {len(points)} of {POINTS} amounts of capital"
    by_audience = {}
    for who in AUDIENCES:
        rows = table(figures, who, DERIVED["envelope"])
        by_audience[who] = Curve(
            rows=tuple(_curve_row(row, who) for row in records(rows)),
            capital=tuple(amount / 1e6 for amount in amounts),
            cost=tuple(float(cost) / 1e6 for cost in rows["whole_cost_gbp"]),
            today=today,
            points=found,
            words=f"Part of the curve: {part}. {CURVE_WORDS}" if part else CURVE_WORDS,
            part=part,
        )
    return Answer(subject, by_audience)


def _curve_row(row: dict[str, object], audience: Audience) -> tuple[str, ...]:
    counts = ("in_independent_schools", "places_still_needed", "long_journeys")
    last = float(str(row["value_of_the_last_pound_by_difference"]))
    return (
        millions(row["envelope_gbp"]),
        millions(row["capital_gbp"]),
        millions(row["whole_cost_gbp"]),
        *(_count(row[name], audience) for name in counts),
        DASH if math.isnan(last) else f"{POUND}{last + 0.0:,.2f}",
        f"{100 * float(str(row['gap'])):.1f} %",
    )


def _count(value: object, audience: Audience) -> str:
    held_back = pd.isna(value)  # type: ignore[call-overload]
    return figure(None if held_back else float(str(value)), "children", audience)
