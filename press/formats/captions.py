"""Captions of a story's recordings, for players (WebVTT) and for editing (SubRip)."""

from __future__ import annotations

import html

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.formats.registry import Format, FormatError, register
from press.layout.footing import notice_words, taker_words
from press.speech.captions import Cue, cues, pieces
from press.speech.words import clean
from press.summary import Medium, StorySummary

# Milliseconds for each note behind a recording.
NOTE_TIME = 2000


def captioned(summary: StorySummary) -> list[str]:
    """The recordings with a transcript in the language of the summary that can be read in time."""
    return [medium.id for medium in summary.media if medium.language == summary.locale and cues(medium)]


def medium_of(summary: StorySummary, item: str) -> Medium:
    """The recording of this id; raises FormatError if the story has no captions of it."""
    if item not in captioned(summary):
        raise FormatError(f"No captions of {item!r}")
    return next(medium for medium in summary.media if medium.id == item)


def notes(summary: StorySummary, medium: Medium) -> list[str]:
    """State, story and rights, a line each."""
    credit = medium.credit or summary.rights.credit_line
    found = [
        notice_words(summary),
        taker_words(summary),
        summary.headline,
        medium.title,
        _("Version %(number)s") % {"number": summary.revision},
        _("Credit: %s") % credit if credit else "",
        _("Licence: %s") % medium.licence if medium.licence else "",
        _("Terms: %s") % medium.usage_terms if medium.usage_terms else "",
    ]
    return [clean(line).strip() for line in found if line]


def shown(summary: StorySummary, medium: Medium) -> list[Cue]:
    """The cues in order; what is not public says so in one that stands from beginning to end."""
    found = cues(medium)
    mark = " · ".join(filter(None, [notice_words(summary), taker_words(summary)]))
    return [Cue(0, found[-1].end, tuple(lines)) for lines in pieces(mark)] + found


def build_vtt(summary: StorySummary, item: str) -> bytes:
    """WebVTT; state and rights as notes before the first cue."""
    medium = medium_of(summary, item)
    with translation.override(summary.locale):
        blocks = ["WEBVTT", f"NOTE Language: {medium.language}"]
        # An arrow in a note would be taken for the times of a cue.
        blocks += [f"NOTE {line.replace('-->', '→')}" for line in notes(summary, medium)]
        for number, cue in enumerate(shown(summary, medium), start=1):
            lines = [html.escape(line, quote=False) for line in cue.lines]
            blocks.append("\n".join([str(number), _times(cue, "."), *lines]))
    return ("\n\n".join(blocks) + "\n").encode()


def build_srt(summary: StorySummary, item: str) -> bytes:
    """SubRip; it knows no notes, so that state and rights follow the recording as its last cues."""
    medium = medium_of(summary, item)
    with translation.override(summary.locale):
        found, said = shown(summary, medium), notes(summary, medium)
    ends = found[-1].end
    for lines in (lines for words in said for lines in pieces(words)):
        found.append(Cue(ends, ends + NOTE_TIME, tuple(lines)))
        ends += NOTE_TIME
    blocks = [
        "\n".join([str(number), _times(cue, ","), *map(_inert, cue.lines)])
        for number, cue in enumerate(found, start=1)
    ]
    return ("\n\n".join(blocks) + "\n").encode()


def _inert(line: str) -> str:
    """SubRip has no way to write these otherwise; players take them for styles."""
    return line.replace("<", "‹").replace(">", "›").replace("{", "(").replace("}", ")")


def _times(cue: Cue, mark: str) -> str:
    return f"{_time(cue.start, mark)} --> {_time(cue.end, mark)}"


def _time(milliseconds: int, mark: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{rest:03}"


register(
    Format(
        "captions-*.vtt",
        "text/vtt; charset=utf-8",
        gettext_lazy("Captions"),
        "text",
        build_vtt,
        items=captioned,
    )
)
register(
    Format(
        "captions-*.srt",
        "application/x-subrip; charset=utf-8",
        gettext_lazy("Captions as SubRip"),
        "text",
        build_srt,
        items=captioned,
    )
)
