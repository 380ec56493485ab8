"""What is saved is what is opened, for any words; and other tools can look at it."""

import sqlite3
import warnings
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from capital_planner.errors import DataError, ProjectFileError
from data import EMBEDDED_CASE, check_case, new_project, read_case
from data.kept_options import TEXTS, KeptInputs, KeptOption, option_facts
from data.project import AuditEntry, Comment, Project, open_project, save_project
from data.project.layout import MOST_TEXT
from data.project.rows import rows_of
from tests.data.project.small_project import choices, saved, small_project, two_options

ODD = ["'; DROP TABLE options; --", '"', "😀🏫", "\x00", "a\r\nb", "", "é" * 5000, "{}"]
words = st.one_of(st.sampled_from(ODD), st.text(max_size=30))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | words,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3)
    ),
    max_leaves=6,
)
rows_of_choices = st.dictionaries(
    words, st.tuples(st.integers(0, 999), st.integers(2025, 2040)), max_size=4
)


@st.composite
def options(draw: st.DrawFn) -> KeptOption:
    texts = {name: draw(words) for name in TEXTS}
    inputs = draw(st.sampled_from([option.inputs for option in two_options()]))
    rows = draw(rows_of_choices)
    picked = choices(*((scheme, *rest) for scheme, rest in rows.items()))
    kept = KeptInputs(draw(st.sampled_from(["low", "high"])), inputs.settings)
    return KeptOption(**texts, inputs=kept, choices=picked)


