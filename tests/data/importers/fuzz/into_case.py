"""A format that an importer reads into a case."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from data.importers import Given, import_file
from data.importers.importing import MODULES, _standing, checked_files
from data.importers.source import sources_of
from tests.data.importers.fuzz.holding import Format
from tests.data.importers.fuzz.spoiling import Spoil


def imported(
    kind: str,
    files: Mapping[str, bytes],
    spoil: Spoil | Mapping[str, Spoil],
    *,
    given: Given | None = None,
    tables: Mapping[str, bytes] | None = None,
    beside: Mapping[str, str] | None = None,
) -> Format:
    """Give a kind that ``data.importers`` reads into a case.

    Parameters
    ----------
    files
        The first is imported.
    spoil
        One for every file, or one each for some.
    beside
        What the kind needs beside it, to the name of that file.
    """
    given, beside = given or Given(), beside or {}
    held = {f"case/{name}.csv": content for name, content in (tables or {}).items()}
    with TemporaryDirectory() as folder:
        for name, content in held.items():
            (Path(folder) / Path(name).name).write_bytes(content)
        standing = _standing(Path(folder), replace(given, beside={}))
    reader = import_module(f"data.importers.{MODULES[kind]}").read
    first = next(iter(files))

    def read(folder: Path) -> None:
        sources = {what: sources_of(folder / file) for what, file in beside.items()}
        found = reader(sources_of(folder / first), replace(standing, beside=sources))
        checked_files(found)

    def whole(folder: Path) -> None:
        paths = {what: folder / file for what, file in beside.items()}
        came = replace(given, beside=paths)
        import_file(kind, folder / first, folder / "case", came)

    every = spoil if isinstance(spoil, Mapping) else dict.fromkeys(files, spoil)
    return Format({**held, **files}, every, read, whole)
