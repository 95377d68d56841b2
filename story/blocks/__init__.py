"""The blocks a story is made of; each has a preview, a plain description, a template and a neutral form."""

from .body import PARTS, PartBlock, StoryBodyBlock
from .data import ChartBlock, TableBlock
from .elsewhere import EmbedBlock
from .figure import FigureBlock, FigureValue
from .interview import InterviewBlock
from .media import AudioBlock, CaptionedImageBlock, DocumentBlock, GalleryBlock, VideoBlock
from .text import (
    BylineBlock,
    BylinesBlock,
    CalloutBlock,
    LessonBlock,
    ParagraphBlock,
    QuoteBlock,
    StepBlock,
    UnplacedBlock,
)

__all__ = [
    "PARTS",
    "AudioBlock",
    "BylineBlock",
    "BylinesBlock",
    "CalloutBlock",
    "CaptionedImageBlock",
    "ChartBlock",
    "DocumentBlock",
    "EmbedBlock",
    "FigureBlock",
    "FigureValue",
    "GalleryBlock",
    "InterviewBlock",
    "LessonBlock",
    "ParagraphBlock",
    "PartBlock",
    "QuoteBlock",
    "StepBlock",
    "StoryBodyBlock",
    "TableBlock",
    "VideoBlock",
    "UnplacedBlock",
]
