"""What changed between two options, as the table tells it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from capital_planner.plan import Plan
from tests.ui.comparing import (
    MINUS,
    choose,
    names,
    number,
    rows,
    turn,
)
from tests.ui.conftest import settle
from tests.ui.driving import act, add_scheme
from tests.ui.small_window import SmallTasks
from ui.compare.changes import scheme_changes
from ui.state import Inputs
from ui.window import MainWindow


def test_swap_turns_every_difference_round(window: MainWindow, qtbot: QtBot) -> None:
    add_scheme(window, qtbot, "new-school", 10)
    panel = turn(window, qtbot)
    before = {(row[0], row[1]): row[2:] for row in rows(panel)}
    act(window, "swap")
    settle(window, qtbot)
    assert names(panel) == ["Committed programme, edited", "Committed programme"]
    after = {(row[0], row[1]): row[2:] for row in rows(panel)}
    assert set(after) == set(before)
    for key, (this, other, difference) in after.items():
        assert [other, this] == before[key][:2]
        turned = {"+": MINUS, MINUS: "+", "a": "left out"}[before[key][2][0]]
        assert difference.startswith(turned)


def test_the_table_lists_only_what_changed(window: MainWindow, qtbot: QtBot) -> None:
    add_scheme(window, qtbot, "host-1-asd", 4)
    act(window, "copy")
    settle(window, qtbot)
    window.schemes.pick("host-1-asd")
    window.schemes.places.setValue(6)
    settle(window, qtbot)
    window.schemes.year.setValue(2028)
    settle(window, qtbot)
    panel = turn(window, qtbot)
    choose(window, qtbot, "this", "Committed programme, edited")
    schemes = [row[1:] for row in rows(panel) if row[0] == "Schemes"]
    label = "Specialist base at a primary school in North"
    assert len(schemes) == 1
    assert schemes[0][0] == label
    assert schemes[0][1].startswith("4 places, ")
    assert schemes[0][2] == "6 places, 2028/29"
    assert schemes[0][3].startswith("+2 places, ")
    assert schemes[0][3].endswith("later")
    assert not any(row[0] == "Inputs" for row in rows(panel))
    assert all(row[2] != row[3] for row in rows(panel))


def test_measures_and_districts_differ_by_what_is_printed(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "new-school", 10)
    panel = turn(window, qtbot)
    money = next(row for row in rows(panel) if row[1].startswith("Capital"))
    pounds = [float(text.strip("+\N{POUND SIGN}m")) for text in money[2:]]
    assert pounds[2] == round(pounds[1] - pounds[0], 1) > 0
    counts = [row for row in rows(panel) if row[2].startswith("about ")]
    assert {row[0] for row in counts} == {"Measures", "Districts"}
    for row in counts:
        if row[4].startswith(("+", MINUS)):
            assert number(row[4]) == number(row[3]) - number(row[2])
            assert number(row[4]) % 5 == 0


def test_nothing_changed_is_said_in_words(window: MainWindow, qtbot: QtBot) -> None:
    act(window, "copy")
    panel = turn(window, qtbot)
    assert names(panel)[0] != names(panel)[1]
    assert rows(panel) == []
    assert panel.summary.text().startswith("Nothing differs between")
    choose(window, qtbot, "this", "Committed programme")
    choose(window, qtbot, "other", "Committed programme")
    assert "choose two options" in panel.summary.text()


def test_a_row_of_a_district_marks_it_on_the_maps(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "new-school", 10)
    panel = turn(window, qtbot)
    at = next(n for n, row in enumerate(rows(panel)) if row[1].startswith("South: "))
    panel.table.selectRow(at)
    settle(window, qtbot)
    assert window.session.store.view.district == "South"
    assert {view._marked for view in panel.maps.views} == {"South"}
    QTest.keyClick(panel.maps.views[0], Qt.Key.Key_N)
    assert window.session.store.view.district == "North"
    assert {view._marked for view in panel.maps.views} == {"North"}


def test_an_option_made_for_other_inputs_is_flagged(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "host-1-asd", 4)
    panel = turn(window, qtbot)
    assert not panel.flags.isVisible()
    store = window.session.store
    window.session.assume("Set future", replace(store.document.inputs, future="high"))
    settle(window, qtbot)
    assert panel.flags.isVisible()
    assert "made for other inputs than those of now (future)" in panel.flags.text()
    assert "measured here on the inputs of now" in panel.flags.text()
    inputs = [row for row in rows(panel) if row[0] == "Inputs"]
    assert inputs == [["Inputs", "Future", "high", "central", "not the same"]]


def test_growth_of_a_school_is_told_no_finer_than_five_places() -> None:
    built = SmallTasks().build_inputs(None, Inputs())  # type: ignore[arg-type]
    choices = built.committed.choices

    def growing(places: int) -> Plan:
        more = choices.copy()
        more.loc["growth-a", ["places", "opening_year"]] = [places, 2027]
        return Plan(more.astype({"places": int, "opening_year": int}))

    plans = [growing(11), growing(12)]
    assert scheme_changes(built, plans, audience="public") == []
    (told,) = scheme_changes(built, plans, audience="restricted")
    assert (told.this, told.difference) == ("11 places, 2027/28", "+1 places")
    (rough,) = scheme_changes(built, [growing(11), growing(14)], audience="public")
    assert rough.this == "about 10 places, 2027/28"
    assert rough.difference == "+5 places"
