"""What the press remembers: work under way, who took what, who must be told that it changed,
who was here when, who waits for which stories.
"""

from press.models.jobs import Job
from press.models.ledger import Airing, TakenSummary, Taking, TakingCount
from press.models.recalls import Recall
from press.models.searches import FoundStory, SavedSearch
from press.models.visits import DeskVisit

__all__ = [
    "Airing",
    "DeskVisit",
    "FoundStory",
    "Job",
    "Recall",
    "SavedSearch",
    "TakenSummary",
    "Taking",
    "TakingCount",
]
