"""What an officer asks of every plan: decisions on schemes, and rules."""

from functools import partial

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from capital_planner.plan import Plan
from capital_planner.rules import Pin
from tests.ui.conftest import settle
from tests.ui.driving import act, add_scheme, choices, option_names
from tests.ui.small_window import ScriptedSolver
from ui import edits
from ui.asking.rules_dialog import RulesDialog
from ui.maps.items import SymbolItem
from ui.state import COMMITTED
from ui.window import MainWindow

BASE = "host-1-asd"


def pick(window: MainWindow, key: str) -> None:
    window.schemes.every.setChecked(True)
    window.schemes.pick(key)


def pins(window: MainWindow) -> tuple[Pin, ...]:
    return window.session.store.document.inputs.settings.rules.pins


def rules_dialog(window: MainWindow) -> RulesDialog:
    act(window, "rules")
    return window.findChildren(RulesDialog, "rulesDialog")[-1]


def test_a_scheme_put_in_is_asked_of_the_search_and_marked(
    window: MainWindow, qtbot: QtBot
) -> None:
    pick(window, BASE)
    act(window, "put_in")
    settle(window, qtbot)
    assert pins(window) == (Pin(BASE, "in"),)
    assert "put in every plan" in window.schemes.story.text()
    assert not window.actions_by_id["put_in"].isEnabled()
    act(window, "find")
    qtbot.waitUntil(lambda: ScriptedSolver.made[-1].scenario is not None)
    searched = ScriptedSolver.made[-1].scenario
    assert searched is not None
    assert searched.settings.rules.pins == (Pin(BASE, "in"),)
    act(window, "stop")
    qtbot.waitUntil(lambda: not window.session.store.search.running)
    settle(window, qtbot)


def test_a_decision_works_nothing_out_anew_and_can_be_undone(
    window: MainWindow, qtbot: QtBot
) -> None:
    store = window.session.store
    built, assessed = store.built, store.current(COMMITTED)
    pick(window, BASE)
    act(window, "leave_out")
    settle(window, qtbot)
    assert store.built is built
    assert store.current(COMMITTED) is assessed
    assert "Leave" in window.actions_by_id["undo"].text()
    act(window, "undo")
    settle(window, qtbot)
    assert pins(window) == ()
    assert "left out" not in window.schemes.story.text()


def test_an_option_that_does_not_heed_a_decision_says_so(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, BASE, 4)
    assert window.schemes.rules.isHidden()
    act(window, "leave_out")
    settle(window, qtbot)
    assert not window.schemes.rules.isHidden()
    assert "breaks 1 rule" in window.schemes.rules.text()
    assert BASE not in window.schemes.rules.text()
    act(window, "ask_nothing")
    settle(window, qtbot)
    assert window.schemes.rules.isHidden()


def test_only_approved_schemes_can_be_released(window: MainWindow) -> None:
    window.schemes.pick("growth-b")
    assert window.actions_by_id["release"].isEnabled()
    assert not window.actions_by_id["put_in"].isEnabled()
    act(window, "release")
    assert pins(window) == (Pin("growth-b", "release"),)
    pick(window, BASE)
    assert not window.actions_by_id["release"].isEnabled()


def test_a_released_scheme_that_is_left_out_breaks_no_rule(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, BASE, 4)
    window.session.set_scheme("growth-b", places=0, opening_year=0, name="Remove")
    settle(window, qtbot)
    assert "breaks 1 rule" in window.schemes.rules.text()
    window.schemes.pick("growth-b")
    act(window, "release")
    settle(window, qtbot)
    assert window.schemes.rules.isHidden()
    act(window, "undo")
    settle(window, qtbot)
    assert not window.schemes.rules.isHidden()


