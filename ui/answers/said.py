"""What is asked and what is answered, as plain values ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from capital_planner.plan import Plan
    from capital_planner.settings import Audience
    from ui.state import Inputs

Content = TypeVar("Content")
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class Subject:
    """What a question is about.

    Attributes
    ----------
    plan
        None where the question is about no one plan.
    option
        Name of the option of that plan.
    scheme
        Id of the scheme asked about, empty for none.
    """

    inputs: Inputs
    plan: Plan | None = None
    option: str = ""
    scheme: str = ""

    def shown(self) -> Plan:
        """Give the plan asked about.

        Raises
        ------
        ValueError
            If the question is about none.
        """
        if self.plan is None:
            msg = "There is no option to ask about yet."
            raise ValueError(msg)
        return self.plan


@dataclass(frozen=True, eq=False)
class Answer(Generic[Content]):
    """An answer, as each audience may see it."""

    subject: Subject
    by_audience: Mapping[Audience, Content]


@dataclass(frozen=True)
class Reasons:
    """Why a plan, or a scheme, is as it is.

    Attributes
    ----------
    sections
        Titles with their paragraphs, the answers first.
    worths, rules
        Rows of the tables; empty where one scheme was asked about.
    """

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    worths: Rows = ()
    rules: Rows = ()


@dataclass(frozen=True, eq=False)
class CurvePoint:
    """A plan of the curve, and the inputs that it was found for."""

    plan: Plan
    inputs: Inputs


@dataclass(frozen=True, eq=False)
class Curve:
    """Plans over capital.

    Attributes
    ----------
    capital, cost
        In million pounds, a point each, from the least capital to the most.
    today
        Number of the point of the capital there is.
    part
        How much of the curve it is, empty where it is the whole.
    """

    rows: Rows
    capital: tuple[float, ...]
    cost: tuple[float, ...]
    today: int
    points: tuple[CurvePoint, ...]
    words: str
    part: str = ""


@dataclass(frozen=True)
class Fan:
    """Children who need a place: low, middle and high of the futures, by year."""

    years: tuple[int, ...] = ()
    low: tuple[float, ...] = ()
    middle: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


@dataclass(frozen=True)
class InFutures:
    """What an option comes to in many futures.

    Attributes
    ----------
    works
        For each row the share of futures in which the scheme works.
    alone
        In how many of the futures schemes were looked at.
    """

    words: str
    alone: str
    rows: Rows = ()
    works: tuple[float, ...] = ()
    fan: Fan = field(default_factory=Fan)
