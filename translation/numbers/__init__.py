"""Compares the numbers of a sentence with those of its translation, by the conventions of both languages."""

from translation.numbers.findings import Finding, Kind, Side, compare

__all__ = ["Finding", "Kind", "Side", "compare"]
