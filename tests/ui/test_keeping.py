"""Options outlive the window, are offered again, and are never lost unasked."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from capital_planner.errors import ProjectFileError
from data import read_kept
from tests.ui.conftest import settle
from tests.ui.driving import act, add_scheme, chosen, option_names
from tests.ui.small_window import ScriptedSolver, SmallTasks
from ui.app import make_window
from ui.dialogs.failure import FailureDialog
from ui.keeping.joint import Keeping
from ui.memory import Memory
from ui.session import Session
from ui.store import Store
from ui.window import MainWindow


class Starts:
    """Starts and closes the planner, which remembers in one folder."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.qtbot = folder, qtbot
        self.windows: list[MainWindow] = []

    def open(self) -> MainWindow:
        """Start, and wait until the case is shown."""
        kept = QSettings(str(self.folder / "kept.ini"), QSettings.Format.IniFormat)
        window = make_window(Session(Store(), SmallTasks), Memory(kept, self.folder))
        self.windows.append(window)
        self.qtbot.addWidget(window)
        window.painted.connect(window.session.open)
        window.show()
        self.qtbot.waitUntil(
            lambda: window.session.store.drawn is not None, timeout=30_000
        )
        settle(window, self.qtbot)
        return window

    @property
    def file(self) -> Path:
        """The one file of the small case."""
        found = [p for p in self.folder.glob("options-*.json") if "-20" not in p.name]
        assert len(found) == 1
        return found[0]

    def asked(self, window: MainWindow) -> QMessageBox | None:
        """What the planner asks about options of last time."""
        return window.findChild(QMessageBox, "kept")


@pytest.fixture
def starts(tmp_path: Path, qtbot: QtBot) -> Iterator[Starts]:
    ScriptedSolver.made.clear()
    made = Starts(tmp_path, qtbot)
    yield made
    for window in made.windows:
        window.close()


def press(box: QMessageBox | None, text: str) -> None:
    assert box is not None
    button = next(b for b in box.buttons() if b.text() == text)
    button.click()


def first_session(starts: Starts) -> None:
    """Make a copy with a base, a copy of it with a note, and close."""
    window = starts.open()
    assert starts.asked(window) is None
    add_scheme(window, starts.qtbot, "host-1-asd", 6)
    act(window, "copy")
    window.session.note(window.session.store.document.selected, "For March")
    window.close()


def test_options_come_back_as_they_were(starts: Starts) -> None:
    first_session(starts)
    window = starts.open()
    press(starts.asked(window), "&Bring back")
    settle(window, starts.qtbot)
    assert option_names(window)[2:] == [
        "Committed programme, edited",
        "Committed programme, edited 2",
    ]
    base, copy = window.session.store.document.options[2:]
    assert copy.parent == base.key
    assert copy.note == "For March"
    window.session.pick(base.key)
    settle(window, starts.qtbot)
    assert chosen(window, "host-1-asd") == [6, 2026]
    act(window, "undo")
    assert len(option_names(window)) == 2


def test_options_that_are_left_are_kept_beside(starts: Starts) -> None:
    first_session(starts)
    window = starts.open()
    press(starts.asked(window), "&Leave")
    settle(window, starts.qtbot)
    add_scheme(window, starts.qtbot, "new-school", 10)
    window.close()
    beside = [p for p in starts.folder.glob("options-*.json") if p != starts.file]
    assert len(beside) == 1
    kept, now = read_kept(beside[0]), read_kept(starts.file)
    assert kept is not None
    assert now is not None
    assert [option.note for option in kept.options] == ["", "For March"]
    assert "new-school" in now.options[0].choices.index


def test_a_moment_after_an_edit_it_is_on_the_disk(starts: Starts) -> None:
    window = starts.open()
    act(window, "copy")
    folder = starts.folder
    starts.qtbot.waitUntil(lambda: any(folder.glob("options-*.json")), timeout=10_000)
    settle(window, starts.qtbot)
    kept = read_kept(starts.file)
    assert kept is not None
    assert kept.options[0].name == "Committed programme, edited"


def test_options_of_another_case_are_not_offered_and_stay(starts: Starts) -> None:
    first_session(starts)
    text = starts.file.read_text(encoding="utf-8")
    starts.file.unlink()
    other = starts.folder / "options-0123456789abcdef.json"
    other.write_text(text.replace('"case": "', '"case": "other'), encoding="utf-8")
    before = other.read_bytes()
    window = starts.open()
    assert starts.asked(window) is None
    act(window, "copy")
    window.close()
    assert other.read_bytes() == before


def test_nothing_is_written_while_the_question_is_open(starts: Starts) -> None:
    first_session(starts)
    before = starts.file.read_bytes()
    window = starts.open()
    assert starts.asked(window) is not None
    act(window, "copy")
    starts.qtbot.wait(1_500)
    settle(window, starts.qtbot)
    assert starts.file.read_bytes() == before
    press(starts.asked(window), "&Leave")
    settle(window, starts.qtbot)
    window.close()
    kept = [read_kept(path) for path in starts.folder.glob("options-*-20*.json")]
    assert [len(item.options) for item in kept if item] == [2]


def test_the_last_edit_is_kept_even_when_the_lane_is_busy(starts: Starts) -> None:
    window = starts.open()
    window.session.jobs.run(
        "busy",
        lambda: time.sleep(3),
        done=lambda _: None,
        failed=lambda _: None,
        lane="slow",
    )
    act(window, "copy")
    starts.qtbot.wait(1_500)
    window.close()
    kept = read_kept(starts.file)
    assert kept is not None
    assert len(kept.options) == 1


def test_what_an_option_was_made_under_is_kept(starts: Starts) -> None:
    window = starts.open()
    window.schemes.every.setChecked(True)
    window.schemes.pick("host-1-asd")
    act(window, "put_in")
    window.schemes.places.setValue(4)
    settle(window, starts.qtbot)
    made = window.session.store.document.chosen
    assert made is not None
    window.close()
    window = starts.open()
    press(starts.asked(window), "&Bring back")
    settle(window, starts.qtbot)
    back = window.session.store.document.options[-1]
    assert back.inputs == made.inputs
    assert back.inputs is not None
    assert back.inputs.settings.rules.pins[0].scheme == "host-1-asd"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 9}', b"\xff\xfe", b"[" * 100_000]
)
def test_a_file_that_is_no_such_file_is_told_and_left(
    starts: Starts, content: bytes
) -> None:
    window = starts.open()
    act(window, "copy")
    window.close()
    path = starts.file
    path.write_bytes(content)
    with pytest.raises(ProjectFileError):
        read_kept(path)
    window = starts.open()
    told = window.findChild(FailureDialog)
    assert told is not None
    assert path.read_bytes() == content
    told.reject()


def test_what_is_written_late_never_stands_for_what_came_after(starts: Starts) -> None:
    window = starts.open()
    keeping = next(c for c in window.children() if isinstance(c, Keeping))
    case = keeping._case
    before = window.session.store.document
    earlier = keeping._writer(case, before)
    act(window, "copy")
    later = keeping._writer(case, window.session.store.document)
    later()
    earlier()
    kept = read_kept(starts.file)
    assert kept is not None
    assert [option.name for option in kept.options] == ["Committed programme, edited"]
    settle(window, starts.qtbot)
