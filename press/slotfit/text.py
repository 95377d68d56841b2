"""Scripts as plain text: head with rights and state, the lines with their length, sources, pronunciation."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from press.addresses import fact_address
from press.layout.footing import moment_words, notice_words, taker_words
from press.slotfit.around import forbidden
from press.slotfit.fitting import Fit
from press.speech.length import syllables
from press.speech.words import clean, pronunciations
from press.summary import Figure, StorySummary
from story.figures.digits import format_number, language_of

WIDTH = 78
# Before each line that is read aloud, so that nobody reads anything else.
READ = "> "


def head(summary: StorySummary) -> Iterator[str]:
    """What stands first in every script: whether it may go out, the story, its version, where to ask whether it stands."""
    if notice := notice_words(summary):
        yield from wrapped(f"*** {notice} ***".upper())
        yield from wrapped(taker_words(summary))
        yield ""
    yield from wrapped(summary.headline)
    yield from wrapped(_("Version %(number)s") % {"number": summary.revision} + _revised(summary))
    yield from wrapped(summary.url)
    address = fact_address(summary.id, summary.locale, summary.revision)
    yield from wrapped(_("Is this still right? %(address)s") % {"address": address})


def _revised(summary: StorySummary) -> str:
    revised = parse_datetime(summary.revised_at or "")
    return f" · {moment_words(revised, summary.locale)}" if revised else ""


def version(fit: Fit) -> Iterator[str]:
    """One length of a script: what it measures, and its lines with the second at which each begins."""
    yield measured(fit)
    if not fit.filled:
        yield from wrapped(short_of(fit))
    begun = 0
    for line in fit.lines:
        yield ""
        yield f"[{clock(begun)}] {line.label} · {_seconds(line.steps, fit.locale)}"
        yield from wrapped(line.text, READ)
        begun += line.steps


def download(summary: StorySummary, script: Fit, changed: str, deadline: str) -> str:
    """A script as somebody takes it from the slot page, in the words that they changed it to, if they did."""
    taken = script.with_text(changed) if changed else script
    lines = [*head(summary)]
    if deadline:
        lines += wrapped(_("Deadline: %(time)s") % {"time": deadline})
    if changed:
        lines += ["", *wrapped(_("Edited by the one who took it: no longer the approved text alone."))]
    lines += ["", measured(taken)]
    for line in taken.lines:
        lines += ["", *wrapped(line.text)]
    lines += titled(_("Figures and sources"), figures([f for f in summary.figures if f.id in script.figures]))
    if script.slot.medium.spoken:
        lines += titled(
            _("Pronunciation"), pronunciation((line.text for line in taken.lines), summary.locale)
        )
    lines += titled(_("Rights"), rights(summary))
    return "\n".join(lines) + "\n"


def measured(fit: Fit) -> str:
    """The length of a script in words and numbers."""
    count = sum(syllables(line.text, fit.locale) for line in fit.lines)
    said = ngettext("%(count)s syllable", "%(count)s syllables", count)
    length = format_number(fit.length, fit.locale)
    if not fit.slot.medium.spoken:
        return _("%(length)s cm of a column") % {"length": length}
    return _("%(length)s seconds · %(syllables)s") % {
        "length": length,
        "syllables": said % {"count": format_number(Decimal(count), fit.locale)},
    }


def short_of(fit: Fit) -> str:
    """That the slot is not filled, and how far the material reaches."""
    shown = {"length": format_number(fit.length, fit.locale)}
    if fit.steps > fit.slot.highest:
        return _("Headline and source alone take %(length)s.") % shown
    if fit.slot.medium.spoken:
        return _("The story has material for %(length)s seconds only.") % shown
    return _("The story has material for %(length)s cm only.") % shown


def clock(tenths: int) -> str:
    """Minutes and seconds from the beginning."""
    minutes, seconds = divmod(tenths // 10, 60)
    return f"{minutes:02}:{seconds:02}"


def _seconds(tenths: int, locale: str) -> str:
    return _("%(seconds)s s") % {"seconds": format_number(Decimal(tenths) / 10, locale)}


def rate_words(locale: str) -> str:
    """At which rate the lengths are measured."""
    shown = {
        "rate": settings.SPEECH_SYLLABLES_PER_MINUTE[language_of(locale)],
        "pause": format_number(Decimal(str(settings.SPEECH_PAUSE_SECONDS)), locale),
    }
    return _("Measured at %(rate)s syllables a minute and %(pause)s s after each sentence.") % shown


def figures(shown: Sequence[Figure]) -> Iterator[str]:
    """The figures that a script says, each with its two forms, its source and who verified it."""
    for figure in shown:
        signed = (
            _("verified by %(name)s") % {"name": clean(figure.verified.by)}
            if figure.verified
            else _("awaits verification")
        )
        source = ", ".join(filter(None, [clean(figure.source.title), clean(figure.source.page)]))
        source = source or _("not stated")
        yield from wrapped(f"- {figure.label}: {figure.forms.compact} ({figure.forms.spoken})", after="  ")
        yield from wrapped(_("Source: %(source)s; %(signed)s") % {"source": source, "signed": signed}, "  ")


def pronunciation(texts: Iterable[str], locale: str) -> Iterator[str]:
    """How the abbreviations and names of the texts are said, and which ones to ask about."""
    known, unknown = pronunciations(texts, locale)
    yield from (f"- {word.written}: {word.spoken}" for word in known)
    if unknown:
        yield from wrapped(_("Ask how these are said: %(words)s") % {"words": ", ".join(unknown)})


def rights(summary: StorySummary) -> Iterator[str]:
    """Licence, terms and credit, and the files that must not be broadcast."""
    named = (
        (_("Licence: %s"), summary.rights.licence),
        (_("Terms: %s"), summary.rights.usage_terms),
        (_("Credit: %s"), summary.rights.credit_line),
    )
    for words, value in named:
        if value:
            yield from wrapped(words % clean(value))
    for file in forbidden(summary):
        yield from wrapped(_("Not for broadcast: %s") % clean(file.title or file.id))


def wrapped(text: str, before: str = "", *, after: str | None = None) -> list[str]:
    """The text as lines of one width, without anything that could break them; `after` begins the later ones.

    No line begins with the mark of what is read aloud by chance.
    """
    rest = before if after is None else after
    lines = textwrap.wrap(clean(text), WIDTH, initial_indent=before, subsequent_indent=rest)
    return lines if before == READ else [re.sub("^>", "›", line) for line in lines]


def titled(title: str, lines: Iterable[str]) -> list[str]:
    """A section under its title; nothing where it is empty."""
    found = list(lines)
    return ["", title.upper(), "-" * min(len(title), WIDTH), *found] if found else []
