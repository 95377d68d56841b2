"""Captions by webvtt-py, which reads both forms."""

import html
import io
import re

import webvtt

from press.speech.words import clean
from tests.press.readers import shows

FORMATS = ("captions-*.vtt", "captions-*.srt")


def check(data, summary, name):
    form = name.rsplit(".", 1)[1]
    captions = webvtt.from_buffer(io.BytesIO(data), format=form).captions
    medium = next(medium for medium in summary.media if medium.id == name.split("-", 1)[1].rsplit(".", 1)[0])
    length = float(medium.duration)
    inside = [caption for caption in captions if caption.start_in_seconds < int(length)]
    said = " ".join(" ".join(caption.text.split()) for caption in inside)
    # SubRip has signs of its own for brackets.
    told = re.findall(r"\w+", clean(medium.transcript))
    assert shows(html.unescape(said), f"{told[0]} {told[-1]}")
    for caption in captions:
        assert len(caption.lines) <= 2
        assert all(len(html.unescape(line)) <= 42 for line in caption.lines)
        assert seconds(caption.end) - seconds(caption.start) >= 1
    assert seconds(inside[-1].end) <= length + 0.001
    assert (medium.licence or "CC BY") in data.decode()


def seconds(time):
    hours, minutes, rest = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def broken(data, summary, name):
    text = data.decode()
    head, _, tail = text.partition("-->")
    yield "no times", text.replace("-->", "->").encode()
    yield "a line too long", (head + "-->" + tail.replace(" ", " dài dài dài dài dài dài dài ", 40)).encode()
    yield "the first cue is missing", text[text.rindex("\n\n") :].encode()
