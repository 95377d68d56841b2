"""The tables of this room."""

from translation.changes import LabelApproval, SourceChange, TranslationPolicy

__all__ = ["LabelApproval", "SourceChange", "TranslationPolicy"]
