"""The rules that an officer asks of a plan (``capital_planner.rules``)."""

from collections.abc import Callable, Iterator

import pandas as pd

from capital_planner.checks.decisions import chosen_schemes
from capital_planner.checks.ledger import broken
from capital_planner.errors import Problem
from capital_planner.plan import Plan
from capital_planner.rules import Pin
from capital_planner.scenario.frames import Scenario

SAME = 1e-9
"""Allowed where shares of places are compared."""


def _held(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """Choices of a plan; an approved base at a host it found counts as itself."""
    stands_for = scenario.schemes["instead_of"].reindex(plan.choices.index).fillna("")
    found = plan.choices[(stands_for != "").to_numpy()]
    as_itself = found.set_axis(stands_for[stands_for != ""].to_numpy(), axis="index")
    held: pd.DataFrame = pd.concat([plan.choices, as_itself])
    return held


def pinned(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that schemes put in, left out or fixed in size or year stay so."""
    held = _held(scenario, plan)
    for pin in scenario.settings.rules.pins:
        if pin.decision == "in":
            yield from _put_in(scenario, held, pin)
        elif pin.decision == "out" and pin.scheme in held.index:
            yield broken(
                "pinned",
                f"{_label(scenario, pin.scheme)} is left out by the officer, but is "
                "in the plan.",
                "Take it out of the plan, or take the decision back.",
                pin.scheme,
            )


def _put_in(scenario: Scenario, held: pd.DataFrame, pin: Pin) -> Iterator[Problem]:
    wanted = {"places": pin.places, "opening_year": pin.opening_year}
    fixed = {name: value for name, value in wanted.items() if value is not None}
    named = " and ".join(
        f"{name.replace('_', ' ')} {value}" for name, value in fixed.items()
    )
    label = _label(scenario, pin.scheme)
    if pin.scheme not in held.index:
        text = f"{label} is put in by the officer, but is not in the plan."
        yield broken("pinned", text, "Add it, or take the decision back.", pin.scheme)
    elif (held.loc[[pin.scheme], list(fixed)] != pd.Series(fixed)).any().any():
        text = f"{label} is fixed by the officer at {named}, but not so in the plan."
        yield broken("pinned", text, f"Give it {named}.", pin.scheme)


def excludes(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that of two schemes that exclude each other one at most is built."""
    held = set(_held(scenario, plan).index)
    for one, other in scenario.settings.rules.exclusions:
        if {one, other} <= held:
            yield broken(
                "excludes",
                f"{_label(scenario, one)} and {_label(scenario, other)} exclude each "
                "other, and both are in the plan.",
                "Keep one of them.",
                f"{one}, {other}",
            )


def requires(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that a scheme that needs another opens no earlier than that one."""
    opening = _held(scenario, plan)["opening_year"]
    for scheme, needed in scenario.settings.rules.requirements:
        if scheme not in opening.index:
            continue
        first = f"{_label(scenario, scheme)} needs {_label(scenario, needed)}"
        if needed not in opening.index:
            text = f"{first}, which is not in the plan."
            yield broken("requires", text, "Add it, or leave both out.", scheme)
        elif opening[needed] > opening[scheme]:
            yield broken(
                "requires",
                f"{first}, which opens in {opening[needed]}, after {opening[scheme]}.",
                f"Open it by {opening[scheme]}, or the other later.",
                scheme,
            )


def routes_allowed(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that schemes added are of the routes named."""
    allowed = scenario.settings.rules.routes
    added = _added(scenario, plan)
    if allowed is None:
        return
    for scheme, row in added[~added["route"].isin(allowed)].iterrows():
        yield broken(
            "routes_allowed",
            f"{row['label']} is of route {row['route']}; only "
            f"{', '.join(allowed) or 'none'} may be added.",
            "Leave it out, or allow its route.",
            scheme,
        )


def mainstream_first(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check the least share of places added that is in specialist bases."""
    share = scenario.settings.rules.least_base_share
    added = _added(scenario, plan)
    places = int(added["size"].sum())
    bases = int(added.loc[added["route"] == "specialist_base", "size"].sum())
    if bases < share * places - SAME:
        yield broken(
            "mainstream_first",
            f"Of {places} places added {bases} are in specialist bases, less than the "
            f"share of {share:.0%} asked for.",
            "Add bases, or fewer other places.",
            f"{bases / places:.3f}",
        )


def phases_in_parity(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that primary and secondary bases differ by no more than allowed.

    Bases open in the last year count, and every base scheme at its full size; a
    base that serves both phases counts half to each.
    """
    most = scenario.settings.rules.most_parity_gap
    if most is None:
        return
    schemes = scenario.schemes
    pins = scenario.settings.rules.pins
    released = [pin.scheme for pin in pins if pin.decision == "release"]
    given = schemes["standing"].ne("candidate") & schemes["instead_of"].eq("")
    decided = schemes[given & ~schemes.index.isin(released)]
    ladder = scenario.sizes.index.to_frame(index=False).set_index("scheme")["places"]
    size = ladder[ladder.index.isin(decided.index)].reindex(decided.index)
    before = _parity_gap(scenario, decided.assign(size=size))
    gap = _parity_gap(scenario, chosen_schemes(scenario, plan))
    allowed = max(float(most), abs(before))
    if abs(gap) > allowed + SAME:
        more, fewer = ("primary", "secondary") if gap > 0 else ("secondary", "primary")
        yield broken(
            "phases_in_parity",
            f"There are {abs(gap):g} more places in {more} bases than in {fewer} "
            f"ones; at most {allowed:g} are allowed.",
            f"Add {fewer} bases, or fewer {more} ones.",
            f"{abs(gap):g}",
        )


def _parity_gap(scenario: Scenario, built: pd.DataFrame) -> float:
    """Places of primary bases less those of secondary ones, schemes and open ones."""
    last = scenario.open_places[max(scenario.years)]
    there = scenario.provisions.assign(size=last.reindex(scenario.provisions.index))
    columns = ["kind", "phases", "size"]
    bases = pd.concat([there[columns], built[columns]])
    bases = bases[bases["kind"] == "base"]
    # A base for both phases adds half to each, which is nothing to the difference.
    leans = [
        ("primary" in served) - ("secondary" in served) for served in bases["phases"]
    ]
    return float((bases["size"].to_numpy(float) * leans).sum())


def least_places(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that at least so many of the places added are of a route."""
    added = _added(scenario, plan)
    for route, least in scenario.settings.rules.least_places:
        places = int(added.loc[added["route"] == route, "size"].sum())
        if places < least:
            yield broken(
                "least_places",
                f"The plan adds {places} places of route {route}; at least {least} are "
                "asked for.",
                "Add schemes of this route, or ask for fewer.",
                route,
            )


def differs(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that a plan leaves out enough schemes of another plan."""
    held = _held(scenario, plan).index
    for schemes, least in scenario.settings.rules.differs_from:
        absent = sum(scheme not in held for scheme in schemes)
        if absent < least:
            yield broken(
                "differs",
                f"The plan leaves out {absent} of the {len(schemes)} schemes of "
                f"another plan; at least {least} are to be left out.",
                "Leave more of them out.",
                absent,
            )


RULES: tuple[Callable[[Scenario, Plan], Iterator[Problem]], ...] = (
    pinned,
    excludes,
    requires,
    routes_allowed,
    mainstream_first,
    phases_in_parity,
    least_places,
    differs,
)


def _added(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    chosen = chosen_schemes(scenario, plan)
    return chosen[chosen["standing"] == "candidate"]


def _label(scenario: Scenario, scheme: str) -> str:
    labels = scenario.schemes["label"]
    return str(labels[scheme]) if scheme in labels.index else scheme
