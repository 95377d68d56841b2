"""The script for radio and television: four lengths in one file, figures in words, and all that the reader must know."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.formats.registry import Format, register
from press.slotfit import Fit, fit
from press.slotfit.around import lower_thirds
from press.slotfit.text import figures, head, pronunciation, rate_words, rights, titled, version, wrapped
from press.summary import StorySummary

LENGTHS = (15, 30, 60, 90)


def build(summary: StorySummary) -> bytes:
    """The file as UTF-8; lines that are read aloud begin with a mark."""
    with translation.override(summary.locale):
        return ("\n".join(_lines(summary)) + "\n").encode()


def _lines(summary: StorySummary) -> Iterator[str]:
    fits = [fit(summary, "radio", seconds) for seconds in LENGTHS]
    yield from head(summary)
    yield from wrapped(rate_words(summary.locale))
    yield from wrapped(_("Only the lines that begin with > are read aloud."))
    for script in fits:
        title = _("%(seconds)s seconds") % {"seconds": script.slot.length}
        yield from titled(title, version(script))
    yield from _around(summary, fits)


def _around(summary: StorySummary, fits: list[Fit]) -> Iterator[str]:
    said = {identity for script in fits for identity in script.figures}
    shown = [figure for figure in summary.figures if figure.id in said]
    yield from titled(_("Figures and sources"), figures(shown))
    texts = [line.text for script in fits for line in script.lines]
    yield from titled(_("Pronunciation"), pronunciation(texts, summary.locale))
    people = [
        line for each in lower_thirds(summary) for line in wrapped(f"- {each.name}, {each.role}".rstrip(", "))
    ]
    yield from titled(_("Lower thirds"), people)
    yield from titled(_("Rights"), rights(summary))


register(
    Format(
        "script.txt",
        "text/plain; charset=utf-8",
        gettext_lazy("Script for radio and television"),
        "text",
        build,
        audience="radio",
        version=2,
    )
)
