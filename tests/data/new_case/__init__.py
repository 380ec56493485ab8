"""Tests of first cases for any authority."""
