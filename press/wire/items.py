"""An item of the wire: who it is, when it was made, and what its editors say to those of other houses."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from library import rights
from press.layout.content import before_digits
from press.layout.fonts import drawable
from press.layout.footing import notice_words
from press.summary import Correction, Figure, Medium, StorySummary
from story.figures.errors import UnreadablePeriod
from story.figures.forms import nature_word
from story.figures.periods import format_period
from story.figures.types import Nature

ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
# A version of which nobody noted the time: the formats want one.
UNDATED = "2000-01-01T00:00:00+07:00"


def item_urn(story: str, locale: str) -> str:
    """The name of a story in one language for ever: a urn made of the story's own and the language."""
    return uuid.uuid5(uuid.UUID(story), locale).urn


def moment(text: str | None) -> str | None:
    """A moment with the offset of the newsroom; None for none and for what is no moment."""
    try:
        found = parse_datetime(text or "")
    except ValueError:
        return None
    if found is None:
        return None
    return (timezone.localtime(found) if timezone.is_aware(found) else timezone.make_aware(found)).isoformat(
        timespec="seconds"
    )


def version_created(summary: StorySummary) -> str:
    """When this version was made: when it went out, or was written."""
    known = (summary.updated_at, summary.revised_at, summary.published_at, UNDATED)
    return next(found for text in known if (found := moment(text)))


def web_address(text: str) -> str:
    """An address of the web as a URI; empty for everything else."""
    plain = drawable(text)
    return iri_to_uri(plain) if ADDRESS.fullmatch(plain) else ""


def corrections_feed(locale: str) -> str:
    """Where corrections and withdrawals are told in a language."""
    prefix = "" if locale == settings.LANGUAGE_CODE else f"/{locale}"
    return f"{settings.PUBLIC_BASE_URL}{prefix}/feeds/corrections.atom"


def lines(text: str) -> list[str]:
    """The paragraphs of a plain text, each in one clean line."""
    return [line for part in re.split(r"\n+", text) if (line := drawable(part))]


def notice(summary: StorySummary) -> str:
    """The line on an item that is not public, with the name of who took it; empty for a public one."""
    words = notice_words(summary)
    taker = drawable(summary.taken_by or "")
    mark = _("Copy made for %(name)s") % {"name": taker} if taker else ""
    return ". ".join(filter(None, [words, mark])) if words else ""


def byline(summary: StorySummary) -> str:
    """Who wrote it, with the role and body of the time."""
    people = (
        ", ".join(filter(None, map(drawable, (person.name, person.role, person.organisation))))
        for person in summary.bylines
    )
    return "; ".join(filter(None, people))


def provider() -> str:
    """The name of the newsroom."""
    return drawable(settings.WAGTAIL_SITE_NAME)


def rights_holder(summary: StorySummary) -> str:
    """Whom the credit line names, else the newsroom."""
    return drawable(summary.rights.credit_line) or provider()


def copyright_notice(summary: StorySummary) -> str:
    """Credit line and licence in one line."""
    credit, licence = rights_holder(summary), drawable(summary.rights.licence)
    return " · ".join(filter(None, [_("Credit: %(credit)s") % {"credit": credit}, licence]))


def licence_address(licence: str) -> str:
    """Where a Creative Commons licence can be read; empty for another one."""
    return rights.licence_address(drawable(licence))


def medium_terms(medium: Medium) -> str:
    """Licence and usage terms of a picture, sound or film; what it forbids stands here."""
    return " ".join(filter(None, [" ".join(lines(medium.licence)), " ".join(lines(medium.usage_terms))]))


def period_words(iso: str, locale: str) -> str:
    """A period as people write it, as it stands where it cannot be read."""
    try:
        return format_period(iso, locale)
    except UnreadablePeriod:
        return drawable(iso)


def plain_number(figure: Figure) -> str:
    """The number for machines: 68, or 1..2 for a range."""
    return f"{figure.value}..{figure.value_max}" if figure.value_max else figure.value


def exact_words(figure: Figure, locale: str) -> str:
    """The figure to its last digit, with its qualifier, and with the word of a target before all else."""
    form, qualifier = drawable(figure.forms.screen), before_digits(figure, locale)
    word = nature_word(Nature(figure.nature), locale)
    digits = form.removeprefix(word).strip()
    return " ".join(filter(None, [word, qualifier, digits]))


def nature_words(figure: Figure) -> str:
    """What kind of statement a figure is, where it is not a count of what is there."""
    return {
        Nature.TARGET.value: _("A target, not a result"),
        Nature.PROJECTION.value: _("A projection, not a result"),
        Nature.ESTIMATE.value: _("An estimate"),
    }.get(figure.nature, "")


def source_words(figure: Figure) -> str:
    """Where a figure was taken from, with the page; “section 2” stands as it is written."""
    page = drawable(figure.source.page)
    if page[:1].isdigit():
        page = _("page %(page)s") % {"page": page}
    return ", ".join(filter(None, [drawable(figure.source.title) or _("not stated"), page]))


def verified_words(figure: Figure, locale: str) -> str:
    """Who verified a figure and when, or that nobody has yet."""
    if not figure.verified:
        return _("Not verified yet")
    day = (moment(figure.verified.at) or "")[:10]
    words = {"name": drawable(figure.verified.by), "day": period_words(day, locale)}
    return _("Verified by %(name)s, %(day)s") % words


def count_words(summary: StorySummary) -> str:
    """How many of the figures a named person has verified."""
    signed, count = sum(1 for figure in summary.figures if figure.verified), len(summary.figures)
    return ngettext(
        "%(signed)d of %(count)d figure verified by a named person",
        "%(signed)d of %(count)d figures verified by a named person",
        count,
    ) % {"signed": signed, "count": count}


def correction_words(change: Correction, locale: str) -> str:
    """One correction as a sentence: day, what, old and new value, the reason."""
    day = period_words((moment(change.at) or "")[:10], locale)
    said = drawable(change.label)
    if change.before and change.after:
        values = _("%(before)s is now %(after)s")
    else:
        values = _("%(before)s was taken out") if change.before else ""
    if values:
        values %= {"before": drawable(change.before), "after": drawable(change.after)}
    told = ": ".join(filter(None, [said, values]))
    head = " ".join(filter(None, [_("Correction"), day]))
    return ". ".join(filter(None, [f"{head}: {told}" if told else head, drawable(change.note)]))


def editorial_notes(summary: StorySummary) -> Iterator[str]:
    """What the receiving desk must know and never prints: status, corrections, what is not verified, what is restricted."""
    if words := notice(summary):
        yield words
    if summary.status == "withdrawn":
        yield _("Take the story off every page and out of every programme. Its text is no longer sent.")
        return
    yield from (correction_words(change, summary.locale) for change in summary.corrections)
    if summary.figures:
        yield count_words(summary) + "."
    if any(figure.nature in ("target", "projection") for figure in summary.figures):
        yield _("Never give a target or a projection without the word that says so.")
    for medium in summary.media:
        if terms := " · ".join(filter(None, [drawable(medium.credit), medium_terms(medium)])):
            title = drawable(medium.title) or drawable(medium.id)
            yield _("Credit and terms of “%(title)s”: %(terms)s") % {"title": title, "terms": terms}
