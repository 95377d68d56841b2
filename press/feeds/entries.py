"""What stands in the feeds: public stories alone, what was corrected in them, and what was withdrawn."""

from __future__ import annotations

import mimetypes
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from press import summary as s
from press.feeds.channel import NEVER, Channel, Deleted, Entry, Picture, Place, absolute
from press.layout.fonts import drawable
from press.wire.files import RATIOS, graphic_title
from press.wire.items import correction_words, item_urn, lines
from story.corrections import told
from story.filters import PER_PAGE, chosen_filters, filtered, words_in
from story.listing import answering, having_words, with_figures
from story.models import Correction, StoryPage, Tombstone
from story.records import FigureRecord
from story.selectors import in_listing, visible_to, withdrawn

# A reader that stayed away for longer finds the rest in the feed of corrections.
MOST_DELETED = 100


def stories_feed(form: str, locale: str, query: QueryDict) -> Channel:
    """A page of the public stories, the last changed first; raises Http404 for a page that is not there."""
    matching = matching_pages(query, locale)
    found = with_changes(in_listing(visible_to(None).filter(pk__in=matching)))
    whole = found.order_by().aggregate(count=Count("pk"), last=Max("changed"))
    page = page_of(found.order_by("-changed", "-pk"), query, whole["count"])
    gone = list(withdrawn().filter(page__in=matching)[:MOST_DELETED])
    entries = tuple(story_entry(story) for story in with_figures(page.object_list))
    title = f"{settings.WAGTAIL_SITE_NAME}: " + _("stories of change")
    text = _("Stories of digital transformation, their figures checked by a named person.")
    changed = latest(whole["last"], *(row.at for row in gone[:1]))
    buried = tuple(deleted(row, locale) for row in gone) if page.number == 1 else ()
    place = place_of("stories", form, query, page)
    return Channel(place, locale, title, text, home_of(locale), changed, entries, buried)


def corrections_feed(form: str, locale: str, query: QueryDict) -> Channel:
    """A page of the corrections of public stories and of the withdrawals, the newest first; raises Http404."""
    matching = matching_pages(query, locale)
    stories = visible_to(None).filter(pk__in=matching)
    corrections = Correction.objects.filter(translation_key__in=stories.values("translation_key"))
    buried = {row.pk: row for row in withdrawn().filter(page__in=matching)}
    moments = [(at, 0, pk) for at, pk in corrections.values_list("at", "pk")]
    moments = sorted([*moments, *((row.at, 1, row.pk) for row in buried.values())], reverse=True)
    page = page_of(moments, query, len(moments))
    wanted: list[tuple[datetime, int, int]] = list(page.object_list)
    rows = Correction.objects.in_bulk([pk for _at, kind, pk in wanted if not kind])
    keys = [row.translation_key for row in rows.values()]
    pages = with_figures(stories.filter(translation_key__in=keys).select_related("locale"))
    corrected = {page.translation_key: page for page in pages}
    entries = tuple(
        withdrawal_entry(buried[pk], locale)
        if kind
        else correction_entry(rows[pk], corrected[rows[pk].translation_key])
        for _at, kind, pk in wanted
    )
    title = f"{settings.WAGTAIL_SITE_NAME}: " + _("corrections and withdrawals")
    text = _("What was changed after publication, and what was taken out, with the reason.")
    # A story that comes back brings its older corrections with it.
    last = stories.aggregate(last=Max("last_published_at"))["last"]
    changed = latest(last, *(at for at, _kind, _pk in moments[:1]))
    place = place_of("corrections", form, query, page)
    return Channel(place, locale, title, text, home_of(locale), changed, entries)


def matching_pages(query: QueryDict, locale: str) -> Any:
    """The numbers of the stories in a language that the filters leave, public or not: asked inside of other questions."""
    stories = filtered(query, StoryPage.objects.filter(locale__language_code=locale)).order_by()
    if words := words_in(query):
        # Of what is public, as the list finds it, or was: drafts are not read for it.
        gone = stories.filter(pk__in=withdrawn().values("page")).exclude(pk__in=visible_to(None).values("pk"))
        found = [*answering(words, locale, query), *(page.pk for page in having_words(words, gone))]
        stories = stories.filter(pk__in=found)
    return stories.values("pk")


def with_changes(stories: QuerySet[StoryPage]) -> QuerySet[StoryPage]:
    """The stories with the moment of their last change as `changed`; a translation changes with its figures."""
    source = visible_to(None).filter(
        translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
    )
    own = Coalesce(F("last_published_at"), F("first_published_at"))
    return stories.annotate(
        changed=Greatest(own, Coalesce(Subquery(source.values("last_published_at")[:1]), own))
    )


def page_of(rows: Any, query: QueryDict, count: int) -> Page[Any]:
    """The page of so many rows that a query asks for; raises Http404 for one that is not there."""
    number = query.get("page", "1")
    if not number.isascii() or not number.isdigit() or len(number) > 9:
        raise Http404("no such page")
    paginator = Paginator(rows, PER_PAGE)
    # Counted already: it takes the place of the cached property.
    paginator.count = count
    try:
        return paginator.page(int(number))
    except EmptyPage as error:
        raise Http404("no such page") from error


