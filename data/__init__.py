"""The only package that opens, reads or writes files."""

from data.case_reader import EMBEDDED_CASE, check_case, read_case
from data.exports import csv_bytes, json_bytes, write_files
from data.kept_options import kept_facts, read_kept
from data.kept_plans import keep_plan, read_kept_plan
from data.plan_folder import read_plan_record
from data.rules_file import read_rules
from data.schemes_file import read_schemes

__all__ = [
    "EMBEDDED_CASE",
    "check_case",
    "csv_bytes",
    "json_bytes",
    "keep_plan",
    "kept_facts",
    "read_case",
    "read_kept",
    "read_kept_plan",
    "read_plan_record",
    "read_rules",
    "read_schemes",
    "write_files",
]
