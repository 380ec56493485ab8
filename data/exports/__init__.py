"""Writes what others made: tables, figures and pages, all of them or none."""

from data.exports.files import write_files
from data.exports.text import csv_bytes, json_bytes

__all__ = ["csv_bytes", "json_bytes", "write_files"]
