"""The house: sizes, names and what no text may say."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from ui.commands.versions import PLANNER

ROOT = Path(__file__).parent.parent
MOST_LINES = 300
BANNED_NAMES = {"utils", "".join(("help", "ers")), "common", "core", "manager"}
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("anaconda", "org"),
        ("npmjs", "org"),
        ("debian", "org"),
    )
)
NOT_OURS = {"__pycache__", "env", "node_modules"}
UNKEPT = {"uv.lock"}
TEXT = {".py", ".md", ".toml", ".csv", ".txt", ".svg", ".json", ".yml", ".yaml", ""}
TOP = {
    "capital_planner",
    "ui",
    "data",
    "optimiser",
    "tests",
    "docs",
    "benchmarks",
    "main.py",
    "pyproject.toml",
    "README.md",
    "briefing",
    "build",
}


def files() -> Iterator[Path]:
    """Files of the tree that are kept: dot folders and what is made are not."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        dotted = parts[0].startswith(".") and parts[0] != ".ci"
        made = dotted or NOT_OURS.intersection(parts) or parts[0] in {"briefing"}
        if path.is_file() and not made and path.name not in UNKEPT:
            yield path


CODE = [path for path in files() if path.suffix == ".py"]


def test_the_top_level_is_as_agreed() -> None:
    found = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith((".", "__")) and path.name not in UNKEPT
    }
    assert found <= TOP


def test_no_module_is_long() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {path: n for path, n in lines.items() if n > MOST_LINES} == {}


def test_no_module_is_a_drawer_for_anything() -> None:
    named = [path for path in CODE if {path.stem, path.parent.name} & BANNED_NAMES]
    assert named == []


def test_no_text_names_a_package_host_or_a_machine() -> None:
    homes = tuple(f"/{name}/" for name in ("root", "work"))
    said = {
        f"{path.relative_to(ROOT)}: {word}"
        for path in files()
        if path.suffix in TEXT
        for word in (*HOSTS, *homes)
        if word in path.read_text(encoding="utf-8", errors="replace")
    }
    assert said == set()


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == PLANNER
