"""Schemes of an option as the audience may see them, in one order everywhere."""

import pandas as pd

from capital_planner.disclosure import (
    every_scheme,
    points_at_a_school,
    shown_schemes,
)
from capital_planner.needs import NEED_LABELS
from capital_planner.papers.columns import SCHEME
from capital_planner.papers.document import Column
from capital_planner.papers.facts import Facts, Worked
from capital_planner.papers.telling import capital as capitalised
from capital_planner.papers.telling import listed
from capital_planner.reasons.sentences import ROUTES

NUMBER = Column(
    "number",
    "No.",
    "whole",
    "",
    "Number of the scheme in this pack, in order of opening.",
)
NAMED = (NUMBER, SCHEME)
SIZE_NOTE = (
    "Where a special school has not agreed, its places are to the nearest 5, and "
    "its needs and phase are held back."
)


def chosen_schemes(facts: Facts, option: Worked | None = None) -> pd.DataFrame:
    """List the schemes of an option in order of opening.

    Parameters
    ----------
    option
        None for the chosen one.

    Returns
    -------
    pandas.DataFrame
        Index the id of the scenario, never to be shown; the columns of
        ``disclosure.shown_schemes``, and ``number``, ``scheme`` (in words),
        ``kind`` (of scheme, in words), ``need`` and ``phase`` (in words, missing
        where held back) and ``pointing`` (bool: its places are rounded).
    """
    option = option or facts.option(facts.chosen)
    shown = every_scheme if facts.restricted else shown_schemes
    rows = shown(option.scenario, option.plan).rename_axis("id")
    rows["scheme"] = rows["label"]
    if facts.restricted:
        known = (rows["site"] != "") & (rows["consent"] != "agreed")
        named = rows["label"] + " (" + rows["site"].astype(str) + ")"
        rows["scheme"] = rows["label"].mask(known, named)
    rows["pointing"] = points_at_a_school(rows) & (not facts.restricted)
    rows["kind"] = [capitalised(ROUTES[route]) for route in rows["route"]]
    rows["need"] = [_needs(codes) for codes in rows["needs"]]
    rows["phase"] = [listed(words.split()) or None for words in rows["phase"]]
    rows = rows.sort_values(["opening_year", "district", "route", "scheme", "places"])
    return rows.assign(number=range(1, len(rows) + 1))


def how_many(count: int) -> str:
    """Count schemes in words: ``no scheme``, ``1 scheme``, ``12 schemes``."""
    return f"{count or 'no'} {'scheme' if count < 2 else 'schemes'}"


def undecided(rows: pd.DataFrame) -> pd.DataFrame:
    """Schemes that are not being built yet."""
    return rows[(rows["standing"] != "on_site").to_numpy(bool)]


def _needs(codes: str) -> str | None:
    names = [NEED_LABELS[code].lower() for code in codes.split()]
    return capitalised(listed(names)) if names else None
