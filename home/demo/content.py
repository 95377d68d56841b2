"""The demo's stories as data: a whole story, and how the YAML files beside this module are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import TypeAdapter, ValidationError, model_validator

from home.demo.entries import (
    BothText,
    Byline,
    CalloutContent,
    ChartContent,
    CorrectionContent,
    Entry,
    FigureContent,
    FigureId,
    GalleryContent,
    Handout,
    InterviewContent,
    Item,
    Line,
    Parts,
    Period,
    Pillar,
    QuoteContent,
    RecordingContent,
    Sector,
    Slug,
    Source,
    State,
    StepContent,
    TableContent,
    Text,
    Tool,
    Unit,
    Words,
)

__all__ = [
    "BothText",
    "Byline",
    "CalloutContent",
    "ChartContent",
    "ContentError",
    "DIRECTORY",
    "FIGURE_REFERENCE",
    "FigureContent",
    "GalleryContent",
    "InterviewContent",
    "Item",
    "Progress",
    "QuoteContent",
    "RecordingContent",
    "StepContent",
    "StoryContent",
    "TableContent",
    "Text",
    "Tool",
    "Unit",
    "load_drafts",
    "load_stories",
    "load_story",
    "load_tags",
    "load_tools",
    "load_units",
    "read",
    "texts",
]

Progress = Callable[[str], None]
DIRECTORY = Path(__file__).parent
FIGURE_REFERENCE = re.compile(r"\[\[(.*?)\]\]")


class ContentError(ValueError):
    """A content file says something that cannot be loaded; the message names the file and the key."""


class StoryContent(Entry):
    """A whole story as its file tells it, with every reference resolved."""

    fact_sheet: Slug
    slug: Slug
    state: State = "published"
    return_note: Text | None = None
    province: Words
    place_detail: Line = ""
    form: Literal["story", "practice", "lesson", "idea", "interview"]
    pillars: tuple[Pillar, ...]
    sectors: tuple[Sector, ...]
    tags: tuple[Slug, ...]
    tools: tuple[Slug, ...]
    replication: Literal["pilot", "in-use", "chosen-to-spread", "spread", ""]
    published: Period = ""
    headline: Text
    standfirst: Text | None = None
    abridged: Text | None = None
    bylines: tuple[Byline, ...]
    source: Source
    lead: FigureId | None = None
    parts: Parts
    figures: dict[FigureId, FigureContent]
    checker_notes: tuple[Text, ...] = ()
    days_ago: float = 3
    correction: CorrectionContent | None = None
    handout: Handout | None = None

    @model_validator(mode="after")
    def _references_resolve(self) -> Self:
        unknown = sorted(set(self._references()) - set(self.figures))
        if unknown:
            raise ValueError(f"no such figure: {', '.join(unknown)}")
        placed = [fid for _name, part in self.parts.items() for fid in part.figures]
        wrong = sorted(fid for fid in set(placed) | set(self.figures) if placed.count(fid) != 1)
        if wrong:
            raise ValueError(f"a figure belongs to exactly one part: {', '.join(wrong)}")
        return self

    @model_validator(mode="after")
    def _says_what_its_state_needs(self) -> Self:
        if (self.state == "published") != bool(self.published):
            raise ValueError("a published story has a date, and no other has")
        if (self.state == "returned") != bool(self.return_note):
            raise ValueError("a returned story has a return_note, and no other has")
        if self.state in {"published", "in-approval", "in-check"}:
            silent = [name for name, part in self.parts.items() if not (part.content or part.absent)]
            if silent or not (self.standfirst and self.abridged and self.bylines):
                raise ValueError(
                    f"incomplete for the state {self.state}: {', '.join(silent) or 'front matter'}"
                )
        return self

    def _references(self) -> Iterator[str]:
        for _path, text in texts(self):
            yield from FIGURE_REFERENCE.findall(text.vi)
        for _name, part in self.parts.items():
            for item in part.content:
                if item.chart:
                    yield from (v for s in item.chart.series for v in s.values if v.startswith("f"))
        for figure in self.figures.values():
            yield from [figure.target] if figure.target else []
            yield from figure.derived.operands if figure.derived else ()
        yield from [self.lead] if self.lead else []
        yield from self.correction.first_printed if self.correction else ()

    @property
    def as_first_printed(self) -> Self:
        """The story with the mistakes that its correction puts right."""
        wrong = self.correction.first_printed if self.correction else {}
        figures = {
            fid: figure.model_copy(update={"value": wrong[fid]}) if fid in wrong else figure
            for fid, figure in self.figures.items()
        }
        return self.model_copy(update={"figures": figures})


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every text under an entry, with its dotted path."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Entry):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{path}.{name}".lstrip("."))
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from texts(entry, f"{path}.{name}")
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from texts(entry, f"{path}[{index}]")


class _TextLoader(yaml.BaseLoader):
    """Reads every scalar as text, so no number passes through a float, and refuses a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _value in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise ContentError(f"{key}: given twice, line {node.start_mark.line + 1}")
        return super().construct_mapping(node, deep)


def read(path: Path, shape: Any) -> Any:
    """What a file of this folder says, in this shape; raises ContentError naming file and key."""
    try:
        given = yaml.load(path.read_text(encoding="utf-8"), Loader=_TextLoader)  # noqa: S506 (text only)
        return TypeAdapter(shape).validate_python(given)
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'story'}: {e['msg']}" for e in error.errors())
        raise ContentError(f"{path.name}: {said}") from error
    except (ContentError, yaml.YAMLError) as error:
        raise ContentError(f"{path.name}: {error}") from error


@cache
def load_units() -> dict[str, Unit]:
    """The units by key; raises ContentError."""
    return read(DIRECTORY / "units.yaml", dict[Slug, Unit])


@cache
def load_tags() -> dict[str, BothText]:
    """The tag names by slug; raises ContentError."""
    return read(DIRECTORY / "tags.yaml", dict[Slug, BothText])


@cache
def load_tools() -> dict[str, Tool]:
    """The platforms by key; raises ContentError."""
    return read(DIRECTORY / "tools.yaml", dict[Slug, Tool])


def load_story(path: Path) -> StoryContent:
    """One story file, its units, tags and tools known; raises ContentError naming file and key."""
    story: StoryContent = read(path, StoryContent)
    charts = [item.chart for _name, part in story.parts.items() for item in part.content if item.chart]
    used: dict[str, tuple[set[str], Collection[str]]] = {
        "units": ({f.unit for f in story.figures.values()} | {c.unit for c in charts}, load_units()),
        "tags": (set(story.tags), load_tags()),
        "tools": (set(story.tools), load_tools()),
    }
    for name, (keys, known) in used.items():
        if unknown := sorted(keys - set(known)):
            raise ContentError(f"{path.name}: not in {name}.yaml: {', '.join(unknown)}")
    return story


def load_stories() -> list[StoryContent]:
    """The published stories in the order of their slugs; raises ContentError."""
    return [load_story(path) for path in sorted((DIRECTORY / "stories").glob("*.yaml"))]


def load_drafts() -> list[StoryContent]:
    """The unpublished stories in the order of their slugs; raises ContentError."""
    return [load_story(path) for path in sorted((DIRECTORY / "drafts").glob("*.yaml"))]
