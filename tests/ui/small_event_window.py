"""The engagement window over the small case, and every text it shows."""

from functools import cache
from typing import Any

from PySide6.QtWidgets import QWidget

from capital_planner.engagement import Heard, Position, event_map
from capital_planner.mapspec import MapSpec
from capital_planner.plan import Plan
from tests.ui.small_window import SmallTasks
from tests.ui.texts import _of_model, _said
from ui.engagement import prepare
from ui.engagement.prepare import Prepared
from ui.engagement.window import EventWindow
from ui.state import COMMITTED, DO_NOTHING, Inputs, Option

IDEA = "A new school"
GETTERS = (
    "text",
    "toPlainText",
    "toolTip",
    "accessibleName",
    "accessibleDescription",
    "placeholderText",
    "windowTitle",
)


@cache
def prepared() -> Prepared:
    """Three options, worked out once for every test."""
    tasks: Any = SmallTasks()
    opened, inputs = tasks.open_case(), Inputs()
    built = tasks.build_inputs(opened, inputs)
    choices = built.committed.choices.copy()
    choices.loc["new-school", ["places", "opening_year"]] = [10, 2027]
    idea = Plan(choices.astype({"places": int, "opening_year": int}), None)
    options = (
        Option(COMMITTED, "Committed programme", "committed", built.committed),
        Option(DO_NOTHING, "Do nothing", "do nothing", built.do_nothing),
        Option("option-1", IDEA, "edited", idea, inputs),
    )
    names = {option.key: option.name for option in options}
    copy = prepare.Copy(opened, built, inputs, options, names)
    *_, last = prepare.preparing(copy, tasks)
    assert last.prepared is not None
    return last.prepared


@cache
def drawn(at: Position) -> MapSpec:
    return event_map(prepared().event, at, prepared().ground)


def event_window() -> EventWindow:
    """A window whose maps are drawn at once."""
    window = EventWindow(prepared(), Heard(), family="Lato")
    window.map_wanted.connect(lambda at: window.show_map(at, drawn(at)))
    window.showFullScreen()
    window.activateWindow()
    return window


def texts(event: EventWindow) -> list[str]:
    """Every text of every page, those of the map and the lists too."""
    found = []
    for widget in [event, *event.findChildren(QWidget)]:
        found += [_said(widget, getter) for getter in GETTERS]
    for view in (event.start.list, event.staff.notes, event.staff.table):
        found += _of_model(view.model())
    found += [item.toolTip() for item in event.one.map.view.scene().items()]
    spec = event.one.map.view._spec
    assert spec is not None
    found += list(spec.texts())
    return [text for text in found if text]