def test_a_plan_that_needs_a_released_growth_is_worked_out(
    window: MainWindow, qtbot: QtBot
) -> None:
    store = window.session.store
    assert store.built is not None
    choices = store.built.committed.choices.rename(index={"growth-b": "growth-b-more"})
    released = edits.pin(store.document, "growth-b", "release").inputs
    keep = partial(
        edits.add_found, plan=Plan(choices), inputs=released, show=True, name="Mine"
    )
    store.edit("Keep", keep)
    settle(window, qtbot)
    mine = store.current(store.document.selected)
    assert mine is not None
    assert mine.scenario is store.built.scenario
    assert mine.placements.places.loc["special-b"].max() > 0


def test_a_release_taken_back_leaves_the_option_to_be_edited(
    window: MainWindow, qtbot: QtBot
) -> None:
    failures: list[str] = []
    window.session.failed.connect(lambda title, _: failures.append(title))
    pick(window, "growth-b-more")
    row = window.schemes.picked_scheme()
    assert row is not None
    rested = row[0].open_years()
    window.schemes.pick("growth-b")
    act(window, "release")
    window.session.set_scheme("growth-b", places=0, opening_year=0, name="Remove")
    settle(window, qtbot)
    window.schemes.pick("growth-b-more")
    window.schemes.places.stepUp()
    settle(window, qtbot)
    opened = window.schemes.year._ladder
    assert set(opened) > set(rested)
    window.schemes.year.setValue(min(opened))
    settle(window, qtbot)
    assert choices(window).loc["growth-b-more", "opening_year"] == min(opened)
    window.schemes.pick("growth-b")
    act(window, "ask_nothing")
    add_scheme(window, qtbot, BASE, 4)
    store = window.session.store
    assert failures == []
    assert store.current(store.document.selected) is not None
    assert "This option breaks 1 rule" in window.schemes.rules.text()
    window.schemes.pick("growth-b-more")
    assert window.schemes.year._ladder == rested
    assert window.schemes.year.value() == min(opened)


def test_a_plan_found_before_other_rules_says_so(
    window: MainWindow, qtbot: QtBot
) -> None:
    act(window, "find")
    qtbot.waitUntil(lambda: window.session.store.search.elapsed_s > 0)
    act(window, "stop")
    qtbot.waitUntil(lambda: not window.session.store.search.running)
    settle(window, qtbot)
    assert option_names(window)[2] == "Plan found, balanced"
    pick(window, BASE)
    act(window, "put_in")
    settle(window, qtbot)
    assert option_names(window)[2].endswith("(found for other rules)")


def test_rules_are_asked_with_their_sentences(window: MainWindow, qtbot: QtBot) -> None:
    dialog = rules_dialog(window)
    tick, figure = dialog.base_share
    assert not figure.isEnabled()
    tick.setChecked(True)
    figure.setValue(60)
    dialog.routes["new_special_school"].setChecked(False)
    dialog.accept()
    settle(window, qtbot)
    rules = window.session.store.document.inputs.settings.rules
    assert rules.least_base_share == 0.6
    assert rules.routes is not None
    assert "new_special_school" not in rules.routes
    assert rules.most_gap is None
    again = rules_dialog(window)
    assert again.rules == rules
    again.reject()


def test_a_right_click_on_the_map_offers_the_decisions(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, BASE, 4)
    act(window, "restricted")
    settle(window, qtbot)
    view = window.map_card.view
    symbols = [item for item in view.items() if isinstance(item, SymbolItem)]
    mine = next(s for s in symbols if window.schemes.model.row_of(s.symbol.key) >= 0)
    window.schemes.pick("growth-b")
    menu = window.findChild(QMenu, "schemeMenu")
    assert menu is not None
    shown: list[bool] = []
    menu.aboutToShow.connect(lambda: shown.append(True))
    at = view.mapFromScene(mine.sceneBoundingRect().center())
    view.customContextMenuRequested.emit(at)
    picked = window.schemes.picked_scheme()
    assert shown
    assert picked is not None
    assert picked[0].key == mine.symbol.key
    menu.close()
