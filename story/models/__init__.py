"""The centre of the house: pages, the read model of figures, sign-offs, the public record, tasks and the outbox."""

from .asking import FigureAnswer, FigureQuery, FigureReview
from .assignment import Assignment
from .figures import Figure, FigureSignOff
from .links import LinkCheck, LinkPlace
from .notification import Notification
from .once import Creation
from .outbox import OutboxEntry
from .pages import ProvincePage, StoryIndexPage, StoryLink, StoryPage
from .people import Contributor, Question
from .proposals import FigureProposal, StagedPicture, StagedReport
from .record import Correction, PermanentRecordError, Publication, Tombstone
from .vocabulary import Pillar, PressContact, Sector, StoryTag, TaggedStory, Tool, Unit
from .workflow import ApprovalTask, EditTask, FigureCheckTask, TranslationCheckTask

__all__ = [
    "ApprovalTask",
    "Correction",
    "Contributor",
    "Assignment",
    "Creation",
    "EditTask",
    "Figure",
    "FigureAnswer",
    "FigureCheckTask",
    "FigureQuery",
    "FigureReview",
    "FigureProposal",
    "FigureSignOff",
    "LinkCheck",
    "LinkPlace",
    "Notification",
    "OutboxEntry",
    "PermanentRecordError",
    "Pillar",
    "PressContact",
    "ProvincePage",
    "Publication",
    "Question",
    "Sector",
    "StagedPicture",
    "StagedReport",
    "StoryIndexPage",
    "StoryLink",
    "StoryPage",
    "StoryTag",
    "TaggedStory",
    "Tombstone",
    "Tool",
    "TranslationCheckTask",
    "Unit",
]
