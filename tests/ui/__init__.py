"""Tests of how people use the planner."""
