"""Schemes of the case as an item model: places and opening year can be edited."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QObject,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from ui.panels.cells import DISPLAY, LEFT, RIGHT, AnyIndex, RowsModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from capital_planner.plan import Plan
    from capital_planner.rules import Decision
    from capital_planner.settings import Audience
    from ui.state import SchemeRow

COLUMNS = ("Scheme", "Places", "Opens")
NAME, PLACES, YEAR = range(3)
Role = Qt.ItemDataRole
LADDER_ROLE, SAY_ROLE = Role.UserRole + 1, Role.UserRole + 2
ASKED = {
    "in": "put in every plan",
    "out": "left out of every plan",
    "release": "plans may leave it out",
}
"""What is asked of a scheme, in words."""


@dataclass(frozen=True)
class Choice:
    """What the option shown has chosen for a scheme; 0 places when it has not."""

    places: int = 0
    opening_year: int = 0


class SchemeModel(RowsModel):
    """One row a scheme; what is chosen comes from the plan, never from here.

    An edit is emitted, not kept: the row changes when the option does.
    """

    edited = Signal(str, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._rows: tuple[SchemeRow, ...] = ()
        self._chosen: dict[str, Choice] = {}
        self._audience: Audience = "public"
        self._asked: Mapping[str, Decision] = {}

    def show_asked(self, asked: Mapping[str, Decision]) -> bool:
        """Show what is asked of schemes; give whether that is something else."""
        if asked == self._asked:
            return False
        self._asked = asked
        self.change_all()
        return True

    def asked(self, row: int) -> str:
        """Say what is asked of the scheme of a row; empty for nothing."""
        return ASKED.get(self._asked.get(self._rows[row].key, ""), "")

    def show_schemes(self, rows: tuple[SchemeRow, ...]) -> None:
        """Show the schemes of a scenario."""
        if rows is not self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def show_choices(self, plan: Plan, audience: Audience) -> None:
        """Show what a plan has chosen, as the audience may see it."""
        choices = plan.choices
        self._chosen = {
            str(key): Choice(int(places), int(year))
            for key, places, year in zip(
                choices.index,
                choices["places"].tolist(),
                choices["opening_year"].tolist(),
                strict=True,
            )
        }
        self._audience = audience
        self.change_all()

    def scheme(self, row: int) -> SchemeRow:
        """Scheme of a row."""
        return self._rows[row]

    def choice(self, row: int) -> Choice:
        """Look up what is chosen for the scheme of a row."""
        return self._chosen.get(self._rows[row].key, Choice())

    def row_of(self, key: str) -> int:
        """Row of a scheme, -1 when there is none."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def name(self, row: int) -> str:
        """Name of the scheme of a row as the audience may see it."""
        return self._rows[row].name(self._audience)

    def places_said(self, row: int, places: int) -> str:
        """Say so many places of the scheme of a row as the audience may see them."""
        return self._rows[row].places(places, self._audience)

    def ladder(self, row: int, column: int) -> tuple[int, ...]:
        """Values that a cell can take; none when it cannot be edited."""
        scheme = self._rows[row]
        if scheme.decided:
            return ()
        if column == PLACES:
            return (0, *scheme.sizes) if self._years(scheme) else ()
        if column == YEAR and self.choice(row).places:
            return self._years(scheme)
        return ()

    def _years(self, scheme: SchemeRow) -> tuple[int, ...]:
        """List the years in which a scheme may open, as things are asked now."""
        released = [key for key, asked in self._asked.items() if asked == "release"]
        return scheme.open_years(released)

    def data(self, index: AnyIndex, role: int = DISPLAY) -> object:
        """Text, value to edit, tip, or values that the cell can take."""
        row, column = index.row(), index.column()
        if role == DISPLAY:
            return self._text(row, column)
        if role == Role.EditRole:
            choice = self.choice(row)
            return choice.places if column == PLACES else choice.opening_year
        if role == Role.ToolTipRole:
            return self._tip(row)
        if role == LADDER_ROLE:
            return self.ladder(row, column)
        if role == SAY_ROLE:
            return partial(self.places_said, row) if column == PLACES else str
        if role == Role.TextAlignmentRole and column >= PLACES:
            return RIGHT
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: AnyIndex, value: object, role: int = Role.EditRole
    ) -> bool:
        """Ask for another size or year; refused when the ladder has no such value."""
        row, column = index.row(), index.column()
        if role != Role.EditRole or _whole(value) not in self.ladder(row, column):
            return False
        scheme, choice = self._rows[row], self.choice(row)
        places, year = choice.places, choice.opening_year or self._years(scheme)[0]
        if column == PLACES:
            places = _whole(value)
        else:
            year = _whole(value)
        if (places, year if places else 0) == (choice.places, choice.opening_year):
            return False
        self.edited.emit(scheme.key, places, year)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Only what is still to decide can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.ladder(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> object:
        """Name of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole:
            return LEFT if section == NAME else RIGHT
        return COLUMNS[section] if role == DISPLAY else None

    def _text(self, row: int, column: int) -> str:
        choice = self.choice(row)
        if column == NAME:
            asked = self.asked(row)
            return f"{self.name(row)} ({asked})" if asked else self.name(row)
        if not choice.places:
            return ""
        if column == YEAR:
            return str(choice.opening_year)
        return self.places_said(row, choice.places)

    def _tip(self, row: int) -> str:
        scheme = self._rows[row]
        facts = [self.name(row), scheme.district, scheme.kind]
        facts += [f"For {scheme.needs}; {scheme.phases}", f"Stage: {scheme.stage}"]
        facts.append(f"Figures: {scheme.status}")
        if scheme.decided:
            facts.append("Decided: it opens in its published size and year.")
        if self.asked(row):
            facts.append(f"You ask: {self.asked(row)}.")
        return "\n".join(facts)


class SchemeFilter(QSortFilterProxyModel):
    """Schemes of the option shown, or all; with all of the words typed."""

    def __init__(self, model: SchemeModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: list[str] = []
        self._every = False
        self.setSourceModel(model)

    def look_for(self, text: str, *, every: bool) -> None:
        """Show the rows that hold every word; candidates too if asked."""
        self.beginFilterChange()
        self._words, self._every = text.lower().split(), every
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(  # noqa: N802 - Qt's name
        self,
        row: int,
        parent: AnyIndex,  # noqa: ARG002 - Qt's signature
    ) -> bool:
        """Whether a row is shown."""
        known = self._model.choice(row).places or self._model.asked(row)
        if not self._every and not known:
            return False
        scheme = self._model.scheme(row)
        words = f"{self._model.name(row)} {scheme.district} {scheme.needs}".lower()
        return all(word in words for word in self._words)


def _whole(value: object) -> int:
    """Read a value that an editor hands back."""
    return int(str(value))
