"""Which two options are compared, and what is found, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ui.state import COMMITTED, DO_NOTHING

if TYPE_CHECKING:
    from capital_planner.mapspec import LegendEntry, MapSpec
    from ui.state import Assessed, Built, Document, Inputs, Opened, Option, View

Side = Literal["this", "other"]


@dataclass(frozen=True)
class Pair:
    """The options picked; None where none is, or it has been deleted since.

    Attributes
    ----------
    this
        Option A; else the committed programme, or do nothing beside that.
    other
        Option B; else the option shown in the window.
    """

    this: str | None = None
    other: str | None = None

    def keys(self, document: Document) -> tuple[str, str]:
        """Keys of A and B among the options there are."""
        there = [option.key for option in document.options]
        other = self.other if self.other in there else document.selected
        beside = DO_NOTHING if other == COMMITTED else COMMITTED
        this = self.this if self.this in there else beside
        return str(this), str(other)


@dataclass(frozen=True, eq=False)
class Change:
    """One row of what changed; figures are as the audience may see them.

    Attributes
    ----------
    part
        ``Inputs``, ``Measures``, ``Schemes`` or ``Districts``.
    district
        Name of the district it is of, empty for none.
    """

    part: str
    what: str
    this: str
    other: str
    difference: str
    district: str = ""


@dataclass(frozen=True)
class CompareOrder:
    """Everything that one comparison needs; equal orders are of the same versions.

    Attributes
    ----------
    inputs
        Those that both options are measured on.
    """

    opened: Opened
    built: Built
    inputs: Inputs
    view: View
    options: tuple[Option, Option]
    assessed: tuple[Assessed, Assessed]


@dataclass(frozen=True, eq=False)
class Compared:
    """Two options compared, ready to be painted.

    Attributes
    ----------
    maps
        Of A and B, with the same classes; ``legend`` is of both.
    summary
        How much changed, or that nothing did.
    flags
        What to bear in mind, one sentence or more each.
    """

    order: CompareOrder
    maps: tuple[MapSpec, MapSpec]
    legend: tuple[LegendEntry, ...]
    difference: MapSpec
    changes: tuple[Change, ...]
    summary: str
    flags: tuple[str, ...]
