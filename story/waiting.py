"""The stories that wait for their time, for lists: as they will go out, in a fixed number of queries."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from wagtail.models import Revision, TaskState

from places.models import AdministrativeUnit
from story.listing import with_figures
from story.models import Pillar, Sector, StoryPage, Tool
from story.records import FigureRecord, decided, drafted_in_bulk, in_own_words, newest_words
from story.selectors import embargoed_for, visible_to

# What a list shows or filters by, as the approved version has it.
FIELDS = ("title", "standfirst", "body", "lead", "province", "place_detail", "replication", "go_live_at")
WORDS: dict[str, Any] = {"pillars": Pillar, "sectors": Sector, "tools": Tool}


def waiting_stories(user: Any, locale: str = "") -> list[StoryPage]:
    """The approved versions that `user` may know of, the first to go out first; all languages if none is given.

    What lists need of a version is that of the version; the rest is that of its page. `go_live_at` is when it is
    free, for a translation not before its source; `approved_at` when it was approved; its figures are at hand.
    """
    if not user or not user.is_authenticated:
        return []
    pages = embargoed_for(user).select_related("locale")
    return as_approved(pages.filter(locale__language_code=locale) if locale else pages)


def as_approved(pages: Iterable[StoryPage]) -> list[StoryPage]:
    """The approved versions of pages that wait, for whoever has asked already who may know of them."""
    versions = _approved(pages)
    others = [page for page in versions if page.locale.language_code != settings.LANGUAGE_CODE]
    sources = {page.translation_key: page for page in _approved(_sources(others))} if others else {}
    _give_figures(versions, sources)
    for page in others:
        if source := sources.get(page.translation_key):
            page.go_live_at = max(page.go_live_at, source.go_live_at)
    return sorted(versions, key=lambda page: (page.go_live_at, page.pk))


def _sources(pages: list[StoryPage]) -> Any:
    keys = [page.translation_key for page in pages]
    first = StoryPage.objects.filter(translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE)
    return first.exclude(pk__in=visible_to(None).values("pk")).select_related("locale")


def _approved(pages: Iterable[StoryPage]) -> list[StoryPage]:
    """The pages with what their approved versions say; those without one are left out."""
    by_number = {str(page.pk): page for page in pages}
    waiting = Revision.objects.filter(
        approved_go_live_at__isnull=False,
        object_id__in=by_number,
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    )
    found = {revision.object_id: revision for revision in waiting} if by_number else {}
    contents = {number: revision.content for number, revision in found.items()}
    words = {name: _in_bulk(model, name, contents.values()) for name, model in WORDS.items()}
    units = AdministrativeUnit.objects.select_related("successor").in_bulk(
        {content["province"] for content in contents.values() if content.get("province")}
    )
    approved = _approval_times(found.values())
    for number, content in contents.items():
        page, revision = by_number[number], found[number]
        _take_over(page, content)
        page.province = units.get(content.get("province"))
        for name, rows in words.items():
            setattr(page, name, [rows[pk] for pk in content.get(name, []) if pk in rows])
        page.tag_numbers = {item["tag"] for item in content.get("tagged_items", [])}
        page.latest_revision_id = revision.pk
        page.approved_at = approved.get(revision.pk, revision.created_at)
        page.go_live_at = revision.approved_go_live_at
    return [by_number[number] for number in contents]


def _take_over(page: StoryPage, content: dict[str, Any]) -> None:
    for name in FIELDS:
        field = page._meta.get_field(name)
        if name in content:
            setattr(page, field.attname, field.to_python(content[name]))


def _in_bulk(model: Any, name: str, contents: Iterable[dict[str, Any]]) -> dict[int, Any]:
    return model.objects.in_bulk({pk for content in contents for pk in content.get(name, [])})


def _approval_times(revisions: Iterable[Revision]) -> dict[int, datetime]:
    numbers = [revision.pk for revision in revisions]
    steps = TaskState.objects.filter(revision__in=numbers, status=TaskState.STATUS_APPROVED)
    times = steps.order_by().values_list("revision").annotate(at=Max("finished_at"))
    return {pk: at for pk, at in times if at}


def _give_figures(versions: list[StoryPage], sources: dict[Any, StoryPage]) -> None:
    """Each version's figures: a translation has its own words, and the rest of its source."""
    drafted = drafted_in_bulk([*versions, *sources.values()])
    told = {key: {record.id: record for record in drafted[page.pk]} for key, page in sources.items()}
    others = [page for page in versions if page.locale.language_code != settings.LANGUAGE_CODE]
    public = {
        page.pk: page.figures for page in with_figures(p for p in others if p.translation_key not in told)
    }
    words = newest_words([page.translation_key for page in versions])
    for page in versions:
        records: list[FigureRecord] = drafted[page.pk]
        if page in others:
            source = told.get(page.translation_key) or public.get(page.pk, {})
            records = [in_own_words(record, source[record.id]) for record in records if record.id in source]
        page.figures = {record.id: decided(record, words[page.translation_key]) for record in records}
