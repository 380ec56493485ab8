"""Files of options that nobody vouches for."""

from pathlib import Path

import pytest

from capital_planner.errors import ProjectFileError
from data.exports import json_bytes
from data.kept_options import Kept, kept_facts, read_kept
from tests.data.project.small_project import two_options


@pytest.mark.parametrize("amount", ["1" + "0" * 400, "1e999", "NaN", '"9"', "true"])
def test_an_amount_that_is_none_is_refused(tmp_path: Path, amount: str) -> None:
    kept = json_bytes(kept_facts(Kept("0" * 64, two_options()))).decode()
    path = tmp_path / "options.json"
    for part in (
        '"envelope_gbp": 12500000.0',
        '"base_share": 0.5',
        '"most_gap": 0.125',
    ):
        assert part in kept
        path.write_text(kept.replace(part, f"{part.split(':')[0]}: {amount}"))
        with pytest.raises(ProjectFileError, match="not a file of options"):
            read_kept(path)
