"""Officers' own words must not name a school that has not agreed."""

import pandas as pd
import pytest

from capital_planner.disclosure import refuse_hosts
from capital_planner.errors import PlannerError

SCHEMES = pd.DataFrame(
    {
        "site": [
            "St. Hilda\u2019s C of E Primary School, Burnley",
            "Hollow & Vale High School",
            "Hidden College",
            "Willing Primary School",
            "",
        ],
        "consent": ["none", "none", "none", "agreed", "none"],
    }
)


@pytest.mark.parametrize(
    "words",
    [
        "Grow St. Hilda\u2019s C of E Primary School, Burnley",
        "grow st hilda's  c of e primary",
        "Two bases: HOLLOW AND VALE HIGH, then more",
        "Hollow &  Vale High School",
        "H\u00f6llow and Vale High",
        "Hidden College first",
    ],
)
def test_a_name_is_known_however_it_is_written(words: str) -> None:
    with pytest.raises(PlannerError) as caught:
        refuse_hosts(["Balanced", words], SCHEMES)
    (problem,) = caught.value.problems
    assert words in problem.message
    refuse_hosts([words], SCHEMES, "restricted")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Balanced",
        "A base at Willing Primary School",
        "Hidden needs in Burnley",
        "Vale High and Hollow",
        "Primary schools first",
        "Shallow and Vale High School",
    ],
)
def test_other_words_are_nobody_s_name(words: str) -> None:
    refuse_hosts([words], SCHEMES)
