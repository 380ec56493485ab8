"""The map as a pointer and a keyboard use it, and the years played."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from capital_planner.mapspec import Symbol
from tests.ui.conftest import settle
from tests.ui.driving import act, add_scheme
from tests.ui.small_window import HIDDEN_NAME
from ui.maps.items import AreaItem, RingItem, SymbolItem
from ui.maps.moving import SMOOTH, MovingView
from ui.maps.view import MapView
from ui.window import MainWindow


def view_of(window: MainWindow) -> MapView:
    return window.map_card.view


def area(window: MainWindow, name: str) -> AreaItem:
    return next(i for i in view_of(window)._areas.values() if i.area.name == name)


def bare_point(window: MainWindow, name: str) -> QPoint:
    """A point in sight with nothing but a district under it."""
    view, item = view_of(window), area(window, name)
    room = view.viewport().rect()
    spots = [QPoint(x, y) for x in range(9, 999, 9) for y in range(9, 999, 9)]
    spots = [spot for spot in spots if room.contains(spot)]
    return next(spot for spot in spots if view.items(spot) == [item])


def symbols(window: MainWindow) -> list[SymbolItem]:
    found = [i for i in view_of(window).scene().items() if isinstance(i, SymbolItem)]
    assert found
    return found


def rings(window: MainWindow) -> list[RingItem]:
    items = view_of(window).scene().items()
    return [item for item in items if isinstance(item, RingItem)]


def picture(view: MovingView) -> QImage:
    return view.viewport().grab().toImage()


def test_what_is_under_the_pointer_is_said_and_no_more_when_it_leaves(
    window: MainWindow, qtbot: QtBot
) -> None:
    settle(window, qtbot)
    view = view_of(window)
    QTest.mouseMove(view.viewport(), bare_point(window, "North"))
    assert window.said.text().startswith("North, ")
    assert "Children who need a place: " in window.said.text()
    symbol = symbols(window)[0]
    QTest.mouseMove(view.viewport(), view.mapFromScene(symbol.pos()))
    assert symbol.symbol.name in window.said.text()
    window.activateWindow()
    view._hover("")
    assert window.said.text() == ""


def test_settings_and_schemes_are_stepped_through_marked_and_announced(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "host-1-asd", 4)
    window.session.store.look(year=2030)
    settle(window, qtbot)
    view, seen = view_of(window), list[str]()
    for _ in symbols(window):
        QTest.keyClick(view, Qt.Key.Key_Period)
        assert len(rings(window)) == 1
        key = window.session.store.view.symbol
        item = next(i for i in symbols(window) if i.symbol.key == key)
        assert rings(window)[0].pos() == item.pos()
        assert view.accessibleDescription().startswith(item.symbol.name)
        assert item.symbol.name in window.said.text()
        seen.append(key)
    assert sorted(seen) == sorted(item.symbol.key for item in symbols(window))
    planned = [symbol.standing != "existing" for symbol in view_symbols(window, seen)]
    assert planned == sorted(planned, reverse=True)
    QTest.keyClick(view, Qt.Key.Key_Period)
    assert window.session.store.view.symbol == seen[0]
    QTest.keyClick(view, Qt.Key.Key_Comma)
    assert window.session.store.view.symbol == seen[-1]


def view_symbols(window: MainWindow, keys: list[str]) -> list[Symbol]:
    by_key = {item.symbol.key: item.symbol for item in symbols(window)}
    return [by_key[key] for key in keys]


def test_map_and_panel_mark_the_same_scheme_without_naming_its_host(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "host-1-asd", 4)
    window.session.store.look(year=2030)
    settle(window, qtbot)
    window.schemes.table.setCurrentIndex(window.schemes.rows.index(-1, -1))
    window.schemes.pick("host-1-asd")
    proposed = next(i for i in symbols(window) if i.symbol.standing == "proposed")
    key, store = proposed.symbol.key, window.session.store
    qtbot.waitUntil(lambda: store.view.symbol == key)
    assert "host-1" not in key
    assert HIDDEN_NAME not in view_of(window).accessibleDescription()
    window.schemes.pick("growth-b")
    qtbot.waitUntil(lambda: store.view.symbol != key)
    view_of(window).symbol_picked.emit(key)
    row = window.schemes.rows.mapToSource(window.schemes.table.currentIndex()).row()
    assert window.schemes.model.scheme(row).key == "host-1-asd"


def test_marking_draws_nothing_again(window: MainWindow, qtbot: QtBot) -> None:
    settle(window, qtbot)
    drawn = window.session.store.drawn
    window.session.store.look(district="South", symbol="any")
    assert not window.session.jobs.running()
    assert window.session.store.drawn is drawn
    window.session.store.look(theme="sufficiency")
    assert window.session.jobs.running("draw")


def test_zoom_stretches_the_picture_and_then_paints_the_map_in_full(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = view_of(window)
    assert view._spec is not None
    plain = [replace(a, fill="#2073BC", hatched=False) for a in view._spec.areas]
    view.show_spec(replace(view._spec, areas=tuple(plain)))
    view.viewport().repaint()
    scale = view.transform().m11()
    view.zoom(2.0)
    stretched = picture(view)
    assert view.transform().m11() == scale * 2
    fill = QColor("#2073BC")
    spot = bare_point(window, "North")
    assert stretched.pixelColor(spot) == fill
    qtbot.waitUntil(lambda: not view._pause.isActive(), timeout=5_000)
    assert picture(view).pixelColor(spot) == fill
    assert picture(view) != stretched
    view.fit()
    assert view.transform().m11() == scale


def test_the_whole_map_is_shown_at_once_and_then_in_full(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = view_of(window)
    whole = picture(view)
    act(window, "nearer")
    view.settle()
    near = picture(view)
    assert near != whole
    act(window, "farther")
    assert view._zoom == 1.0
    assert picture(view) not in (near, whole)
    assert view._pause.isActive()
    qtbot.waitUntil(lambda: not view._pause.isActive(), timeout=5_000)
    assert picture(view) == whole


def test_pan_moves_the_map_and_smooths_it_after_a_pause(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = view_of(window)
    view.zoom(3.0)
    view.settle()
    corner = symbols(window)[0].pos()
    at = view.mapFromScene(corner)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().value() + 30)
    assert view.mapFromScene(corner) == at - QPoint(30, 0)
    assert not view.renderHints() & SMOOTH
    qtbot.waitUntil(lambda: not view._pause.isActive(), timeout=5_000)
    assert view.renderHints() & SMOOTH


def test_furniture_stays_in_its_corner(window: MainWindow) -> None:
    view = view_of(window)
    corner, said = view._scale.pos(), view._scale._said
    view.zoom(4.0)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().value() + 50)
    assert view._scale.pos() == corner
    assert float(view._scale._said.split()[0]) < float(said.split()[0])
    kilometre = view.mapFromScene(QPointF(1000, 0)) - view.mapFromScene(QPointF(0, 0))
    length = float(view._scale._said.split()[0]) * kilometre.x()
    assert abs(length - view._scale._length_px) <= length * 0.1


def test_years_are_played_to_the_last_and_from_the_first_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    bar = window.view_bar
    bar.player.setInterval(1)
    bar.year.setValue(bar.year.minimum())
    years = list[int]()
    bar.year.valueChanged.connect(years.append)
    start, last = bar.year.value(), bar.year.maximum()
    act(window, "play")
    assert window.actions_by_id["play"].iconText() == "Pause"
    qtbot.waitUntil(lambda: not bar.player.isActive(), timeout=10_000)
    assert years == list(range(start + 1, last + 1))
    assert window.actions_by_id["play"].iconText() == "Play"
    act(window, "play")
    assert window.session.store.view.year == bar.year.minimum()
    act(window, "play")
    assert not bar.player.isActive()
    settle(window, qtbot)


def test_play_stops_when_the_user_takes_the_slider_or_closes(
    window: MainWindow, qtbot: QtBot
) -> None:
    bar = window.view_bar
    bar.year.setValue(bar.year.minimum())
    act(window, "play")
    QTest.keyClick(bar.year, Qt.Key.Key_Right)
    assert not bar.player.isActive()
    act(window, "play")
    act(window, "later")
    assert not bar.player.isActive()
    act(window, "play")
    window.close()
    assert not bar.player.isActive()
    settle(window, qtbot)
