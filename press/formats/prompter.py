"""The script for the prompter: short lines of words alone, an empty one at every breath."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.addresses import fact_address
from press.formats.registry import Format, register
from press.layout.footing import notice_words, taker_words
from press.slotfit import fit
from press.slotfit.text import measured, rights
from press.speech.words import clean
from press.summary import StorySummary

LINE, SECONDS = 32, 60
# A clause that is shorter than this is read in one breath with the next.
BREATH = 40
_CLAUSE = re.compile(r"(?<=[,;:]) ")


def build(summary: StorySummary) -> bytes:
    """The file as UTF-8, in the case of a sentence: capitals hide the marks of Vietnamese.

    What is not read aloud stands in brackets.
    """
    with translation.override(summary.locale):
        return ("\n".join(_lines(summary)) + "\n").encode()


def _lines(summary: StorySummary) -> Iterator[str]:
    script = fit(summary, "television", SECONDS)
    yield from _aside(notice_words(summary))
    yield from _aside(taker_words(summary))
    yield from _aside(clean(summary.headline))
    yield from _aside(_("Version %(number)s") % {"number": summary.revision} + f" · {measured(script)}")
    for line in script.lines:
        for breath in breaths(line.text):
            yield ""
            yield from textwrap.wrap(breath, LINE)
    yield ""
    # Rights are wrapped for another width: each is one aside.
    for words in rights(summary):
        yield from _aside(words)
    yield from _aside(
        _("Is this still right? %(address)s")
        % {"address": fact_address(summary.id, summary.locale, summary.revision)}
    )


def _aside(text: str) -> list[str]:
    """A note in brackets; each of its lines has its own, or its end would be read."""
    return [f"[{line}]" for line in textwrap.wrap(text, LINE - 2)]


def breaths(text: str) -> list[str]:
    """A sentence parted at its commas where a reader breathes."""
    parts: list[str] = []
    for clause in _CLAUSE.split(text):
        if parts and len(parts[-1]) < BREATH:
            parts[-1] = f"{parts[-1]} {clause}"
        else:
            parts.append(clause)
    return parts


register(
    Format("prompter.txt", "text/plain; charset=utf-8", gettext_lazy("Text for the prompter"), "text", build)
)
