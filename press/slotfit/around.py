"""What goes with a script: graphics, names for the foot of the screen, shots for each step, what may not be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.slotfit.media import Medium
from press.speech.words import clean
from press.summary import Medium as File
from press.summary import Step, StorySummary

# The usual ways of rights holders to say it, in both languages.
_NO_BROADCAST = re.compile(
    r"not for (?:tv |television )?broadcast|no (?:tv|television|broadcast)\b|not to be broadcast"
    r"|(?:không|cấm)(?: được)?(?: dùng(?: để| cho| trên| trong)?)? (?:phát sóng|truyền hình|phát thanh)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LowerThird:
    """Who speaks, and in which role, for the foot of the screen."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Shot:
    """A step of what was done, and the pictures and films of the story that stand with it."""

    step: Step | None
    files: tuple[File, ...]


def may_be_broadcast(file: File) -> bool:
    """Whether nothing in the rights of a file forbids to broadcast it."""
    return not _NO_BROADCAST.search(clean(f"{file.usage_terms} {file.licence}"))


def graphics(medium: Medium) -> list[str]:
    """The infographics in the ratios of the medium, by the names of their files."""
    return [f"infographic-{ratio}.png" for ratio in medium.ratios]


def lower_thirds(summary: StorySummary) -> list[LowerThird]:
    """Everyone who is quoted, each once."""
    people = {(clean(quote.speaker).strip(), clean(quote.role).strip()): None for quote in summary.quotes}
    return [LowerThird(name, role) for name, role in people if name]


def shots(summary: StorySummary) -> list[Shot]:
    """The steps in order, each with the files that follow it; before them what the story shows elsewhere."""
    files = {file.id: file for file in summary.media if file.kind in ("picture", "video", "audio")}
    found: dict[int, list[File]] = {0: []}
    place = 0
    for position, item in _placed(summary):
        place = position
        found.setdefault(place, [])
        if file := files.pop(item, None):
            found[place].append(file)
    found[0] += files.values()
    steps = {step.position: step for step in summary.steps}
    listed = [Shot(steps.get(position), tuple(files_of)) for position, files_of in sorted(found.items())]
    return [shot for shot in listed if shot.step or shot.files]


def _placed(summary: StorySummary) -> Iterator[tuple[int, str]]:
    """For each item of the body the step it stands with, 0 outside of the steps, and what it refers to."""
    step = 0
    for item in summary.body:
        step += item.kind == "step"
        yield step if item.part == "steps" else 0, item.ref or ""


def forbidden(summary: StorySummary) -> list[File]:
    """The files that must not be broadcast."""
    return [file for file in summary.media if not may_be_broadcast(file)]
