"""Pots of money and what they may pay for."""

from capital_planner.errors import Problem
from capital_planner.schemes import EVERY_ROUTE, KIND_OF_ROUTE
from data.checks.found import Tables, error, rows


def pots_are_described(tables: Tables) -> list[Problem]:
    """Every pot with money is a row of the pots, where they are described at all."""
    known = set(tables["pots"]["pot"])
    if not known:
        return []
    first = tables["funding"].drop_duplicates("pot")
    return [
        error(
            ("funding", row, "pot"),
            pot,
            "The pot is not in pots.csv.",
            "Add a row for it there, or write its name as there.",
        )
        for row, pot in rows(first, "pot")
        if pot and pot not in known
    ]


def pots_pay_for_known_routes(tables: Tables) -> list[Problem]:
    """Every route that a pot may pay for is one of the programme's."""
    known = {EVERY_ROUTE, *KIND_OF_ROUTE}
    return [
        error(
            ("pots", row, "routes"),
            route,
            "There is no such kind of scheme.",
            f"Use, separated by spaces: {', '.join(KIND_OF_ROUTE)}; leave the cell "
            "blank for every one.",
        )
        for row, written in rows(tables["pots"], "routes")
        for route in written.split()
        if route not in known or (route == EVERY_ROUTE and written != EVERY_ROUTE)
    ]
