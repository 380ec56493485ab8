"""The evidence in plain English: read aloud to a cabinet member, it should do."""

from collections.abc import Sequence

import pandas as pd

from capital_planner.disclosure import ALL, FEWEST_SHOWN, public_lines
from capital_planner.evidence.found import Evidence
from capital_planner.evidence.reasons import DECIDED, NEW_BASES, REASONS, SPECIAL
from capital_planner.evidence.shares import BEFORE_16, Turning
from capital_planner.evidence.tables import CHILDREN, REST
from capital_planner.evidence.whereabouts import BASE_ROUTE
from capital_planner.needs import NEED_LABELS
from capital_planner.scenario import Scenario

MOST_DISTRICTS = 3
RESTRICTED = "Restricted: holds exact estimates. Not for publication."


def story(evidence: Evidence) -> str:
    """Write the paragraphs of evidence.txt, figures filled in."""
    given = evidence.scenario
    head = f"Bases first: {given.case_name}, {given.future} future, {_year(evidence)}"
    paragraphs = [
        head,
        *([RESTRICTED] if evidence.audience == "restricted" else []),
        *paragraphs_of(evidence),
        *public_lines(given.basis),
    ]
    return "\n\n".join(paragraphs) + "\n"


def paragraphs_of(evidence: Evidence) -> list[str]:
    """Say the conclusion, what it rests on and what would change it.

    A paragraph may be a list: its items are lines that begin with ``- ``.
    """
    paragraphs = [
        conclusion(evidence.turning),
        _asked(evidence),
        _why(evidence),
        _where(evidence),
        _range(evidence),
        turning_words(evidence),
        _by_need(evidence),
        _rests_on(evidence),
    ]
    return [paragraph for paragraph in paragraphs if paragraph]


def conclusion(turning: Turning) -> str:
    """Say whether special school places are still needed, and how surely."""
    stated = next(step for step in turning.steps if step.factor == 1.0)
    if not stated.holds:
        return (
            "Conclusion (estimate): at the share of need that we assume a base could "
            "meet, specialist bases and the places already decided leave no need "
            "before age 16 large enough for one expansion of a special school."
        )
    return (
        "Conclusion (estimate): specialist bases alone do not meet the need. Beyond "
        "what they could meet, places in special schools are still needed."
    )


def _year(evidence: Evidence) -> str:
    """Name the academic year, such as 2035/36."""
    return f"{evidence.last}/{(evidence.last + 1) % 100:02d}"


def _asked(evidence: Evidence) -> str:
    say = evidence.say
    return (
        f"We asked what would happen if every further place were in a specialist base "
        f"in a mainstream school. {_found(evidence)} "
        f"In {_year(evidence)} {say('central', CHILDREN)} children need a "
        f"specialist place. Of them {say('central', DECIDED)} are in state places that "
        "exist or are already decided, and "
        f"{say('central', NEW_BASES)} in new bases "
        "without a long journey. That leaves "
        f"{say('central', REST)}, in independent schools, in specialist institutions "
        "after 16, or with a place still needed."
    )


def _found(evidence: Evidence) -> str:
    """Say how many further bases the plan opens, and what they cost."""
    found = evidence.steps["central"].found
    if not found.bases:
        return "The best plan we found opens none beside those already decided."
    bases = "further base" if found.bases == 1 else "further bases"
    return (
        f"The best plan we found opens {found.bases} {bases} with {found.places} "
        f"places by {_year(evidence)}, for about {found.capital_gbp / 1e6:,.1f} "
        "million pounds at 2025 prices before contingency."
    )


def _why(evidence: Evidence) -> str:
    found = {
        reason: evidence.shown("central", reason)
        for reason in REASONS
        if not evidence.shown("central", reason) < 1
    }
    lines = [
        f"- {evidence.in_words(children)} {REASONS[reason]};"
        for reason, children in sorted(found.items(), key=lambda item: -item[1])
    ]
    if not lines:
        return ""
    lines[-1] = lines[-1][:-1] + "."
    return "\n".join(["Why bases do not meet the need of these children:", *lines])


def _where(evidence: Evidence) -> str:
    """Name the districts where most children are left, largest first."""
    districts = [
        str(name)
        for name in evidence.tables["central"].index.unique("district")
        if name != ALL
    ]
    left = {name: evidence.shown("central", REST, district=name) for name in districts}
    known = {name: children for name, children in left.items() if children > 0}
    largest = sorted(known, key=lambda name: -known[name])[:MOST_DISTRICTS]
    if not largest:
        return ""
    parts = [f"{name} ({evidence.in_words(known[name])})" for name in largest]
    return f"Of those left, most live in {_listed(parts)}."


