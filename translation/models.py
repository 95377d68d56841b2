"""The models of translation: localize's own stay the truth, these stand beside them."""

from translation.comments import SegmentComment
from translation.sources import Source

__all__ = ["SegmentComment", "Source"]