def place_of(name: str, form: str, query: QueryDict, page: Page[Any]) -> Place:
    """Where this page of a feed stands."""
    path = feed_path(name, form).rpartition(".")[0]
    return Place(path, form, tuple(chosen_filters(query)), page.number, page.paginator.num_pages)


def feed_path(name: str, form: str) -> str:
    """The path of a feed in the active language."""
    return reverse("press_feeds:feed", kwargs={"name": name, "form": form})


def home_of(locale: str) -> str:
    """The front page in a language."""
    prefix = "" if locale == settings.LANGUAGE_CODE else f"{locale}/"
    return f"{settings.PUBLIC_BASE_URL}/{prefix}"


def latest(*moments: datetime | None) -> datetime:
    """The last of these moments in the newsroom's own time."""
    return timezone.localtime(max((moment for moment in moments if moment), default=NEVER))


def story_entry(page: Any) -> Entry:
    """A public story, with its key figures as lines of the text."""
    standfirst = "\n".join(lines(page.standfirst or ""))
    figures = [figure_line(record) for record in page.key_figures]
    authors = (drawable(byline.value["name"]) for byline in page.bylines)
    locale = page.locale.language_code
    filed = [*page.pillars.all(), *page.sectors.all()]
    return Entry(
        id=item_urn(page.translation_key.urn, locale),
        url=absolute(page.get_url() or ""),
        title=drawable(page.title),
        summary=standfirst,
        text="\n".join(filter(None, [standfirst, *figures])),
        published=timezone.localtime(page.first_published_at),
        updated=timezone.localtime(page.changed),
        authors=tuple(filter(None, authors)),
        tags=tuple(drawable(word.name_in(locale)) for word in filed),
        rights=" · ".join(filter(None, map(drawable, (page.credit_line, page.licence, page.usage_terms)))),
        pictures=tuple(pictures_of(page)),
    )


def figure_line(record: FigureRecord) -> str:
    """A figure with what it counts; one that nobody has verified says so."""
    said = f"{drawable(record.label)}: {drawable(record.forms.compact)}"
    return said if record.verified else said + " (" + _("not verified yet") + ")"


def pictures_of(page: Any) -> Iterable[Picture]:
    """The cover with its own credit and terms, and the infographic."""
    if cover := page.cover:
        kind = mimetypes.guess_type(cover.file.name)[0] or "image/jpeg"
        terms = " · ".join(filter(None, map(drawable, (cover.licence, cover.usage_terms))))
        title, alt, credit = map(drawable, (cover.title, cover.description, cover.credit))
        yield Picture(absolute(cover.file.url), kind, cover.width, cover.height, title, alt, credit, terms)
    address = absolute(reverse("press:artefact", args=[page.pk, "infographic-16x9.png"]))
    credit, licence = drawable(page.credit_line) or settings.WAGTAIL_SITE_NAME, drawable(page.licence)
    title = f"{graphic_title()}: {drawable(page.title)}"
    yield Picture(address, "image/png", *RATIOS["16x9"], title, drawable(page.title), credit, licence)


def deleted(row: Tombstone, locale: str) -> Deleted:
    """A withdrawal as a mark that the entry is gone."""
    return Deleted(
        item_urn(row.translation_key.urn, locale), timezone.localtime(row.at), reason_of(row, locale)
    )


def reason_of(row: Tombstone, locale: str) -> str:
    """Why a story was withdrawn, in a language or in the site's first one."""
    return drawable(row.reason.get(locale) or row.reason.get(settings.LANGUAGE_CODE, ""))


def correction_entry(row: Correction, page: StoryPage) -> Entry:
    """One correction of a public story, with the old and the new value."""
    locale = page.locale.language_code
    change = told(row, locale, page.figures)
    words = correction_words(
        s.Correction(
            at=change.at.isoformat(),
            label=change.label,
            before=change.before,
            after=change.after,
            note=change.note,
        ),
        locale,
    )
    return record_entry(
        row,
        locale,
        title=f"{capfirst(change.kind_label)}: {drawable(page.title)}",
        url=absolute(page.history_url),
        text=words,
        tag=_("Correction"),
    )


def withdrawal_entry(row: Tombstone, locale: str) -> Entry:
    """One withdrawal with its reason."""
    title = _("Withdrawn: %(headline)s") % {"headline": drawable(row.headline)}
    return record_entry(
        row,
        locale,
        title=title,
        url=absolute(row.address),
        text=reason_of(row, locale) or title,
        tag=_("Withdrawal"),
    )


def record_entry(
    row: Correction | Tombstone, locale: str, *, title: str, url: str, text: str, tag: str
) -> Entry:
    """An entry of the public record: it never changes."""
    name = f"{row.translation_key}/{type(row).__name__.lower()}/{row.pk}/{locale}"
    at = timezone.localtime(row.at)
    return Entry(uuid.uuid5(row.translation_key, name).urn, url, title, text, text, at, at, tags=(tag,))
