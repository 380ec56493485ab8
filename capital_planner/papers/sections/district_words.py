"""A district of the atlas in words: what an option means, and what its map shows."""

import math
from collections import Counter

from capital_planner.mapspec import MapSpec, academic_year
from capital_planner.papers.facts import Facts
from capital_planner.papers.telling import (
    NOTHING,
    Group,
    capital,
    counted,
    figure,
    listed,
    named,
)

READING = (
    (
        "Children are those who live in the district. Places are those in the "
        "district, for children from anywhere."
    ),
    (
        "Places of a school are divided among needs and ages by the children in it, so "
        "one need can have fewer as another has more."
    ),
    (
        "A long journey is one of more than 45 minutes in primary, or 75 after, with "
        "others on the bus."
    ),
    (
        "The size and cost of a scheme are a working assumption where no other status "
        "stands beside it. Some of its places open later than others."
    ),
)
KINDS = {
    "special": ("special school", "special schools"),
    "base": ("specialist base", "specialist bases"),
    "post_19": ("post-19 setting", "post-19 settings"),
}


def conclusion(facts: Facts, district: str) -> str:
    """Say in plain words what the chosen option means for a district."""
    option, year, who = facts.option(facts.chosen), facts.last_year, Group(district)

    def count(column: str, *noun: str, of: str = facts.chosen) -> str:
        return counted(facts, figure(facts, of, column, year, who), *noun)

    said = [
        (
            f"In {academic_year(year)}, {count('demand')} who live in {district} are "
            "likely to need a specialist place."
        ),
        (
            f"With {named(option)} there are {count('places', 'place', 'places')} "
            f"in {district}{_change(facts, district)}."
        ),
        (
            f"{capital(count('still_needed', 'place is', 'places are'))} still needed"
            " for children who live here."
        ),
    ]
    return " ".join(said)


def _change(facts: Facts, district: str) -> str:
    """Say how many more places there are than if nothing were done."""
    if facts.chosen == NOTHING:
        return ""
    who, year = Group(district), facts.last_year
    now, then = (
        figure(facts, key, "places", year, who) for key in (facts.chosen, NOTHING)
    )
    more = now - then
    if math.isnan(more):
        return ""
    if abs(more) < 1:
        return ", as many as if nothing were done"
    word = "more" if more > 0 else "fewer"
    return f", {counted(facts, abs(more), word, word)} than if nothing were done"


def in_words(spec: MapSpec, district: str) -> str:
    """Put what is drawn in a district in words."""
    here = [symbol for symbol in spec.symbols if symbol.district == district]
    kinds = Counter(symbol.kind for symbol in here if symbol.standing == "existing")
    opened = [
        f"{count} {one if count == 1 else many}"
        for kind, (one, many) in KINDS.items()
        if (count := kinds[kind])
    ]
    planned = sum(symbol.places for symbol in here if symbol.standing != "existing")
    return (
        f"Open now: {listed(opened) or 'no special school or base known'}. Planned: "
        f"{f'{planned:,} places' if planned else 'nothing that is known to be here'}."
    )
