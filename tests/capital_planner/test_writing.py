"""How values of papers are written."""

import pytest

from capital_planner.papers import Column, money, written
from capital_planner.papers.document import Kind


@pytest.mark.parametrize(
    ("pounds", "text"),
    [
        (57_000_000, "£57.0m"),
        (1_250_000, "£1.3m"),
        (-1_250_000, "-£1.3m"),
        (1_149_000, "£1.1m"),
        (12_345_678_900, "£12,345.7m"),
        (999_600, "£1,000,000"),
        (620_500, "£621,000"),
        (1_000, "£1,000"),
        (870.5, "£871"),
        (-12, "-£12"),
        (0, "£0"),
    ],
)
def test_money(pounds: float, text: str) -> None:
    assert money(pounds) == text


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("whole", 1234.5, "1,235"),
        ("whole", 2.5, "3"),
        ("change", 20.0, "+20"),
        ("change", -1500.0, "-1,500"),
        ("change", 0.4, "no change"),
        ("share", 0.12345, "12.3%"),
        ("share", 0.1225, "12.3%"),
        ("share", 1.0, "100.0%"),
        ("decimal", 1234.25, "1,234.3"),
        ("decimal", 0.0, "0.0"),
        ("figure", 2025.0, "2025"),
        ("figure", 65000.0, "65,000"),
        ("figure", 0.035, "0.035"),
        ("figure", 12345.678, "12,345.678"),
        ("figure", float("nan"), "held back"),
        ("academic_year", 2027, "2027/28"),
        ("academic_year", 2099.0, "2099/00"),
        ("financial_year", 2027, "2027-28"),
        ("text", "a", "a"),
        ("whole", float("nan"), "held back"),
        ("text", None, "held back"),
    ],
)
def test_a_value_of_each_kind(kind: Kind, value: object, text: str) -> None:
    column = Column("x", "X", kind, "", "")
    assert written(value, column, "held back") == text