def _range(evidence: Evidence) -> str:
    if not {"low", "high"} <= evidence.steps.keys():
        return (
            "How much of the need a base could meet is not known: it is a working "
            "assumption. No other share was looked at here. The full evidence, which "
            "is worked out apart, looks at half and one and a half times this one, and "
            "at where the conclusion changes."
        )
    low, central, high = (evidence.steps[name] for name in ("low", "central", "high"))
    say = evidence.say
    return (
        "How much of the need a base could meet is not known: it is a working "
        "assumption. As stated it comes to "
        f"{central.found.new_share:.0%} of the children to be placed. At "
        f"{_times(low.factor)} that share ({low.found.new_share:.0%}) bases meet "
        f"{say('low', NEW_BASES)}, and {say('low', REST)} are left; at "
        f"{_times(high.factor)} that share ({high.found.new_share:.0%}) bases meet "
        f"{say('high', NEW_BASES)}, and {say('high', REST)} are left. Children whose "
        "need, of state schools, only a special school could meet: "
        f"{say('low', SPECIAL)} at the low share, {say('central', SPECIAL)} at the "
        f"central one, {say('high', SPECIAL)} at the high one."
    )


def turning_words(evidence: Evidence) -> str:
    """Say at which base share the conclusion changes."""
    turning = evidence.turning
    least, most = turning.steps[0], turning.steps[-1]
    if least is most:
        return ""
    if turning.between is None:
        return (
            "What would change the conclusion: no share of need that a base could meet "
            f"does, of those from {least.factor:.1f} to {most.factor:.1f} times what "
            "is assumed. At the highest, bases could meet all the need that a state "
            "school could, for every need and phase that is given a share; children "
            "before 16 who need a special school place that is not there then come to "
            f"{evidence.estimated(most.special)}. The money and the openings a year "
            "were held as they are; what more of both would change was not tried."
        )
    low, high = turning.between
    return (
        "What would change the conclusion: it changes where bases could meet between "
        f"{low:.2f} and {high:.2f} times the share that is assumed, with the money and "
        "the openings a year as they are."
    )


def _by_need(evidence: Evidence) -> str:
    """Say for which needs places in special schools are needed, and at what shares."""
    steps = evidence.turning.steps
    table = pd.DataFrame({step.factor: step.special_by_need for step in steps})
    left = table >= FEWEST_SHOWN
    always = [_need(need) for need in table.index[left.all(axis=1)]]
    largest = max(step.factor for step in steps)
    ends = [_need(need) for need in table.index[left[1.0] & ~left[largest]]]
    lines = []
    if always:
        shares = "every share tried" if len(steps) > 1 else "the share assumed"
        lines.append(
            f"At {shares}, children before 16 need a special school place that is not "
            f"there for: {_in_turn(always)}."
        )
    if ends:
        lines.append(
            f"At the share assumed, but not at {_times(largest)} it: {_in_turn(ends)}."
        )
    no_share = _in_turn(
        [_need(need) for need in needs_without_share(evidence.scenario)]
    )
    if no_share:
        lines.append(f"No share is assumed before 16 for: {no_share}.")
    return " ".join(lines)


def needs_without_share(scenario: Scenario) -> list[str]:
    """List needs of which no part before 16 is assumed to be one a base could meet."""
    share = scenario.tier_share["base"]
    before_16 = share[share.index.get_level_values("phase").isin(BEFORE_16)]
    most = before_16.groupby(level="need").max()
    return [str(need) for need in NEED_LABELS if most.get(need, 1.0) <= 0]


def needs_without_candidate(scenario: Scenario) -> list[str]:
    """List needs that a base could meet in part, but for which none is a candidate."""
    share = scenario.tier_share["base"]
    some = set(share[share > 0].index.get_level_values("need"))
    schemes = scenario.schemes
    bases = schemes[(schemes["route"] == BASE_ROUTE).to_numpy(bool)]
    free = bases[bases["standing"] == "candidate"]
    offered = {need for needs in free["needs"] for need in needs}
    return [need for need in NEED_LABELS if need in some - offered]


def _rests_on(evidence: Evidence) -> str:
    given = evidence.scenario
    limit = given.journey_limit
    mainstream = float(given.costs["from_mainstream"])
    none = _listed([_need(need) for need in needs_without_candidate(given)])
    missing = f" No base for {none} need is among the candidates." if none else ""
    return (
        "What this rests on. Every figure is an estimate. Journeys are estimated "
        f"direct drives, times {float(given.costs['run_factor']):g} for the bus run "
        f"with others; the limit is {limit['primary']:.0f} minutes in primary and "
        f"{limit['secondary']:.0f} after. Of a new base's places {mainstream:.0%} are "
        "taken to go to children from mainstream (working assumption). A new place in "
        "a special school is counted first for a child who needs a special school, so "
        "that as few as can be are said to need one that is not there. The plans are "
        f"the best found, not proved the best possible.{missing} No school has been "
        "asked whether it would host a base."
    )


def _need(need: object) -> str:
    return NEED_LABELS[str(need)].lower()


def _times(factor: float) -> str:
    words = {0.0: "none of", 0.5: "half", 1.0: "once", 1.5: "one and a half times"}
    return words.get(factor, f"{factor:.1f} times")


def _in_turn(needs: Sequence[str]) -> str:
    """List needs, whose own names hold commas and ``and``."""
    return "; ".join(needs)


def _listed(words: Sequence[str]) -> str:
    """Join words as a sentence does."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
