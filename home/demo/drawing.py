"""Pictures, a film and a sound that the demo makes itself, from the figures of its stories: a cell is one thing."""

import math
import struct
import wave
from collections.abc import Iterable, Iterator
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (960, 640)
MARGIN, GAP = 40, 0.23
# The grounds of the pillars.
GROUNDS = {"digital-government": "#1B4DB3", "digital-economy": "#B5390B", "digital-society": "#00584E"}
CELL = "#FFFFFF"
RATE, LOUDNESS, FADE = 8000, 9000, 0.04
# EBML identifiers of the few elements that a film without sound needs.
HEADER, SEGMENT, INFO, TRACKS, TRACK = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE
VIDEO, CLUSTER, BLOCK = 0xE0, 0x1F43B675, 0xA3


def cells(count: int, solid: int, pillar: str, size: tuple[int, int] = SIZE) -> Image.Image:
    """A field of `count` cells in rows, the first `solid` of them filled, the others hollow."""
    picture = Image.new("RGB", size, GROUNDS[pillar])
    draw = ImageDraw.Draw(picture)
    columns, step = _grid(count, size)
    left = (size[0] - columns * step) / 2
    top = (size[1] - -(-count // columns) * step) / 2
    cell = step * (1 - GAP)
    for number in range(count):
        row, column = divmod(number, columns)
        x, y = left + column * step, top + row * step
        box = (round(x), round(y), round(x + cell), round(y + cell))
        if number < solid:
            draw.rectangle(box, fill=CELL)
        else:
            draw.rectangle(box, outline=CELL, width=max(1, round(step / 20)))
    return picture


def _grid(count: int, size: tuple[int, int]) -> tuple[int, float]:
    """How many columns, and how wide each is, so that all cells fit."""
    width, height = size[0] - 2 * MARGIN, size[1] - 2 * MARGIN
    columns = math.ceil(math.sqrt(count * width / height))
    while -(-count // columns) * width / columns > height:
        columns += 1
    return columns, width / columns


def png(picture: Image.Image) -> bytes:
    """A picture as a PNG file."""
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def tones(lengths: Iterable[tuple[float, float]], pause: float = 0.4) -> bytes:
    """A WAV file of tones one after the other, each given by its pitch in hertz and its length in seconds."""
    samples: list[int] = []
    for pitch, seconds in lengths:
        samples += _tone(pitch, seconds)
        samples += [0] * int(RATE * pause)
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return file.getvalue()


def _tone(pitch: float, seconds: float) -> Iterator[int]:
    """One tone that comes and goes softly."""
    for number in range(int(RATE * seconds)):
        at = number / RATE
        soft = min(1.0, at / FADE, (seconds - at) / FADE)
        yield int(LOUDNESS * soft * math.sin(2 * math.pi * pitch * at))


def film(frames: list[Image.Image], milliseconds: int) -> bytes:
    """A WebM file without sound in which each frame is shown so long.

    A lossy WebP picture is one whole frame of VP8, the film's own format: it is only wrapped anew.
    """
    width, height = frames[0].size
    track = _element(0xD7, b"\x01") + _element(0x73C5, b"\x01") + _element(0x83, b"\x01")
    track += _element(0x86, b"V_VP8")
    track += _element(
        VIDEO, _element(0xB0, struct.pack(">H", width)) + _element(0xBA, struct.pack(">H", height))
    )
    info = _element(0x2AD7B1, struct.pack(">I", 1_000_000))
    info += _element(0x4489, struct.pack(">d", len(frames) * milliseconds))
    info += _element(0x4D80, b"newsroom") + _element(0x5741, b"newsroom")
    blocks = b"".join(
        _element(BLOCK, b"\x81" + struct.pack(">h", number * milliseconds) + b"\x80" + _vp8(frame))
        for number, frame in enumerate(frames)
    )
    cluster = _element(CLUSTER, _element(0xE7, b"\x00") + blocks)
    header = _element(0x4282, b"webm") + _element(0x4287, b"\x02") + _element(0x4285, b"\x02")
    return _element(HEADER, header) + _element(
        SEGMENT, _element(INFO, info) + _element(TRACKS, _element(TRACK, track)) + cluster
    )


def _element(identifier: int, data: bytes) -> bytes:
    name = identifier.to_bytes((identifier.bit_length() + 7) // 8, "big")
    return name + (len(data) | 1 << 56).to_bytes(8, "big") + data


def _vp8(frame: Image.Image) -> bytes:
    file = BytesIO()
    frame.save(file, "WEBP", quality=80)
    data = file.getvalue()
    start = data.index(b"VP8 ")
    return data[start + 8 : start + 8 + int.from_bytes(data[start + 4 : start + 8], "little")]
