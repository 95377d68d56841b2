"""Questions about stories; every surface asks these and no other."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

if TYPE_CHECKING:
    from wagtail.models import Page

    from story.models import ProvincePage, StoryPage, Tombstone
    from story.records import FigureRecord


def visible_to(user: Any, at: datetime | None = None) -> "QuerySet[StoryPage]":
    """The stories `user` may read at a moment: the one question that every surface asks."""
    from story.models import StoryPage

    at = at or timezone.now()
    return StoryPage.objects.live().filter(first_published_at__lte=at)


def public(pages: Any, user: Any = None) -> Any:
    """Of pages of any kind those that `user` may read: stories as `visible_to` says, others when they are live."""
    from story.models import StoryPage

    # Asked of each page by its number: a list of all stories would be made for one page too.
    here = {"pk": OuterRef("pk")}
    is_story, readable = Exists(StoryPage.objects.filter(**here)), Exists(visible_to(user).filter(**here))
    return pages.filter(Q(live=True) & ~is_story | readable)


def is_public(page: "Page", user: Any = None) -> bool:
    """Whether `user` may read this page now."""
    from wagtail.models import Page

    return page.pk is not None and public(Page.objects.filter(pk=page.pk), user).exists()


def withdrawn(since: datetime | None = None) -> "QuerySet[Tombstone]":
    """The withdrawals that stand, newest first; `since` leaves the older ones out."""
    from story.models import Tombstone

    standing = Tombstone.objects.standing().select_related("locale", "page").order_by("-at", "-pk")
    return standing.filter(at__gte=since) if since else standing


def embargoed_for(user: Any, at: datetime | None = None) -> "QuerySet[StoryPage]":
    """The stories approved for a later time that `user` may see before it: accredited press, and whose work it is.

    They are not among those of `visible_to`: only the press pages ask for them, and mark what they show. A
    translation is among them only while its source is public or approved.
    """
    from accounts.accreditation import is_accredited
    from story.models import StoryPage
    from story.work import within_reach

    at = at or timezone.now()
    sources = StoryPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).filter(
        Q(live=True) | Q(pk__in=waiting_pages())
    )
    waiting = StoryPage.objects.filter(
        live=False,
        alias_of=None,
        pk__in=waiting_pages(approved_go_live_at__gt=at),
        translation_key__in=sources.values("translation_key"),
    )
    if not user.is_authenticated:
        return waiting.none()
    return waiting if is_accredited(user, at) else waiting.filter(within_reach(user))


def waiting_pages(**when: Any) -> "QuerySet[Any]":
    """The numbers of the pages with an approved version that waits for its time."""
    from wagtail.models import Revision, get_default_page_content_type

    waiting = Revision.objects.filter(base_content_type=get_default_page_content_type(), **when)
    numbers = waiting.filter(approved_go_live_at__isnull=False).annotate(
        page_pk=Cast("object_id", IntegerField())
    )
    return numbers.values("page_pk")


def in_listing(stories: "QuerySet[StoryPage]") -> "QuerySet[StoryPage]":
    """The stories with what a list shows of them, newest first."""
    return (
        stories.select_related("province__successor", "locale", "cover")
        .prefetch_related("pillars", "sectors")
        .order_by("-first_published_at", "-pk")
    )


def province_stories(page: "ProvincePage") -> "QuerySet[StoryPage]":
    """The public stories of a province, newest first."""
    return in_listing(visible_to(None).filter(path__startswith=page.path, depth=page.depth + 1))


def lead_figures(stories: "Iterable[StoryPage]") -> "dict[int, FigureRecord]":
    """The figure each story leads with, by page id; a story without figures is absent."""
    from story.listing import with_figures

    return {page.pk: lead for page in with_figures(stories) if (lead := page.lead_figure)}
