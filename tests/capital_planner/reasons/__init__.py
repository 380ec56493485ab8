"""Tests of the reasons that a plan is explained by."""
