"""Linux system libraries that Qt needs, and the package that holds each."""

import ctypes
import os
import sys
from collections.abc import Iterable

PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""Needed by every window, on screen or not: library to Debian package."""

PACKAGE_OF_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""Needed besides by a window on an X display."""


def missing(platform: str = sys.platform) -> tuple[str, ...]:
    """Debian packages to install before Qt can open a window; none elsewhere."""
    if not platform.startswith("linux"):
        return ()
    needed = PACKAGE_OF | (PACKAGE_OF_X11 if _uses_x11() else {})
    return tuple(package for name, package in needed.items() if not _loads(name))


def remedy(packages: Iterable[str]) -> str:
    """Say what to install; empty if nothing is missing."""
    names = " ".join(packages)
    if not names:
        return ""
    return (
        "Qt needs Linux system libraries that are not installed. On Debian or "
        f"Ubuntu: sudo apt-get install {names}"
    )


def _uses_x11() -> bool:
    """Whether Qt will open on an X display rather than anywhere else."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.split(":")[0] == "xcb"
    return not os.environ.get("WAYLAND_DISPLAY")


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
