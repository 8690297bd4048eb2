"""Whose document it is: agencies named in a text, and which of them is its own."""

from .host import extract_agency

__all__ = ["extract_agency"]
