"""Captions of a recording: its transcript in pieces of two short lines, each with its time."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from press.speech.length import syllables
from press.speech.words import clean
from press.summary import Medium
from story.figures.running_text import sentences

LINE, LINES = 42, 2
# Characters by which the pieces of a sentence may differ.
SLACK = 8
# Milliseconds: one second at least; and characters a second at most, or nobody can follow.
SHORTEST, FASTEST = 1000, 21
_TIMED = re.compile(
    r"\[?(?:(?P<h>[0-9]{1,2}):)?(?P<m>[0-5]?[0-9]):(?P<s>[0-5][0-9])(?:[.,](?P<ms>[0-9]{1,3}))?\]?\s+(?P<text>\S.*)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What stands on the screen from one moment to another, in milliseconds."""

    start: int
    end: int
    lines: tuple[str, ...]


def cues(medium: Medium) -> list[Cue]:
    """The captions of a recording; none if it has no transcript or length, or if nobody could read them in its time.

    Lines that begin with a time, such as [01:05], keep it; others share the time there is by their syllables.
    """
    duration = int(float(medium.duration) * 1000) if medium.duration else 0
    found = [
        cue
        for start, end, text in stretches(medium.transcript, duration)
        for cue in _spread(start, end, text, medium.language)
    ]
    return found if found and all(map(is_readable, found)) else []


def is_readable(cue: Cue) -> bool:
    """Whether the cue stands long enough."""
    time = cue.end - cue.start
    return time >= SHORTEST and sum(map(len, cue.lines)) * 1000 <= FASTEST * time


def stretches(transcript: str, duration: int) -> Iterator[tuple[int, int, str]]:
    """Each timed stretch of a transcript with its end: the beginning of the next one, or of the recording's."""
    found: list[tuple[int, str]] = []
    for line in transcript.splitlines():
        if match := _TIMED.fullmatch(line.strip()):
            found.append((_milliseconds(match), match["text"]))
        elif line.strip():
            found += [(0, "")] if not found else []
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}")
    ends = [start for start, _text in found[1:]] + [duration]
    for (start, text), end in zip(found, ends, strict=False):
        yield start, end, clean(text).strip()


def _milliseconds(match: re.Match[str]) -> int:
    hours, minutes, seconds = (int(match[name] or 0) for name in ("h", "m", "s"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((match["ms"] or "0").ljust(3, "0"))


def _spread(start: int, end: int, text: str, locale: str) -> Iterator[Cue]:
    """The text of a stretch in cues, its time shared by syllables to its end."""
    parts = [piece for sentence in _joined(text) for piece in pieces(sentence)]
    weights = [max(1, syllables(" ".join(piece), locale)) for piece in parts]
    total, done, begun = sum(weights), 0, start
    for piece, weight in zip(parts, weights, strict=True):
        done += weight
        until = start + (end - start) * done // total
        yield Cue(begun, until, tuple(piece))
        begun = until


def _joined(text: str) -> list[str]:
    """Sentences, the short ones together as far as they have room in one cue."""
    found: list[str] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        if found and len(textwrap.wrap(f"{found[-1]} {sentence}", LINE)) <= LINES:
            found[-1] = f"{found[-1]} {sentence}"
        else:
            found.append(sentence)
    return found


def pieces(text: str) -> Iterator[list[str]]:
    """The text in short lines, two at most together, parted into pieces of about one length."""
    text = clean(text).strip()
    count = max(1, -(-len(text) // (LINE * LINES)))
    while text:
        parts = textwrap.wrap(text, -(-len(text) // count) + (SLACK if count > 1 else 0))
        lines = [textwrap.wrap(part, LINE) for part in parts]
        if all(len(each) <= LINES for each in lines):
            yield from lines
            return
        count += 1
