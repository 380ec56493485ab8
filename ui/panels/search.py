"""Find plan: start, news of the search in figures, and stop."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.panels.buttons import button_of

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from capital_planner.plan import Quality
    from ui.shown import SearchNews

DASH = "\N{EN DASH}"
POUND = "\N{POUND SIGN}"
FIGURES = {
    "best": ("Best so far", "Whole cost of the best plan so far, present value"),
    "bound": ("No plan is below", "A proved floor under the cost of every plan"),
    "gap": ("Gap", "Most that a better plan could still take off the cost"),
    "saving": ("Gap of saving", "The same as a share of the saving that is possible"),
    "elapsed": ("Elapsed", "Time since the search began"),
}


class SearchPanel(QWidget):
    """The button, how long to look, and five figures."""

    def __init__(
        self, find: QAction, stop: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.seconds = QSpinBox(self)
        self.seconds.setRange(2, 3600)
        self.seconds.setValue(30)
        self.seconds.setSuffix(" seconds")
        self.seconds.setToolTip("Stop after this time with the best plan found")
        label = QLabel("Loo&k for", self)
        label.setBuddy(self.seconds)
        self.seconds.setAccessibleName("Look for")
        self.find_button, self.stop_button = (
            button_of(find, self),
            button_of(stop, self),
        )
        self.stage = QLabel(self)
        self.stage.setWordWrap(True)
        self.stage.setTextFormat(Qt.TextFormat.PlainText)
        self.figures = {name: QLabel(DASH, self) for name in FIGURES}
        form = QFormLayout()
        form.setVerticalSpacing(2)
        form.addRow(label, self.seconds)
        for name, (text, tip) in FIGURES.items():
            said = QLabel(text, self)
            said.setToolTip(tip)
            self.figures[name].setToolTip(tip)
            form.addRow(said, self.figures[name])
        buttons = QHBoxLayout()
        buttons.addWidget(self.find_button, 2)
        buttons.addWidget(self.stop_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(buttons)
        column.addLayout(form)
        column.addWidget(self.stage)

    def show_news(self, news: SearchNews) -> None:
        """Show how a search is going."""
        self.stage.setText(news.stage)
        self._show(news.best_gbp, news.bound_gbp, (news.gap, news.gap_of_saving))
        self.figures["elapsed"].setText(f"{news.elapsed_s:.0f} s")

    def show_quality(self, quality: Quality | None) -> None:
        """Show how good the option looked at is known to be, when nothing runs."""
        if quality is None:
            self.stage.setText("Not proved: this option was not found by a search.")
            self._show(math.nan, math.nan, (math.nan, math.nan))
            self.figures["elapsed"].setText(DASH)
            return
        self.stage.setText(_said(quality))
        self._show(
            quality.objective_gbp,
            quality.bound_gbp,
            (quality.gap, quality.gap_of_saving),
        )
        self.figures["elapsed"].setText(f"{quality.seconds:.0f} s")

    def _show(self, best: float, bound: float, gaps: tuple[float, float]) -> None:
        self.figures["best"].setText(_money(best))
        self.figures["bound"].setText(_money(bound))
        for name, gap in zip(("gap", "saving"), gaps, strict=True):
            self.figures[name].setText(_share(gap))


def _said(quality: Quality) -> str:
    said = quality.status[0].upper() + quality.status[1:]
    if quality.status == "best found":
        return f"{said}, at most {_share(quality.gap)} from the best possible."
    return f"{said}."


def _money(pounds: float) -> str:
    return DASH if not math.isfinite(pounds) else f"{POUND}{pounds / 1e6:,.1f}m"


def _share(share: float) -> str:
    return DASH if not math.isfinite(share) else f"{100 * share:.2f} %"
