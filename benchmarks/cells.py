"""Who may be where: the cells that the monolithic programme has variables for."""

from dataclasses import dataclass

import numpy as np

from optimiser.options import Options
from optimiser.problem import MICRO, Problem

Array = np.ndarray


@dataclass(frozen=True)
class Cells:
    """A need group and phase in a setting that suits it or holds it already.

    Attributes
    ----------
    need, phase, column
        ``[C]``.
    suits
        Whether children may come, not only stay: ``[C]``.
    first
        Number of the first year in which anybody can be there: ``[C]``.
    before
        Number of the cell a phase earlier at the same setting, whose children
        may carry on here; -1 for none: ``[C]``.
    start
        Children in the base year: ``[C, Z]``.
    """

    need: Array
    phase: Array
    column: Array
    suits: Array
    first: Array
    before: Array
    start: Array


def cells_of(problem: Problem, options: Options) -> Cells:
    """List the cells of a problem, the years in which they exist included."""
    attended = problem.start.any(axis=0)
    need, phase, column = np.nonzero(problem.suits | attended)
    suits = problem.suits[need, phase, column]
    number = np.full(attended.shape, -1)
    number[need, phase, column] = np.arange(len(need))
    earlier = number[need, phase - 1, column]
    before = np.where((phase > 0) & suits, earlier, -1)
    return Cells(
        need=need,
        phase=phase,
        column=column,
        suits=suits,
        first=_first_years(problem, options)[column],
        before=before,
        start=problem.start[:, need, phase, column].T / MICRO,
    )


def _first_years(problem: Problem, options: Options) -> Array:
    """First year in which a setting has children or any option gives it places."""
    holds: Array = np.greater(problem.open_places, 0)
    np.logical_or.at(holds, options.column, options.supply > 0)
    holds |= np.asarray(problem.start.any(axis=(0, 1, 2)))[:, None]
    first: Array = np.where(holds.any(axis=1), holds.argmax(axis=1), holds.shape[1])
    return first


def most_children(problem: Problem, options: Options, given: Array) -> Array:
    """Most children a setting holds with nothing more decided: ``[S, T]``.

    Its places, or the base year's children who would still be there where they
    are more: nobody new comes to a setting that is over its places.
    """
    places = problem.open_places.copy()
    np.add.at(places, options.column[given], options.supply[given])
    there = problem.start / MICRO
    for year in range(places.shape[1]):
        carried = there[:, :, :-1] * problem.move_up[:, :, :-1, year, None]
        carried = carried * problem.suits[None, :, 1:] * problem.carry_on[:, year]
        there = there * problem.stay[..., year, None]
        there[:, :, 1:] += carried
        places[:, year] = np.maximum(places[:, year], there.sum(axis=(0, 1, 2)))
    return places