projects = st.builds(
    Project,
    tables=st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True),
        st.binary(max_size=200),
        max_size=4,
    ),
    options=st.lists(options(), max_size=3).map(tuple),
    comments=st.lists(
        st.builds(Comment, st.just("scheme"), words, words, words, words), max_size=3
    ).map(tuple),
    settings=st.dictionaries(words, json_values, max_size=3),
    audit=st.lists(st.builds(AuditEntry, words, words, words, words), max_size=3).map(
        tuple
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "council.gpkg"


def told(project: Project) -> dict[str, Any]:
    """Everything that a project says, by other means than its rows."""
    return {
        "tables": list(project.tables.items()),
        "options": [option_facts(option) for option in project.options],
        "comments": project.comments,
        "settings": dict(project.settings),
        "audit": project.audit,
    }


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(project=projects)
def test_any_project_is_opened_as_it_was_saved(
    tmp_path_factory: pytest.TempPathFactory, project: Project
) -> None:
    path = tmp_path_factory.mktemp("any") / "council.gpkg"
    save_project(path, project)
    assert told(open_project(path)) == told(project)


def test_everything_there_is_comes_back(path: Path) -> None:
    project = small_project()
    save_project(path, project)
    found = open_project(path)
    assert told(found) == told(project)
    assert found.inputs == project.inputs
    (before,), (after,) = project.plans, found.plans
    assert option_facts(after.option) == option_facts(before.option)
    assert str(after.quality) == str(before.quality)
    assert after.at == before.at
    pd.testing.assert_frame_equal(after.option.choices, before.option.choices)


def test_half_a_character_does_not_stop_a_save(path: Path) -> None:
    option = replace(two_options()[0], note="pasted \ud83d")
    save_project(path, Project({}, (option,)))
    assert open_project(path).options[0].note == "pasted ?"


def test_an_import_keeps_the_name_of_the_file_and_not_its_folder(path: Path) -> None:
    project = small_project()
    for folder in ("C:\\Users\\a.person\\", "/home/a.person/"):
        given_file = replace(project.inputs[0], name=f"{folder}edubase.csv")
        path.unlink(missing_ok=True)
        save_project(path, replace(project, inputs=(given_file,)))
        assert open_project(path).inputs[0].name == "edubase.csv"
        assert b"a.person" not in path.read_bytes()


def test_a_text_too_long_is_named_and_nothing_is_written(path: Path) -> None:
    option = replace(two_options()[0], note="x" * (MOST_TEXT + 1))
    with pytest.raises(ProjectFileError, match=r"options\.note") as caught:
        save_project(path, Project({}, (option,)))
    assert caught.value.problems[0].row == 1
    assert not path.exists()


def test_the_same_project_gives_the_same_bytes(path: Path) -> None:
    project = small_project()
    save_project(path, project)
    first = path.read_bytes()
    save_project(path, open_project(path))
    assert path.read_bytes() == first


@pytest.fixture(scope="module")
def lancashire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lancashire") / "lancashire.gpkg"
    save_project(path, replace(new_project(), options=two_options()))
    return path


def test_a_case_is_the_same_from_a_project_as_from_its_folder(lancashire: Path) -> None:
    folder, project = read_case(), read_case(lancashire)
    assert (project.digest, project.digests) == (folder.digest, folder.digests)
    pd.testing.assert_frame_equal(project.schools, folder.schools)
    assert check_case(lancashire) == check_case()
    for table, content in open_project(lancashire).tables.items():
        assert content == (EMBEDDED_CASE / f"{table}.csv").read_bytes()


def test_errors_in_the_tables_of_a_project_are_those_of_the_folder(path: Path) -> None:
    tables = dict(new_project().tables)
    del tables["schools"]
    tables["presets"] = tables["presets"].replace(b"balanced,40", b"balanced,x")
    save_project(path, Project(tables))
    with pytest.raises(DataError) as caught:
        read_case(path)
    found = [(problem.file, problem.row) for problem in caught.value.problems]
    assert ("schools.csv", None) in found
    assert ("presets.csv", 2) in found


def test_a_file_that_is_no_project_is_a_problem_of_the_case(path: Path) -> None:
    path.write_bytes(b"urn,name\n1,A school\n")
    with pytest.raises(DataError, match="not a project"):
        read_case(path)


def test_a_geographic_information_system_opens_it(lancashire: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        areas = pyogrio.read_dataframe(lancashire, layer="areas")
        schools = pyogrio.read_dataframe(lancashire, layer="special_schools")
        audit = pyogrio.read_dataframe(lancashire, layer="options")
    case = read_case()
    assert areas.crs.to_epsg() == schools.crs.to_epsg() == 27700
    burnley = areas.set_index("name").geometry["Burnley"]
    published = case.areas.set_index("name")["area_km2"]["Burnley"]
    assert burnley.area / 1e6 == pytest.approx(published, rel=0.02)
    where = dict(zip(schools["urn"], schools.geometry, strict=True))
    for row in case.special_schools.itertuples():
        assert (where[row.urn].x, where[row.urn].y) == (row.easting, row.northing)
    assert audit["name"].tolist() == [option.name for option in two_options()]
    kinds = dict(pyogrio.list_layers(lancashire))
    assert {name for name, kind in kinds.items() if kind} == {
        "areas",
        "special_schools",
    }


def test_any_tool_for_databases_opens_it(lancashire: Path) -> None:
    with closing(sqlite3.connect(lancashire)) as package:
        assert package.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert package.execute("PRAGMA user_version").fetchone() == (10300,)
        assert package.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        marking = "SELECT value FROM about WHERE name = 'marking'"
        assert "OFFICIAL-SENSITIVE" in package.execute(marking).fetchone()[0]
        chosen = package.execute(
            "SELECT o.name, c.scheme, c.places, c.opening_year FROM options o "
            "JOIN option_choices c ON c.of_row = o.id WHERE o.key = 'option-2'"
        ).fetchall()
    assert chosen == [("With bases first", "burnley-secondary-base", 20, 2028)]


def test_what_another_program_turned_to_its_way_of_writing_still_opens(
    path: Path,
) -> None:
    rows = saved(path, small_project())
    with closing(sqlite3.connect(path)) as package:
        package.execute("PRAGMA journal_mode = WAL")
    assert path.read_bytes()[18:20] == b"\x02\x02"
    assert rows_of(open_project(path)) == rows


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_file_that_another_program_has_open_is_left_alone(
    path: Path, ending: str
) -> None:
    save_project(path, small_project())
    before = path.read_bytes()
    beside = path.with_name(path.name + ending)
    beside.write_bytes(b"changes")
    for act in (
        lambda: open_project(path),
        lambda: save_project(path, small_project()),
    ):
        with pytest.raises(ProjectFileError, match="Another program"):
            act()
    assert path.read_bytes() == before
