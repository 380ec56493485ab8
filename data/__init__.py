"""The only package that opens, reads or writes files."""

from data.case_reader import EMBEDDED_CASE, check_case, read_case

__all__ = ["EMBEDDED_CASE", "check_case", "read_case"]
