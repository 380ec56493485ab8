"""The page of the manual follows the schema."""

from data.columns import TABLES, columns_of
from data.manual import PAGE, TYPES, page


def test_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_column_is_of_a_known_type_and_described() -> None:
    for table in TABLES:
        for column in columns_of(table):
            assert column.choices or column.type in TYPES
            assert column.required in {"key", "blank key", "yes", "no"}
            assert column.description
