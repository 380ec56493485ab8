"""Nobody can work out a number of children that was held back."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from capital_planner.disclosure import restricted_figures, rounded_figures, tables
from capital_planner.disclosure.cube import could_be, rounded
from capital_planner.papers import Facts, Table
from capital_planner.papers.packs import PACKS
from tests.capital_planner.pack.packed import facts
from tests.packs.attack import (
    COLUMNS,
    ENOUGH,
    PARTS,
    VALUES_LEFT,
    Cell,
    Fact,
    Reader,
    by_sums,
    without_whole,
    year_of,
)

SAMPLE = 60
SEED = 5
YEAR = 2035
OPTIONS = ("do_nothing", "found")
LEAST, MOST = 0.5, 4.5
TIGHT = (1.0, 4.5, 4.5, 4.5, 7.5)
"""All but the first are shown as much more than they are, but not their sum."""
FEES_TELL = 1.0
"""Children that the fees of a year, to 0.1 million pounds, are known within."""
UNKNOWN_ROLLS = "promised"
"""Its children and pupils are of published school rolls, not of estimates."""


def _facts() -> Facts:
    return facts("public")


@cache
def estimated(key: str) -> pd.DataFrame:
    """Children as estimated, in the plan as the public is told it."""
    measures = _facts().option(key).measures
    assert measures.told is not None
    return restricted_figures(replace(measures, by_area=measures.told))


def published(key: str) -> pd.DataFrame:
    """Give what the public files say, without what no sum joins to the rest."""
    found = _facts()
    figures = found.figures[key]
    out = found.option(key).measures.leaves_out
    return without_whole(figures) if out else figures


def given_away(figures: Sequence[pd.DataFrame], true: Sequence[pd.DataFrame]) -> int:
    """Count small numbers, of each option, that sums leave one value for."""
    count = 0
    for shown, children in zip(figures, true, strict=True):
        left = by_sums(shown, figures)
        for name in ("demand", *PARTS):
            small = (children[name] >= LEAST) & (children[name] < MOST)
            count += int((small & (left[name] < VALUES_LEFT)).sum())
    return count


def test_no_sum_of_all_that_is_published_tells_a_small_number() -> None:
    figures, true = ([of(key) for key in OPTIONS] for of in (published, estimated))
    assert given_away(figures, true) == 0


def test_sums_would_tell_if_small_numbers_alone_were_held_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measures = _facts().option("do_nothing").measures
    tight = _tight(measures.by_area)
    true = restricted_figures(replace(measures, by_area=tight))
    assert given_away([rounded_figures(tight)], [true]) == 0
    monkeypatch.setattr(tables, "shown_figures", lambda values, _: rounded(values))
    assert given_away([rounded_figures(tight)], [true]) > 0


def _tight(by_area: pd.DataFrame) -> pd.DataFrame:
    """Set children so that those of the first district are what a total leaves."""
    tight = by_area * 0.0
    areas, need, phase = (tight.index.unique(n) for n in ("district", "need", "phase"))
    for district, children in zip(areas, TIGHT, strict=False):
        at = (district, need[0], phase[0], YEAR)
        tight.loc[[at], ["demand", "in_state"]] = children
    return tight


def test_no_answer_that_fits_all_tables_is_the_only_one() -> None:
    held = [published(key) for key in OPTIONS]
    out = {n for n, k in enumerate(OPTIONS) if _facts().option(k).measures.leaves_out}
    assert out, "an option with a school that has not agreed"
    figures = [_facts().figures[key] for key in OPTIONS]
    reader = Reader(year_of(figures, YEAR, out), [*_fees(), *_of_bases()])
    cells = _small(held)
    assert len(cells) > SAMPLE
    picked = np.random.default_rng(SEED).choice(len(cells), SAMPLE, replace=False)
    assert reader.recovered([cells[at] for at in sorted(picked)]) == []


def _fees() -> list[Fact]:
    """Children in independent schools and institutions, as the fees tell them."""
    paid = ("independent", "specialist_post_16")
    whole = estimated("do_nothing").loc[("all", "all", "all", YEAR), list(paid)]
    total = float(whole.to_numpy(float).sum())
    every = [(1.0, name, (0, 0, 0)) for name in paid]
    return [Fact(0, every, total - FEES_TELL, total + FEES_TELL)]


def _of_bases() -> list[Fact]:
    """Children by district in the evidence, where those across the border are not."""
    (table,) = (table for table in _tables() if table.key == "bases_first_districts")
    names = list(estimated("found").index.unique("district"))
    found = []
    for district, children in table.rows.iloc[:, :2].itertuples(index=False):
        at = (names.index(district), 0, 0)
        low, high = could_be(np.array([float(children)]))
        sums = [(1.0, "demand", at), (-1.0, "across_border", at)]
        found.append(Fact(0, sums, float(low[0]), min(float(high[0]), ENOUGH)))
    return found


def _small(held: Sequence[pd.DataFrame]) -> list[Cell]:
    """Cells of the year that are held back, and are of a small number."""
    found: list[Cell] = []
    for option, (key, shown) in enumerate(zip(OPTIONS, held, strict=True)):
        true = estimated(key).xs(YEAR, level="year")
        now = shown.xs(YEAR, level="year")
        shape = [len(now.index.unique(level)) for level in now.index.names]
        for name in COLUMNS:
            small = (true[name] >= LEAST) & (true[name] < MOST) & now[name].isna()
            at = np.argwhere(small.to_numpy().reshape(shape))
            found += [(option, name, tuple(map(int, cell))) for cell in at]
    return found


@cache
def _tables() -> list[Table]:
    every = {write for given in PACKS.values() for write in given.sections}
    found: list[Table] = []
    for write in every:
        made = write(_facts())
        for section in made if isinstance(made, tuple) else (made,):
            blocks = [getattr(block, "table", block) for block in section.blocks]
            found += [block for block in blocks if isinstance(block, Table)]
    return found


def test_children_of_every_table_are_rounded_or_held_back() -> None:
    checked = 0
    for table in _tables():
        estimates = not table.key.startswith(UNKNOWN_ROLLS)
        for column in table.columns:
            if column.unit not in ("children", "pupils"):
                continue
            shown = table.rows[column.name].astype(float).dropna()
            few = shown[(shown > 0) & (shown < 5)]
            assert few.empty, (table.key, column.name)
            assert not estimates or (shown % 5 == 0).all(), (table.key, column.name)
            checked += len(shown)
    assert checked


def test_shares_are_of_the_figures_shown() -> None:
    """So no share tells more than the two figures that anybody can divide."""
    (table,) = (table for table in _tables() if table.key == "equality_districts")
    shares = [c.name for c in table.columns if "_share_" in c.name]
    assert shares
    for row in table.rows.to_dict("records"):
        district = "all" if row["district"] == "All districts" else row["district"]
        for name in shares:
            measure, key = name.split("_share_")
            figures = _facts().figures[key].xs(YEAR, level="year")
            part, whole = (
                float(figures[column].loc[(district, "all", "all")])
                for column in (measure, "demand")
            )
            if not np.isnan(row[name]):
                assert row[name] == min(part / whole, 1.0), (district, name)
                assert whole >= 20
