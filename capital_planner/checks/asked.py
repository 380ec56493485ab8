"""Whether what the officer asks of plans can be asked in this scenario at all."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from capital_planner.errors import Problem
from capital_planner.rules import Pin
from capital_planner.scenario.frames import Scenario
from capital_planner.schemes import KIND_OF_ROUTE


def _wrong(rule: str, message: str, value: object, remedy: str) -> Problem:
    return Problem(message, remedy, file="rules", column=rule, value=str(value))


def schemes_are_known(scenario: Scenario) -> Iterator[Problem]:
    """Check that every scheme a rule names is in the case."""
    known = scenario.schemes.index
    for scheme in sorted(scenario.settings.rules.named):
        if scheme not in known:
            yield _wrong(
                "scheme",
                "A rule names a scheme that the case does not have.",
                scheme,
                "Correct the name, or take the rule away.",
            )


def pins_can_be_kept(scenario: Scenario) -> Iterator[Problem]:
    """Check each decision on a scheme against its standing, sizes and years."""
    for pin in scenario.settings.rules.pins:
        if pin.scheme not in scenario.schemes.index:
            continue
        if pin.decision == "in":
            yield from _fixed(scenario, pin)
            continue
        standing = scenario.schemes["standing"][pin.scheme]
        stands_for = scenario.schemes["instead_of"][pin.scheme]
        if standing == "on_site":
            yield _wrong(
                "pinned",
                "The scheme is on site: it can neither be left out nor released.",
                pin.scheme,
                "Take the decision back.",
            )
        elif pin.decision == "release" and stands_for:
            yield _wrong(
                "pinned",
                "One possible host of an approved scheme cannot be released.",
                pin.scheme,
                f"Release the scheme itself, {stands_for}, or leave this host out.",
            )
        elif pin.decision == "release" and standing != "committed":
            yield _wrong(
                "pinned",
                "Only an approved scheme can be released.",
                pin.scheme,
                "Take the decision back: this scheme is still to decide.",
            )


def _fixed(scenario: Scenario, pin: Pin) -> Iterator[Problem]:
    years = scenario.schemes[["earliest_year", "latest_year"]].astype(int)
    first, latest = years.to_numpy()[years.index.get_loc(pin.scheme)]
    last = max(first, min(latest, max(scenario.years)))
    ladder = _ladder(scenario, pin.scheme)
    if pin.places is not None and pin.places not in ladder:
        yield _wrong(
            "pinned",
            f"The scheme {pin.scheme} has no such size.",
            pin.places,
            f"Choose one of its sizes: {', '.join(map(str, ladder))}.",
        )
    if pin.opening_year is not None and not first <= pin.opening_year <= last:
        yield _wrong(
            "pinned",
            f"The scheme {pin.scheme} cannot open in this year.",
            pin.opening_year,
            f"Choose a year from {first} to {last}.",
        )


def _ladder(scenario: Scenario, scheme: str) -> list[int]:
    sizes = scenario.sizes.index
    own = sizes.get_level_values("scheme") == scheme
    return [int(places) for places in sizes.get_level_values("places")[own]]


def pins_agree(scenario: Scenario) -> Iterator[Problem]:
    """Check that no scheme is both put in and left out, or fixed in two ways."""
    by_scheme: dict[str, list[Pin]] = defaultdict(list)
    for pin in scenario.settings.rules.pins:
        by_scheme[pin.scheme].append(pin)
    for scheme, pins in by_scheme.items():
        decisions = {pin.decision for pin in pins}
        sizes = {pin.places for pin in pins} - {None}
        years = {pin.opening_year for pin in pins} - {None}
        if {"in", "out"} <= decisions or len(sizes) > 1 or len(years) > 1:
            yield _wrong(
                "pinned",
                "The scheme is decided on in two ways that contradict each other.",
                scheme,
                "Keep one of the decisions.",
            )


def approved_schemes_are_released(scenario: Scenario) -> Iterator[Problem]:
    """Check that an approved scheme is left out only if it is released too."""
    pins = scenario.settings.rules.pins
    released = {pin.scheme for pin in pins if pin.decision == "release"}
    out = {pin.scheme for pin in pins if pin.decision == "out"}
    schemes = scenario.schemes
    bound = schemes[schemes["standing"].eq("committed") & schemes["instead_of"].eq("")]
    for scheme in sorted(out & set(bound.index) - released):
        yield _wrong(
            "pinned",
            "An approved scheme is left out, but not released.",
            scheme,
            "Release it too, or take the decision back.",
        )


def pairs_can_be_kept(scenario: Scenario) -> Iterator[Problem]:
    """Check exclusions and needs against what is surely in and surely out."""
    rules = scenario.settings.rules
    inside, outside = _sure(scenario)
    for one, other in rules.exclusions:
        if one == other or {one, other} <= inside:
            yield _wrong(
                "excludes",
                "Two schemes exclude each other, but both are in every plan.",
                f"{one}, {other}",
                "Take the rule away, or release or leave out one of them.",
            )
    for one, other in rules.requirements:
        if one == other or (one in inside and other in outside):
            yield _wrong(
                "requires",
                "A scheme that is in every plan needs one that is in none.",
                f"{one}, {other}",
                "Take the rule away, or put the other in.",
            )


def _sure(scenario: Scenario) -> tuple[set[str], set[str]]:
    """Schemes in every plan, and schemes in none."""
    pins = scenario.settings.rules.pins
    of = {
        decision: {pin.scheme for pin in pins if pin.decision == decision}
        for decision in ("in", "out", "release")
    }
    schemes = scenario.schemes
    given = schemes["standing"].ne("candidate") & schemes["instead_of"].eq("")
    movable = of["release"] | set(schemes["instead_of"])
    decided = set(schemes.index[given]) - movable
    return of["in"] | decided, of["out"]


def routes_are_known(scenario: Scenario) -> Iterator[Problem]:
    """Check that every route a rule names is one, and that pins keep to those."""
    rules = scenario.settings.rules
    named = [*(rules.routes or ()), *(route for route, _ in rules.least_places)]
    for route in sorted(set(named) - set(KIND_OF_ROUTE)):
        yield _wrong(
            "routes_allowed",
            "There is no such route.",
            route,
            f"Use one of: {', '.join(KIND_OF_ROUTE)}.",
        )
    if rules.routes is None:
        return
    schemes = scenario.schemes
    for pin in rules.pins:
        own = schemes[
            (schemes.index == pin.scheme) & (schemes["standing"] == "candidate")
        ]
        if (
            pin.decision == "in"
            and len(own)
            and own["route"].iloc[0] not in rules.routes
        ):
            yield _wrong(
                "routes_allowed",
                "A scheme is put in whose route is not allowed.",
                pin.scheme,
                "Allow its route, or take the decision back.",
            )


def figures_make_sense(scenario: Scenario) -> Iterator[Problem]:
    """Check that shares are shares, and counts and prices not below zero."""
    rules = scenario.settings.rules
    shares = {
        "mainstream_first": rules.least_base_share,
        "smallest_gap": rules.most_gap or 0.0,
    }
    for rule, share in shares.items():
        if not 0 <= share <= 1:
            yield _wrong(rule, "This is not a share.", share, "Write 0.25 for 25 %.")
    counts: dict[str, list[float]] = {
        "phases_in_parity": [rules.most_parity_gap or 0],
        "least_places": [least for _, least in rules.least_places],
        "smallest_gap": [rules.gap_price_gbp],
        "differs": [least for _, least in rules.differs_from],
    }
    for rule, values in counts.items():
        for value in values:
            if not 0 <= value < float("inf"):
                yield _wrong(
                    rule,
                    "A figure is missing or below zero.",
                    value,
                    "Write 0 or more.",
                )
    for schemes, least in rules.differs_from:
        if least > len(set(schemes)):
            yield _wrong(
                "differs",
                "More schemes are to be left out than are named.",
                least,
                f"Ask for at most {len(set(schemes))}.",
            )


RULES: tuple[Callable[[Scenario], Iterator[Problem]], ...] = (
    schemes_are_known,
    pins_can_be_kept,
    pins_agree,
    approved_schemes_are_released,
    pairs_can_be_kept,
    routes_are_known,
    figures_make_sense,
)
