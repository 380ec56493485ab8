"""What more capital buys, as an officer takes a point of the curve."""

import math
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from capital_planner.rules import Pin, Rules
from tests.ui.answers.asking import AskingTasks, HereSolver, answered, answers_of
from tests.ui.conftest import Opener, settle
from tests.ui.driving import act
from ui.answers import work
from ui.answers.panels import CurvePanel
from ui.answers.questions import TELLING
from ui.state import COMMITTED
from ui.window import MainWindow

POINTS = 4


@pytest.fixture
def drawn(opener: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window that shows a curve of few points."""
    monkeypatch.setattr(work, "POINTS", POINTS)
    window = opener(AskingTasks())
    qtbot.waitUntil(lambda: window.session.store.drawn is not None, timeout=30_000)
    settle(window, qtbot)
    answered(window, qtbot, partial(act, window, "curve"))
    return window


def panel(window: MainWindow) -> CurvePanel:
    return answers_of(window).curve.panel


def cells(window: MainWindow, column: int) -> list[str]:
    model = panel(window).rows.model
    return [model.index(n, column).data() for n in range(model.rowCount())]


def test_curve_and_table_hold_every_amount_of_capital(drawn: MainWindow) -> None:
    assert len(cells(drawn, 0)) == POINTS
    assert "\N{POUND SIGN}9.0m" in cells(drawn, 0)
    content = answers_of(drawn).curve.content()
    assert content is not None
    assert content.capital[content.today] == 9.0
    assert list(content.cost) == sorted(content.cost, reverse=True)
    canvas = panel(drawn).chart.canvas
    assert canvas is not None
    (axes,) = canvas.figure.axes
    assert np.array_equal(axes.lines[0].get_xdata(), content.capital)
    assert axes.get_xlabel().startswith("Capital available")


def test_a_click_on_a_point_picks_it_and_its_plan_can_be_kept(
    drawn: MainWindow, qtbot: QtBot
) -> None:
    assert not drawn.actions_by_id["take_point"].isEnabled()
    click(drawn, POINTS - 1)
    assert panel(drawn).chosen() == POINTS - 1
    store, before = drawn.session.store, drawn.session.store.document
    act(drawn, "take_point")
    settle(drawn, qtbot)
    option = store.document.chosen
    assert option is not None
    assert option.origin == "found"
    assert option.name == "Plan for \N{POUND SIGN}22.5m of capital"
    assert store.document.inputs.settings.envelope_gbp == pytest.approx(22.5e6)
    assert not option.is_stale(store.document.inputs)
    assert not panel(drawn).bar.about.text()
    act(drawn, "undo")
    settle(drawn, qtbot)
    assert store.document.inputs == before.inputs
    assert [o.key for o in store.document.options] == [o.key for o in before.options]
    assert store.document.selected == COMMITTED


def test_a_point_can_be_taken_with_the_keyboard(
    drawn: MainWindow, qtbot: QtBot
) -> None:
    table = panel(drawn).rows.table
    content = answers_of(drawn).curve.content()
    assert content is not None
    table.selectRow(0)
    for _ in range(content.today):
        QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle(drawn, qtbot)
    document = drawn.session.store.document
    assert document.selected != COMMITTED
    assert document.inputs.settings.envelope_gbp is None


def test_what_was_asked_since_stays_when_a_point_is_taken(
    drawn: MainWindow, qtbot: QtBot
) -> None:
    drawn.session.pin("growth-a", "out", "Leave out")
    click(drawn, POINTS - 1)
    act(drawn, "take_point")
    settle(drawn, qtbot)
    document = drawn.session.store.document
    assert document.inputs.settings.rules.pins == (Pin("growth-a", "out"),)
    assert document.inputs.settings.envelope_gbp == pytest.approx(22.5e6)
    assert document.chosen is not None
    assert document.chosen.asks_otherwise(document.inputs)


def test_every_plan_of_a_curve_keeps_what_is_asked(
    drawn: MainWindow, qtbot: QtBot
) -> None:
    def holding() -> list[bool]:
        content = answers_of(drawn).curve.content()
        assert content is not None
        return ["growth-b" in point.plan.choices.index for point in content.points]

    assert all(holding())
    pins = (Pin("growth-b", "release"), Pin("growth-b", "out"))
    drawn.session.set_rules(Rules(pins=pins))
    settle(drawn, qtbot)
    answered(drawn, qtbot, partial(act, drawn, "curve"))
    assert not any(holding())


def test_a_curve_that_is_stopped_shows_its_part(
    drawn: MainWindow, qtbot: QtBot
) -> None:
    whole = cells(drawn, 0)
    solver = answers_of(drawn).questions._search._solver  # type: ignore[union-attr]
    assert isinstance(solver, HereSolver)
    first = 1
    solver.stops_after = 1 + 2 * first  # a step at the start, two things told a point
    answered(drawn, qtbot, partial(act, drawn, "curve"))
    assert cells(drawn, 0) == [whole[1]] == ["\N{POUND SIGN}9.0m"]
    said = f"stopped after 1 of {POINTS} amounts of capital"
    assert said in panel(drawn).rows.words.text()
    canvas = panel(drawn).chart.canvas
    assert canvas is not None
    assert said in canvas.figure.axes[0].get_title("left")
    solver.stops_after = math.inf
    stages: list[str] = []
    questions = answers_of(drawn).questions
    questions.changed.connect(lambda: stages.append(panel(drawn).bar.stage.text()))
    answered(drawn, qtbot, partial(act, drawn, "curve"))
    assert TELLING in stages
    assert stages[-1].startswith("Done in")
    assert "stopped" not in panel(drawn).rows.words.text()


def test_a_curve_begins_with_what_a_search_has_learnt(
    drawn: MainWindow, qtbot: QtBot
) -> None:
    answered(drawn, qtbot, partial(act, drawn, "explain"))
    answered(drawn, qtbot, partial(act, drawn, "curve"))
    questions = answers_of(drawn).questions
    solver = questions._search._solver  # type: ignore[union-attr]
    assert isinstance(solver, HereSolver)
    known = questions.prices(drawn.session.store.document.inputs)
    assert known is not None
    assert [job.known for job in solver.jobs] == [None, None, known]


def test_a_curve_of_other_inputs_is_marked(drawn: MainWindow, qtbot: QtBot) -> None:
    high = drawn.inputs.future.findData("high")
    drawn.inputs.future.setCurrentIndex(high)
    drawn.inputs.future.activated.emit(high)
    assert "Work it out again" in panel(drawn).bar.about.text()
    settle(drawn, qtbot)
    act(drawn, "undo")
    settle(drawn, qtbot)
    assert not panel(drawn).bar.about.text()


def click(window: MainWindow, number: int) -> None:
    """Click a point where it is painted."""
    canvas, content = panel(window).chart.canvas, answers_of(window).curve.content()
    assert canvas is not None
    assert content is not None
    canvas.draw()  # type: ignore[no-untyped-call]
    (axes,) = canvas.figure.axes
    at = axes.transData.transform((content.capital[number], content.cost[number]))
    x, y = at / canvas.device_pixel_ratio
    spot = QPoint(round(x), round(canvas.height() - y))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot)
