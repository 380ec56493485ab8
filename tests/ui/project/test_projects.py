"""A project is saved, opened, shared and lost sight of; the work is never lost."""

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from data import open_project, save_project
from data.case_files import EMBEDDED_CASE
from data.project import AuditEntry
from tests.ui.conftest import settle
from tests.ui.driving import act, chosen, option_names
from tests.ui.project.desk import BASE, Desk, answer, asked, told
from tests.ui.small_window import ScriptedSolver, found
from ui.state import COMMITTED
from ui.window import MainWindow


def find_plan(window: MainWindow, desk: Desk) -> None:
    """Have a search find that nothing more is best."""
    act(window, "find")
    desk.wait(lambda: ScriptedSolver.made[-1].scenario is not None)
    plan = window.session.store.document.options[1].plan
    ScriptedSolver.made[-1].waiting.append(found(plan))
    desk.wait(lambda: not window.session.store.search.running)
    settle(window, desk.qtbot)


def work_on(window: MainWindow, desk: Desk) -> None:
    """Find a plan, edit a copy, note, assume the high future, and show another."""
    find_plan(window, desk)
    window.session.pick("option-1")
    desk.edit(window)
    window.session.note("option-2", "For March")
    window.session.note(COMMITTED, "As cabinet approved it")
    inputs = replace(window.session.store.document.inputs, future="high")
    window.session.assume("Future", inputs)
    settle(window, desk.qtbot)


def facts(window: MainWindow) -> list[tuple[object, ...]]:
    """Everything that is said of every option."""
    return [
        (o.key, o.name, o.origin, o.parent, o.note, o.plan.choices.to_csv())
        for o in window.session.store.document.options
    ]


def test_a_project_opens_as_it_was_saved(desk: Desk) -> None:
    window = desk.start()
    work_on(window, desk)
    made, shown = facts(window), window.session.store.document.selected
    quality = [o.plan.quality for o in window.session.store.document.options]
    desk.save_as(window)
    assert (
        window.windowTitle()
        == "SEND capital planner: Smallshire \N{EN DASH} work.gpkg[*]"
    )
    assert not window.isWindowModified()
    window.close()
    assert not window.isVisible()
    window = desk.reopen()
    document = window.session.store.document
    assert facts(window) == made
    assert [o.plan.quality for o in document.options] == quality
    assert quality[2] is not None
    assert document.selected == shown
    assert document.inputs.future == "high"
    assert document.options[1].note == "As cabinet approved it"
    assert window.session.store.built is not None
    assert window.session.store.built.inputs.future == "high"
    assert not window.actions_by_id["undo"].isEnabled()
    assert not window.isWindowModified()
    act(window, "copy")
    assert window.isWindowModified()
    assert window.session.store.document.options[-1].key == "option-3"
    act(window, "undo")
    assert not window.isWindowModified()


def test_what_is_left_when_the_window_closes_is_brought_back(desk: Desk) -> None:
    window = desk.start()
    desk.save_as(window)
    desk.edit(window)
    window.close()
    assert "holds work that is not saved" in told(window, "unsaved")
    answer(window, "unsaved", "&Cancel")
    assert window.isVisible()
    window.close()
    answer(window, "unsaved", "&Leave")
    desk.wait(lambda: not window.isVisible())
    assert not open_project(desk.file).options
    window = desk.reopen()
    assert len(option_names(window)) == 2
    answer(window, "recovered", "&Bring back")
    settle(window, desk.qtbot)
    assert chosen(window, BASE) == [6, 2026]
    assert window.isWindowModified()
    desk.save(window)
    assert len(open_project(desk.file).options) == 1
    what = [entry.what for entry in open_project(desk.file).audit]
    assert [word.split()[0] for word in what] == ["Saved", "Add", "Bring", "Saved"]
    act(window, "undo")
    assert len(option_names(window)) == 2
    window.close()
    answer(window, "unsaved", "&Save")
    desk.wait(lambda: not window.isVisible())
    assert not open_project(desk.file).options


def test_work_outlives_a_planner_that_was_killed(desk: Desk, tmp_path: Path) -> None:
    window = desk.start()
    desk.save_as(window)
    desk.edit(window)
    desk.journalled(window)
    act(window, "copy")
    desk.journalled(window)
    left = tmp_path / "killed"
    left.mkdir()
    for name in ("work.gpkg", "work.gpkg.journal"):
        shutil.copy(tmp_path / name, left / name)
    journal = (left / "work.gpkg.journal").read_bytes()
    second = desk.reopen(left / "work.gpkg")
    assert "newer than its last save" in told(second, "recovered")
    answer(second, "recovered", "&Leave")
    settle(second, desk.qtbot)
    assert len(option_names(second)) == 2
    kept = [path for path in left.iterdir() if path.name.startswith("work.gpkg.j")]
    assert [path.read_bytes() for path in kept] == [journal]
    desk.edit(second, places=4)
    desk.journalled(second)
    assert kept[0].read_bytes() == journal
    kept[0].rename(left / "work.gpkg.journal")
    shutil.copytree(left, tmp_path / "again")
    third = desk.reopen(tmp_path / "again" / "work.gpkg")
    answer(third, "recovered", "&Bring back")
    settle(third, desk.qtbot)
    assert len(option_names(third)) == 4


