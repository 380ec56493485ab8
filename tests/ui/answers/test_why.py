"""Why, and why not, as an officer asks it in the window."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from capital_planner.disclosure import forbidden_words
from capital_planner.errors import Problem
from capital_planner.rules import Pin
from optimiser.listener import Step
from optimiser.public import Found
from optimiser.worker import Failure
from tests.ui.answers.asking import AskingTasks, answered, answers_of
from tests.ui.conftest import Opener, settle
from tests.ui.driving import act, add_scheme
from tests.ui.small_window import HIDDEN_NAME
from tests.ui.texts import texts_of
from ui.window import MainWindow

HOST = "host-1-asd"


@pytest.fixture
def tasks() -> AskingTasks:
    return AskingTasks()


@pytest.fixture
def asking(tasks: AskingTasks, opener: Opener, qtbot: QtBot) -> MainWindow:
    """A window with a scheme still to decide in the option shown."""
    window = opener(tasks)
    qtbot.waitUntil(lambda: window.session.store.drawn is not None, timeout=30_000)
    settle(window, qtbot)
    add_scheme(window, qtbot, HOST, 4)
    return window


def words(window: MainWindow) -> str:
    return answers_of(window).why.panel.words.toPlainText()


def banner(window: MainWindow) -> str:
    return answers_of(window).why.panel.bar.about.text()


def test_what_is_picked_decides_what_can_be_asked(asking: MainWindow) -> None:
    ids = asking.actions_by_id
    asking.schemes.pick(HOST)
    assert ids["why"].isEnabled()
    assert not ids["why_not"].isEnabled()
    asking.schemes.pick("new-school")
    assert not ids["why"].isEnabled()
    assert ids["why_not"].isEnabled()


def test_why_this_scheme_is_answered_with_how_it_was_found(
    asking: MainWindow, qtbot: QtBot
) -> None:
    asking.schemes.pick(HOST)
    answered(asking, qtbot, partial(act, asking, "why"))
    assert asking.tabs.currentWidget() is answers_of(asking).why.panel
    assert "Why is this in the plan? Specialist base at a primary school" in words(
        asking
    )
    assert "worked out again with and without" in words(asking)
    assert "An option, not a decision." in words(asking)
    assert not banner(asking)


def test_a_released_scheme_is_not_forbidden_to_leave(
    asking: MainWindow, tasks: AskingTasks, qtbot: QtBot
) -> None:
    growth = "growth-b"
    asking.session.pin(growth, "release", "Release")
    asking.session.set_scheme(growth, places=0, opening_year=0, name="Remove")
    settle(asking, qtbot)
    asking.schemes.every.setChecked(True)
    asking.schemes.pick(growth)
    answered(asking, qtbot, partial(act, asking, "why_not"))
    (job,) = tasks.solvers[-1].jobs
    assert job.scenario.settings.rules.pins == (Pin(growth, "release"),)
    assert "would have to release it first" not in words(asking)


def test_why_not_here_names_the_host_to_the_council_alone(
    asking: MainWindow, qtbot: QtBot
) -> None:
    asking.schemes.pick("host-1-mld")
    answered(asking, qtbot, partial(act, asking, "why_not"))
    assert "Why is this not in the plan?" in words(asking)
    assert HIDDEN_NAME not in words(asking)
    assert "host-1" not in words(asking)
    act(asking, "restricted")
    assert HIDDEN_NAME in words(asking)
    act(asking, "restricted")
    assert HIDDEN_NAME not in words(asking)
    settle(asking, qtbot)


def test_whole_option_is_explained_in_words_and_tables(
    asking: MainWindow, qtbot: QtBot
) -> None:
    panel = answers_of(asking).why.panel
    answered(asking, qtbot, partial(act, asking, "explain"))
    for title in ("Why these schemes", "What one more host would be worth", "What if"):
        assert title in words(asking)
    assert "What if no host comes forward?" in words(asking)
    assert "What if building costs rise by 25%?" in words(asking)
    kinds = {
        panel.worths.model.index(n, 1).data()
        for n in range(panel.worths.model.rowCount())
    }
    assert "Specialist base" in kinds
    texts = [*texts_of(asking), words(asking)]
    assert forbidden_words(texts) == []
    assert not any(HIDDEN_NAME in text or "host-1" in text for text in texts)


def test_worths_of_the_marked_district_come_first(
    asking: MainWindow, qtbot: QtBot
) -> None:
    answered(asking, qtbot, partial(act, asking, "explain"))
    model = answers_of(asking).why.panel.worths.model
    districts = [model.index(n, 0).data() for n in range(model.rowCount())]
    assert set(districts) >= {"North", "South"}
    for name in ("North", "South"):
        asking.session.store.look(district=name)
        assert model.index(0, 0).data() == name
    settle(asking, qtbot)


def test_another_case_forgets_what_was_said_of_this_one(
    asking: MainWindow, qtbot: QtBot
) -> None:
    asking.schemes.pick(HOST)
    answered(asking, qtbot, partial(act, asking, "why"))
    with qtbot.waitSignal(asking.session.store.opened_changed, timeout=30_000):
        asking.session.open()
    assert words(asking).startswith("Pick a scheme and ask why")
    assert (
        answers_of(asking).questions.prices(asking.session.store.document.inputs)
        is None
    )
    settle(asking, qtbot)


def test_prices_are_looked_for_once_and_kept(
    asking: MainWindow, tasks: AskingTasks, qtbot: QtBot
) -> None:
    asking.schemes.pick(HOST)
    answered(asking, qtbot, partial(act, asking, "why"))
    answered(asking, qtbot, partial(act, asking, "explain"))
    first, second = tasks.solvers[-1].jobs
    assert first.known is None
    assert isinstance(second.known, Found)


def test_prices_of_a_search_serve_the_questions_after_it(
    asking: MainWindow, tasks: AskingTasks, qtbot: QtBot
) -> None:
    act(asking, "find")
    qtbot.waitUntil(lambda: not asking.session.store.search.running, timeout=30_000)
    settle(asking, qtbot)
    answered(asking, qtbot, partial(act, asking, "explain"))
    (job,) = tasks.solvers[-1].jobs
    assert len(tasks.solvers) == 2
    assert isinstance(job.known, Found)


def test_answer_about_an_earlier_version_is_marked(
    asking: MainWindow, qtbot: QtBot
) -> None:
    asking.schemes.pick(HOST)
    answered(asking, qtbot, partial(act, asking, "why"))
    add_scheme(asking, qtbot, HOST, 6)
    assert "other than those shown now" in banner(asking)
    assert "Committed programme, edited" in banner(asking)
    act(asking, "undo")
    settle(asking, qtbot)
    assert not banner(asking)
    low = asking.inputs.future.findData("low")
    asking.inputs.future.setCurrentIndex(low)
    asking.inputs.future.activated.emit(low)
    assert banner(asking)
    settle(asking, qtbot)


def waiting(opener: Opener, qtbot: QtBot) -> tuple[MainWindow, AskingTasks]:
    """A window whose question is under way."""
    tasks = AskingTasks(waits=True)
    window = opener(tasks)
    qtbot.waitUntil(lambda: window.session.store.drawn is not None, timeout=30_000)
    settle(window, qtbot)
    act(window, "explain")
    qtbot.waitUntil(lambda: answers_of(window).questions.news.elapsed_s > 0)
    return window, tasks


def test_one_question_at_a_time_beside_a_search(opener: Opener, qtbot: QtBot) -> None:
    window, tasks = waiting(opener, qtbot)
    ids = window.actions_by_id
    assert not ids["explain"].isEnabled()
    assert ids["stop_asking"].isEnabled()
    assert ids["find"].isEnabled()
    act(window, "find")
    qtbot.waitUntil(lambda: window.session.store.search.elapsed_s > 0)
    assert answers_of(window).questions.running
    assert len({id(s) for s in tasks.solvers if s.jobs}) == 2
    window.close()
    assert all(solver.closed for solver in tasks.solvers)


def test_progress_is_said_and_a_stopped_question_ends_in_peace(
    opener: Opener, qtbot: QtBot
) -> None:

    window, tasks = waiting(opener, qtbot)
    failed: list[str] = []
    window.session.failed.connect(lambda _, details: failed.append(details))
    bar = answers_of(window).why.panel.bar
    solver = next(s for s in tasks.solvers if s.jobs)
    solver.said.append(Step("Looking for prices", 3, 12))
    qtbot.waitUntil(lambda: "Looking for prices: 3 of 12" in bar.stage.text())
    assert (bar.progress.value(), bar.progress.maximum()) == (3, 12)
    act(window, "stop_asking")
    assert solver.stopped
    solver.said.append(Failure(()))
    qtbot.waitUntil(lambda: not answers_of(window).questions.running)
    assert failed == []
    assert window.actions_by_id["explain"].isEnabled()


def test_a_child_that_dies_is_told_and_the_work_is_kept(
    opener: Opener, qtbot: QtBot
) -> None:

    window, tasks = waiting(opener, qtbot)
    document = window.session.store.document
    solver = next(s for s in tasks.solvers if s.jobs)
    with qtbot.waitSignal(window.session.failed) as failed:
        solver.said.append(Failure((Problem("The work ended.", "Start it again."),)))
    assert failed.args is not None
    assert "Start it again." in failed.args[1]
    assert window.session.store.document is document
    assert window.actions_by_id["explain"].isEnabled()
