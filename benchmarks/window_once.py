"""Opens the window once and writes what an officer waits for, in seconds.

First paint and first map are counted from the time of day in the variable BEGAN,
when the process was asked for; the rest by the clock, as medians of a few moves.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication

from ui.app import early_session, make_window, open_quickly, style
from ui.head_start import HeadStart
from ui.window import MainWindow

LONGEST_MS = 60_000
MOVES = 12
PAN_PX = 8
YEARS = (2027, 2033)


def main(head_start: HeadStart) -> None:
    """Open the window, wait for its first map, use it, and write the times."""
    application = style(QApplication([]))
    window = make_window(early_session(head_start))
    times: list[float] = []
    window.painted.connect(lambda: times.append(since_start()))
    open_quickly(window)
    window.show()
    wait_for(window.session.store.drawn_changed)
    times.append(since_start())
    settle(window)
    times += [pan_step(window), zoom_preview(window), recolour(window)]
    times.append(edit(window))
    settle(window)
    window.close()
    application.processEvents()
    sys.stdout.write(" ".join(f"{value:.5f}" for value in times) + "\n")


def since_start() -> float:
    """Count the seconds since this process was asked for."""
    return time.time() - float(os.environ["BEGAN"])


def pan_step(window: MainWindow) -> float:
    """Drag the map by a few pixels, near enough that there is somewhere to go."""
    view = window.map_card.view
    view.zoom(2.0)
    view.settle()
    QApplication.processEvents()
    bar = view.horizontalScrollBar()

    def pan(step: int) -> None:
        bar.setValue(bar.value() + (PAN_PX if step % 4 < 2 else -PAN_PX))

    return median_of(pan)


def zoom_preview(window: MainWindow) -> float:
    """Turn the wheel by a notch."""
    view = window.map_card.view
    view.settle()
    QApplication.processEvents()
    return median_of(lambda step: view.zoom(1.25 if step % 4 < 2 else 0.8))


def recolour(window: MainWindow) -> float:
    """Paint another year, ready as data."""
    specs = []
    for year in YEARS:
        window.session.store.look(year=year)
        wait_for(window.session.store.drawn_changed)
        drawn = window.session.store.drawn
        specs += [drawn.spec] if drawn is not None else []
    settle(window)
    view = window.map_card.view
    return median_of(lambda step: view.show_spec(specs[step % len(specs)]))


def edit(window: MainWindow) -> float:
    """Give the first scheme still to decide its first size; until six measures."""
    store, model = window.session.store, window.schemes.model
    schemes = map(model.scheme, range(model.rowCount()))
    scheme = next(row for row in schemes if not row.decided)
    started = time.perf_counter()
    window.session.set_scheme(
        scheme.key,
        places=scheme.sizes[0],
        opening_year=scheme.years[0],
        name="Add a scheme",
    )
    wait_for(store.counted_changed)
    window.measures.repaint()
    return time.perf_counter() - started


def median_of(move: Callable[[int], object]) -> float:
    """Median seconds of a move and what Qt paints after it."""
    taken = []
    for step in range(MOVES):
        started = time.perf_counter()
        move(step)
        QApplication.processEvents()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def settle(window: MainWindow) -> None:
    """Wait until nothing is being worked out."""
    while window.session.jobs.running():
        wait_for(window.session.jobs.changed)


def wait_for(signal: SignalInstance) -> None:
    """Let the window work until it says something."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(LONGEST_MS, loop, loop.quit)
    loop.exec()
