"""Many futures, as an officer has an option tried in them."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from capital_planner.disclosure import forbidden_words
from tests.ui.answers.asking import HereSolver, answered, answers_of
from tests.ui.commands.small_case import small_case
from tests.ui.conftest import settle
from tests.ui.driving import act
from tests.ui.texts import texts_of
from ui import tasks
from ui.answers import lasting
from ui.answers.panels import FuturesPanel
from ui.app import make_window
from ui.commands.arguments import parser
from ui.session import Session
from ui.state import COMMITTED, DO_NOTHING
from ui.store import Store
from ui.window import MainWindow

COUNT, ALONE = 2, 1
PATIENCE_MS = 120_000


class RealTasks:
    """The tasks as they are, with a solver that answers in this process."""

    def __init__(self) -> None:
        self.solvers: list[HereSolver] = []

    def make_solver(self) -> Any:
        self.solvers.append(HereSolver(self.solvers))
        return self.solvers[-1]

    def __getattr__(self, name: str) -> object:
        return getattr(tasks, name)


def test_an_option_is_tried_in_many_futures(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lasting, "ALONE", ALONE)
    window = make_window(Session(Store(), RealTasks))
    qtbot.addWidget(window)
    window.show()
    window.session.open(small_case(tmp_path / "case"))
    store = window.session.store
    qtbot.waitUntil(lambda: store.drawn is not None, timeout=PATIENCE_MS)
    settle(window, qtbot)
    room = answers_of(window).futures
    panel = room.panel
    panel.count.setMinimum(COUNT)
    panel.count.setValue(COUNT)
    answered(window, qtbot, partial(act, window, "futures"))
    said = panel.words.toPlainText()
    assert f"{COUNT} futures drawn at random" in said
    assert "Committed programme:" in said
    assert "expected, by each scheme's chance to open" in said
    assert "How far to trust the intervals" in said
    chart_says_what_the_table_says(panel)
    alone = f"Each scheme was left out in turn in {ALONE} of the {COUNT} futures."
    assert panel.rows.words.text() == alone
    assert forbidden_words([*texts_of(window), said]) == []
    assert not panel.bar.about.text()
    window.session.pick(DO_NOTHING)
    settle(window, qtbot)
    assert "Committed programme" in panel.bar.about.text()
    some_are_kept_when_it_is_stopped(window, qtbot)
    window.close()


def some_are_kept_when_it_is_stopped(window: MainWindow, qtbot: QtBot) -> None:
    answers = answers_of(window)
    panel, questions = answers.futures.panel, answers.questions
    window.session.pick(COMMITTED)
    settle(window, qtbot)
    solver = questions._search._solver  # type: ignore[union-attr]
    assert isinstance(solver, HereSolver)
    solver.stops_after = 2  # the first step, and one future
    answered(window, qtbot, partial(act, window, "futures"))
    assert panel.words.toPlainText().startswith(f"Stopped: 1 of the {COUNT} futures")
    assert panel.rows.words.text() == "Stopped before schemes were looked at."


def test_schemes_are_looked_at_in_as_many_futures_as_by_the_command() -> None:
    given = parser().parse_args(["futures", "--out", "somewhere"])
    assert given.scheme_count == vars(lasting)["ALONE"]


def chart_says_what_the_table_says(panel: FuturesPanel) -> None:
    model = panel.rows.model
    works = [model.index(n, 4).data() for n in range(model.rowCount())]
    assert works
    assert set(works) <= {f"{n} of {ALONE}" for n in range(ALONE + 1)}
    panel.parts.setCurrentIndex(1)
    canvas = panel.chart.canvas
    assert canvas is not None
    children, schemes = canvas.figure.axes
    heights = [round(bar.get_height()) for bar in schemes.patches]  # type: ignore[attr-defined]
    assert heights == [100 * int(text.split(" ")[0]) // ALONE for text in works]
    assert children.get_title("left").startswith("Children who need a place")
