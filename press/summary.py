"""The story summary, version 1: frozen and free of HTML, the only thing that an export format may read."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_ADDRESS: Literal["/schemas/story-summary-1.json"] = "/schemas/story-summary-1.json"
Status = Literal["published", "embargoed", "withdrawn"]
Nature = Literal["measured", "estimate", "target", "projection", "rule", "cost"]
PeriodBasis = Literal["stated", "document-date", "none"]
Number = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]


def allow_additions(schema: dict[str, Any]) -> None:
    """Leaves version 1 open to new keys: we refuse unknown ones when we build, readers must not."""
    schema.pop("additionalProperties", None)


class Part(BaseModel):
    """A piece of the summary: immutable, refuses unknown keys, reads and writes the published names."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        json_schema_extra=allow_additions,
        json_schema_serialization_defaults_required=True,
    )


class Position(Part):
    """A point on the earth in degrees."""

    latitude: Number
    longitude: Number


class Place(Part):
    """A province or ministry by its code."""

    code: str
    name: str
    position: Position | None = Field(default=None, description="A point inside of it, if one is known.")


class Province(Place):
    """The province as at the time of the story, and its successor of today."""

    today: Place


class Byline(Part):
    """Who wrote the story, in the role held at the time."""

    name: str
    role: str = ""
    organisation: str = ""


class Step(Part):
    """One step of what was done."""

    position: int
    title: str = ""
    text: str = ""
    period: str = ""
    planned: bool = Field(default=False, description="Not done yet when the story was written.")


class Absence(Part):
    """A part that the source does not state, and why the editors say so."""

    part: str
    reason: str


class Run(Part):
    """A stretch of text of one style; `figure` names the figure that it shows."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None
    figure: str | None = None


class BodyItem(Part):
    """One block of the story in order; `ref` names the figure, chart, quote or medium that it shows."""

    part: str
    kind: str
    text: str = ""
    runs: tuple[Run, ...] = ()
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    ref: str | None = None


class Baseline(Part):
    """The value that a figure is compared with."""

    value: Number
    period: str = ""


class Derivation(Part):
    """How a figure was computed from others of the same story."""

    rule: str
    operands: tuple[str, ...]


class Forms(Part):
    """A figure as shown, shortened and read aloud, in the locale of the summary."""

    screen: str
    compact: str
    spoken: str


class Source(Part):
    """Where a figure was taken from."""

    title: str = ""
    url: str = ""
    page: str = ""


class Verification(Part):
    """Who signed the figure off, when and on which revision."""

    at: str
    by: str
    revision: int


class Figure(Part):
    """A number with its unit, nature, period and source; numbers travel as strings."""

    id: str
    part: str
    value: Number
    value_max: Number | None = None
    total: Number | None = None
    qualifier: str = "exactly"
    unit: str = ""
    unit_kind: str = "count"
    label: str
    nature: Nature = "measured"
    period: str = ""
    period_basis: PeriodBasis = "none"
    baseline: Baseline | None = None
    derived: Derivation | None = None
    printed: str = ""
    highlight: bool = False
    forms: Forms
    rounding: str = ""
    source: Source = Source()
    verified: Verification | None = None
    target: str | None = Field(
        default=None,
        description="Id of the figure of the same story that states the target of this quantity.",
    )


class Tool(Part):
    """A platform that the story used."""

    name: str
    vendor: str = ""
    vietnamese: bool = False


class Series(Part):
    """A row of numbers of a chart; an empty string where the source gives none."""

    name: str
    values: tuple[Number | Literal[""], ...]
    figures: tuple[str, ...] = Field(
        default=(), description="Id of the figure that each value is taken from; empty for a typed number."
    )


class Chart(Part):
    """A chart as numbers."""

    id: str
    title: str
    kind: str
    unit: str = ""
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str = ""
    source: str = ""


class Quote(Part):
    """Words as spoken, and by whom."""

    text: str
    speaker: str = ""
    role: str = ""


class Medium(Part):
    """A picture, video, sound or document of the story."""

    id: str
    kind: str
    title: str = ""
    alt: str = ""
    caption: str = ""
    transcript: str = Field(default="", description="What is said in a sound or film.")
    language: str = Field(default="", description="The language of the transcript.")
    duration: Number | None = Field(default=None, description="Seconds of a sound or film.")
    credit: str = ""
    licence: str = ""
    usage_terms: str = ""
    url: str = ""
    width: int | None = None
    height: int | None = None
    sha256: str = ""


class Rights(Part):
    """What others may do with the story, and the credit line to print."""

    licence: str = ""
    usage_terms: str = ""
    credit_line: str = ""


class Contact(Part):
    """The press line of an organisation, given with its consent."""

    name: str
    phone: str = ""
    email: str = ""
    hours: str = ""


class Correction(Part):
    """A change made after publication."""

    at: str
    figure: str | None = None
    label: str = ""
    before: str = ""
    after: str = ""
    note: str = ""


class Translation(Part):
    """The same story in another locale."""

    locale: str
    url: str


class StorySummary(Part):
    """A story as the press takes it: one locale, one revision, nothing but plain data."""

    schema_: Literal["/schemas/story-summary-1.json"] = Field(default=SCHEMA_ADDRESS, alias="schema")
    id: str = Field(pattern=r"^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
    locale: str
    revision: int
    url: str
    status: Status = "published"
    embargo_until: str | None = None
    headline: str
    standfirst: str = ""
    abridged: str = ""
    form: str = "story"
    province: Province
    place_detail: str = ""
    pillars: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    bylines: tuple[Byline, ...] = ()
    problem: str = ""
    approach: str = ""
    steps: tuple[Step, ...] = ()
    results: str = ""
    lessons: tuple[str, ...] = ()
    absent: tuple[Absence, ...] = ()
    body: tuple[BodyItem, ...] = ()
    figures: tuple[Figure, ...] = ()
    lead: str | None = Field(default=None, description="Id of the figure that tells the story.")
    tools: tuple[Tool, ...] = ()
    replication: str = ""
    charts: tuple[Chart, ...] = ()
    quotes: tuple[Quote, ...] = ()
    media: tuple[Medium, ...] = ()
    rights: Rights = Rights()
    contact: Contact | None = None
    corrections: tuple[Correction, ...] = ()
    translations: tuple[Translation, ...] = ()
    published_at: str | None = None
    updated_at: str | None = None
    taken_by: str | None = Field(
        default=None, description="Who took this copy; said of what is under embargo alone."
    )
    revised_at: str | None = Field(default=None, description="When this version was written.")
    press_url: str = Field(
        default="", description="Where the files of this story are taken: this address, then the file's name."
    )

    def to_json(self) -> bytes:
        """The summary as UTF-8 JSON, keys in their published order, with a final line break."""
        return (self.model_dump_json(indent=2, by_alias=True, ensure_ascii=False) + "\n").encode()

    def figure(self, identity: str | None) -> Figure | None:
        """The figure of this id, or nothing."""
        return next((figure for figure in self.figures if figure.id == identity), None)


def story_summary_schema() -> dict[str, Any]:
    """The JSON Schema of the summary as published at its address."""
    schema = StorySummary.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ADDRESS, **schema}
