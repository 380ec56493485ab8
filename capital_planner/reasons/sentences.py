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
A_POUND = 1.0


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
    return f"{RE_SOLVED}: the best of the few plans tried, {found.tried}"


def verdict(found: Searched, gap_gbp: float) -> str:
    """Say what a difference proves, and no more.

    A plan found that is cheaper is cheaper: both were worked out in full. One
    that is dearer proves nothing of plans that were not tried, however large the
    difference.
    """
    if found.every:
        return "No plan of this kind does better."
    cost = found.compared.cost_gbp
    if cost <= -A_POUND:
        return "Both plans were worked out in full: that plan is the cheaper one."
    text = "Not proved: this is the best of the few plans tried, and another may do "
    text += "better."
    if math.isnan(gap_gbp):
        return f"{text} How far the plan is from the best possible is not known."
    if cost < gap_gbp:
        return (
            f"{text} The difference is smaller than what a better plan could still "
            f"save ({gap_gbp / 1e6:,.1f} million pounds): too small to tell apart."
        )
    return text


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


def what_if_words(telling: Telling, answer: WhatIf) -> str:
    """Say what becomes of the plan.

    Where costs are others, how far the plan is from the best possible is not
    known, so nothing is said of it.
    """
    question = _what_if(telling, answer)
    if answer.compared is None:
        return f"{question} We found no plan that keeps every rule ({RE_SOLVED})."
    names = list(answer.schemes)
    found = answer.searched
    changed = names if found is None else [*names, *map(str, found.changes.index)]
    lines = [
        f"{question}{_lost(answer)}",
        f"It would {telling.cost(answer.compared, changed)} ({_how(answer)}).",
        telling.effects(answer.compared, changed),
        telling.changed(found) if found is not None else "",
    ]
    return " ".join(line for line in lines if line)


def _what_if(telling: Telling, answer: WhatIf) -> str:
    return {
        "no_host": "What if no host comes forward?",
        "no_host_at_all": "What if, beside those, no host is found for approved "
        "schemes that have none?",
        "no_host_for": "What if no host is found for this? "
        f"{', '.join(map(telling.scheme, answer.schemes))}.",
        "costs_rise": f"What if building costs rise by {answer.amount - 1:.0%}?",
        "inflation": f"What if building prices rise {answer.amount:g} times as fast "
        "each year?",
    }[answer.name]


def _lost(answer: WhatIf) -> str:
    """Say how many schemes the plan loses."""
    count = len(answer.schemes)
    schemes = f"{count} scheme{'' if count == 1 else 's'}"
    return {
        "no_host": " The plan then loses every scheme still to decide whose host has "
        f"not agreed ({schemes}).",
        "no_host_at_all": f" The plan then loses {schemes}.",
        "no_host_for": "",
        "costs_rise": " With the same money, and approved schemes paid first, the "
        f"plan we found leaves out {schemes}.",
        "inflation": f" The plan we found leaves out {schemes}.",
    }[answer.name]


def _how(answer: WhatIf) -> str:
    return answer.method if answer.searched is None else searched(answer.searched)
