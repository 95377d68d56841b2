"""The entries that the demo's YAML files are made of; each is frozen and refuses unknown keys."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, model_validator

PARTS = ("problem", "approach", "steps", "results", "lessons")


def _nfc(text: str) -> str:
    if unicodedata.normalize("NFC", text) != text:
        raise ValueError("text is not in Unicode form NFC")
    return text


Line = Annotated[str, AfterValidator(_nfc)]
Words = Annotated[str, StringConstraints(min_length=1), AfterValidator(_nfc)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
FigureId = Annotated[str, StringConstraints(pattern=r"^f\d{2}$")]
Number = Annotated[str, StringConstraints(pattern=r"^-?\d+(\.\d+)?$")]
Period = Annotated[
    str, StringConstraints(pattern=r"^(\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?)?$"), AfterValidator(_nfc)
]

Pillar = Literal["digital-government", "digital-economy", "digital-society"]
Sector = Literal[
    "health",
    "education",
    "finance-banking",
    "agriculture",
    "transport-logistics",
    "natural-resources-environment",
    "industry",
    "tourism",
    "public-administration",
    "party-work",
    "culture-society",
    "digital-skills",
    "information-infrastructure",
    "other",
]
State = Literal[
    "published",
    "draft",
    "in-edit",
    "in-check",
    "in-approval",
    "returned",
    "scheduled",
    "emergency",
    "withdrawn",
]
UnitKind = Literal["count", "money", "percent", "percentage-point", "duration", "rank", "level", "rate"]


class Entry(BaseModel):
    """What all entries share: unknown keys are refused and nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Entry):
    """A text of a story, as its authors wrote it; the English stands in a file of its own."""

    vi: Words


class BothText(Entry):
    """A text in both languages."""

    vi: Words
    en: Words


class VietnameseUnitName(Entry):
    name: Words
    spoken: Words


class EnglishUnitName(Entry):
    name: Words
    singular: Words
    spoken: Words


class Unit(Entry):
    kind: UnitKind
    vi: VietnameseUnitName
    en: EnglishUnitName


class Tool(Entry):
    name: BothText
    vendor: Line = ""
    vietnamese: bool


class Byline(Entry):
    name: Words
    role: Text
    organisation: Text


class Source(Entry):
    title: Text
    url: Line = ""
    page: Line = ""


class Derivation(Entry):
    rule: Literal["share", "ratio", "sum", "difference", "growth"]
    operands: tuple[FigureId, FigureId]


class Baseline(Entry):
    value: Number
    period: Period = ""


class FigureContent(Entry):
    """One figure record; numbers stay the text of the file."""

    value: Number
    value_max: Number | Literal[""] = ""
    total: Number | Literal[""] = ""
    unit: Slug
    label: Text
    qualifier: Literal["exactly", "about", "over", "nearly", "under", "at-least", "at-most"]
    nature: Literal["measured", "estimate", "target", "projection", "rule", "cost"]
    period: Period
    period_basis: Literal["stated", "document-date", "none"]
    printed: Words
    highlight: bool = False
    target: FigureId | None = None
    derived: Derivation | None = None
    baseline: Baseline | None = None
    source: Source | None = None

    @model_validator(mode="after")
    def _period_and_basis_agree(self) -> Self:
        if bool(self.period) == (self.period_basis == "none"):
            raise ValueError("a period needs a basis, and no period has the basis 'none'")
        return self


class StepContent(Entry):
    title: Text
    text: Text
    period: Period = ""
    planned: bool = False


class ChartSeries(Entry):
    name: Text
    values: tuple[FigureId | Number, ...]


class ChartContent(Entry):
    title: Text
    kind: Literal["bar", "stacked-bar"]
    unit: Slug
    categories: tuple[Text, ...]
    series: tuple[ChartSeries, ...]
    alt: Text
    source: Text

    @model_validator(mode="after")
    def _one_value_for_each_category(self) -> Self:
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(f"series {series.name.vi!r} needs {len(self.categories)} values")
        return self


class QuoteContent(Entry):
    text: Text
    speaker: Line = ""
    role: Text


class TableContent(Entry):
    caption: Text
    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]

    @model_validator(mode="after")
    def _rows_are_as_wide_as_the_header(self) -> Self:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError(f"every row needs {len(self.header)} cells")
        return self


class CalloutContent(Entry):
    title: Text
    items: tuple[Text, ...]


class GalleryPicture(Entry):
    picture: Slug
    caption: Text


class GalleryContent(Entry):
    title: Text
    pictures: tuple[GalleryPicture, ...]


class RecordingContent(Entry):
    """A sound or film of library.yaml; without a transcript of its own it shows that of the library."""

    recording: Slug
    caption: Text
    transcript: Text | None = None


class Exchange(Entry):
    question: Text
    answer: Text


class InterviewContent(Entry):
    speaker: Words
    role: Text
    interviewer: Words
    exchanges: tuple[Exchange, ...]


class CorrectionContent(Entry):
    """What the first publication got wrong: figures with the value that it printed, and the reason readers are told."""

    first_printed: dict[FigureId, Number]
    note: BothText


class Handout(Entry):
    """A file in a format of the press desk that the story gets once it is public, and what readers are told of it."""

    format: Words
    title: Words
    caption: Words
    note: BothText


class Item(Entry):
    """One thing in a part: exactly one of the keys is given."""

    paragraph: Text | None = None
    step: StepContent | None = None
    lesson: Text | None = None
    chart: ChartContent | None = None
    quote: QuoteContent | None = None
    table: TableContent | None = None
    callout: CalloutContent | None = None
    gallery: GalleryContent | None = None
    audio: RecordingContent | None = None
    video: RecordingContent | None = None
    interview: InterviewContent | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError(f"needs exactly one of {', '.join(type(self).model_fields)}")
        return self

    @property
    def kind(self) -> str:
        """The key given, which names the block."""
        return next(iter(self.model_fields_set))

    @property
    def content(self) -> Entry:
        """What stands under that key."""
        return getattr(self, self.kind)


class Part(Entry):
    content: tuple[Item, ...] = ()
    figures: tuple[FigureId, ...] = ()
    absent: Text | None = None

    @model_validator(mode="after")
    def _absent_parts_are_empty(self) -> Self:
        if self.absent and (self.content or self.figures):
            raise ValueError("a part declared absent cannot have content or figures")
        return self


class Parts(Entry):
    problem: Part
    approach: Part
    steps: Part
    results: Part
    lessons: Part

    def items(self) -> Iterator[tuple[str, Part]]:
        """The five parts with their names, in reading order."""
        return ((name, getattr(self, name)) for name in PARTS)
