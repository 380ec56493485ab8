"""What is assumed: future, goal, money and resolution."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QWidget

from capital_planner.settings import FUTURES, RESOLUTIONS

if TYPE_CHECKING:
    from ui.state import Inputs

RESOLUTION_WORDS = {
    "district": "Districts (quickest)",
    "locality": "Localities",
    "msoa": "MSOAs (finer)",
    "lsoa": "LSOAs (slow)",
}
FUTURE_TIP = "How many plans there are likely to be: three named futures"
GOAL_TIP = "Which prices the optimiser puts on time, long journeys and fees"
MONEY_TIP = "Capital for the whole programme, cash; 0 takes the funding table"


class InputsForm(QWidget):
    """Four choices; each is emitted as a named change of the inputs."""

    assumed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inputs: Inputs | None = None
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        futures = {future: future.capitalize() for future in FUTURES}
        self.future = self._choice("Future", futures, FUTURE_TIP)
        self.goal = self._choice("&Goal", {}, GOAL_TIP)
        self.resolution = self._choice(
            "Homes by",
            {name: RESOLUTION_WORDS[name] for name in RESOLUTIONS},
            "How finely children's homes are placed on the map",
        )
        self.money = QDoubleSpinBox(self)
        self.money.setRange(0, 500)
        self.money.setDecimals(1)
        self.money.setSingleStep(5)
        self.money.setPrefix("\N{POUND SIGN}")
        self.money.setSuffix(" million")
        self.money.setSpecialValueText("As the funding table")
        self.money.setKeyboardTracking(False)
        self.money.setMinimumHeight(self.future.sizeHint().height())
        self._row("Capital", self.money, MONEY_TIP)
        self.future.activated.connect(lambda: self._ask("future", self.future))
        self.goal.activated.connect(lambda: self._ask("preset", self.goal))
        self.resolution.activated.connect(
            lambda: self._ask("resolution", self.resolution)
        )
        self.money.valueChanged.connect(self._ask_money)

    def show_presets(self, presets: tuple[str, ...]) -> None:
        """Offer the goals of a case."""
        self.goal.clear()
        for preset in presets:
            self.goal.addItem(preset.replace("_", " ").capitalize(), preset)

    def show_inputs(self, inputs: Inputs) -> None:
        """Show what is assumed."""
        self._inputs = inputs
        settings = inputs.settings
        for box, value in (
            (self.future, inputs.future),
            (self.goal, settings.preset),
            (self.resolution, settings.resolution),
        ):
            box.setCurrentIndex(box.findData(value))
        self.money.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.money.setValue((settings.envelope_gbp or 0) / 1e6)
        self.money.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _choice(self, text: str, items: dict[Any, str], tip: str) -> QComboBox:
        box = QComboBox(self)
        for value, shown in items.items():
            box.addItem(shown, value)
        self._row(text, box, tip)
        return box

    def _row(self, text: str, box: QWidget, tip: str) -> None:
        label = QLabel(text, self)
        label.setBuddy(box)
        box.setToolTip(tip)
        box.setAccessibleName(text.replace("&", ""))
        self._form.addRow(label, box)

    def _ask(self, field: str, box: QComboBox) -> None:
        if self._inputs is None:
            return
        name = f"Set {self._said(box)} to {box.currentText().lower()}"
        if field == "future":
            self.assumed.emit(name, replace(self._inputs, future=box.currentData()))
            return
        settings = replace(self._inputs.settings, **{field: box.currentData()})
        self.assumed.emit(name, replace(self._inputs, settings=settings))

    def _ask_money(self, millions: float) -> None:
        if self._inputs is None:
            return
        envelope = round(millions * 1e6) or None
        settings = replace(self._inputs.settings, envelope_gbp=envelope)
        name = f"Set capital to {self.money.text()}"
        self.assumed.emit(name, replace(self._inputs, settings=settings))

    @staticmethod
    def _said(box: QComboBox) -> str:
        return box.accessibleName().lower()
