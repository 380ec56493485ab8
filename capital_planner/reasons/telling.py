"""How schemes, money and children are said to an audience."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from capital_planner.disclosure import ALL, FEWEST_SHOWN, about_size, shown_estimate
from capital_planner.needs import NEED_LABELS
from capital_planner.reasons.answers import Compared, Searched
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience

PARTS = {
    "independent": "fees of independent schools and colleges",
    "place_funding": "funding of places",
    "top_up": "top-up funding",
    "transport": "transport",
    "capital": "building",
    "journey": "the price put on minutes of journey",
    "long_journey": "the price put on long journeys",
    "independent_price": "the price put on children in independent schools",
    "still_needed": "the price put on places still needed",
    "gap": "the price put on gaps between districts",
}
"""Parts of the whole cost, those in real money first."""
COUNTED = {
    "independent": "children in independent schools",
    "still_needed": "places still needed",
    "long_journey": "children with a long journey",
    "own_district": "children with a place in their own district",
}
KINDS = {
    "special": "special schools",
    "base": "specialist bases",
    "post_19": "provision after 19",
    "independent": "independent schools",
    "specialist_post_16": "specialist colleges after 16",
    "still_needed": "no place yet (a place still needed)",
}
EXPANSION = "special_expansion"
MILLION = 1e6
WORTH_SAYING_GBP = 100_000.0
PARTS_SAID = 4
DISTRICTS_SAID = 3
MINUTES_SAID = 50


@dataclass(frozen=True)
class Telling:
    """Says figures of a scenario to an audience.

    Attributes
    ----------
    audience
        In public no school is named that has not agreed, children are rounded
        and small numbers held back, and money is rounded.
    """

    scenario: Scenario
    audience: Audience

    @property
    def public(self) -> bool:
        """Whether the public reads it."""
        return self.audience == "public"

    def scheme(self, name: str) -> str:
        """Name a scheme: in public by its label, without its host."""
        row = self.scenario.schemes.loc[name]
        if self.public:
            return str(row["label"])
        return f"{row['label']} ({row['site'] or 'host to be confirmed'}, {name})"

    def built(self, name: str, places: int, year: int) -> str:
        """Name a scheme with its places and opening year."""
        return f"{self.scheme(name)}, {self.places(name, places)} places from {year}"

    def places(self, name: str, places: int) -> str:
        """Say the places of a scheme; roughly where they would tell its school."""
        if not self.points_at_a_school(name):
            return f"{places}"
        return about_size(places)

    def whom(self, name: str) -> str:
        """Say whom a scheme is for, where that does not tell its school."""
        row = self.scenario.schemes.loc[name]
        hidden = self.points_at_a_school(name)
        facts = row.to_dict()
        said = for_whom(facts["needs"], facts["phases"])
        return "" if hidden else f",{said}"

    def points_at_a_school(self, name: str) -> bool:
        """Whether details would tell the public which school a scheme is at."""
        row = self.scenario.schemes.loc[name]
        unsure = str(row["consent"]) != "agreed" and str(row["route"]) == EXPANSION
        return self.public and unsure

    def exempt(self, names: Iterable[str]) -> bool:
        """Whether the public may not see the cost of one of these schemes."""
        schemes = self.scenario.schemes
        if not self.public or "cost_exempt" not in schemes:
            return False
        hidden = schemes.index[schemes["cost_exempt"].astype(bool)]
        return not hidden.intersection(list(names)).empty

    def pounds(self, amount: float) -> str:
        """Say pounds above 0 in words."""
        if self.public and amount < WORTH_SAYING_GBP:
            return "less than 0.1 million pounds"
        if amount >= MILLION / 10:
            digits = 1 if self.public else 2
            return f"{amount / MILLION:,.{digits}f} million pounds"
        return f"{round(amount, -3):,.0f} pounds"

    def more(self, amount: float) -> str:
        """Say pounds more or less."""
        if abs(amount) < 1.0:
            return "the same"
        return f"{self.pounds(abs(amount))} {'more' if amount > 0 else 'less'}"

    def children(self, count: float) -> str:
        """Say children above 0 in words; small numbers are held back in public."""
        if not self.public:
            return f"{count:,.1f}"
        shown = shown_estimate(count)
        return f"fewer than {FEWEST_SHOWN}" if shown is None else f"about {shown:,.0f}"

    def shown(self, count: float) -> float | None:
        """Give a difference of children as the audience may see it."""
        if not self.public:
            return round(count, 1)
        size = shown_estimate(abs(count))
        return size if not size or count >= 0 else -size

    def cost(self, found: Compared, names: Iterable[str]) -> str:
        """Say the difference in whole cost and its largest parts.

        In public no part is said of a scheme that points at a school: from the
        others and the whole its building and places could be worked out.
        """
        if self.exempt(names):
            return "cost another sum, which is exempt from publication"
        total = f"cost {self.more(found.cost_gbp)} in all"
        if any(map(self.points_at_a_school, names)):
            return total
        large = found.parts[found.parts.abs() >= WORTH_SAYING_GBP]
        large = large.reindex(large.abs().sort_values(ascending=False).index)
        parts = [
            f"{PARTS[str(part)]} {self.more(float(amount))}"
            for part, amount in large.head(PARTS_SAID).items()
        ]
        return f"{total}: {'; '.join(parts)}" if parts else total

    def effects(self, found: Compared, names: Iterable[str]) -> str:
        """Say what it means for children, a year, and where they live."""
        row = found.children.T[ALL].astype(float).to_dict()
        said = [
            self._counted(row[name], words)
            for name, words in COUNTED.items()
            if abs(row[name]) >= FEWEST_SHOWN - 0.5
        ]
        minutes = MINUTES_SAID * round(row["child_minutes"] / MINUTES_SAID)
        if minutes:
            longer = "longer" if minutes > 0 else "shorter"
            said.append(
                f"journeys one way, added up, about {abs(minutes):,} minutes {longer}"
            )
        if not said:
            return f"For children little would change: {self._few()}."
        text = f"A year, from {found.since} on: {listed(said)}."
        return text + self._where(found, names)

    def _few(self) -> str:
        return f"no count would change by {FEWEST_SHOWN} or more"

    def _counted(self, count: float, words: str) -> str:
        more = "more" if count > 0 else "fewer"
        return f"{self.children(abs(count))} {more} {words}"

    def _where(self, found: Compared, names: Iterable[str]) -> str:
        """Say where the children live who lose or gain a state place."""
        if any(map(self.points_at_a_school, names)):
            return ""
        rows = found.children.drop(index=ALL)
        moved = rows["independent"] + rows["still_needed"]
        most = moved.reindex(moved.abs().sort_values(ascending=False).index)
        large = most[most.abs() >= FEWEST_SHOWN - 0.5].head(DISTRICTS_SAID)
        if not len(large):
            return ""
        said = [
            f"{self.children(abs(count))} {'more' if count > 0 else 'fewer'} in {name}"
            for name, count in large.items()
        ]
        return f" Children without a state place, by home: {listed(said)}."

    def instead(self, found: Compared) -> str:
        """Say where the children at a scheme would be instead."""
        least = FEWEST_SHOWN - 0.5 if self.public else 0.05
        there = found.settings.drop(index="base" if self._is_base(found) else [])
        gained = there[there >= least].sort_values(ascending=False)
        if found.at_scheme > -least or not len(gained):
            return ""
        said = [
            f"{self.children(float(count))} in {KINDS[str(kind)]}"
            if kind != "still_needed"
            else f"{self.children(float(count))} with {KINDS['still_needed']}"
            for kind, count in gained.items()
        ]
        return (
            f"Of {self.children(-found.at_scheme)} children a year who would be at it, "
            f"or move up after them, instead: {listed(said)}."
        )

    def _is_base(self, found: Compared) -> bool:
        return bool(found.settings.get("base", 0.0) < 0)

    def changed(self, found: Searched, but: str = "") -> str:
        """Say which schemes come, go and change in a plan that was found."""
        come, go, other = [], [], []
        for name, row in found.changes.drop(index=but, errors="ignore").iterrows():
            was = (str(name), int(row["was_places"]), int(row["was_year"]))
            now = (str(name), int(row["now_places"]), int(row["now_year"]))
            if not was[1]:
                come.append(self.built(*now))
            elif not now[1]:
                go.append(self.built(*was))
            else:
                other.append(f"{self.built(*was)}, {self._now(was, now)}")
        said = [
            f"Added: {'; '.join(come)}." if come else "",
            f"Left out: {'; '.join(go)}." if go else "",
            f"Changed: {'; '.join(other)}." if other else "",
        ]
        return " ".join(part for part in said if part)

    def _now(self, was: tuple[str, int, int], now: tuple[str, int, int]) -> str:
        """Say in what a scheme is built otherwise."""
        size = f"with {self.places(*now[:2])} places" if was[1] != now[1] else ""
        year = f"from {now[2]}" if was[2] != now[2] else ""
        return f"now {' '.join(part for part in (size, year) if part)}"


def for_whom(needs: Sequence[str], phases: Sequence[str]) -> str:
    """Say the needs and phases that a scheme serves."""
    if not needs:
        return ""
    named = listed([NEED_LABELS[need].lower() for need in needs])
    return f" for {named} ({listed(phases)})"


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
