"""The answers as tables: rounded and without hosts in public, exact when restricted."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from capital_planner.disclosure import ALL
from capital_planner.reasons.answers import (
    COUNTS,
    FROM_PRICES,
    Compared,
    Condition,
    Explanation,
    Searched,
)
from capital_planner.reasons.sentences import ROUTES, about_words
from capital_planner.reasons.telling import EXPANSION, Telling
from capital_planner.rules import SENTENCES

ROUND_TO_GBP = 100_000.0
"""Money in a public table is to the nearest of so many pounds."""
COUNT_COLUMNS = {
    "independent": "children_in_independent_schools",
    "still_needed": "places_still_needed",
    "long_journey": "long_journeys",
    "own_district": "in_own_district",
}
MONEY_OF_WORTHS = [
    "places_worth_gbp",
    "cost_gbp",
    "money_gbp",
    "openings_gbp",
    "other_rules_gbp",
    "worth_gbp",
    "re_solved_gbp",
]
TELLS_SIZE = ["places_worth_gbp", "cost_gbp", "money_gbp"]
"""Parts of a worth from which a cost, and by it a size and a school, could be told."""


def worths_table(telling: Telling, worths: pd.DataFrame) -> pd.DataFrame:
    """Rows of worths.csv: what one host more is worth.

    Parameters
    ----------
    worths
        As ``optimiser.worths.worths`` gives it.

    Returns
    -------
    pandas.DataFrame
        Columns ``district``, ``route``, ``needs``, ``phases``, ``hosts``,
        ``places``, ``opening_year``, the money of the worths in pounds,
        ``tried`` and ``method``; ``scheme`` when restricted. In public an
        expansion of a special school is given by planning area alone, without
        needs and phases, the best of each, its area in place of the district.
        ``TELLS_SIZE`` is missing for it, and for what is exempt from publication.
    """
    table = worths.reset_index()
    if telling.public:
        table = _by_area(telling, _withheld(telling, table))
        rounded = (table[MONEY_OF_WORTHS] / ROUND_TO_GBP).round() * ROUND_TO_GBP
        table[MONEY_OF_WORTHS] = rounded + 0.0
        table = table.drop(columns="scheme")
    table["route"] = table["route"].map(lambda route: ROUTES.get(route, route))
    return table.assign(method=FROM_PRICES)


def _withheld(telling: Telling, table: pd.DataFrame) -> pd.DataFrame:
    """Leave out parts of a worth that tell a cost the public may not see."""
    names = table["scheme"].astype(str)
    secret = names.map(
        lambda name: telling.points_at_a_school(name) or telling.exempt([name])
    )
    hidden = secret.to_numpy(bool)
    return table.assign(**{part: table[part].mask(hidden) for part in TELLS_SIZE})


def _by_area(telling: Telling, table: pd.DataFrame) -> pd.DataFrame:
    """Give expansions of schools that have not agreed by planning area."""
    schemes = telling.scenario.schemes.reindex(table["scheme"])
    unsure = (schemes["consent"] != "agreed").to_numpy()
    hidden = (table["route"] == EXPANSION).to_numpy() & unsure
    area = ("the " + schemes["area"] + " of the county").to_numpy(str)
    open_rows, secret = (
        table[~hidden],
        table[hidden].assign(district=area[hidden], needs="", phases="", hosts=np.nan),
    )
    fives = (secret["places"] / 5).round().astype(int) * 5
    secret = secret.assign(places=fives).drop_duplicates(["district", "route"])
    both = pd.concat([open_rows, secret])
    both["hosts"] = both["hosts"].astype("Int64")
    return both.sort_values("worth_gbp", ascending=False, ignore_index=True)


def rules_table(telling: Telling, rules: pd.DataFrame) -> pd.DataFrame:
    """Rows of rules.csv: the rules that bind, and what one more is worth.

    Returns
    -------
    pandas.DataFrame
        Columns ``rule``, ``sentence``, ``about``, ``unit``, ``price_gbp``,
        ``most``, ``used``, ``re_solved_gbp``, ``tried`` and ``method``.
    """
    about = [
        about_words(telling, Condition(str(rule), str(words)))
        for rule, words in zip(rules["rule"], rules["about"], strict=True)
    ]
    table = rules.assign(about=about, method=FROM_PRICES)
    table.insert(1, "sentence", [SENTENCES[rule] for rule in rules["rule"]])
    if telling.public:
        money = (table["rule"] == "within_the_money").to_numpy()
        for name in ("most", "used"):
            table[name] = np.where(
                money, (table[name] / ROUND_TO_GBP).round() * ROUND_TO_GBP, table[name]
            )
    return table.round({"price_gbp": -3, "re_solved_gbp": -3, "most": 2, "used": 2})


def what_if_table(telling: Telling, explanation: Explanation) -> pd.DataFrame:
    """Rows of what_if.csv: every other plan worked out, held against this one.

    Returns
    -------
    pandas.DataFrame
        Columns ``question`` (why, why_not and the names of ``WhatIf``),
        ``scheme``, ``method``, ``tried``, ``every_plan_tried``, ``since``,
        ``whole_cost_gbp``, the parts of the whole cost in pounds, differences
        of ``COUNT_COLUMNS`` in children a year from then on (missing where held
        back), and ``too_small_to_tell_apart`` for what was re-solved (missing
        where not known: no floor, or costs other than the plan's). Where no plan
        that keeps every rule was found, ``tried`` is 0 and the rest is missing.
    """
    rows = [*_why(telling, explanation), *_what_ifs(telling, explanation)]
    table = pd.DataFrame(rows)
    since = pd.array(table["since"].to_numpy(float), dtype="Int64")
    return table.assign(since=since)


Cells = dict[str, object]


def _why(telling: Telling, explanation: Explanation) -> list[Cells]:
    rows, gap = [], explanation.gap_gbp
    for answer in explanation.why:
        name = [answer.scheme]
        if answer.without is not None:
            row = _row(telling, "without", name, answer.without)
            rows.append(row)
        if answer.instead is not None:
            rows.append(_found(telling, "why", name, answer.instead, gap))
    rows += [
        _found(telling, "why_not", [answer.scheme], answer.forced, gap)
        for answer in explanation.why_not
        if answer.forced is not None
    ]
    return rows


def _what_ifs(telling: Telling, explanation: Explanation) -> list[Cells]:
    rows = []
    for answer in explanation.what_if:
        names = list(answer.schemes)
        if answer.searched is not None:
            rows.append(_found(telling, answer.name, names, answer.searched, np.nan))
        elif answer.compared is not None:
            rows.append(_row(telling, answer.name, names, answer.compared))
        else:
            rows.append(_no_plan(answer.name))
    return rows


def _no_plan(question: str) -> Cells:
    return {
        "question": question,
        "scheme": "no plan that keeps every rule was found",
        "method": "re-solved",
        "tried": 0,
        "every_plan_tried": False,
        "since": None,
        "too_small_to_tell_apart": None,
    }


def _found(
    telling: Telling,
    question: str,
    names: list[str],
    found: Searched,
    gap_gbp: float,
) -> Cells:
    """Give a row of a plan that was looked for; without a gap (NaN) no verdict."""
    changed = [*names, *map(str, found.changes.index)]
    row = _row(telling, question, changed, found.compared)
    small = 0 <= found.compared.cost_gbp < gap_gbp and not found.every
    return row | {
        "scheme": _said(telling, names),
        "method": "re-solved",
        "tried": found.tried,
        "every_plan_tried": found.every,
        "too_small_to_tell_apart": None if np.isnan(gap_gbp) else small,
    }


def _row(telling: Telling, question: str, names: list[str], found: Compared) -> Cells:
    hidden = any(map(telling.points_at_a_school, names))
    money = _money(telling, found, names, hidden=hidden)
    county = found.children.T[ALL].astype(float).to_dict()
    counts = {
        COUNT_COLUMNS[name]: telling.shown(county[name])
        for name in COUNTS
        if name in COUNT_COLUMNS
    }
    return {
        "question": question,
        "scheme": _said(telling, names),
        "method": "worked out again with and without",
        "tried": 2,
        "every_plan_tried": False,
        "since": found.since,
        **money,
        **counts,
        "too_small_to_tell_apart": False,
    }


def _money(
    telling: Telling, found: Compared, names: Iterable[str], *, hidden: bool
) -> Cells:
    """Give the whole cost and its parts, as far as the audience may see them.

    Parts are left out where they would tell a school: capital and place funding
    are what the others leave of the whole. Where a cost is exempt, the whole and
    the capital are left out.
    """
    exempt = telling.exempt(names)
    unit = ROUND_TO_GBP if telling.public else 1.0
    parts: Cells = {
        f"{part}_gbp": float(np.round(amount / unit) * unit) + 0.0
        for part, amount in found.parts.items()
    }
    total = float(np.round(found.cost_gbp / unit) * unit) + 0.0
    if hidden:
        parts = dict.fromkeys(parts)
    if exempt:
        parts["capital_gbp"] = None
    return {"whole_cost_gbp": None if exempt else total, **parts}


def _said(telling: Telling, names: Iterable[str]) -> str:
    return "; ".join(telling.scheme(name) for name in names)
