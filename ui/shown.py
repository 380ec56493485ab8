"""What has been worked out and is ready to be shown, as plain values.

Nothing here knows Qt or loads pandas.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from capital_planner.errors import Problem
    from capital_planner.mapspec import MapSpec
    from ui.state import Assessed, Inputs, View


@dataclass(frozen=True)
class Card:
    """One live measure: its figure, and how it differs from doing nothing.

    Attributes
    ----------
    tone
        ``better``, ``worse`` or ``same``; said in words in ``change``.
    """

    title: str
    figure: str
    change: str
    tone: Literal["better", "worse", "same"]


@dataclass(frozen=True)
class DistrictRow:
    """A district in the table twin of the map, as its audience may see it."""

    name: str
    children: str
    places: str
    still_needed: str
    shown: str


@dataclass(frozen=True, eq=False)
class Counted:
    """The live measures of one view of one option."""

    view: View
    assessed: Assessed
    before: Assessed
    cards: tuple[Card, ...]


@dataclass(frozen=True, eq=False)
class Checked:
    """Rules that a plan breaks when so much is asked, with what to do about each."""

    assessed: Assessed
    inputs: Inputs
    broken: tuple[Problem, ...]

    def is_of(self, assessed: Assessed, inputs: Inputs) -> bool:
        """Whether it was this plan that was checked, and for these inputs."""
        return self.assessed is assessed and self.inputs == inputs


@dataclass(frozen=True, eq=False)
class Drawn:
    """One view of one option, ready to be painted."""

    view: View
    assessed: Assessed
    before: Assessed
    option: str
    spec: MapSpec
    districts: tuple[DistrictRow, ...]
    years: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class SearchNews:
    """How a search or a question is going; figures are NaN until there are any.

    Attributes
    ----------
    done, count
        Parts done, and of how many; 0 where they are not counted.
    """

    running: bool = False
    stage: str = ""
    elapsed_s: float = 0.0
    best_gbp: float = float("nan")
    bound_gbp: float = float("nan")
    gap: float = float("nan")
    gap_of_saving: float = float("nan")
    done: int = 0
    count: int = 0
