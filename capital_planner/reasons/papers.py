"""The explanation of a plan as a page in plain English."""

import math

from capital_planner.disclosure import CONSULTATION, public_lines
from capital_planner.reasons.answers import METHODS, Explanation
from capital_planner.reasons.sentences import (
    rule_words,
    what_if_words,
    why_not_words,
    why_words,
    worth_words,
)
from capital_planner.reasons.tables import worths_table
from capital_planner.reasons.telling import Telling

RESTRICTED = "Restricted: names hosts that have not agreed. Not for publication."
WORTHS_SAID = 10
LEAST_BETTER_GBP = 50_000.0
COSTS = (
    "What things cost. Every cost is the whole cost to the last year looked at, in "
    "2025 pounds, with later years counting for less. It holds real money (building, "
    "funding of places, fees, transport) and the prices that the goal puts on long "
    "journeys, on independent schools and on places still needed. All figures are "
    "estimates."
)


Section = tuple[str, list[str]]
"""A title, and its paragraphs."""


def page(telling: Telling, explanation: Explanation) -> str:
    """Write explain.txt."""
    scenario = telling.scenario
    years = f"{min(scenario.years)} to {max(scenario.years)}"
    said = [
        f"Why this plan: {scenario.case_name}, {scenario.future} future, {years}",
        CONSULTATION if telling.public else RESTRICTED,
        *notes(explanation),
    ]
    for title, paragraphs in answers(telling, explanation):
        said += [title.upper(), *paragraphs]
    return "\n\n".join([*said, *public_lines(scenario.basis)]) + "\n"


def notes(explanation: Explanation) -> list[str]:
    """Say what costs are, how figures were found, and how sure all of it is."""
    return [COSTS, _methods(), _certainty(explanation)]


def answers(telling: Telling, explanation: Explanation) -> list[Section]:
    """Give every answer of an explanation in its section; empty ones are left out."""
    gap = explanation.gap_gbp
    rules = [rule_words(telling, row) for _, row in explanation.rules.iterrows()]
    sections = [
        (
            "Why these schemes",
            [why_words(telling, answer, gap) for answer in explanation.why],
        ),
        (
            "Why not others",
            [why_not_words(telling, answer, gap) for answer in explanation.why_not],
        ),
        ("What one more host would be worth", _worths(telling, explanation)),
        ("Rules that bind, and what one more would be worth", ["\n".join(rules)]),
        ("What if", [what_if_words(telling, found) for found in explanation.what_if]),
    ]
    filled = [(title, [text for text in said if text]) for title, said in sections]
    return [(title, said) for title, said in filled if said]


def _methods() -> str:
    lines = [f"- {method}: {meaning}." for method, meaning in METHODS.items()]
    return "\n".join(["How each figure was found is said beside it:", *lines])


def _certainty(explanation: Explanation) -> str:
    """Say how far the plan can be from the best possible."""
    gap, better = explanation.gap_gbp, explanation.better_gbp
    if math.isnan(gap):
        return "How far this plan is from the best possible is not known."
    text = (
        f"How sure this is. A better plan could cost at most {gap / 1e6:,.1f} million "
        "pounds less. Where two plans differ by less, we cannot say which kind of plan "
        "is the better one. A larger difference is no proof: for each answer only a "
        "few plans near this one are tried, unless it says that every plan was."
    )
    if better < LEAST_BETTER_GBP:
        return text
    return (
        f"{text} The search that set the prices found a plan that costs "
        f"{better / 1e6:,.1f} million pounds less than this one."
    )


def _worths(telling: Telling, explanation: Explanation) -> list[str]:
    if explanation.worths.empty:
        return []
    table = worths_table(telling, explanation.worths).head(WORTHS_SAID)
    rows = [worth_words(telling, row) for _, row in table.iterrows()]
    return ["\n".join(rows)]
