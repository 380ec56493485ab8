"""The answers in plain English, each with how its figures were found."""

import math
from collections.abc import Sequence

import pandas as pd

from capital_planner.reasons.answers import (
    FROM_PRICES,
    RE_SOLVED,
    WORKED_OUT,
    Condition,
    Searched,
    WhatIf,
    Why,
    WhyNot,
)
from capital_planner.reasons.telling import WORTH_SAYING_GBP, Telling, for_whom
from capital_planner.rules import SENTENCES

ROUTES = {
    "specialist_base": "specialist base",
    "special_expansion": "special school expansion",
    "new_special_school": "new special school",
    "satellite": "special school satellite",
    "post_19": "provision after 19",
    "mainstream_adaptation": "change to a mainstream school",
}
ELSEWHERE = {
    "growth_rests": "its school grows already, and does not grow twice in three years",
    "opens_when_ready": "it cannot open by the last year looked at",
}
"""What a rule comes to where no condition says it."""


def why_words(telling: Telling, answer: Why, gap_gbp: float) -> str:
    """Say why a scheme is in the plan."""
    built = telling.built(answer.scheme, answer.places, answer.opening_year)
    question = f"Why is this in the plan? {built}{telling.whom(answer.scheme)}."
    if answer.without is None:
        return f"{question} It is being built: no plan leaves it out."
    lines = [question]
    if answer.standing == "committed":
        lines.append("It is approved; an officer would have to release it first.")
    names = [answer.scheme]
    lines.append(
        "Without it, and with nothing in its place, the plan would "
        f"{telling.cost(answer.without, names)} ({WORKED_OUT})."
    )
    if answer.broken:
        lines.append(f"That would break a rule: {conditions(telling, answer.broken)}.")
    lines.append(telling.effects(answer.without, names))
    lines.append(telling.instead(answer.without))
    lines.append(_next_best(telling, answer, gap_gbp))
    return " ".join(line for line in lines if line)


def _next_best(telling: Telling, answer: Why, gap_gbp: float) -> str:
    found = answer.instead
    if found is None:
        return f"We found no plan without it that keeps the rules ({RE_SOLVED})."
    names = [answer.scheme, *map(str, found.changes.index)]
    return (
        "With the money and openings it frees used as well as we could find, the "
        f"plan would {telling.cost(found.compared, names)} ({searched(found)}). "
        f"{telling.changed(found, answer.scheme)} {verdict(found, gap_gbp)}"
    )


def why_not_words(telling: Telling, answer: WhyNot, gap_gbp: float) -> str:
    """Say why a scheme is not in the plan."""
    name = answer.scheme
    question = f"Why is this not in the plan? {telling.scheme(name)}"
    question += f"{telling.whom(name)}."
    if answer.forbidden:
        return (
            f"{question} A rule keeps it out, in every size and year: "
            f"{conditions(telling, answer.forbidden)}."
        )
    found = answer.forced
    if found is None:
        return (
            f"{question} We found no plan with it that keeps every rule ({RE_SOLVED})."
        )
    names = [answer.scheme, *map(str, found.changes.index)]
    size = found.changes.T[answer.scheme].astype(int)
    built = telling.built(answer.scheme, int(size["now_places"]), int(size["now_year"]))
    cost = telling.cost(found.compared, names)
    lines = [
        question,
        f"Put in as cheaply as we could find: {built}.",
        f"The plan would then {cost} ({searched(found)}).",
        telling.changed(found, answer.scheme),
        telling.effects(found.compared, names),
        verdict(found, gap_gbp),
    ]
    return " ".join(line for line in lines if line)


def searched(found: Searched) -> str:
    """Say how a plan was found."""
    if found.every:
        return f"{RE_SOLVED}: every plan within the rules was tried, {found.tried}"
    plans = "plan" if found.tried == 1 else "plans"
    return f"{RE_SOLVED}: the best of {found.tried} {plans} tried"


def verdict(found: Searched, gap_gbp: float) -> str:
    """Say what a difference proves, and no more."""
    if found.every:
        return "No plan of this kind does better."
    size = abs(found.compared.cost_gbp)
    if math.isnan(gap_gbp):
        return "How far the plan is from the best possible is not known."
    if size < gap_gbp:
        return (
            "The difference is smaller than what a better plan could still save "
            f"({gap_gbp / 1e6:,.1f} million pounds): too small to tell apart."
        )
    return (
        "The difference is larger than what a better plan could still save "
        f"({gap_gbp / 1e6:,.1f} million pounds)."
    )


