"""A data-quality report as plain facts: sections of lines, each with a status."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal, TypeAlias

Status: TypeAlias = Literal["ok", "look", "mend"]
OK: Status = "ok"
LOOK: Status = "look"
MEND: Status = "mend"
STATUSES: tuple[Status, ...] = (OK, LOOK, MEND)
"""In order; look: a person should judge it; mend: no plan is made until it is."""


@dataclass(frozen=True)
class Line:
    """One thing that was looked at.

    Attributes
    ----------
    what
        What it is.
    told
        What was found, in words.
    remedy
        What to do; empty where there is nothing to do.
    first, second
        Figures beside one another, None where there is none; ``first_name`` and
        ``second_name`` say what they are.
    file, row, column, value
        Where, as a spreadsheet counts; empty where it is no one place.
    """

    what: str
    status: Status
    told: str = ""
    remedy: str = ""
    first_name: str = ""
    first: float | None = None
    second_name: str = ""
    second: float | None = None
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""

    @property
    def difference(self) -> float | None:
        """Second figure less the first."""
        if self.first is None or self.second is None:
            return None
        return self.second - self.first


@dataclass(frozen=True)
class Section:
    """Lines of one kind, and one sentence on what they are."""

    title: str
    about: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Quality:
    """The report on one case.

    Attributes
    ----------
    name
        Of the authority; empty where the case cannot be read.
    digest
        SHA-256 of its tables; empty where the case cannot be read.
    """

    name: str
    digest: str
    sections: tuple[Section, ...]

    @property
    def counts(self) -> dict[Status, int]:
        """Lines by status."""
        found = Counter(line.status for each in self.sections for line in each.lines)
        return {status: found[status] for status in STATUSES}
