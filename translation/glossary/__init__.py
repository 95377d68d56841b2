"""The glossary at the translator's side: the terms of a sentence, and whether its translation uses them."""

from translation.glossary.checks import TermFinding, findings, never_said
from translation.glossary.hints import hints
from translation.glossary.lexicon import Lexicon

__all__ = ["Lexicon", "TermFinding", "findings", "hints", "never_said"]
