"""Figures of children and places: read from facts, and said in words."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from capital_planner.disclosure import ALL, left_out
from capital_planner.needs import NEED_LABELS
from capital_planner.papers.document import Column
from capital_planner.papers.facts import Facts, Worked

NOTHING = "do_nothing"
"""Key of the option that every other is compared with."""
CLOSE = "\N{RIGHT SINGLE QUOTATION MARK}"
FEWEST_FOR_A_SHARE = 20
"""Children below which a share would say more than is known."""
ROUNDED_NOTE = (
    "Children and places are to the nearest 5; 1 to 4 are held back, and so is what "
    "would tell them. A total can differ from the sum of its parts."
)


@dataclass(frozen=True)
class Group:
    """Children of one district, need and phase; ``all`` for every one."""

    district: str = ALL
    need: str = ALL
    phase: str = ALL


EVERYONE = Group()


def figure(
    facts: Facts, option: str, column: str, year: int, who: Group = EVERYONE
) -> float:
    """Read one figure as the audience may see it; NaN where held back.

    Parameters
    ----------
    option
        Its key.
    column
        Of ``Facts.figures``.
    """
    values = facts.figures[option][column]
    return float(values.loc[(who.district, who.need, who.phase, year)])


def known(facts: Facts, level: str) -> list[str]:
    """Districts (by name), needs or phases that there are figures for."""
    found = facts.figures[facts.chosen].index.unique(level)
    names = [str(name) for name in found if name != ALL]
    return sorted(names) if level == "district" else names


def by_need_and_phase(facts: Facts, district: str = ALL) -> list[tuple[str, Group]]:
    """Name every row of a table by need and phase, all children first."""
    rows = [("All needs and ages", Group(district))]
    rows += [
        (NEED_LABELS.get(need, need), Group(district, need=need))
        for need in known(facts, "need")
    ]
    rows += [
        (phase.capitalize(), Group(district, phase=phase))
        for phase in known(facts, "phase")
    ]
    return rows


def counted(
    facts: Facts, value: float, one: str = "child", many: str = "children"
) -> str:
    """Say an estimate in words: ``about 640 children``, ``no children``."""
    if math.isnan(value):
        return f"a small number of {many} (held back)"
    whole = math.floor(value + 0.5)
    if not whole:
        return f"no {many}"
    about = "" if facts.restricted else "about "
    return f"{about}{whole:,} {one if whole == 1 else many}"


def to_five(places: float) -> float:
    """Round as the public sees every estimate."""
    return 5.0 * math.floor(places / 5 + 0.5)


def share(part: float, whole: float) -> float:
    """Divide published figures; NaN where held back, or of too few children."""
    if math.isnan(part) or not whole >= FEWEST_FOR_A_SHARE:
        return math.nan
    return min(part / whole, 1.0)


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does: ``A, B and C``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def named(option: Worked) -> str:
    """Put the name of an option inside a sentence."""
    return f"the option \N{LEFT SINGLE QUOTATION MARK}{option.name}{CLOSE}"


def notes(facts: Facts, *more: str) -> tuple[str, ...]:
    """Give the notes below a table of children: what they rest on."""
    rounded = () if facts.restricted else (ROUNDED_NOTE,)
    measures = [option.measures for option in facts.options]
    said = facts.scenario.basis.note
    return (said, *rounded, *left_out(facts.audience, *measures), *more)


def blank(facts: Facts) -> str:
    """Say why a figure of children is not there."""
    return "not known" if facts.restricted else "held back"


def said_once(
    columns: Sequence[Column], rows: pd.DataFrame, column: Column
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Say a value that every row shares in a note in place of a column.

    Returns
    -------
    tuple
        The columns to print, and the note where one was left out.
    """
    values = rows[column.name].unique()
    if len(values) != 1:
        return tuple(columns), ()
    kept = tuple(other for other in columns if other.name != column.name)
    return kept, (f"{column.title} of every row: {values[0]}.",)


def frame(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    """Make the rows of a table, with its columns even where there is no row."""
    return pd.DataFrame(list(rows), columns=list(columns))
