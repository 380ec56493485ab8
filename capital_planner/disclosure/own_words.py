"""Officers' own words, which the public is shown as they were typed."""

import re
import unicodedata
from collections.abc import Iterable

import pandas as pd

from capital_planner.errors import PlannerError, Problem
from capital_planner.settings import Audience

NOT_LETTERS = re.compile(r"[^0-9a-z]+")
KINDS = ("school", "college", "academy", "campus")
"""Last words of a school's name that people leave away."""


def refuse_hosts(
    words: Iterable[str], schemes: pd.DataFrame, audience: Audience = "public"
) -> None:
    """Refuse an officer's words that name a school that has not agreed.

    Capitals, accents, apostrophes and spaces make no difference; what follows a
    comma in a school's name, and a last word such as "School" where two others are
    left, may be wanting.

    Parameters
    ----------
    words
        Names of options and what is said of them, as officers typed them.
    schemes
        Of a scenario: ``site`` and ``consent`` are read.
    audience
        Who reads them: the council may read every name.

    Raises
    ------
    PlannerError
        If some of the words hold the name of such a school.
    """
    if audience == "restricted":
        return
    unagreed = schemes.loc[schemes["consent"] != "agreed", "site"].unique()
    hosts = {_short(_plain(str(site).split(",")[0])) for site in unagreed} - {""}
    problems = [
        Problem(
            f"The option {said!r} has the name of a school that has not agreed.",
            "Give the option another name (F2), or write it for the council alone "
            "(restricted).",
        )
        for said in words
        if any(f" {host} " in f" {_plain(said)} " for host in hosts)
    ]
    if problems:
        raise PlannerError(problems)


def _plain(words: str) -> str:
    """Give words in small plain letters, one space between them."""
    letters = unicodedata.normalize("NFKD", words).casefold()
    whole = "".join(
        letter
        for letter in letters
        if not unicodedata.combining(letter) and letter not in "'\u2019\u2018\u00b4`."
    )
    return NOT_LETTERS.sub(" ", whole.replace("&", " and ")).strip()


def _short(name: str) -> str:
    first, _, last = name.rpartition(" ")
    return first if last in KINDS and " " in first else name
