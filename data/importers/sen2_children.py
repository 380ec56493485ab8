"""What a plan needs of a person's row; nothing that tells who it is leaves here."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import pandas as pd

from capital_planner.needs import need_code
from capital_planner.sen2 import (
    NO_URN,
    NOT_KNOWN,
    PLACEMENT_OF_SETTING,
    WITH_BASES,
    phase_on,
    placement_of_type,
)
from data.cells import NEED_UNKNOWN, UnreadableError, parse
from data.columns import Column
from data.importers.homes import plain_postcode
from data.importers.imported import Standing

KEYS = ["lsoa", "phase", "need", "placement", "urn"]
"""``lsoa`` is a position in ``demand_points``; ``urn`` is 0 where there is none."""
NO_POSTCODE, ELSEWHERE = -2, -1
NO_BIRTH = "?"
TRUE = {"1", "true", "t", "yes", "y"}
FIRST_RANK = {"", "1", "1.0"}
FIRST_URN, LAST_URN = 100_000, 999_999
DAY = Column("day", "date", "", "yes", "", "Day")
SCHOOL_TABLES = ("nearby_special_schools", "independent_schools", "schools")
"""Later ones know a type better."""

Tally: TypeAlias = Counter[str]


@dataclass(frozen=True)
class Ground:
    """What rows are held against.

    Attributes
    ----------
    homes
        Postcode to position in ``demand_points``.
    placements
        URN to placement outside a base.
    base_year
        The academic year that the count is in.
    day
        The day of the count.
    """

    homes: pd.Series
    placements: pd.Series
    base_year: int
    day: date


def placements_by_urn(standing: Standing) -> pd.Series:
    """Placement at every school the case knows, outside a base, by URN."""
    found: dict[int, str] = {}
    if "special_schools" in standing.tables:
        own = standing.tables["special_schools"]["urn"]
        found.update(dict.fromkeys(map(int, own.dropna()), "special_la_maintained"))
    for table in SCHOOL_TABLES:
        if table in standing.tables:
            rows = standing.tables[table].dropna(subset=["urn"])
            kinds = rows["type"].map(placement_of_type)
            known = (kinds != NOT_KNOWN).to_numpy(bool)
            found.update(zip(map(int, rows["urn"][known]), kinds[known], strict=True))
    return pd.Series(found, dtype="str")


def homes_of(postcodes: pd.Series, ground: Ground) -> np.ndarray:
    """Positions in ``demand_points``, ``NO_POSTCODE`` or ``ELSEWHERE``."""
    plain = plain_postcode(postcodes)
    found = ground.homes.index.get_indexer(pd.Index(plain))
    place = np.where(found >= 0, ground.homes.to_numpy()[found], ELSEWHERE)
    return np.where((plain == "").to_numpy(bool), NO_POSTCODE, place)


def days_of(texts: pd.Series) -> pd.Series:
    """Days as ISO texts; blank where there is none, or it cannot be read."""
    return texts.map({text: _day(text) for text in texts.unique()})


def phases_of(births: pd.Series, ground: Ground) -> pd.Series:
    """Phase in the year of the count; empty outside all; ``NO_BIRTH``."""
    known = {}
    for text in births.unique():
        day = _day(text)
        born = date.fromisoformat(day) if day else None
        known[text] = phase_on(born, ground.base_year) if born else NO_BIRTH
    return births.map(known)


def needs_of(texts: pd.Series) -> pd.Series:
    """SEN2 code of each need; ``NEED_UNKNOWN`` where it is none."""
    return texts.map({text: need_code(text) or NEED_UNKNOWN for text in texts.unique()})


def first_rank(ranks: pd.Series) -> pd.Series:
    """Whether a rank is the first, or not given."""
    return ranks.isin(FIRST_RANK)


def going_on(begun: pd.Series, ended: pd.Series, day: date) -> pd.Series:
    """Whether what began and ended on these days was going on; blank is open."""
    iso = day.isoformat()
    over = days_of(ended)
    return (days_of(begun) <= iso) & ((over == "") | (over > iso))


def urns_of(texts: pd.Series) -> pd.Series:
    """Numbers of schools; 0 where there is none of six figures."""
    numbers = {text: _urn(text) for text in texts.unique()}
    return texts.map(numbers).astype("int64")


def placements_of(rows: pd.DataFrame, ground: Ground) -> pd.Series:
    """Placement of each row by its school and flags, or by its setting."""
    urns = urns_of(rows["urn"])
    at_school = urns.map(ground.placements).fillna(NOT_KNOWN)
    splits = at_school.isin(WITH_BASES)
    in_unit = splits & _flags(rows["senunitindicator"])
    resourced = splits & ~in_unit & _flags(rows["resourcedprovisionindicator"])
    at_school = at_school.mask(in_unit, at_school + "_senunit")
    at_school = at_school.mask(resourced, at_school + "_resourced_provision")
    settings = rows["sensetting"].str.upper().map(PLACEMENT_OF_SETTING)
    provider = pd.Series(NOT_KNOWN, rows.index).mask(rows["ukprn"] != "", NO_URN)
    return at_school.where(urns > 0, settings.fillna(provider))


def settle(children: pd.DataFrame, tally: Tally) -> pd.DataFrame:
    """Leave out who has no small area or phase, counted by reason; count the rest.

    Parameters
    ----------
    children
        One row a child, columns ``KEYS``.

    Returns
    -------
    pandas.DataFrame
        ``KEYS`` and ``plans``.
    """
    phase, lsoa = children["phase"], children["lsoa"]
    reasons = {
        "children left out: no postcode": lsoa == NO_POSTCODE,
        "children left out: postcode in no small area of the case": lsoa == ELSEWHERE,
        "children left out: no date of birth that can be read": phase == NO_BIRTH,
        "children left out: below Reception or above 25": phase == "",
    }
    left = pd.Series(data=True, index=children.index)
    for reason, applies in reasons.items():
        tally[reason] += int((left & applies).sum())
        left &= ~applies
    kept = children[left]
    compulsory = kept["phase"].isin(["primary", "secondary"])
    other = (kept["placement"] == PLACEMENT_OF_SETTING["NIEO"]) & compulsory
    kept = kept.assign(placement=kept["placement"].mask(other, "neet_other_csa"))
    tally["children counted"] += len(kept)
    tally["children counted without a need"] += int(
        (kept["need"] == NEED_UNKNOWN).sum()
    )
    tally["children counted without a placement known"] += int(
        (kept["placement"] == NOT_KNOWN).sum()
    )
    return kept.groupby(KEYS, sort=False).size().rename("plans").reset_index()


def _day(text: str) -> str:
    try:
        return str(parse(text, DAY)) if text else ""
    except UnreadableError:
        return ""


def _urn(text: str) -> int:
    try:
        number = float(text)
    except ValueError:
        return 0
    return int(number) if FIRST_URN <= number <= LAST_URN else 0


def _flags(texts: pd.Series) -> pd.Series:
    return texts.str.lower().isin(TRUE)
