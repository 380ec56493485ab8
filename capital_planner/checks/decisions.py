"""The rules of docs/model.md section 6 but money: what may be chosen and when."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pandas as pd

from capital_planner.checks.ledger import broken
from capital_planner.errors import Problem
from capital_planner.plan import Plan
from capital_planner.rules import ROUTE_LABELS
from capital_planner.scenario.frames import Scenario


def chosen_schemes(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """Chosen schemes with all that is known of them: size, year, standing."""
    known = scenario.schemes.reindex(plan.choices.index)
    return known.assign(
        size=plan.choices["places"].astype(int),
        opening=plan.choices["opening_year"].astype(int),
    )


def one_size_and_year(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that a scheme opens once, in one size of its ladder."""
    for scheme, row in chosen_schemes(scenario, plan).iterrows():
        ladder = _ladder(scenario, scheme)
        if row["size"] not in ladder:
            yield broken(
                "one_size_and_year",
                f"{row['label']} has {row['size']} places, which is not a size of its "
                f"ladder ({', '.join(map(str, ladder))}).",
                "Choose a size of the ladder.",
                scheme,
            )


def opens_when_ready(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that a scheme opens when it can be ready, by the last year assessed."""
    for scheme, row in chosen_schemes(scenario, plan).iterrows():
        first = int(row["earliest_year"])
        last = int(row["latest_year"])
        if row["standing"] == "candidate":
            last = min(last, max(scenario.years))
        if not first <= row["opening"] <= last:
            yield broken(
                "opens_when_ready",
                f"{row['label']} opens in {row['opening']}, but it can open from "
                f"{first} to {last}.",
                f"Choose an opening year from {first} to {last}, or leave it out.",
                scheme,
            )


def one_scheme_a_host(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that a school hosts at most one scheme still to decide.

    An approved base whose host is chosen here counts: its host is still to decide.
    """
    chosen = chosen_schemes(scenario, plan)
    open_ = chosen["standing"].eq("candidate") | chosen["instead_of"].ne("")
    hosted = chosen[open_ & (chosen["host"] != "")]
    for host, rows in hosted.groupby("host"):
        if len(rows) > 1:
            names = ", ".join(map(str, rows.index))
            yield broken(
                "one_scheme_a_host",
                f"One school hosts {len(rows)} schemes: {names}.",
                "Keep one of them.",
                host,
            )


def yearly_caps(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that schemes open a year within the caps, committed ones counted first."""
    chosen = chosen_schemes(scenario, plan)
    given = chosen["standing"] != "candidate"
    caps = scenario.caps["most"]
    for (route, area), cap in zip(caps.index, caps, strict=True):
        inside = chosen["route"] == route
        if area:
            inside &= chosen["area"] == area
        for year, rows in chosen[inside & ~given].groupby("opening"):
            before = int((inside & given & (chosen["opening"] == year)).sum())
            left = max(int(cap) - before, 0)
            if len(rows) > left:
                yield broken(
                    "yearly_caps",
                    f"{ROUTE_LABELS.get(str(route), str(route))} still to decide "
                    f"that open in {area or 'the county'} in {year}: {len(rows)} "
                    f"({', '.join(map(str, rows.index))}). The cap is {int(cap)} a "
                    f"year, of which committed schemes take {before}.",
                    f"Open at most {left} of them in {year}.",
                    year,
                )


def growth_rests(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that a special school does not grow twice in three years."""
    chosen = chosen_schemes(scenario, plan)
    rest_years = int(scenario.costs["growth_rest_years"])
    grows = (chosen["kind"] == "special") & (chosen["provision"] != chosen.index)
    for school, rows in chosen[grows].groupby("provision"):
        ordered = rows.sort_values("opening")
        for (first, one), (second, two) in pairwise(ordered.iterrows()):
            decided = "candidate" not in {one["standing"], two["standing"]}
            if two["opening"] - one["opening"] < rest_years and not decided:
                yield broken(
                    "growth_rests",
                    f"A special school grows in {one['opening']} ({first}) and again "
                    f"in {two['opening']} ({second}), within {rest_years} years.",
                    f"Open the later scheme in {one['opening'] + rest_years} or after.",
                    school,
                )


def committed_schemes_stay(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    """Check that on-site and committed schemes open in the published size and year.

    A committed scheme may be held at one of its possible hosts instead. The
    do-nothing plan, which holds what is on site and nothing else, may leave
    committed schemes out, and any plan those that an officer has released.
    """
    schemes = scenario.schemes
    chosen = chosen_schemes(scenario, plan)
    nothing = bool((chosen["standing"] == "on_site").all())
    bound = ["on_site"] if nothing else ["on_site", "committed"]
    pins = scenario.settings.rules.pins
    released = {pin.scheme for pin in pins if pin.decision == "release"}
    decided = schemes["standing"].isin(bound) & schemes["instead_of"].eq("")
    for scheme, row in schemes[decided].iterrows():
        size, year = _ladder(scenario, scheme)[0], int(row["earliest_year"])
        held = chosen[(chosen.index == scheme) | (chosen["instead_of"] == scheme)]
        if held.empty and scheme not in released:
            found = "is not in the plan"
        elif len(held) > 1:
            found = f"is in the plan {len(held)} times ({', '.join(held.index)})"
        elif (held[["size", "opening"]].to_numpy(int) != [size, year]).any():
            found = "has another size or year in the plan"
        else:
            continue
        yield broken(
            "committed_schemes_stay",
            f"{row['label']}, decided with {size} places for {year}, {found}.",
            f"Put it back once, with {size} places in {year}.",
            scheme,
        )


RULES: tuple[Callable[[Scenario, Plan], Iterator[Problem]], ...] = (
    one_size_and_year,
    opens_when_ready,
    one_scheme_a_host,
    yearly_caps,
    growth_rests,
    committed_schemes_stay,
)


def _ladder(scenario: Scenario, scheme: object) -> list[int]:
    sizes = scenario.sizes.index
    places = sizes.get_level_values("places")
    return [int(size) for size in places[sizes.get_level_values("scheme") == scheme]]
