"""What is looked for in public files is found where it is planted."""

from pathlib import Path

import pytest

from tests.ui.commands.leaks import leaks, secrets
from tests.ui.commands.small_case import small_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_case(tmp_path_factory.mktemp("small") / "case")


def test_every_kind_of_leak_is_found(case: Path, tmp_path: Path) -> None:
    names, urns = secrets(case)
    school = next(name for name in sorted(names) if "School" in name)
    scheme = next(name for name in sorted(names) if name.startswith("base-"))
    urn = min(urns)
    planted = {
        "named.txt": f"A base at {school}.",
        "scheme.csv": f"scheme,places\n{scheme},8\n",
        "urn.json": f'{{"site": "{urn}"}}',
        "few.csv": "district,places_still_needed\nWyre,3\n",
        "fine.csv": "district,in_own_district\nWyre,12\n",
        "few.json": '{"rows": [{"long_journeys": 4}]}',
        "few.txt": "In Wyre there are 4 children.",
        "about.txt": "In Wyre about 2 more stay.",
        "between.csv": "measure,low,high\nchildren,2,10\n",
        "word.txt": "Children who are unplaced.",
    }
    for name, text in planted.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = leaks(tmp_path, case)
    assert {each.split(": ")[0] for each in found} == set(planted)


def test_what_the_public_may_see_is_no_leak(case: Path, tmp_path: Path) -> None:
    text = "About 1,205 children; about 0.3 million pounds; Moorbrook School expansion."
    (tmp_path / "fine.txt").write_text(text, encoding="utf-8")
    rows = "scheme,places,in_own_district,long_journeys\nmayfield-expansion,8,15,\n"
    (tmp_path / "fine.csv").write_text(rows, encoding="utf-8")
    assert leaks(tmp_path, case) == []
