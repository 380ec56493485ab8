"""Pictures of the real window on the real case, for the README and the guide.

Run from the top folder of the project::

    uv run docs/guide/make_pictures.py

The public view is shown, so no school that has not agreed is named.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - after the path is set
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from data import EMBEDDED_CASE  # noqa: E402
from ui.answers.joint import Answers  # noqa: E402
from ui.app import make_window, style  # noqa: E402
from ui.engagement.window import EventWindow  # noqa: E402
from ui.importing.dialog import ImportDialog  # noqa: E402
from ui.session import Session  # noqa: E402
from ui.store import Store  # noqa: E402
from ui.window import MainWindow  # noqa: E402

SIZE = (1280, 720)
PAGE = (960, 480)
PATIENCE_MS = 600_000
FUTURES = 20
SECONDS_TO_SEARCH = 30
LOOK_MS = 50


def main() -> int:
    """Make every picture, beside this file."""
    application = style(QApplication(sys.argv[:1]))
    window = make_window(Session(Store()))
    window.resize(*SIZE)
    window.painted.connect(window.session.open)
    window.show()
    wait(lambda: window.session.store.drawn is not None)
    settle(window)
    if window.session.store.view.audience != "public":
        return 1
    take_all(window)
    window.close()
    application.processEvents()
    return 0


def take_all(window: MainWindow) -> None:
    """Walk through the main job, and picture each step."""
    take(window, "open")
    look(window, theme="sufficiency", district="Preston")
    take(window, "sufficiency")
    window.tabs.setCurrentIndex(1)
    settle(window)
    take(window, "table")
    window.tabs.setCurrentIndex(0)
    window.search.seconds.setValue(SECONDS_TO_SEARCH)
    window.actions_by_id["find"].trigger()
    wait(lambda: window.search.figures["gap"].text() != "\N{EN DASH}")
    take(window, "search")
    wait(lambda: not window.session.store.search.running)
    look(window, theme="children", district="", year=2030)
    take(window, "window")
    ask(window)
    turn_to(window, "Map")
    edit(window)
    take(window, "edit")
    turn_to(window, "Compare")
    take(window, "compare")
    turn_to(window, "Map")
    window.actions_by_id["colours_dark"].trigger()
    take(window, "dark")
    window.actions_by_id["colours_light"].trigger()
    window.actions_by_id["figures"].trigger()
    take(window.findChildren(QWidget, "figures")[0], "figures")
    window.findChildren(QWidget, "figures")[0].close()
    bring_in(window)
    event(window)


def ask(window: MainWindow) -> None:
    """Ask every question of the plan found, and picture each answer."""
    answers = window.findChildren(Answers)[0]
    answers.futures.panel.count.setValue(FUTURES)
    pick_first(window)
    for action, name in (("why", "why"), ("curve", "tradeoff"), ("futures", "futures")):
        window.actions_by_id[action].trigger()
        wait(lambda: answers.questions.running)
        wait(lambda: not answers.questions.running)
        take(window, name)
    turn_to(window, "Story")
    take(window, "story")


def event(window: MainWindow) -> None:
    """Open the engagement event, look at an area, and picture both pages."""
    window.actions_by_id["engagement"].trigger()
    wait(lambda: any(map(QWidget.isVisible, window.findChildren(EventWindow))))
    shown = window.findChildren(EventWindow)[0]
    shown.showNormal()
    shown.resize(*SIZE)
    take(shown, "event")
    shown.choose_area("Preston")
    settle(window)
    take(shown, "event_area")
    shown.close()


def bring_in(window: MainWindow) -> None:
    """Look at a table of the council's own, and picture what it would make."""
    window.actions_by_id["import"].trigger()
    dialog = window.findChildren(ImportDialog)[0]
    dialog.resize(*PAGE)
    dialog.choose.pick("table")
    dialog.choose.tables.setCurrentIndex(dialog.choose.tables.findData("funding"))
    dialog.choose.files.line.setText(str(EMBEDDED_CASE / "funding.csv"))
    for _ in range(2):
        dialog.forward.click()
        wait(lambda: not dialog.running)
    dialog.preview.tabs.setCurrentIndex(0)
    take(dialog, "import")
    dialog.reject()


def turn_to(window: MainWindow, name: str) -> None:
    """Turn to a tab and wait until it shows."""
    tabs = window.tabs
    texts = [tabs.tabText(n).replace("&", "") for n in range(tabs.count())]
    tabs.setCurrentIndex(texts.index(name))
    settle(window)


def edit(window: MainWindow) -> None:
    """Give the first scheme still to decide a size less."""
    pick_first(window)
    window.schemes.places.stepDown()
    settle(window)


def pick_first(window: MainWindow) -> None:
    """Pick the first scheme of the option that is still to decide."""
    model = window.schemes.model
    rows = range(model.rowCount())
    row = next(
        n for n in rows if model.choice(n).places and not model.scheme(n).decided
    )
    window.schemes.pick(model.scheme(row).key)


def look(window: MainWindow, **view: object) -> None:
    """Look at something else and wait until it is drawn."""
    window.session.store.look(**view)
    settle(window)


def settle(window: MainWindow) -> None:
    """Wait until nothing is being worked out."""
    wait(lambda: not window.session.jobs.running())


def wait(ready: Callable[[], object]) -> None:
    """Let the window work until something is so.

    Raises
    ------
    TimeoutError
        If it is not so in good time.
    """
    for _ in range(PATIENCE_MS // LOOK_MS):
        loop = QEventLoop()
        QTimer.singleShot(LOOK_MS, loop.quit)
        loop.exec()
        if ready():
            return
    raise TimeoutError


def take(widget: QWidget, name: str) -> None:
    """Save a picture of a window."""
    loop = QEventLoop()
    QTimer.singleShot(LOOK_MS, loop.quit)
    loop.exec()
    widget.grab().save(str(HERE / f"{name}.png"))


if __name__ == "__main__":
    sys.exit(main())
