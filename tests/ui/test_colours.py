"""Colours that can be read, light and dark, and the white card of the map."""

from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from capital_planner.mapspec.classes import contrast
from tests.ui.driving import act
from tests.ui.small_window import SmallTasks
from ui.app import make_window
from ui.colours import ColoursJoint
from ui.maps.items import PALE_LINE
from ui.memory import Memory
from ui.session import Session
from ui.store import Store
from ui.style import DARK, INK, LIGHT, MARKED, PAPER, QUIET_INK, Colours
from ui.window import MainWindow

TEXT = [
    *(("ink", on) for on in ("window", "card", "striped", "button", "tip", "warning")),
    *(("quiet_ink", on) for on in ("window", "card", "striped")),
    *((change, "card") for change in ("better", "worse")),
    ("picked_ink", "picked"),
    *(("marking_ink", on) for on in ("public", "restricted")),
]
SEEN = [("picked", "card"), ("off_ink", "card"), ("worse", "window")]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_and_graphics_stand_out(colours: Colours) -> None:
    for ink, ground in TEXT:
        found = contrast(getattr(colours, ink), getattr(colours, ground))
        assert found >= 4.5, f"{ink} on {ground}: {found:.2f}"
    for line, ground in SEEN:
        found = contrast(getattr(colours, line), getattr(colours, ground))
        assert found >= 3, f"{line} on {ground}: {found:.2f}"
    named = {name for pair in TEXT + SEEN for name in pair}
    assert {field.name for field in fields(Colours)} - named == {"line"}


def test_text_on_white_paper_stands_out() -> None:
    for ink in (INK, QUIET_INK, MARKED):
        assert contrast(ink, PAPER) >= 4.5
    assert contrast(PALE_LINE, PAPER) >= 3


def shown(window: MainWindow) -> tuple[str, str]:
    """Colours of the window and of its map card, as painted."""
    picture = window.grab().toImage()
    card = window.map_card
    inside = card.mapTo(window, card.rect().topLeft()) + card.view.pos() / 2
    return picture.pixelColor(3, 300).name(), picture.pixelColor(inside).name()


def test_dark_and_light_are_chosen_and_the_map_stays_on_white(
    window: MainWindow,
) -> None:
    assert window.actions_by_id["colours_system"].isChecked()
    act(window, "colours_dark")
    assert shown(window) == (DARK.window.lower(), PAPER.lower())
    text = QApplication.palette().color(QPalette.ColorRole.Text)
    assert text == QColor(DARK.ink)
    assert window.actions_by_id["colours_dark"].isChecked()
    assert not window.actions_by_id["colours_system"].isChecked()
    act(window, "colours_light")
    assert shown(window) == (LIGHT.window.lower(), PAPER.lower())


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_an_empty_tick_box_can_be_seen(window: MainWindow, colours: str) -> None:
    act(window, f"colours_{colours}")
    box = window.schemes.every
    box.setChecked(False)
    picture = box.grab().toImage()
    ground = picture.pixelColor(0, 0).name()
    row = [picture.pixelColor(x, box.height() // 2).name() for x in range(20)]
    assert max(contrast(ink, ground) for ink in row) >= 3
    act(window, "colours_light")


def test_the_choice_is_remembered_till_the_next_start(
    qtbot: QtBot, tmp_path: Path
) -> None:
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)

    def start() -> MainWindow:
        window = make_window(Session(Store(), SmallTasks), Memory(kept, tmp_path))
        qtbot.addWidget(window)
        return window

    act(start(), "colours_dark")
    again = start()
    assert again.actions_by_id["colours_dark"].isChecked()
    assert again.grab().toImage().pixelColor(3, 300) == QColor(DARK.window)
    act(again, "colours_light")
    assert start().actions_by_id["colours_light"].isChecked()
    kept.setValue("colours", "mauve")
    assert start().actions_by_id["colours_system"].isChecked()


def test_the_system_is_followed_until_the_user_chooses(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hints:
        scheme = Qt.ColorScheme.Dark

        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
            return self.scheme

        def setColorScheme(self, _: Qt.ColorScheme) -> None:  # noqa: N802 - Qt's
            pass

    joint = window.findChild(ColoursJoint)
    assert joint is not None
    monkeypatch.setattr(joint, "_hints", Hints())
    joint._show()
    assert shown(window)[0] == DARK.window.lower()
    act(window, "colours_light")
    joint._show()
    assert shown(window)[0] == LIGHT.window.lower()
    act(window, "colours_system")
    assert shown(window)[0] == DARK.window.lower()
    act(window, "colours_light")
