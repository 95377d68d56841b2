"""Letters about what saved searches have found: at once, or a day's together; each story once for each search."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.users.models import UserProfile

from accounts.models import User
from press.asked import full_address
from press.calendar import may_know
from press.layout.fonts import drawable
from press.layout.footing import moment_words
from press.letters import send_letter
from press.models import FoundStory, SavedSearch
from press.saved.questions import Told, as_told
from story.mailing import STALE
from story.selectors import embargoed_for, visible_to

logger = logging.getLogger(__name__)

SALT = "press.searches.stop"
# Of one search in one letter; the rest stands behind its link.
MOST_TOLD = 30


def unmailed() -> QuerySet[FoundStory]:
    """What was found lately and has not been mailed, for those who want mail, a person's together."""
    recent = FoundStory.objects.filter(mailed_at=None, at__gte=timezone.now() - STALE)
    wanted = recent.exclude(search__notify=User.Notify.NEVER).select_related("search")
    return wanted.order_by("search__person_id", "search_id", "pk")


def mail_at_once(number: int) -> int:
    """Mail one story to everybody who wants each by itself; returns how many letters went out."""
    return _send(unmailed().filter(page=number, search__notify=User.Notify.AT_ONCE))


def send_digests() -> int:
    """Mail everybody what is still unmailed, in one letter each; returns how many went out."""
    return _send(unmailed())


def _send(rows: QuerySet[FoundStory]) -> int:
    found = list(rows)
    told = as_told({row.page_id for row in found})
    sent = 0
    for person_id, theirs in groupby(found, key=lambda row: row.search.person_id):
        try:
            sent += _mail(person_id, list(theirs), told)
        except Exception:
            # One mailbox that fails keeps nobody else waiting; the next digest takes it along.
            logger.exception("letter about saved searches to person %s failed", person_id)
    return sent


def _mail(person_id: int, rows: Sequence[FoundStory], told: dict[int, Told]) -> bool:
    # Asked at this moment: an accreditation may have ended, and a story been withdrawn, since the row was written.
    person: Any = get_user_model().objects.get(pk=person_id)
    if not person.email or not may_know(person):
        return False
    open_to_them = _open_to(person, {row.page_id for row in rows} & set(told))
    claimed = [row for row in rows if row.page_id in open_to_them and _claim(row)]
    if not claimed:
        return False
    language = UserProfile.get_for_user(person).get_preferred_language()
    try:
        with override(language):
            subject, paragraphs = _letter(claimed, told, language)
            send_letter(person.email, person.display_name, subject, *paragraphs)
    except Exception:
        FoundStory.objects.filter(pk__in=[row.pk for row in claimed]).update(mailed_at=None)
        raise
    return True


def _open_to(person: Any, numbers: set[int]) -> set[int]:
    sets = (visible_to(person), embargoed_for(person))
    return {pk for stories in sets for pk in stories.filter(pk__in=numbers).values_list("pk", flat=True)}


def _claim(row: FoundStory) -> bool:
    """Whether the row is ours to mail, in the way in which its person wants mail now."""
    mine = FoundStory.objects.filter(pk=row.pk, mailed_at=None, search__notify=row.search.notify)
    return bool(mine.update(mailed_at=timezone.now()))


def _letter(rows: Sequence[FoundStory], told: dict[int, Told], language: str) -> tuple[str, list[str]]:
    count = len({row.page_id for row in rows})
    # The subject is read over a shoulder: no headline that may be under embargo stands in it.
    subject = ngettext(
        "%(count)d new story of your searches", "%(count)d new stories of your searches", count
    )
    paragraphs = []
    for _search_id, group in groupby(rows, key=lambda row: row.search_id):
        theirs = list(group)
        search = theirs[0].search
        paragraphs.append(_("New for “%(name)s”:") % {"name": drawable(search.name)})
        paragraphs += [_entry(told[row.page_id], language) for row in theirs[:MOST_TOLD]]
        if (more := len(theirs) - MOST_TOLD) > 0:
            words = ngettext("and %(count)d more story", "and %(count)d more stories", more)
            paragraphs.append(words % {"count": more})
        everything = _("All that this search finds: %(address)s")
        stop = _("No more mail about this search: %(address)s")
        paragraphs.append(
            everything % {"address": full_address("open-search", language, search.pk)}
            + "\n"
            + stop % {"address": full_address("stop-alerts", language, token_of(search))}
        )
    return subject % {"count": count}, paragraphs


def _entry(told: Told, language: str) -> str:
    # The page decides its language.
    address = full_address("story", settings.LANGUAGE_CODE, told.page.pk)
    return "\n".join(filter(None, [embargo_words(told, language), drawable(told.page.title), address]))


def embargo_words(told: Told, language: str) -> str:
    """The line that a story under embargo carries wherever it is told of; empty for a public one."""
    if told.until is None:
        return ""
    return _("Embargoed until %(time)s") % {"time": moment_words(told.until, language)}


def token_of(search: SavedSearch) -> str:
    """What proves in an address that a letter about this search was had."""
    return signing.dumps(search.pk, salt=SALT)
