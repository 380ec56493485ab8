"""What an officer asks of every plan, beside what law, money and schools allow.

Each rule is one sentence of ``SENTENCES``, enforced by a function of the same
name in the optimiser and judged by another in ``checks``.
"""

from dataclasses import dataclass
from typing import Literal

SENTENCES = {
    "one_size_and_year": "A scheme opens once, in one size of its ladder.",
    "opens_when_ready": "A scheme opens no earlier than its stage allows, and by the "
    "last year assessed.",
    "one_scheme_a_host": "A school hosts at most one scheme still to decide.",
    "yearly_caps": "At most so many schemes of a route open a year, in the county and "
    "in a planning area.",
    "growth_rests": "A special school does not grow twice in three years.",
    "within_the_money": "Cash of every year so far stays within the pots that may pay "
    "for it; approved schemes are charged first.",
    "committed_schemes_stay": "Schemes on site and approved open as decided, unless an "
    "officer releases one.",
    "pinned": "Schemes that the officer has put in, left out or fixed in size or year "
    "stay so.",
    "excludes": "Two schemes that exclude each other are not both built.",
    "requires": "A scheme that needs another opens no earlier than that one.",
    "routes_allowed": "Only schemes of the routes named are added.",
    "mainstream_first": "At least this share of the new places still to decide is in "
    "specialist bases in mainstream schools.",
    "phases_in_parity": "Places in primary and in secondary bases differ by at most so "
    "many by the last year, or by no more than what is already decided.",
    "least_places": "At least so many of the new places still to decide are of one "
    "route.",
    "smallest_gap": "The shortfall of any district is at most this share; each child "
    "beyond it has a price.",
    "differs": "The plan leaves out at least so many of the schemes of another plan.",
}
"""Name of each rule to the policy sentence it enforces."""

Decision = Literal["in", "out", "release"]

ROUTE_LABELS = {
    "specialist_base": "Specialist bases in mainstream schools",
    "special_expansion": "Expansions of special schools",
    "satellite": "Satellites of special schools",
    "new_special_school": "New special schools",
    "post_19": "Places after 19",
}
"""Kinds of schemes that a plan may add, as ``Rules.routes`` names them."""


@dataclass(frozen=True)
class Pin:
    """An officer's decision on one scheme.

    Attributes
    ----------
    scheme
        Id of the scheme.
    decision
        ``in``: in every plan; ``out``: in none; ``release``: an approved
        scheme that a plan may leave out.
    places, opening_year
        Fixed too, where given and the scheme is in.
    """

    scheme: str
    decision: Decision
    places: int | None = None
    opening_year: int | None = None


@dataclass(frozen=True)
class Rules:
    """Rules that an officer may add; none is on unless asked for.

    Attributes
    ----------
    pins
        Decisions on single schemes.
    exclusions
        Pairs of schemes of which at most one is built.
    requirements
        Pairs: the first opens no earlier than the second.
    routes
        Routes that schemes still to decide may take; None for all.
    least_base_share
        Least share of the places still to decide that are in specialist bases.
    most_parity_gap
        Most places by which primary and secondary bases differ; None: no rule.
    least_places
        Pairs: a route, and the least places of it still to decide.
    most_gap
        Largest shortfall of a district; None: no rule.
    gap_price_gbp
        Pounds a year for each child by whom a district is beyond ``most_gap``.
    differs_from
        Pairs: schemes of another plan, and how many of them are left out.
    """

    pins: tuple[Pin, ...] = ()
    exclusions: tuple[tuple[str, str], ...] = ()
    requirements: tuple[tuple[str, str], ...] = ()
    routes: tuple[str, ...] | None = None
    least_base_share: float = 0.0
    most_parity_gap: int | None = None
    least_places: tuple[tuple[str, int], ...] = ()
    most_gap: float | None = None
    gap_price_gbp: float = 20_000.0
    differs_from: tuple[tuple[tuple[str, ...], int], ...] = ()

    @property
    def releases(self) -> "Rules":
        """Only what lets a plan leave approved schemes out.

        The rest asks more of a plan; this offers more to it.
        """
        return Rules(pins=tuple(p for p in self.pins if p.decision == "release"))

    @property
    def named(self) -> frozenset[str]:
        """Ids of every scheme that a rule names."""
        pairs = (*self.exclusions, *self.requirements)
        others = [name for schemes, _ in self.differs_from for name in schemes]
        return frozenset(
            [pin.scheme for pin in self.pins]
            + [name for pair in pairs for name in pair]
            + others
        )
