"""What a public pack must not tell, found in everything that its files hold."""

import re
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from capital_planner.disclosure import forbidden_words
from capital_planner.objective import capital_spend
from capital_planner.papers import Facts, Worked
from capital_planner.papers.writing import money
from tests.packs.made import EXEMPT

NEAR = 60
"""Characters between the two numbers of a point."""
SAME_POINT_M = 1.0
PIECE = 5
"""Digits at the start of a cost that no rounding leaves out."""


def leaks(
    texts: Mapping[str, str], files: Mapping[str, bytes], facts: Facts
) -> list[str]:
    """Find what files tell that the public must not see: file and what it tells.

    Parameters
    ----------
    texts
        Of the files, as ``told.texts_of`` reads them.
    """
    found = [
        f"{path}: {secret}"
        for path, text in texts.items()
        for secret in _told(path, text, facts)
    ]
    found += [
        f"{path}: {secret}"
        for path, content in files.items()
        if path.endswith(".gpkg")
        for secret in _points(content, facts)
    ]
    return found


def _told(path: str, text: str, facts: Facts) -> Iterator[str]:
    yield from _machine(text)
    if path.endswith(("/streams", "/chunks")):
        yield from (name for name in hosts(facts)["name"] if name in text)
    else:
        yield from (*_names(text, facts), *_costs(text, facts))


def words(texts: Mapping[str, str]) -> list[str]:
    """Find words that the public is not told, and the file that has them."""
    return [
        f"{path}: {found.found} in {found.text.strip()[:80]}"
        for path, text in texts.items()
        if not path.endswith((".rels", "styles.xml", "/streams", "/chunks"))
        for found in forbidden_words(text.splitlines())
    ]


@cache
def hosts(facts: Facts) -> pd.DataFrame:
    """Schools that could be asked to host and have not agreed, by URN.

    Left out are those whose school is known to be there in its own right: special
    schools and schools with an open base, which every map shows.
    """
    case, schemes = facts.case, facts.scenario.schemes
    agreed = set(case.programme.loc[case.programme["consent"] == "agreed", "site_urn"])
    known = set(case.special_schools["urn"]) | set(case.bases["urn"])
    asked = schemes[(schemes["consent"] != "agreed") & schemes["urn"].notna()]
    named = case.schools[case.schools["urn"].isin(asked["urn"])]
    hidden = named[~named["urn"].isin(agreed | known)].set_index("urn")
    told = " ".join(case.schools.loc[case.schools["urn"].isin(agreed | known), "name"])
    return hidden[[name not in told for name in hidden["name"]]]


@cache
def _hidden(facts: Facts) -> tuple[dict[str, str], set[str], list[tuple[str, str]]]:
    """Names and ids as they are looked for, numbers, and points of hosts."""
    hidden, schemes = hosts(facts), facts.scenario.schemes
    secret = schemes.index[(schemes["consent"] != "agreed").to_numpy(bool)]
    names = [*hidden["name"].tolist(), *map(str, secret)]
    pairs = zip(hidden["easting"].tolist(), hidden["northing"].tolist(), strict=True)
    return (
        {name.casefold(): name for name in names},
        set(hidden.index),
        [(f"{east:.0f}", f"{north:.0f}") for east, north in pairs],
    )


def _names(text: str, facts: Facts) -> Iterator[str]:
    """Names, numbers and ids of schools and schemes without consent."""
    names, urns, points = _hidden(facts)
    squeezed = re.sub(r"\s+", " ", text).casefold()
    yield from (name for folded, name in names.items() if folded in squeezed)
    yield from sorted(set(re.findall(r"(?<!\d)\d{6}(?!\d)", text)) & urns)
    for east, north in points:
        if east in text and re.search(rf"{east}\D{{1,{NEAR}}}{north}", text):
            yield f"point {east} {north}"


@cache
def _exempt(facts: Facts) -> list[float]:
    return sorted({n for option in facts.options for n in exempt_pounds(option)})


def _costs(text: str, facts: Facts) -> Iterator[str]:
    """Every way that the exempt cost could be written: of the scheme, or its cash."""
    digits = re.sub(r"(?<=\d)[,\u202f\u00a0](?=\d)", "", text)
    for pounds in _exempt(facts):
        if re.search(rf"(?<!\d){f'{pounds:.0f}'[:PIECE]}", digits):
            yield f"pounds {pounds:.0f}"
        if re.search(rf"{re.escape(money(pounds))}(?!\d)", text):
            yield money(pounds)


def exempt_pounds(option: Worked) -> Iterator[float]:
    """Cost of the exempt scheme of an option, as given and as cash to be spent."""
    if EXEMPT not in option.plan.choices.index:
        return
    places = int(option.plan.choices["places"].to_dict()[EXEMPT])
    yield float(option.scenario.sizes["capital_gbp"].to_dict()[(EXEMPT, places)])
    spend = capital_spend(option.scenario, option.plan).loc[EXEMPT]
    yield float(spend["cash_gbp"].sum())
    yield float(spend["real_gbp"].sum())


def _machine(text: str) -> Iterator[str]:
    """Folders of the machine that made a file, and where its user lives."""
    for folder in (Path.home(), Path.cwd(), Path(tempfile.gettempdir())):
        if re.search(rf"{re.escape(str(folder))}(?=[/\\]|$)", text, re.MULTILINE):
            yield str(folder)


def _points(content: bytes, facts: Facts) -> Iterator[str]:
    """Points of hosts as a shape holds them: two numbers of eight bytes."""
    hidden = hosts(facts)
    pairs = hidden[["easting", "northing"]].to_numpy(float)
    for name, pair in zip(hidden["name"], pairs, strict=True):
        if np.ascontiguousarray(pair, "<f8").tobytes() in content:
            yield f"point of {name}"


def drawn(facts: Facts, symbols: list[tuple[float, float]]) -> list[str]:
    """Hosts on which a symbol of a map stands."""
    hidden = hosts(facts)
    pairs = hidden[["easting", "northing"]].to_numpy(float)
    return [
        str(name)
        for point in symbols
        for name in hidden["name"][
            np.hypot(*(pairs - np.asarray(point)).T) < SAME_POINT_M
        ]
    ]
