"""Options once other tables came in: kept as far as they are on offer, and told."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.plan import Plan
from tests.ui.small_window import SmallTasks
from ui.offering import NOTE, no_longer_offered, offered_only
from ui.state import Built, Document, Inputs, Option

KEY = "host-1-asd"


@pytest.fixture(scope="module")
def built() -> Built:
    return SmallTasks().build_inputs(None, Inputs())  # type: ignore[arg-type]


def document(built: Built, **chosen: tuple[int, int]) -> Document:
    """An option with some schemes, beside what is committed."""
    named = {key.replace("_", "-"): choice for key, choice in chosen.items()}
    own = pd.DataFrame.from_dict(
        named, orient="index", columns=["places", "opening_year"]
    )
    choices = pd.concat([built.committed.choices, own]).rename_axis("scheme")
    option = Option("option-1", "Mine", "edited", Plan(choices), Inputs(), note="March")
    return Document(options=(option,), selected="option-1")


def offered(built: Built) -> tuple[int, int]:
    row = next(row for row in built.schemes if row.key == KEY)
    return row.sizes[0], row.years[0]


def test_what_is_still_on_offer_is_left_as_it_is(built: Built) -> None:
    mine = document(built, host_1_asd=offered(built))
    assert no_longer_offered(mine, built, {}) == []
    assert offered_only(mine, built, {}) is mine


def test_a_scheme_that_is_gone_is_in_the_note(built: Built) -> None:
    size, year = offered(built)
    mine = document(built, host_1_asd=(size, year), gone_away=(12, 2028))
    named = {"gone-away": "A base in North"}
    said = "12 places, A base in North, 2028"
    assert no_longer_offered(mine, built, named) == [f"Mine: {said}"]
    option = offered_only(mine, built, named).options[0]
    assert option.note == f"March {NOTE} {said}."
    assert list(option.plan.choices.index[-1:]) == [KEY]
    assert list(option.plan.choices.loc[KEY]) == [size, year]
    assert "gone-away" not in option.plan.choices.index
    assert option.plan.quality is None


def test_a_name_that_is_not_known_is_not_the_id_of_a_scheme(built: Built) -> None:
    mine = document(built, base_123456_ASD=(12, 2028))
    (said,) = no_longer_offered(mine, built, {})
    assert "123456" not in said
    assert "a scheme" in said


def test_a_size_that_is_no_longer_had_is_told(built: Built) -> None:
    size, year = offered(built)
    mine = document(built, host_1_asd=(size + 1, year))
    assert len(no_longer_offered(mine, built, {})) == 1
    assert KEY not in offered_only(mine, built, {}).options[0].plan.choices.index


def test_what_is_decided_is_as_the_tables_say_now(built: Built) -> None:
    mine = document(built)
    decided = built.committed.choices.copy()
    decided["places"] += 4
    other = replace(built, committed=Plan(decided))
    assert no_longer_offered(mine, other, {}) == []
    option = offered_only(mine, other, {}).options[0]
    pd.testing.assert_frame_equal(option.plan.choices, decided)
    assert option.note == "March"
