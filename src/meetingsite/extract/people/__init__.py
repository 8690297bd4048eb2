"""Who acts: posts with names, roles, rosters, turns, tables."""

from .participants import extract_people

__all__ = ["extract_people"]