def conditions(telling: Telling, found: Sequence[Condition]) -> str:
    """Name rules by their sentences and what they are about."""
    said = []
    for condition in found:
        sentence = ELSEWHERE.get(condition.rule) or SENTENCES[condition.rule].rstrip(
            "."
        )
        about = about_words(telling, condition)
        said.append(f"{sentence} ({about})" if about else sentence)
    return "; ".join(dict.fromkeys(said))


def about_words(telling: Telling, condition: Condition) -> str:
    """Say what a rule is about, schemes by the names the audience may see."""
    words = condition.about
    schemes = telling.scenario.schemes.index
    named = [str(name) for name in schemes if str(name) in words]
    for name in sorted(named, key=len, reverse=True):
        words = words.replace(name, telling.scheme(name))
    for route, said in ROUTES.items():
        words = words.replace(route, said)
    return words


def rule_words(telling: Telling, row: pd.Series) -> str:
    """Say what one more of what a rule allows is worth."""
    rule = str(row["rule"])
    about = about_words(telling, Condition(rule, str(row["about"])))
    if rule == "within_the_money":
        more = f"{float(row['unit']):,.0f} pounds more, {about}"
    elif rule == "yearly_caps":
        more = f"one more opening ({about})"
    elif rule == "one_size_and_year":
        more = f"a host that is found ({about})"
    else:
        more = f"one step less of this rule: {SENTENCES[rule].rstrip('.')} ({about})"
    price = telling.pounds(float(row["price_gbp"]))
    text = f"- {more}: worth {price} ({FROM_PRICES}: holds for a small change)"
    saved, tried = -float(row["re_solved_gbp"]), int(row["tried"])
    if math.isnan(saved):
        return f"{text}."
    if saved < 1:
        return f"{text}; {RE_SOLVED}, {tried} plans tried: no cheaper plan was found."
    return f"{text}; {RE_SOLVED}, the best of {tried}: {telling.pounds(saved)} less."


def worth_words(telling: Telling, row: pd.Series) -> str:
    """Say what one more host is worth, to whom."""
    route = ROUTES.get(str(row["route"]), str(row["route"]))
    whom = for_whom(str(row["needs"]).split(), str(row["phases"]).split())
    net = float(row["worth_gbp"])
    worth = f"worth {telling.pounds(net)}" if net >= WORTH_SAYING_GBP else "about even"
    if net <= -WORTH_SAYING_GBP:
        worth = f"{telling.pounds(-net)} short of paying for what it displaces"
    text = f"- {route.capitalize()} in {row['district']}{whom}: {worth} ({FROM_PRICES})"
    cost = float(row["re_solved_gbp"])
    if math.isnan(cost):
        return f"{text}."
    return (
        f"{text}; {RE_SOLVED}, the best of {int(row['tried'])} plans with it: "
        f"{telling.more(cost)}."
    )


def what_if_words(telling: Telling, answer: WhatIf, gap_gbp: float) -> str:
    """Say what becomes of the plan."""
    names = list(answer.schemes)
    lost = f"{len(names)} scheme{'' if len(names) == 1 else 's'}"
    question = {
        "no_host": "What if no host comes forward? The plan then loses every scheme "
        f"still to decide whose host has not agreed ({lost})",
        "no_host_at_all": "What if, beside those, no host is found for approved "
        f"schemes that have none ({lost})",
        "no_host_for": "What if no host is found for this? "
        + ", ".join(telling.scheme(name) for name in names),
        "costs_rise": f"What if building costs rise by {answer.amount - 1:.0%}? With "
        "the same money, and approved schemes paid first, the plan we found leaves "
        f"out {lost}",
        "inflation": "What if building prices rise "
        f"{answer.amount:g} times as fast each year? The plan we found leaves out "
        f"{lost}",
    }[answer.name]
    if answer.searched is not None:
        names += map(str, answer.searched.changes.index)
    lines = [
        f"{question}.",
        f"It would {telling.cost(answer.compared, names)} ({_how(answer)}).",
        telling.effects(answer.compared, names),
    ]
    if answer.searched is not None:
        lines.append(telling.changed(answer.searched))
        lines.append(verdict(answer.searched, gap_gbp))
    return " ".join(line for line in lines if line)


def _how(answer: WhatIf) -> str:
    return answer.method if answer.searched is None else searched(answer.searched)
