"""Opens the window once and writes the seconds to first paint and to first map.

Counted from the time of day in the variable BEGAN, when the process was asked for.
"""

import os
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.app import make_window, style
from ui.session import Session
from ui.store import Store

LONGEST_MS = 60_000


def main() -> None:
    """Open the window, wait for its first map, close it, and write both times."""
    application = style(QApplication([]))
    window = make_window(Session(Store()))
    times: list[float] = []
    window.painted.connect(lambda: times.append(since_start()))
    window.painted.connect(window.session.open)

    def drawn() -> None:
        if window.session.store.drawn is not None and len(times) == 1:
            times.append(since_start())
            QTimer.singleShot(0, window.close)

    window.session.store.drawn_changed.connect(drawn)
    QTimer.singleShot(LONGEST_MS, window.close)
    window.show()
    application.exec()
    sys.stdout.write(" ".join(f"{value:.3f}" for value in times) + "\n")


def since_start() -> float:
    """Count the seconds since this process was asked for."""
    return time.time() - float(os.environ["BEGAN"])


if __name__ == "__main__":
    main()
