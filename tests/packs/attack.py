"""A reader who tries to work out what was held back, from everything published.

The reader knows the rules (docs/decisions: a figure held back is at least half a
child; a figure shown is within half of 5), every total, that the same children need
a place under every option, and what is part of what.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array

from capital_planner.disclosure import ALL
from capital_planner.disclosure.cube import could_be, whole_numbers, worked_out

Floats = NDArray[np.float64]
PARTS = (
    "in_state",
    "independent",
    "specialist_post_16",
    "across_border",
    "still_needed",
)
WITHIN: Mapping[str, tuple[str, ...]] = {
    "new_independent": ("independent",),
    "own_district": ("in_state",),
    "nearest": ("in_state",),
    "long_journey": ("in_state", "independent", "specialist_post_16"),
}
"""Measures of children who are some of those of these parts."""
SAME = ("across_border",)
"""Parts that are the same under every option, beside all who need a place."""
COLUMNS = (*PARTS, *WITHIN)
VALUES_LEFT = 2
Cell = tuple[int, str, tuple[int, ...]]
"""Option, column, and place in its array."""
AREAS = ("district", "need", "phase")
ENOUGH = 1e4


@dataclass(frozen=True)
class Year:
    """What is published of one year: districts, needs and phases, each with all.

    Attributes
    ----------
    shown
        By option and column: an array with totals first along each axis.
    leave_out
        Options whose figures of the whole authority are of another plan than the
        rest: with a school that has not agreed to grow. No sum joins the two.
    """

    shown: tuple[Mapping[str, Floats], ...]
    leave_out: frozenset[int] = frozenset()

    @property
    def shape(self) -> tuple[int, ...]:
        """Of an array, totals included."""
        return next(iter(self.shown[0].values())).shape


def year_of(figures: Sequence[pd.DataFrame], year: int, leave_out: set[int]) -> Year:
    """Take one year of the figures of each option."""
    shown = tuple(_arrays(frame, year) for frame in figures)
    return Year(shown, frozenset(leave_out))


def _arrays(frame: pd.DataFrame, year: int) -> dict[str, Floats]:
    held = frame.xs(year, level="year")
    shape = [len(held.index.unique(level)) for level in ("district", "need", "phase")]
    assert held.index[0] == (ALL, ALL, ALL)
    return {
        name: held[name].to_numpy(float).reshape(shape) for name in ("demand", *COLUMNS)
    }


def without_whole(figures: pd.DataFrame) -> pd.DataFrame:
    """Leave out the whole authority, where it is of another plan than the rest."""
    kept = figures.copy()
    whole = np.all([figures.index.get_level_values(n) == ALL for n in AREAS], axis=0)
    kept.loc[whole, list(COLUMNS)] = np.nan
    return kept


def by_sums(frame: pd.DataFrame, others: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Work out least and most of each part of an option by its sums, all years.

    What is held back in one option and shown in another is known.
    """
    both = frame.copy()
    for name in ("demand", *SAME):
        for other in others:
            both[name] = both[name].fillna(other[name])
    shape = [len(frame.index.unique(level)) for level in frame.index.names]
    shown = np.stack(
        [both[n].to_numpy(float).reshape(shape) for n in ("demand", *PARTS)]
    )
    low, high = worked_out(shown, (0, 1, 2, 3))
    left = whole_numbers(low, high)
    columns = dict(zip(("demand", *PARTS), left.reshape(len(left), -1), strict=True))
    return pd.DataFrame(columns, index=frame.index)


