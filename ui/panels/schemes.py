"""Schemes of the option shown: find one, change its places and opening year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.panels.cells import AnyIndex, table_of
from ui.panels.ladder import LadderSpinBox
from ui.panels.scheme_model import (
    LADDER_ROLE,
    NAME,
    PLACES,
    SAY_ROLE,
    YEAR,
    SchemeFilter,
    SchemeModel,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QAction

    from capital_planner.plan import Plan
    from capital_planner.rules import Decision
    from capital_planner.settings import Audience
    from ui.panels.scheme_model import Choice
    from ui.state import SchemeRow


ROW_PX = 47
STORY_LINES = 8


class LadderDelegate(QStyledItemDelegate):
    """Edits a cell with a spin box that takes the values of its ladder."""

    def createEditor(  # noqa: N802 - Qt's name
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: AnyIndex,
    ) -> QWidget:
        """Make the spin box."""
        editor = LadderSpinBox(parent)
        editor.set_ladder(index.data(LADDER_ROLE), say=index.data(SAY_ROLE))
        editor.setAccessibleName("Places" if index.column() == PLACES else "Opens")
        return editor


class SchemePanel(QWidget):
    """A table of schemes, and the scheme that is picked with its two decisions."""

    edited = Signal(str, int, int)
    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SchemeModel(self)
        self.rows = SchemeFilter(self.model, self)
        self.model.edited.connect(self.edited)
        self.table = table_of(self.model, "Schemes", self)
        self.table.setModel(self.rows)
        self.table.setItemDelegate(LadderDelegate(self.table))
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self._size_columns()
        self.finder = QLineEdit(self)
        self.finder.setPlaceholderText("Find by district, kind or need")
        self.finder.setAccessibleName("Find a scheme")
        self.finder.setClearButtonEnabled(True)
        self.every = QCheckBox("Show schemes not in this option", self)
        self.every.setToolTip("Every host that the rules allow, to add to this option")
        self.rules = QLabel(self)
        self.rules.setObjectName("rules")
        self.rules.setWordWrap(True)
        self.rules.setTextFormat(Qt.TextFormat.PlainText)
        self.rules.hide()
        self.story = QLabel(self)
        self.story.setWordWrap(True)
        self.story.setTextFormat(Qt.TextFormat.PlainText)
        self.story.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.story.setMinimumHeight(STORY_LINES * self.fontMetrics().lineSpacing())
        self.places, self.year = LadderSpinBox(self), LadderSpinBox(self)
        self._decisions = QGridLayout()
        self._lay_out()
        self._connect()
        self._show_picked()

    # --- what is shown --------------------------------------------------------

    def show_schemes(self, rows: tuple[SchemeRow, ...]) -> None:
        """Show the schemes of a scenario."""
        self.model.show_schemes(rows)

    def show_choices(self, plan: Plan, audience: Audience) -> None:
        """Show what a plan has chosen; the picked scheme stays picked."""
        self.model.show_choices(plan, audience)
        self._filter()
        self._show_picked()

    def show_broken(self, said: tuple[str, ...]) -> None:
        """Say which rules the option breaks; nothing when it keeps them all."""
        count = "1 rule" if len(said) == 1 else f"{len(said)} rules"
        self.rules.setText(f"This option breaks {count}. {said[0]}" if said else "")
        self.rules.setToolTip("\n\n".join(said))
        self.rules.setVisible(bool(said))

    def show_asked(self, asked: Mapping[str, Decision]) -> None:
        """Show what is asked of schemes; those asked of are always listed."""
        if self.model.show_asked(asked):
            self._filter()
            self._show_picked()

    def offer(self, actions: Sequence[QAction]) -> None:
        """Put what can be decided on the scheme picked under its story."""
        for number, action in enumerate(actions, start=self._decisions.count()):
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._decisions.addWidget(button, number // 2, number % 2)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.addActions(list(actions))

    def pick(self, key: str) -> None:
        """Pick a scheme, as a click on the map does."""
        row = self.model.row_of(key)
        if row >= 0:
            index = self.rows.mapFromSource(self.model.index(row, 0))
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def picked_scheme(self) -> tuple[SchemeRow, Choice] | None:
        """Look up the scheme that is picked, and what the option chose for it."""
        row = self._picked_row()
        return None if row < 0 else (self.model.scheme(row), self.model.choice(row))

    # --- inside ---------------------------------------------------------------

    def _size_columns(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((PLACES, 52), (YEAR, 50)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        header.setMinimumHeight(0)
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)

    def _lay_out(self) -> None:
        form = QFormLayout()
        for text, box in (("P&laces", self.places), ("Opens in", self.year)):
            label = QLabel(text, self)
            label.setBuddy(box)
            form.addRow(label, box)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.rules)
        column.addWidget(self.finder)
        column.addWidget(self.every)
        column.addWidget(self.table, 1)
        column.addWidget(self.story)
        column.addLayout(form)
        column.addLayout(self._decisions)

    def _connect(self) -> None:
        self.finder.textChanged.connect(self._filter)
        self.every.toggled.connect(self._filter)
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(self._show_picked)
        self.places.picked.connect(lambda value: self._ask(PLACES, value))
        self.year.picked.connect(lambda value: self._ask(YEAR, value))

    def _filter(self) -> None:
        self.rows.look_for(self.finder.text(), every=self.every.isChecked())

    def _picked_row(self) -> int:
        index: QModelIndex = self.table.currentIndex()
        return self.rows.mapToSource(index).row() if index.isValid() else -1

    def _show_picked(self) -> None:
        row = self._picked_row()
        self.picked.emit()
        if row < 0:
            self.story.setText("Pick a scheme to see it and to change it.")
            self.places.set_ladder(())
            self.year.set_ladder(())
            return
        self.story.setText(self.model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole))
        choice = self.model.choice(row)
        say = partial(self.model.places_said, row)
        self.places.set_ladder(self.model.ladder(row, PLACES), choice.places, say)
        self.year.set_ladder(self.model.ladder(row, YEAR), choice.opening_year)

    def _ask(self, column: int, value: int) -> None:
        row = self._picked_row()
        if row >= 0:
            self.model.setData(self.model.index(row, column), value)
