"""The real window on the real case, on a real screen: ``python -m tests.ui.smoke``.

Opens, waits for the first map, writes the cabinet map into a folder that goes
again, and closes. Ends with 0 when all of it happened and no process is left.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ui.app import make_window, style
from ui.session import Session
from ui.store import Store

LONGEST_MS = 180_000
LOOK_MS = 50


def main() -> int:
    """Drive the window as an officer in a hurry does."""
    application = style(QApplication([]))
    window = make_window(Session(Store()))
    failed: list[str] = []
    window.session.failed.connect(lambda title, said: failed.append(f"{title}: {said}"))
    window.painted.connect(window.session.open)
    window.show()
    wait(lambda: window.session.store.drawn is not None or bool(failed))
    written: list[str] = []
    window.session.exported.connect(lambda _, names: written.extend(names))
    with TemporaryDirectory() as folder:
        window.session.export(Path(folder), "A4")
        wait(lambda: bool(written) or bool(failed))
    window.close()
    application.processEvents()
    # Python's own tracker of shared resources ends with this process.
    left = [
        " ".join(child.cmdline())
        for child in psutil.Process().children(recursive=True)
        if not any("resource_tracker" in word for word in child.cmdline())
    ]
    sys.stdout.write(f"platform {application.platformName()}; wrote {written}\n")
    sys.stdout.writelines(f"{text}\n" for text in (*failed, *left))
    return int(bool(failed) or "map.pdf" not in written or bool(left))


def wait(done: Callable[[], bool]) -> None:
    """Let the window live until something is so, or for the longest time allowed."""
    loop, look = QEventLoop(), QTimer()
    look.setInterval(LOOK_MS)
    look.timeout.connect(lambda: loop.quit() if done() else None)
    look.start()
    QTimer.singleShot(LONGEST_MS, loop.quit)
    loop.exec()
    look.stop()


if __name__ == "__main__":
    raise SystemExit(main())