def test_two_windows_do_not_write_one_file(desk: Desk, tmp_path: Path) -> None:
    first = desk.start()
    desk.save_as(first)
    second = desk.reopen()
    assert "It is open by" in told(second, "readingOnly")
    answer(second, "readingOnly", "&Close")
    assert "(reading only)" in second.windowTitle()
    act(second, "copy")
    before = desk.file.read_bytes()
    desk.name("")
    desk.save(second)
    assert second.isWindowModified()
    desk.name(tmp_path / "copy")
    desk.save(second)
    assert desk.file.read_bytes() == before
    assert len(open_project(tmp_path / "copy.gpkg").options) == 1
    assert "(reading only)" not in second.windowTitle()
    first.close()
    desk.open(second)
    assert asked(second, "readingOnly") is None
    act(second, "copy")
    desk.save(second)
    assert len(open_project(desk.file).options) == 1


def test_a_full_disk_loses_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    window = desk.start()
    desk.save_as(window)
    before = desk.file.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        act(window, "copy")
        desk.save(window)
        assert os.strerror(errno.ENOSPC) in told(window, "notSaved")
        answer(window, "notSaved", "&Close")
        window.close()
        answer(window, "unsaved", "&Leave")
        settle(window, desk.qtbot)
        assert window.isVisible()
        assert "cannot be written" in told(window, "notSaved")
    assert desk.file.read_bytes() == before
    assert len(option_names(window)) == 3
    assert window.isWindowModified()
    desk.name(desk.folder / "elsewhere.gpkg")
    answer(window, "notSaved", "Save &as…")
    settle(window, desk.qtbot)
    assert len(open_project(desk.folder / "elsewhere.gpkg").options) == 1
    assert not window.isWindowModified()


def test_a_file_that_went_or_was_changed_outside(desk: Desk) -> None:
    window = desk.start()
    desk.save_as(window)
    act(window, "copy")
    desk.file.unlink()
    desk.save(window)
    assert len(open_project(desk.file).options) == 1
    theirs = open_project(desk.file)
    entry = AuditEntry("2026-11-26T09:30:00Z", "another", "Agreed", "")
    save_project(desk.file, replace(theirs, audit=(*theirs.audit, entry)))
    before = desk.file.read_bytes()
    act(window, "copy")
    desk.save(window)
    assert "decisions that this project does not know of" in told(window, "notSaved")
    assert desk.file.read_bytes() == before
    desk.name(desk.folder / "mine.gpkg")
    answer(window, "notSaved", "Save &as…")
    settle(window, desk.qtbot)
    assert len(open_project(desk.folder / "mine.gpkg").options) == 2


def test_opening_asks_first_and_ends_a_search(desk: Desk) -> None:
    window = desk.start()
    desk.save_as(window)
    act(window, "copy")
    act(window, "find")
    desk.wait(lambda: ScriptedSolver.made[-1].scenario is not None)
    desk.open(window)
    answer(window, "unsaved", "&Leave")
    settle(window, desk.qtbot)
    desk.wait(lambda: not window.session.store.search.running)
    answer(window, "recovered", "&Bring back")
    settle(window, desk.qtbot)
    names = ["Do nothing", "Committed programme", "Committed programme, edited"]
    assert option_names(window) == names


def test_a_file_that_is_no_project_is_told_and_the_work_stays(desk: Desk) -> None:
    window = desk.start()
    act(window, "copy")
    wrong = desk.folder / "wrong.gpkg"
    wrong.write_bytes(b"SQLite format 3\0" + b"x" * 1_000)
    failures: list[str] = []
    window.session.failed.connect(lambda _, said: failures.append(said))
    desk.open(window, wrong)
    assert "not a project of this planner" in failures[0]
    assert len(option_names(window)) == 3
    assert wrong.read_bytes().endswith(b"x")


def test_tables_that_changed_since_they_were_opened_are_not_saved(desk: Desk) -> None:
    window = desk.start()
    case = desk.folder / "case"
    shutil.copytree(EMBEDDED_CASE, case)
    with (case / "towns.csv").open("ab") as towns:
        towns.write(b"\n")
    window.session.folder = case
    desk.save_as(window)
    assert "changed since it was opened" in told(window, "notSaved")
    assert not desk.file.exists()


def test_what_is_saved_in_a_project_is_not_offered_beside(desk: Desk) -> None:
    window = desk.start(desk.memory())
    act(window, "copy")
    desk.qtbot.wait(1_200)
    settle(window, desk.qtbot)
    desk.save_as(window)
    act(window, "copy")
    desk.save(window)
    window.close()
    window = desk.start(desk.memory())
    assert asked(window, "kept") is None
    menu = next(m for m in window.findChildren(QMenu) if "Recent" in m.title())
    menu.aboutToShow.emit()
    recent = menu.actions()[0]
    assert recent.text() == str(desk.file)
    recent.trigger()
    settle(window, desk.qtbot)
    assert len(option_names(window)) == 4
