"""The yearly review: which published figures are due, asked story by story."""

import logging
from collections import defaultdict

from django.conf import settings
from django.db import DatabaseError

from story import actions
from story.checking.age import within_a_year
from story.checking.selectors import newest_reviews
from story.models import StoryPage
from story.reports.ageing import old_figures
from story.selectors import visible_to

logger = logging.getLogger(__name__)


def due_figures() -> list[tuple[StoryPage, list[str]]]:
    """The public stories with figures that are due and were not asked about within the last twelve months."""
    rows = list(old_figures())
    public = visible_to(None).filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
    pages = public.select_related("locale").in_bulk({row.page_id for row in rows})
    reviews = newest_reviews(row.translation_key for row in rows)
    due: dict[StoryPage, list[str]] = defaultdict(list)
    for row in rows:
        review = reviews.get((row.translation_key, str(row.block_id)))
        if row.page_id in pages and not (review and within_a_year(review.asked_at)):
            due[pages[row.page_id]].append(str(row.block_id))
    return list(due.items())


def ask_due_reviews() -> int:
    """Ask for every review that is due; one story that fails does not stop the others."""
    asked = 0
    for page, keys in due_figures():
        try:
            asked += len(actions.ask_review(page, keys))
        except (actions.VerbError, DatabaseError):
            logger.exception("yearly review of page %s failed", page.pk)
    return asked
