"""A first case for any authority: what its files give, and what is assumed beside."""

from data.new_case.looking import FILES, NewCase, look, make_case
from data.new_case.starting import Assumed

__all__ = ["FILES", "Assumed", "NewCase", "look", "make_case"]
