"""What follows from the type, the phase and the children of a school."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from capital_planner.establishments import (
    BODIES,
    OTHER_SPECIAL,
    STATE_SPECIAL,
    base_phase,
    body_of,
    designations,
)
from capital_planner.needs import SEN2_NEEDS
from data import read_case


def test_bodies_do_not_overlap_and_every_state_special_school_has_one() -> None:
    codes = [code for codes in BODIES.values() for code in codes]
    assert len(codes) == len(set(codes))
    assert all(body_of(code) in {"council", "trust"} for code in STATE_SPECIAL)
    assert all(body_of(code) == "" for code in OTHER_SPECIAL)
    assert not STATE_SPECIAL & OTHER_SPECIAL


def test_the_phases_of_the_embedded_bases_follow_from_their_hosts() -> None:
    case = read_case()
    said = case.schools.set_index("urn")["phase"]
    for urn, phase in zip(case.bases["urn"], case.bases["phase"], strict=True):
        assert base_phase(said[urn], None, None) == phase


@pytest.mark.parametrize(
    ("said", "ages", "phase"),
    [
        ("All-through", (3, 16), "primary"),
        ("Not applicable", (11, 19), "secondary"),
        ("Not applicable", (16, 19), "post-16"),
        ("Middle deemed secondary", (9, 13), "secondary"),
        ("Not applicable", (None, 16), ""),
    ],
)
def test_phase_of_a_base(said: str, ages: tuple[int, int], phase: str) -> None:
    assert base_phase(said, *ages) == phase


@given(
    st.dictionaries(st.sampled_from([*SEN2_NEEDS, "NOT KNOWN"]), st.integers(0, 300))
)
def test_designations_are_shares_of_the_children_whose_need_is_known(
    counts: dict[str, int],
) -> None:
    own, also = designations(pd.Series(counts, dtype=float))
    total = sum(count for need, count in counts.items() if need in SEN2_NEEDS)
    for need, count in counts.items():
        share = count / total if total and need in SEN2_NEEDS else 0
        assert (need in own.split()) == (share >= 0.2)
        assert (need in also.split()) == (0.05 <= share < 0.2)
