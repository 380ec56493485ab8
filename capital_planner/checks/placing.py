"""The rules of docs/model.md section 4: how children are placed, year by year."""

from collections.abc import Callable, Iterator

import numpy as np

from capital_planner.checks.ledger import (
    ROUNDED,
    ROUNDED_EACH,
    ROUNDED_OFTEN,
    UNIT,
    Floats,
    Ledger,
    broken,
)
from capital_planner.errors import Problem

PLACE_AGAIN = "Place the children again with this plan."
Rule = Callable[[Ledger], Iterator[Problem]]


def base_year(ledger: Ledger) -> Iterator[Problem]:
    """Check that children attend in the base year what the scenario says."""
    year = ledger.years[0]
    given = ledger.scenario.base_placements
    expected = ledger.table(given)
    yield from _worst("base_year", ledger, year, ledger.children(year) - expected)


def children_are_conserved(ledger: Ledger) -> Iterator[Problem]:
    """Check that those placed and places still needed are all who need a place."""
    for year in ledger.years:
        placed = ledger.children(year).sum(axis=1)
        gap = placed + ledger.still_needed(year) - ledger.demand(year)
        row = int(np.abs(gap).argmax())
        allowed = ROUNDED_EACH if year == ledger.years[0] else ROUNDED
        if abs(gap[row]) > allowed:
            yield broken(
                "children_are_conserved",
                f"In {year} {placed[row]:.6f} children are placed and "
                f"{ledger.still_needed(year)[row]:.6f} places are still needed, but "
                f"{ledger.demand(year)[row]:.6f} children need a place "
                f"({_count(gap, allowed)} rows differ).",
                PLACE_AGAIN,
                ledger.name(row),
            )


def children_keep_their_place(ledger: Ledger) -> Iterator[Problem]:
    """Check that children move mid-phase or at its end in the stated shares only."""
    scenario = ledger.scenario
    after = ledger.next_phase
    up = np.flatnonzero(after >= 0)
    kinds = ledger.settings["kind"]
    for year in scenario.years:
        before = ledger.children(year - 1)
        expected = before * scenario.stay_share[year].to_numpy(float)[:, None]
        carry = scenario.carry_on[year].reindex(kinds).fillna(0.0).to_numpy(float)
        moving = before * scenario.move_up_share[year].to_numpy(float)[:, None]
        expected[after[up]] += (moving * carry)[up] * ledger.suits[after[up]]
        yield from _worst(
            "children_keep_their_place", ledger, year, ledger.kept(year) - expected
        )


def setting_suits(ledger: Ledger) -> Iterator[Problem]:
    """Check that a child is placed only where need and phase are served."""
    for year in ledger.scenario.years:
        wrong = np.where(ledger.suits, 0.0, ledger.newly(year))
        yield from _worst("setting_suits", ledger, year, wrong)


def tiers(ledger: Ledger) -> Iterator[Problem]:
    """Check that no more children enter bases or state provision than tiers allow."""
    shares = ledger.tier_shares
    base = shares["base"].to_numpy(float)
    state = base + shares["special"].to_numpy(float)
    for year in ledger.scenario.years:
        newly, pool = ledger.newly(year), ledger.to_place(year)
        for what, inside, share in (
            ("specialist bases", newly[:, ledger.is_base], base),
            ("state provision", newly[:, ledger.is_state], state),
        ):
            over = inside.sum(axis=1) - share * pool
            row = int(over.argmax())
            if over[row] > ROUNDED_OFTEN:
                yield broken(
                    "tiers",
                    f"In {year} {inside[row].sum():.6f} children enter {what}, but the "
                    f"need of only {share[row] * pool[row]:.6f} could be met there.",
                    PLACE_AGAIN,
                    ledger.name(row),
                )


def places_open(ledger: Ledger) -> Iterator[Problem]:
    """Check that places open are those of today and of chosen schemes by ramp."""
    expected = ledger.open_places
    given = ledger.placements.places.reindex(expected.index).fillna(0.0)
    for year in ledger.years:
        said, made = given[year].to_numpy(float), expected[year].to_numpy(float)
        worst = int(np.abs(said - made).argmax())
        if abs(said[worst] - made[worst]) > ROUNDED:
            yield broken(
                "places_open",
                f"In {year} {said[worst]:g} places are said to be open, "
                f"but the schemes chosen make {made[worst]:g}.",
                PLACE_AGAIN,
                expected.index[worst],
            )


def usable_places(ledger: Ledger) -> Iterator[Problem]:
    """Check that a full setting takes nobody new, mainstream share of a base apart."""
    for year in ledger.scenario.years:
        inside = ledger.children(year).sum(axis=0)
        kept = ledger.kept(year).sum(axis=0)
        usable = np.maximum(ledger.for_specialist_need(year), kept)
        over = inside - usable
        worst = int(over.argmax())
        if over[worst] > ROUNDED_OFTEN:
            yield broken(
                "usable_places",
                f"In {year} {inside[worst]:.6f} children who need a specialist place "
                f"are at a setting with {usable[worst]:.6f} usable places.",
                PLACE_AGAIN,
                ledger.settings.index[worst],
            )


def from_mainstream(ledger: Ledger) -> Iterator[Problem]:
    """Check that children from mainstream join a new base in the stated proportion."""
    share = float(ledger.scenario.costs["from_mainstream"])
    beside = share / (1 - share) if share < 1 else 0.0
    given = ledger.placements.from_mainstream.reindex(ledger.settings.index).fillna(0.0)
    for year in ledger.years:
        inside = ledger.children(year).sum(axis=0) * ledger.new_base
        gap = np.abs(given[year].to_numpy(float) - beside * inside)
        worst = int(gap.argmax())
        if gap[worst] > ROUNDED * max(beside, 1.0):
            yield broken(
                "from_mainstream",
                f"In {year} {given[year].iloc[worst]:.6f} children from mainstream are "
                f"counted, but {inside[worst]:.6f} children who need a specialist "
                f"place there bring {beside * inside[worst]:.6f}.",
                PLACE_AGAIN,
                ledger.settings.index[worst],
            )


RULES: tuple[Rule, ...] = (
    base_year,
    children_are_conserved,
    children_keep_their_place,
    setting_suits,
    tiers,
    places_open,
    usable_places,
    from_mainstream,
)

WORDS = {
    "base_year": ("more", "fewer", "attend than the base year has"),
    "children_keep_their_place": ("more", "fewer", "keep a place than the shares say"),
    "setting_suits": ("", "", "are placed where their need or phase is not served"),
}


def _worst(rule: str, ledger: Ledger, year: int, gap: Floats) -> Iterator[Problem]:
    """Report the row and setting that is farthest out, and how many are."""
    row, setting = np.unravel_index(int(np.abs(gap).argmax()), gap.shape)
    size = float(gap[row, setting])
    if abs(size) > ROUNDED_OFTEN:
        more, fewer, what = WORDS[rule]
        how = more if size > 0 else fewer
        yield broken(
            rule,
            f"In {year} {abs(size):.6f} {how} children {what}: {ledger.name(int(row))} "
            f"({_count(gap, ROUNDED_OFTEN)} such).".replace("  ", " "),
            PLACE_AGAIN,
            ledger.settings.index[int(setting)],
        )


def _count(gap: Floats, allowed: float = UNIT) -> int:
    return int((np.abs(gap) > allowed).sum())
