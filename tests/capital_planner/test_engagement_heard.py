"""What people said: counted, merged upward, reviewed."""

import itertools

import pytest

from capital_planner.engagement import (
    REACTIONS,
    Heard,
    flags,
    rows_of,
    small_groups,
    you_said,
)
from capital_planner.papers import written_rows

HELP, WORRY, MORE = REACTIONS
COUNTY = "Smallshire"
SMALL = small_groups(COUNTY)


def heard(*answers: tuple[str, str, int], option: str = "A") -> Heard:
    found = Heard()
    for area, said, count in answers:
        for _ in range(count):
            found = found.react(area, option, said)
    return found


def told(found: Heard) -> dict[tuple[str, str], str]:
    return {(row.area, row.said): row.count for row in rows_of(found, COUNTY)}


def test_answers_of_five_or_more_are_told_by_area() -> None:
    rows = told(heard(("North", HELP, 7), ("North", WORRY, 5)))
    assert rows["North", HELP] == "7"
    assert rows["North", WORRY] == "5"
    assert rows["North", MORE] == "fewer than 5, counted with the county"
    assert (SMALL, MORE) not in rows


def test_groups_under_five_are_counted_with_the_county() -> None:
    areas = [("North", HELP, 3), ("South", HELP, 2), ("West", HELP, 1)]
    rows = told(heard(*areas, ("East", HELP, 9)))
    assert rows["North", "All answers"] == "fewer than 5, counted with the county"
    assert rows[SMALL, HELP] == "6"
    assert rows["East", HELP] == "9"


def test_a_county_with_fewer_than_five_says_only_that() -> None:
    rows = told(heard(("North", WORRY, 3)))
    assert rows[SMALL, WORRY] == "fewer than 5"
    assert not any(count.isdigit() for count in rows.values())


@pytest.mark.parametrize("areas", [2, 3, 4])
def test_no_count_under_five_can_be_worked_out(areas: int) -> None:
    """A reader who knows the rule is left four values, but where nobody answered so."""
    names = [f"Area {n}" for n in range(areas)]
    worlds: dict[tuple[tuple[tuple[str, str], str], ...], list[tuple[int, ...]]] = {}
    for counts in itertools.combinations_with_replacement(range(7), areas):
        for order in set(itertools.permutations(counts)):
            answers = [
                (name, said, count)
                for name, count in zip(names, order, strict=True)
                for said, count in ((HELP, count), (WORRY, 5))
            ]
            rows = told(heard(*answers))
            shown = tuple(sorted(i for i in rows.items() if i[0][1] == HELP))
            worlds.setdefault(shown, []).append(order)
    for alike in worlds.values():
        for n in range(areas):
            values = {order[n] for order in alike}
            assert len(values) >= 4 or min(values) >= 5 or values == {0}


def test_options_are_counted_apart() -> None:
    found = heard(("North", HELP, 5))
    for _ in range(2):
        found = found.react("North", "B", HELP)
    rows = {(r.area, r.option, r.said): r.count for r in rows_of(found, COUNTY)}
    assert rows["North", "A", HELP] == "5"
    assert rows[SMALL, "B", HELP] == "fewer than 5"


def test_only_notes_that_were_reviewed_and_kept_are_told() -> None:
    found = heard(("North", HELP, 5)).note("North", "A", " Too far. ")
    found = found.note("North", "A", "Delete me").note("North", "A", "Not read yet")
    first, second, third = (note.number for note in found.waiting)
    found = found.keep(first).delete(second)
    assert [note.number for note in found.waiting] == [third]
    notes = [row for row in rows_of(found, COUNTY) if row.count == "a note"]
    assert [(row.area, row.said) for row in notes] == [("North", "Too far.")]


def test_a_note_from_a_small_group_loses_its_area() -> None:
    found = heard(("North", HELP, 4)).note("North", "A", "Too far.")
    rows = rows_of(found.keep(1), COUNTY)
    assert [row.area for row in rows if row.count == "a note"] == [SMALL]


def test_a_note_without_words_is_none() -> None:
    assert Heard().note("North", "A", " \n ").notes == ()


def test_numbers_of_deleted_notes_do_not_delete_others() -> None:
    found = Heard().note("N", "A", "one").note("N", "A", "two").delete(2)
    found = found.note("N", "A", "three").keep(1)
    assert [note.text for note in found.waiting] == ["three"]


def test_you_said_we_did() -> None:
    rows = rows_of(heard(("North", WORRY, 6)), COUNTY)
    table = you_said(rows, {("North", "A", WORRY): "We asked for a later bus."})
    lines = written_rows(table)
    assert ["North", "A", WORRY, "6", "We asked for a later bus."] in lines
    assert [column.title for column in table.columns] == [
        "Area",
        "Option",
        "What people said",
        "How many",
        "What we did",
    ]


# --- what may tell who a child is ---------------------------------------------------


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("My son Sam cannot go", "A name? “Sam”"),
        ("We spoke to Sam Smith.", "A name? “Sam Smith”"),
        ("Aisha needs a place near home", ""),
        ("my daughter Will needs help", "A name? “Will”"),
        ("her name is O'Neil", ""),
        ("born on 3/4/2015", "A date of birth? “3/4/2015”"),
        ("He was born 12th March 2014", "A date of birth? “12th March 2014”"),
        ("we live at PR1 2AB", "A postcode? “PR1 2AB”"),
        ("call 01772 123456", "A phone number? “01772 123456”"),
        ("ring +44 7700 900123", "A phone number? “+44 7700 900123”"),
        ("me@example.org", "An email address? “me@example.org”"),
    ],
)
def test_what_may_tell_who_a_child_is_is_flagged(text: str, flag: str) -> None:
    found = flags(text)
    assert flag in found if flag else isinstance(found, tuple)


@pytest.mark.parametrize(
    "text",
    [
        "The bus from Preston to Great Harwood takes too long.",
        "I like A new school. We need it in September 2027",
        "A base would help. Staff need training, and 12 places are few.",
        "About 45 minutes each way on Monday",
    ],
)
def test_what_names_nobody_is_left_alone(text: str) -> None:
    assert flags(text, {"Preston", "Great Harwood", "A new school"}) == ()
