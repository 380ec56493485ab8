"""Two options beside each other, as a user compares them."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from capital_planner.disclosure import forbidden_words
from capital_planner.plan import Plan
from tests.ui.conftest import Opener, settle
from tests.ui.driving import act, add_scheme
from tests.ui.small_window import HIDDEN_NAME, URN, SmallTasks
from tests.ui.texts import texts_of
from ui.compare.changes import scheme_changes
from ui.compare.joint import Compare
from ui.compare.panel import ComparePanel
from ui.compare.state import Pair
from ui.state import COMMITTED, DO_NOTHING, Inputs
from ui.window import MainWindow

MINUS = "\N{MINUS SIGN}"
SIDE_BY_SIDE, DIFFERENCE = 0, 1


def panel_of(window: MainWindow) -> ComparePanel:
    joint = window.findChild(Compare)
    assert joint is not None
    return joint.panel


def turn(window: MainWindow, qtbot: QtBot) -> ComparePanel:
    panel = panel_of(window)
    window.tabs.setCurrentWidget(panel)
    settle(window, qtbot)
    return panel


def choose(window: MainWindow, qtbot: QtBot, side: Any, name: str) -> None:
    box = panel_of(window).boxes[side]
    at = box.findText(name)
    assert at >= 0
    box.setCurrentIndex(at)
    box.activated.emit(at)
    settle(window, qtbot)


def rows(panel: ComparePanel) -> list[list[str]]:
    model = panel.model
    return [
        [model.index(row, column).data() for column in range(5)]
        for row in range(model.rowCount())
    ]


def printed(view: Any) -> dict[str, str]:
    return {i.area.name: i.area.printed for i in view._areas.values()}


def number(text: str) -> int:
    return int(text.replace(MINUS, "-").replace(",", "").removeprefix("about "))


def names(panel: ComparePanel) -> list[str]:
    return [box.currentText() for box in panel.boxes.values()]


def test_the_option_shown_is_held_against_what_every_case_has(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = turn(window, qtbot)
    assert names(panel) == ["Do nothing", "Committed programme"]
    add_scheme(window, qtbot, "new-school", 10)
    assert names(panel) == ["Committed programme", "Committed programme, edited"]
    assert panel.maps.titles[1].text() == "B: Committed programme, edited"
    act(window, "undo")
    settle(window, qtbot)
    assert names(panel) == ["Do nothing", "Committed programme"]


def test_a_deleted_option_gives_way_to_the_one_shown(window: MainWindow) -> None:
    document = window.session.store.document
    assert Pair("option-9", "option-8").keys(document) == (DO_NOTHING, COMMITTED)
    assert Pair(COMMITTED, DO_NOTHING).keys(document) == (COMMITTED, DO_NOTHING)


def test_maps_share_classes_legend_and_what_the_view_bar_shows(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "new-school", 10)
    panel = turn(window, qtbot)
    window.session.store.look(year=2028, theme="sufficiency", need="ASD")
    settle(window, qtbot)
    one, other = (view._spec for view in panel.maps.views)
    assert one is not None
    assert other is not None
    assert one.classes == other.classes
    assert (one.year, one.theme, other.year) == (2028, "sufficiency", 2028)
    assert "autism" in other.furniture.subtitle
    entries = panel.maps.legend._entries
    assert set(one.legend) >= {e for e in entries if e.kind == "class"}
    assert any(symbol.standing == "proposed" for symbol in other.symbols)
    assert any("Proposed" in entry.text for entry in entries)


def test_maps_pan_and_zoom_together(window: MainWindow, qtbot: QtBot) -> None:
    panel = turn(window, qtbot)
    one, other = panel.maps.views

    def where(view: Any) -> tuple[float, ...]:
        middle = view.mapToScene(view.viewport().rect().center())
        return round(view.transform().m11(), 6), middle.x(), middle.y()

    def together() -> bool:
        pixel = 2 / one.transform().m11()
        pairs = zip(where(one), where(other), strict=True)
        return all(abs(a - b) <= pixel for a, b in pairs)

    whole = where(one)
    one.setFocus()
    for _ in range(4):
        QTest.keyClick(one, Qt.Key.Key_Plus)
    assert where(one)[0] > 2 * whole[0]
    assert where(other)[0] == where(one)[0]
    assert together()
    before = where(one)
    other.horizontalScrollBar().setValue(other.horizontalScrollBar().value() + 40)
    assert where(one)[1] > before[1]
    assert together()
    QTest.keyClick(other, Qt.Key.Key_0)
    assert where(one)[0] == where(other)[0] == whole[0]


def test_the_difference_is_b_less_a_district_by_district(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "new-school", 10)
    panel = turn(window, qtbot)
    window.session.store.look(year=2030, theme="sufficiency")
    settle(window, qtbot)
    panel.how.setCurrentIndex(DIFFERENCE)
    assert panel.maps.difference.isVisible()
    assert not panel.maps.views[0].isVisible()
    shown = printed(panel.maps.difference)
    assert shown == {"North": "0", "South": "+10"}
    told = {row[1]: row[4] for row in rows(panel) if row[0] == "Districts"}
    assert told["South: places open"] == "+10"
    assert "North: places open" not in told
    assert "no difference" in [e.text for e in panel.maps.legend._entries]
    assert "10 more places open" in panel.maps.finding.text()
    panel.how.setCurrentIndex(SIDE_BY_SIDE)
    assert panel.maps.views[1].isVisible()
    assert "no difference" not in [e.text for e in panel.maps.legend._entries]


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


def test_what_is_not_assessed_waits_for_the_tab(opener: Opener, qtbot: QtBot) -> None:
    done: list[str] = []
    window = opener(SmallTasks(during=done.append))
    qtbot.waitUntil(lambda: window.session.store.drawn is not None, timeout=30_000)
    settle(window, qtbot)
    add_scheme(window, qtbot, "new-school", 10)
    window.session.pick(DO_NOTHING)
    settle(window, qtbot)
    store = window.session.store
    inputs = replace(store.document.inputs, future="high")
    window.session.assume("Set future", inputs)
    settle(window, qtbot)
    done.clear()
    assert store.current(COMMITTED) is None
    panel = turn(window, qtbot)
    assert done.count("assess") == 1
    assert store.current(COMMITTED) is not None
    assert names(panel) == ["Committed programme", "Do nothing"]
    assert rows(panel)
    done.clear()
    window.tabs.setCurrentIndex(0)
    window.session.assume("Set future", replace(inputs, future="low"))
    settle(window, qtbot)
    assert done.count("assess") == 1
    assert store.current(COMMITTED) is None


def test_an_edit_while_options_are_assessed_wins(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = turn(window, qtbot)
    window.session.set_scheme("new-school", places=10, opening_year=2027, name="Add")
    window.session.set_scheme("new-school", places=10, opening_year=2029, name="Later")
    settle(window, qtbot)
    schemes = [row for row in rows(panel) if row[0] == "Schemes"]
    assert [row[3] for row in schemes] == ["10 places, 2029/30"]
    store = window.session.store
    option = store.document.chosen
    assert option is not None
    assert store.assessed[option.key].plan is option.plan


def test_public_comparison_names_no_school_and_uses_the_words_of_the_public(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "host-1-asd", 4)
    panel = turn(window, qtbot)
    window.session.store.look(year=2030)
    settle(window, qtbot)

    def texts() -> list[str]:
        specs = [view._spec for view in (*panel.maps.views, panel.maps.difference)]
        return [*texts_of(window), *(t for s in specs if s for t in s.texts())]

    assert not [t for t in texts() if HIDDEN_NAME in t or URN in t or "host-1" in t]
    assert forbidden_words(texts()) == []
    act(window, "restricted")
    settle(window, qtbot)
    assert any(HIDDEN_NAME in row[1] for row in rows(panel))
    assert "OFFICIAL-SENSITIVE" in panel.maps.words.text()
    window.tabs.setCurrentIndex(0)
    act(window, "restricted")
    settle(window, qtbot)
    window.tabs.setCurrentWidget(panel)
    assert rows(panel) == []
    assert not panel.maps.isVisible()
    settle(window, qtbot)
    assert rows(panel)
    assert not [t for t in texts() if HIDDEN_NAME in t]


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
