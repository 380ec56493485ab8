"""Sections of a pack, made from the embedded case and from a tiny one."""
