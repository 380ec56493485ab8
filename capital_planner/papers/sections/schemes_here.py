"""Schemes of the chosen option by district, as their audience may see them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from capital_planner.disclosure import public_schemes, restricted_schemes
from capital_planner.mapspec import academic_year
from capital_planner.papers.facts import Facts
from capital_planner.papers.telling import listed

EXPANSION = "special_expansion"
NEW = "new_special_school"


@dataclass(frozen=True)
class SchemeRow:
    """A scheme of the chosen option.

    Attributes
    ----------
    name
        Its site where that may be shown, else what is built and where.
    districts
        It stands in one of these; in public several where one alone would tell
        which special school is meant, or where its site is still to find.
    about
        Whether its places are rounded.
    """

    name: str
    districts: tuple[str, ...]
    route: str
    places: int
    opening_year: int
    stage: str
    status: str
    about: bool

    @property
    def where(self) -> str:
        """Name the districts, in one of which it stands."""
        return f"in one of {listed(self.districts, 'or')}"

    @property
    def growth(self) -> str:
        """Say how many places it adds, and from when."""
        places = f"{'about ' if self.about else ''}{self.places:,} places"
        return f"{places} from {academic_year(self.opening_year)}"

    @property
    def words(self) -> str:
        """Say a scheme of which the site is not decided."""
        kind = "A new special school" if self.route == NEW else "A scheme"
        opens = f"from {academic_year(self.opening_year)}"
        return (
            f"{kind} of {self.places:,} places {self.where}, {opens}. Its site is not "
            "decided."
        )


def unsettled(schemes: Iterable[SchemeRow]) -> tuple[str, ...]:
    """Say each scheme of which the district is not decided, or not shown.

    Schemes of which the same is said are said once, with their number; schools of
    the same districts that may grow are said together.
    """
    kept = [scheme for scheme in schemes if len(scheme.districts) > 1]
    sites = Counter(scheme.words for scheme in kept if scheme.route != EXPANSION)
    grows: dict[str, list[SchemeRow]] = {}
    for scheme in kept:
        if scheme.route == EXPANSION:
            grows.setdefault(scheme.where, []).append(scheme)
    return (
        *(
            words if count == 1 else f"{words} There are {count} such schemes."
            for words, count in sites.items()
        ),
        *(_growing(where, rows) for where, rows in grows.items()),
    )


def _growing(where: str, rows: list[SchemeRow]) -> str:
    """Say by how much schools may grow that have not agreed, and when."""
    told = listed([row.growth for row in rows])
    if len(rows) == 1:
        return (
            f"A special school {where} may grow by {told}. It has not agreed, so no "
            "map shows where it is."
        )
    return (
        f"Special schools, each {where}, may grow by {told}. None has agreed, so no "
        "map shows where they are."
    )


def places_added(facts: Facts) -> str:
    """Name the districts where the chosen option is known to add places."""
    settled = {row.districts[0] for row in schemes_of(facts) if len(row.districts) == 1}
    if not settled:
        return "No district is known to get places."
    return f"Places are added in {listed(sorted(settled))}."


def schemes_of(facts: Facts) -> list[SchemeRow]:
    """List the schemes of the chosen option in order of opening."""
    option = facts.option(facts.chosen)
    shown = restricted_schemes if facts.restricted else public_schemes
    rows = shown(option.scenario, option.plan)
    rows = rows.sort_values(["opening_year", "label", "places"])
    return [_row(facts, row) for row in rows.to_dict("records")]


def _row(facts: Facts, row: dict[object, object]) -> SchemeRow:
    districts = tuple(str(row["district"]).split(" or "))
    if facts.restricted and row["site"] and row["route"] == EXPANSION:
        schemes = facts.scenario.schemes["district"]
        districts = (str(schemes.loc[str(row["scheme"])]),)
    return SchemeRow(
        name=str(row["site"]) or str(row["label"]),
        districts=districts,
        route=str(row["route"]),
        places=int(str(row["places"])),
        opening_year=int(str(row["opening_year"])),
        stage=str(row["stage"]),
        status=str(row["status"]),
        about=not facts.restricted and row["route"] == EXPANSION and len(districts) > 1,
    )
