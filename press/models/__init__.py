"""What the press remembers: work under way, who took what, and who must be told that it changed."""

from press.models.jobs import Job
from press.models.ledger import Airing, TakenSummary, Taking, TakingCount
from press.models.recalls import Recall

__all__ = ["Airing", "Job", "Recall", "TakenSummary", "Taking", "TakingCount"]
