"""The models of translation: localize's own stay the truth, these stand beside them."""

from translation.changes import LabelApproval, SourceChange, TranslationPolicy
from translation.comments import SegmentComment
from translation.kept import KeptFinding
from translation.memory.models import MemoryEntry
from translation.sources import Source

__all__ = [
    "KeptFinding",
    "LabelApproval",
    "MemoryEntry",
    "SegmentComment",
    "Source",
    "SourceChange",
    "TranslationPolicy",
]
