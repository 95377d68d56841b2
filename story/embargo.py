"""Approved with a time to go live ahead: what holds until then, and who may see it."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from story.models import StoryPage

NO_SOURCE = _("The story is not public in its first language: its translation waits for it.")


def approved_revision(page: StoryPage) -> Revision | None:
    """The version that waits for its time."""
    return page.revisions.filter(approved_go_live_at__isnull=False).first()


def approved_version(page: StoryPage) -> StoryPage | None:
    """The story as it will go out, counted as the version that waits; None when none does."""
    revision = approved_revision(page)
    if revision is None:
        return None
    version = revision.as_object()
    # What is handed out names the version that is shown, not a draft written since.
    version.latest_revision_id = revision.pk
    return version


def standing_source(page: StoryPage) -> StoryPage | None:
    """The story in its first language as it is public or will go out; None while it is neither."""
    source = _source(page)
    return source if source is None or source.live else approved_version(source)


def waiting_source(page: StoryPage) -> StoryPage | None:
    """The story in its first language as it will go out; None where it is public, or not approved."""
    source = standing_source(page)
    return None if source is None or source.live else source


def embargo_until(page: StoryPage, at: datetime | None = None) -> datetime | None:
    """Until when this version of a story must not be published or aired; None when it is free.

    A translation waits at least as long as its source.
    """
    if page.live:
        return None
    times = [page.go_live_at]
    if page.locale.language_code != settings.LANGUAGE_CODE:
        source = waiting_source(page)
        times.append(source.go_live_at if source else None)
    return max((moment for moment in times if moment and moment > (at or timezone.now())), default=None)


def follow_source(revision: Revision) -> None:
    """Hold the translation of a story back as long as the story itself; raises NotAllowedError when that has no time.

    The first language decides: what is not public there is public nowhere.
    """
    from story.actions.errors import NotAllowedError

    page = revision.content_object
    if not isinstance(page, StoryPage) or page.locale.language_code == settings.LANGUAGE_CODE:
        return
    source = _source(page)
    if source is None or source.live:
        return
    waiting = approved_revision(source)
    if waiting is None:
        raise NotAllowedError(NO_SOURCE)
    times = [waiting.approved_go_live_at, _moment(revision, "go_live_at")]
    _set_time(revision, max(moment for moment in times if moment))


def lift(revision: Revision) -> datetime | None:
    """Take the times off a version that is to be public at once; returns the embargo that was broken by it."""
    now = timezone.now()
    start, end = (_moment(revision, name) for name in ("go_live_at", "expire_at"))
    ahead = start if start and start > now else None
    if ahead:
        revision.content["go_live_at"] = None
    if end and end <= now:
        revision.content["expire_at"] = None
    revision.save(update_fields=["content"])
    return ahead


def _source(page: StoryPage) -> StoryPage | None:
    return (
        StoryPage.objects.filter(translation_key=page.translation_key)
        .filter(locale__language_code=settings.LANGUAGE_CODE)
        .first()
    )


def _moment(revision: Revision, name: str) -> datetime | None:
    # A version just made still holds the moment itself, one from the database its text.
    value = revision.content.get(name)
    return parse_datetime(value) if isinstance(value, str) else value


def _set_time(revision: Revision, moment: datetime) -> None:
    if _moment(revision, "go_live_at") != moment:
        revision.content["go_live_at"] = moment.isoformat()
        revision.save(update_fields=["content"])
