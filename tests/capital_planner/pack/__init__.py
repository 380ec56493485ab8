"""Tests of the sections of a pack."""
