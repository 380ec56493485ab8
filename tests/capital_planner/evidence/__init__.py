"""Tests of the evidence for special school places beyond bases."""
