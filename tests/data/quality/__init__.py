"""Tests of the report on the tables of a case."""
