"""The models of translation: localize's own stay the truth, these stand beside them."""

from translation.comments import SegmentComment
from translation.memory.models import MemoryEntry
from translation.sources import Source

__all__ = ["MemoryEntry", "SegmentComment", "Source"]
