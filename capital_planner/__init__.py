"""The domain of specialist school places: tables, rules and arithmetic.

No Qt, no OR-Tools, no matplotlib and no file access are loaded by importing
this package.
"""