class Reader:
    """All that is published of a year as bounds on unknown children of each kind."""

    def __init__(self, year: Year, extra: Sequence["Fact"] = ()) -> None:
        self.year = year
        self.inner = tuple(n - 1 for n in year.shape)
        self.size = int(np.prod(self.inner))
        rows: list[_Rows] = [*self._published(), *self._parts(), *self._same()]
        rows += [self._fact(fact) for fact in extra]
        matrix = [row.matrix for row in rows]
        self.low = np.concatenate([row.low for row in rows])
        self.high = np.concatenate([row.high for row in rows])
        self.matrix = _stacked(matrix)

    @property
    def unknowns(self) -> int:
        """How many unknown numbers there are."""
        return len(self.year.shown) * len(COLUMNS) * self.size

    def cell(self, option: int, column: str, at: tuple[int, ...]) -> Floats:
        """Say which unknowns a published figure is the sum of."""
        found = np.zeros(self.unknowns)
        names = PARTS if column == "demand" else (column,)
        for name in names:
            found[self._leaves(option, name, at)] = 1.0
        return found

    def extremes(self, weights: Floats) -> tuple[Floats, Floats]:
        """Two answers that fit all that is published: least and most of a sum."""
        known = LinearConstraint(self.matrix, self.low, self.high)
        worlds = []
        for sign in (1.0, -1.0):
            found = milp(sign * weights, constraints=known, bounds=Bounds(0.0, np.inf))
            assert found.status == 0, found.message
            worlds.append(np.asarray(found.x))
        return worlds[0], worlds[1]

    def recovered(self, cells: Sequence[Cell]) -> list[Cell]:
        """Find the cells of which only one whole number of children is possible.

        Answers for many cells at once are tried first: whatever fits all that is
        published is possible, and so is all between two such answers.
        """
        weights = {cell: self.cell(*cell) for cell in cells}
        low, high = dict.fromkeys(cells, np.inf), dict.fromkeys(cells, -np.inf)
        known: list[Cell] = []
        open_still = list(cells)
        together = True
        while open_still:
            tried = open_still if together else open_still[:1]
            for world in self.extremes(np.sum([weights[c] for c in tried], axis=0)):
                for cell in open_still:
                    value = float(weights[cell] @ world)
                    low[cell] = min(low[cell], value)
                    high[cell] = max(high[cell], value)
            safe = {c for c in open_still if left(low[c], high[c]) >= VALUES_LEFT}
            if not together and not safe.intersection(tried):
                known += tried
                safe.update(tried)
            together = len(safe) > 1
            open_still = [cell for cell in open_still if cell not in safe]
        return known

    def _leaves(self, option: int, name: str, at: tuple[int, ...]) -> NDArray[np.int_]:
        grid = np.arange(self.size).reshape(self.inner)
        picked = grid[tuple(slice(None) if n == 0 else slice(n - 1, n) for n in at)]
        start = (option * len(COLUMNS) + COLUMNS.index(name)) * self.size
        return start + picked.ravel()

    def _published(self) -> Iterator["_Rows"]:
        for option, shown in enumerate(self.year.shown):
            for name, values in shown.items():
                parts = PARTS if name == "demand" else (name,)
                cells = [
                    np.concatenate([self._leaves(option, part, at) for part in parts])
                    for at in np.ndindex(*self.year.shape)
                ]
                low, high = could_be(values.ravel())
                if option in self.year.leave_out and name != "demand":
                    low[0], high[0] = 0.0, ENOUGH
                yield _Rows(_sums(cells, self.unknowns), low, np.minimum(high, ENOUGH))

    def _parts(self) -> Iterator["_Rows"]:
        """Some of a part are no more than the part."""
        for option in range(len(self.year.shown)):
            for name, parts in WITHIN.items():
                yield self._less(
                    [(option, part) for part in parts], [(option, name)], exact=False
                )

    def _same(self) -> Iterator["_Rows"]:
        """As many need a place under each option as under the first."""
        for option in range(1, len(self.year.shown)):
            for names in (PARTS, SAME):
                yield self._less(
                    [(0, name) for name in names],
                    [(option, name) for name in names],
                    exact=True,
                )

    def _less(
        self,
        more: Sequence[tuple[int, str]],
        less: Sequence[tuple[int, str]],
        *,
        exact: bool,
    ) -> "_Rows":
        every = np.arange(self.size)
        parts = [(1.0, *item) for item in more] + [(-1.0, *item) for item in less]
        columns = np.concatenate(
            [
                every + (option * len(COLUMNS) + COLUMNS.index(name)) * self.size
                for _, option, name in parts
            ]
        )
        values = np.repeat([sign for sign, _, _ in parts], self.size)
        rows = np.tile(every, len(parts))
        shape = (self.size, self.unknowns)
        matrix = csr_array(coo_array((values, (rows, columns)), shape=shape))
        top = np.full(self.size, 0.0 if exact else ENOUGH)
        return _Rows(matrix, np.zeros(self.size), top)

    def _fact(self, fact: "Fact") -> "_Rows":
        total = np.zeros(self.unknowns)
        for weight, column, at in fact.sums:
            total += weight * self.cell(fact.option, column, at)
        bounds = np.array([fact.low]), np.array([fact.high])
        return _Rows(csr_array(total[None, :]), *bounds)


@dataclass(frozen=True)
class Fact:
    """A weighted sum of figures of an option that another table tells, by bounds."""

    option: int
    sums: Sequence[tuple[float, str, tuple[int, ...]]]
    low: float
    high: float


@dataclass(frozen=True)
class _Rows:
    matrix: csr_array
    low: Floats
    high: Floats


def _sums(cells: Sequence[NDArray[np.int_]], unknowns: int) -> csr_array:
    columns = np.concatenate(cells)
    rows = np.repeat(np.arange(len(cells)), [len(cell) for cell in cells])
    entries = (np.ones(len(columns)), (rows, columns))
    return csr_array(coo_array(entries, shape=(len(cells), unknowns)))


def _stacked(parts: Sequence[csr_array]) -> csr_array:
    from scipy.sparse import vstack  # noqa: PLC0415 - its name is of no use above

    return csr_array(vstack(parts))


def left(low: float, high: float) -> int:
    """How many whole numbers of children are between two sums."""
    return int(whole_numbers(np.array(low), np.array(high)))
