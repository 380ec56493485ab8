"""Edits of the document, and the history that brings versions back."""

from functools import reduce
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from capital_planner.plan import Plan
from ui import edits
from ui.history import History
from ui.state import COMMITTED, DO_NOTHING, Document, Inputs, Option


def plan(**choices: tuple[int, int]) -> Plan:
    frame = pd.DataFrame.from_dict(
        choices, orient="index", columns=["places", "opening_year"]
    )
    return Plan(frame.rename_axis("scheme"))


def document() -> Document:
    return Document(
        options=(
            Option(DO_NOTHING, "Do nothing", "do nothing", plan(a=(8, 2025))),
            Option(COMMITTED, "Committed", "committed", plan(a=(8, 2025), b=(4, 2026))),
        )
    )


def shown(now: Document) -> dict[str, list[int]]:
    assert now.chosen is not None
    frame = now.chosen.plan.choices
    return {str(key): list(frame.loc[[key]].to_numpy(int)[0]) for key in frame.index}


def test_first_edit_of_a_given_option_makes_a_copy() -> None:
    before = document()
    after = edits.set_scheme(before, "c", places=12, opening_year=2028)
    assert [option.key for option in after.options] == [
        DO_NOTHING,
        COMMITTED,
        "option-1",
    ]
    assert shown(after) == {"a": [8, 2025], "b": [4, 2026], "c": [12, 2028]}
    assert shown(edits.select(after, COMMITTED)) == shown(before)


def test_second_edit_changes_the_copy_in_its_place() -> None:
    once = edits.set_scheme(document(), "c", places=12, opening_year=2028)
    twice = edits.set_scheme(once, "c", places=0, opening_year=2028)
    assert len(twice.options) == 3
    assert "c" not in shown(twice)
    assert shown(once)["c"] == [12, 2028]


def test_edited_numbers_stay_whole() -> None:
    after = edits.set_scheme(document(), "c", places=12, opening_year=2028)
    assert after.chosen is not None
    assert (after.chosen.plan.choices.dtypes == "int64").all()


def test_an_edit_forgets_the_proof_of_the_plan_found() -> None:
    quality: Any = object()
    found = Plan(plan(a=(8, 2025)).choices, quality)
    with_found = edits.add_found(document(), found, Inputs(), show=True)
    after = edits.set_scheme(with_found, "c", places=12, opening_year=2028)
    assert after.chosen is not None
    assert after.chosen.plan.quality is None
    assert with_found.chosen is not None
    assert with_found.chosen.plan.quality is quality


def test_names_are_never_given_twice() -> None:
    now = edits.copy_chosen(edits.select(edits.copy_chosen(document()), COMMITTED))
    assert len({option.name for option in now.options}) == len(now.options)
    renamed = edits.rename(now, "option-2", "Do nothing")
    assert renamed.option("option-2").name == "Do nothing 2"  # type: ignore[union-attr]


def test_a_name_of_its_own_or_none_changes_nothing() -> None:
    now = edits.copy_chosen(document())
    assert edits.rename(now, "option-1", "  ") is now
    assert edits.rename(now, "option-1", "Committed, edited") is now


def test_what_every_case_has_cannot_be_deleted() -> None:
    before = document()
    assert edits.delete(before, COMMITTED) is before
    now = edits.delete(edits.copy_chosen(before), "option-1")
    assert now.selected == COMMITTED
    assert edits.copy_chosen(now).selected == "option-2"


def test_nothing_to_copy_is_refused() -> None:
    with pytest.raises(ValueError, match="no option to copy"):
        edits.copy_chosen(Document())


def test_options_are_stale_beside_other_inputs() -> None:
    found = edits.add_found(document(), plan(a=(8, 2025)), Inputs(), show=True)
    other = edits.set_inputs(found, Inputs(future="high"))
    assert [option.is_stale(other.inputs) for option in other.options] == [
        False,
        False,
        True,
    ]


@given(st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=30))
def test_history_is_a_list_of_versions_with_a_place_in_it(steps: list[str]) -> None:
    """Against the simplest model: all versions in a list, and where we are."""
    versions, at = [0], 0
    history: History[int] = History()
    now, fresh = 0, 0
    for step in steps:
        if step == "edit":
            fresh += 1
            history, now = history.did(f"to {fresh}", now), fresh
            versions, at = [*versions[: at + 1], fresh], at + 1
        elif step == "undo" and history.past:
            history, now = history.undo(now)
            at -= 1
        elif step == "redo" and history.future:
            history, now = history.redo(now)
            at += 1
        assert now == versions[at]
        assert bool(history.undo_name) == (at > 0)
        assert bool(history.redo_name) == (at < len(versions) - 1)


def test_undoing_everything_gives_the_first_version_itself() -> None:
    first = document()
    changes = [
        lambda now: edits.set_scheme(now, "c", places=12, opening_year=2028),
        lambda now: edits.set_inputs(now, Inputs(future="low")),
        lambda now: edits.rename(now, "option-1", "Mine"),
        lambda now: edits.delete(now, "option-1"),
    ]
    start: tuple[History[Document], Document] = (History(), first)

    def did(state: tuple[History[Document], Document], change: Any) -> Any:
        history, now = state
        return history.did("step", now), change(now)

    history, now = reduce(did, changes, start)
    while history.past:
        history, now = history.undo(now)
    assert now is first
