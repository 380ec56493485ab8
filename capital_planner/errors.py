"""Problems a person can put right, and the errors that carry them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Problem:
    """One thing wrong, where it is, and how to put it right.

    Attributes
    ----------
    message
        What is wrong, in an officer's English.
    remedy
        What to do about it.
    file, row, column, value
        Where; ``row`` counts as a spreadsheet does (the header is row 1).
    severity
        ``error`` stops the work, ``warning`` does not.
    """

    message: str
    remedy: str
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        if self.value:
            place.append(f"value {self.value!r}")
        where = ", ".join(place)
        return f"{where + ': ' if where else ''}{self.message} {self.remedy}".strip()


class PlannerError(Exception):
    """Anything the planner refuses, with every problem found, not the first."""

    def __init__(self, problems: Iterable[Problem] | str) -> None:
        found = (
            (Problem(problems, ""),) if isinstance(problems, str) else tuple(problems)
        )
        self.problems: tuple[Problem, ...] = found
        super().__init__("\n".join(str(problem) for problem in found))


class DataError(PlannerError):
    """A table that cannot be used as it is."""


class ProjectFileError(PlannerError):
    """A saved project that cannot be opened or written."""


class SolveError(PlannerError):
    """The optimiser could not do what was asked."""
