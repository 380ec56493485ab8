"""Rules that an officer may ask of every plan, each with its sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from capital_planner.rules import ROUTE_LABELS, SENTENCES, Rules

if TYPE_CHECKING:
    from collections.abc import Mapping

ALWAYS = (
    "one_size_and_year",
    "opens_when_ready",
    "one_scheme_a_host",
    "yearly_caps",
    "growth_rests",
    "within_the_money",
    "committed_schemes_stay",
)
"""Rules that law, money and schools put on every plan."""
WIDTH, HEIGHT = 640, 560


class RulesDialog(QDialog):
    """Asks for shares, places and routes; what is not ticked is not asked."""

    asked = Signal(object)

    def __init__(self, rules: Rules, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rulesDialog")
        self.setWindowTitle("Rules of every plan")
        self.resize(WIDTH, HEIGHT)
        self._rules = rules
        self.base_share = self._figure(
            "mainstream_first", rules.least_base_share or None, (1, 100, 50), " %"
        )
        self.parity = self._figure(
            "phases_in_parity", rules.most_parity_gap, (0, 500, 40), " places"
        )
        self.gap = self._figure("smallest_gap", rules.most_gap, (0, 100, 30), " %")
        self.routes = {
            route: QCheckBox(label, self) for route, label in ROUTE_LABELS.items()
        }
        allowed = ROUTE_LABELS if rules.routes is None else rules.routes
        for route, box in self.routes.items():
            box.setChecked(route in allowed)
        self._lay_out()

    def accept(self) -> None:
        """Ask for what is ticked."""
        self.asked.emit(self.rules)
        super().accept()

    @property
    def rules(self) -> Rules:
        """What is asked for now; decisions on schemes stay as they are."""
        share, gap = _value(self.base_share), _value(self.gap)
        routes = tuple(name for name, box in self.routes.items() if box.isChecked())
        return replace(
            self._rules,
            least_base_share=(share or 0) / 100,
            most_parity_gap=_value(self.parity),
            most_gap=None if gap is None else gap / 100,
            routes=None if len(routes) == len(self.routes) else routes,
        )

    # --- inside ---------------------------------------------------------------

    def _figure(
        self, rule: str, now: float | None, bounds: tuple[int, int, int], unit: str
    ) -> tuple[QCheckBox, QSpinBox]:
        """Make a tick and a figure; the figure counts only when ticked."""
        least, most, usual = bounds
        tick, figure = QCheckBox("Ask for it", self), QSpinBox(self)
        tick.setAccessibleName(SENTENCES[rule])
        figure.setAccessibleName(f"Figure: {SENTENCES[rule]}")
        figure.setRange(least, most)
        figure.setSuffix(unit)
        shown = usual if now is None else now * (100 if unit == " %" else 1)
        figure.setValue(round(shown))
        figure.setEnabled(now is not None)
        tick.setChecked(now is not None)
        tick.toggled.connect(figure.setEnabled)
        return tick, figure

    def _lay_out(self) -> None:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.addWidget(_heading("Asked for by the officer"))
        rows = QGridLayout()
        rows.setColumnStretch(0, 1)
        named: Mapping[str, tuple[QCheckBox, QSpinBox]] = {
            "mainstream_first": self.base_share,
            "phases_in_parity": self.parity,
            "smallest_gap": self.gap,
        }
        for number, (rule, (tick, figure)) in enumerate(named.items()):
            rows.addWidget(_said(SENTENCES[rule]), number, 0)
            rows.addWidget(tick, number, 1)
            rows.addWidget(figure, number, 2)
        column.addLayout(rows)
        column.addWidget(_said(SENTENCES["routes_allowed"]))
        for box in self.routes.values():
            column.addWidget(box)
        column.addWidget(_heading("Decisions on schemes"))
        column.addWidget(_said(self._decided()))
        column.addWidget(_heading("Always"))
        for rule in ALWAYS:
            column.addWidget(_said(SENTENCES[rule]))
        column.addStretch(1)
        self._frame(page)

    def _frame(self, page: QWidget) -> None:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Rules")
        area.setWidget(page)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel,
            self,
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(area, 1)
        outer.addWidget(buttons)

    def _decided(self) -> str:
        count = len(self._rules.pins)
        if not count:
            return "None. Pick a scheme, then put it in every plan or leave it out."
        schemes = "1 scheme is" if count == 1 else f"{count} schemes are"
        return f"{SENTENCES['pinned']} {schemes} decided on, marked in the schemes."


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _said(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _value(figure: tuple[QCheckBox, QSpinBox]) -> int | None:
    tick, box = figure
    return box.value() if tick.isChecked() else None
