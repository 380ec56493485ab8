"""What workers do for many futures: make the job, and say its result.

Importing this module loads pandas: a worker does so, when asked.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from capital_planner.futures import public_intervals, schemes_in_futures
from capital_planner.futures.intervals import ALL, CHILDREN
from capital_planner.futures.verdicts import schemes_tried
from capital_planner.scenario import build
from optimiser.jobs import AssessInFutures
from ui.answers.printing import AUDIENCES, DASH, records
from ui.answers.said import Answer, Fan, InFutures, Subject
from ui.commands.arguments import ALONE
from ui.commands.futures_papers import summary

if TYPE_CHECKING:
    import pandas as pd

    from capital_planner.case import Case
    from capital_planner.futures import Outcomes
    from capital_planner.scenario import Scenario
    from ui.state import Built, Opened

LISTS = {
    "no_regret": "No regret",
    "only_if_many_children": "Only if many children",
    "better_later": "Better later",
}


def futures_job(
    opened: Opened, built: Built, subject: Subject, count: int
) -> AssessInFutures:
    """Ask what a plan comes to in many futures, drawn around the central one."""
    return AssessInFutures(
        opened.case,
        central(opened, built, subject),
        {subject.option: subject.shown()},
        count=count,
        scheme_count=min(ALONE, count),
    )


def central(opened: Opened, built: Built, subject: Subject) -> Scenario:
    """Give the scenario of the central future, which the others are drawn around."""
    if built.inputs == subject.inputs:
        return built.scenario
    return build(opened.case, subject.inputs.future, subject.inputs.settings)


def in_futures(
    case: Case, scenario: Scenario, subject: Subject, outcomes: Outcomes, asked: int
) -> Answer[InFutures]:
    """Say what many futures came to, and how many there are of those asked for."""
    done = len(outcomes.assessed.index.unique("future"))
    alone = _alone(scenario, outcomes, asked)
    fan = _fan(outcomes.intervals)
    by_audience = {}
    for who in AUDIENCES:
        words = summary(case, scenario, outcomes, who)
        if done < asked:
            words = f"Stopped: {done} of the {asked} futures asked for.\n\n{words}"
        rows = schemes_in_futures(scenario, outcomes, who)
        name = "label" if who == "public" else "site"
        named = rows[name].where(rows[name] != "", rows["label"])
        cells = records(rows.assign(name=named))
        by_audience[who] = InFutures(
            words=words,
            alone=alone,
            rows=tuple(_scheme_row(n, row) for n, row in enumerate(cells, start=1)),
            works=tuple((rows["works_in"] / rows["futures"]).tolist())
            if len(rows)
            else (),
            fan=fan,
        )
    return Answer(subject, by_audience)


def _alone(scenario: Scenario, outcomes: Outcomes, asked: int) -> str:
    """Say in how many of the futures each scheme was left out in turn."""
    if not schemes_tried(scenario, next(iter(outcomes.plans.values()))):
        return "No scheme of this option is still to open."
    found = outcomes.verdicts
    if found is None:
        return "Stopped before schemes were looked at."
    tried = int(found["futures"].iloc[0])
    cut = "Stopped early. " if tried < min(ALONE, asked) else ""
    return f"{cut}Each scheme was left out in turn in {tried} of the {asked} futures."


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
