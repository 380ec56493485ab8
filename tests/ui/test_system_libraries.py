"""Which Debian packages Qt lacks, and how that is said."""

import ctypes

import pytest

from ui import system_libraries


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Libraries that will not load."""
    names: set[str] = set()

    def load(name: str) -> None:
        if name in names:
            raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", load)
    for variable in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    return names


def test_packages_of_the_libraries_that_do_not_load(absent: set[str]) -> None:
    absent |= {"libEGL.so.1", "libxcb-cursor.so.0"}
    assert system_libraries.missing("linux") == ("libegl1", "libxcb-cursor0")


def test_nothing_is_asked_of_other_systems(absent: set[str]) -> None:
    absent |= set(system_libraries.PACKAGE_OF)
    assert system_libraries.missing("darwin") == ()
    assert system_libraries.missing("win32") == ()


@pytest.mark.parametrize(
    ("variable", "value", "needed"),
    [
        ("QT_QPA_PLATFORM", "offscreen", False),
        ("QT_QPA_PLATFORM", "xcb", True),
        ("WAYLAND_DISPLAY", "wayland-0", False),
    ],
)
def test_x_libraries_are_needed_on_x_only(
    absent: set[str],
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    *,
    needed: bool,
) -> None:
    absent.add("libxcb-cursor.so.0")
    monkeypatch.setenv(variable, value)
    assert bool(system_libraries.missing("linux")) is needed


def test_remedy_is_a_command_or_nothing() -> None:
    said = system_libraries.remedy(("libegl1", "libgl1"))
    assert "sudo apt-get install libegl1 libgl1" in said
    assert system_libraries.remedy(()) == ""
