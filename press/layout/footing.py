"""The words at the foot of a graphic: source and date, verification, licence; and the mark of what is not public."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from press.layout.fonts import drawable
from press.summary import Figure, StorySummary
from story.figures.errors import UnreadablePeriod
from story.figures.periods import format_period


def period_words(lead: Figure, locale: str) -> str:
    """The date of a figure as a sentence, or that the source gives none."""
    if not lead.period:
        return _("The source gives no date.")
    try:
        period = format_period(lead.period, locale)
    except UnreadablePeriod:
        period = drawable(lead.period)
    if lead.period_basis == "document-date":
        return _("By the date of the document: %(period)s.") % {"period": period}
    return _("As of %(period)s.") % {"period": period}


def source_words(lead: Figure | None, shown: Sequence[Figure], summary: StorySummary) -> str:
    """The sources of the figures shown, each once, and the date of the lead figure."""
    if not shown:
        return ""
    titles = list(dict.fromkeys(drawable(figure.source.title) for figure in shown if figure.source.title))
    words = titles[0] if titles else _("not stated")
    if others := len(titles) - 1:
        more = ngettext("and %(count)d other source", "and %(count)d other sources", others) % {
            "count": others
        }
        words = f"{words} {more}" if others > 0 else words
    sentences = [words.rstrip(".") + "."]
    if lead:
        sentences.append(period_words(lead, summary.locale))
    return " ".join(sentences)


def verified_words(shown: Sequence[Figure]) -> str:
    """Whether a named person has verified all, some or none of the figures shown."""
    signed = [figure for figure in shown if figure.verified]
    if not shown:
        return ""
    if len(signed) == len(shown):
        return _("Figures verified.")
    return _("Some figures await verification.") if signed else _("Figures await verification.")


def licence_words(summary: StorySummary) -> str:
    """What others may do with the graphic, and whom to credit."""
    credit, licence = drawable(summary.rights.credit_line), drawable(summary.rights.licence)
    return " · ".join(filter(None, [_("Credit: %(credit)s") % {"credit": credit} if credit else "", licence]))


def notice_words(summary: StorySummary) -> str:
    """The mark on a graphic whose story is not public yet, or no longer."""
    if summary.status == "withdrawn":
        return _("Withdrawn")
    if summary.status != "embargoed":
        return ""
    until = parse_datetime(summary.embargo_until or "")
    return (
        _("Embargoed until %(time)s") % {"time": moment_words(until, summary.locale)}
        if until
        else _("Embargoed")
    )


def taker_words(summary: StorySummary) -> str:
    """Whose copy this is, where that is said: of what is under embargo."""
    taker = drawable(summary.taken_by or "")
    return _("Copy made for %(name)s") % {"name": taker} if taker else ""


def moment_words(moment: datetime, locale: str) -> str:
    """Hour and day in the time zone of the newsroom."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{date_format(local, 'H:i')} {format_period(local.date().isoformat(), locale)}"
