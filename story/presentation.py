"""What a story's page shows beside its own fields."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest

from story import history, registry
from story.adoption import adoption_map
from story.blocks import PARTS
from story.citing import citation
from story.corrections import base_of, corrections_of
from story.drawing import SHAPES, FigureField, field_of
from story.figures import UnreadablePeriod, period_end
from story.length import reading_minutes
from story.offline import shelf_in, worker_address
from story.questions import address_of, answered
from story.records import FigureRecord
from story.related import beside
from story.richtext import figure_ids, rich_texts
from story.selectors import is_public, visible_to
from story.source_values import take_source_values
from story.terms import Explainer, Explanation, Marking
from story.unsaid import Line, title_in, unsaid

if TYPE_CHECKING:
    from story.models import StoryPage

# What stands together under one heading of its own: steps as a timeline, lessons as a list.
GROUPED = ("step", "lesson")
# Where terms are explained: in running text, not in what somebody said or in the words of a chart.
EXPLAINED = ("paragraph", "step", "lesson")


@dataclass
class Group:
    """Blocks that are set together, with the figures noted beside them."""

    kind: str
    blocks: list[Any] = field(default_factory=list)
    notes: list[FigureRecord] = field(default_factory=list)
    terms: list[Explanation] = field(default_factory=list)
    marking: Marking | None = None
    field: FigureField | None = None

    @property
    def beside(self) -> str:
        """The term whose note has room beside the text on a wide screen: the first, where no figure stands there."""
        return self.terms[0].slug if self.terms and not self.notes and self.kind != "lesson" else ""


@dataclass(frozen=True)
class Part:
    """One of the five parts as the page shows it."""

    name: str
    number: int
    label: Any
    value: Any
    groups: list[Group]
    # What the figures do not prove, below the results.
    unsaid: tuple[Line, ...] = ()


def story_context(page: "StoryPage", request: HttpRequest) -> dict[str, Any]:
    """Parts in order, sources named once, slots filled by other rooms, the leading pillar."""
    take_source_values(page)
    figures, lead = page.figures, page.lead_figure
    pillars = list(page.pillars.all())
    pillar = next(iter(pillars), None)
    drawn = field_of(lead, figures, shape_of(pillar), 660, 250) if lead else None
    parts = parts_of(page, lead, drawn)
    if page.pk and not getattr(request, "is_preview", False):
        explain(parts, page.locale.language_code)
    sources = {(f.source_title, f.source_url, f.source_page): f for f in figures.values()}
    address = address_in_full(page, request)
    others = beside(page)
    return {
        "figures": figures,
        "lead": lead,
        "key_figures": page.key_figures,
        "parts": parts,
        "data_until": data_until(figures.values()),
        "pillar": pillar,
        "pillars": pillars,
        "part_labels": PARTS,
        "sources": list(sources.values()),
        "corrections": corrections_of(page),
        "notices": [text for notice in registry.page_notices if (text := notice(page))],
        "history_address": page.history_url if base_of(page) else "",
        "address": address,
        "citation": citation(page, address),
        "minutes": reading_minutes(page),
        "recording": first_recording(page),
        "saved_address": shelf_in(page.locale.language_code),
        "worker_address": worker_address(),
        "beside": others,
        "adoption": adoption_map(others.adopted_by),
        "questions": answered(page) if page.pk else [],
        "ask_address": address_of(page) if page.pk and is_public(page) else "",
        # The preview of a story that was never saved has no address to offer.
        "slots": [(slot.template, slot.context(page, request)) for slot in registry.page_slots]
        if page.pk
        else [],
        "share_cards": [card(page) for card in registry.share_cards] if page.pk else [],
    }


def address_in_full(page: "StoryPage", request: HttpRequest) -> str:
    """The address that is shared and cited; empty for a story that has none yet."""
    path = page.get_url(request) if page.pk else ""
    return path if not path or "://" in path else f"{settings.PUBLIC_BASE_URL}{path}"


def first_recording(page: "StoryPage") -> Any:
    """The recording to listen to, where the story has one."""
    blocks = (block for part in page.body for block in part.value["content"] if block.block_type == "audio")
    return next((block.value["audio"] for block in blocks if block.value["audio"]), None)


def history_context(page: "StoryPage") -> dict[str, Any]:
    """The published versions and each figure through them."""
    others = visible_to(None).filter(translation_key=page.translation_key).select_related("locale")
    return {
        "events": history.events_of(page),
        "histories": history.figures_of(page),
        "addresses_by_language": {other.locale.language_code: other.history_url for other in others},
        # The article is the story itself, not its record.
        "linked_data": [],
    }


def shape_of(pillar: Any) -> str:
    """The shape of a pillar's cells."""
    return SHAPES.get(pillar.code, "square") if pillar else "square"


def data_until(figures: Iterable[FigureRecord]) -> FigureRecord | None:
    """The figure with the latest period, which dates the story's data; None where no figure has one."""
    ends = {}
    for record in figures:
        try:
            end = period_end(record.period) if not record.is_ahead else None
        except UnreadablePeriod:
            end = None
        if end:
            ends[end] = record
    return ends[max(ends)] if ends else None


def parts_of(page: "StoryPage", lead: FigureRecord | None, drawn: FigureField | None) -> list[Part]:
    """The five parts with their blocks grouped and the key figures beside the first sentence that names them."""
    parts = []
    for number, part in enumerate(page.body, start=1):
        own = [f for f in page.figures.values() if f.highlight and f.part == part.block_type]
        silent: tuple[Line, ...] = ()
        content = part.value["content"]
        if part.block_type == "results":
            content, said = _apart(content, title_in(page.locale.language_code))
            silent = (*(Line(item, item) for item in said), *unsaid(page))
        groups = groups_of(content, own)
        if drawn and lead and lead.part == part.block_type:
            _place(groups, lead.id).field = drawn
        parts.append(Part(part.block_type, number, PARTS[part.block_type], part.value, groups, silent))
    return parts


def _apart(content: Iterable[Any], title: str) -> tuple[list[Any], list[str]]:
    """The blocks without the call-outs of a title, and what stands in these."""
    kept, said = [], []
    for block in content:
        if block.block_type == "callout" and block.value["title"].strip().casefold() == title.casefold():
            said += list(block.value["items"])
        else:
            kept.append(block)
    return kept, said


def explain(parts: Iterable[Part], locale: str) -> None:
    """Let the running text of each part explain the terms that it uses, never one twice in a part."""
    if not registry.term_addresses.fillers:
        return
    explainer = Explainer(locale)
    for part in parts:
        seen: set[str] = set()
        for group in part.groups:
            if group.kind in EXPLAINED:
                sources = [source for block in group.blocks for source in rich_texts(block.value)]
                found = explainer.explanations(sources, part.name, seen)
                group.terms = list(found.values())
                group.marking = Marking(explainer, found, group.beside)


def groups_of(content: Iterable[Any], noted: Iterable[FigureRecord] = ()) -> list[Group]:
    """The blocks of a part, neighbours of a grouped kind together, each noted figure where it is first named."""
    groups: list[Group] = []
    for block in content:
        if not (groups and block.block_type in GROUPED and groups[-1].kind == block.block_type):
            groups.append(Group(block.block_type))
        groups[-1].blocks.append(block)
    for record in noted:
        _place(groups, record.id).notes.append(record)
    return groups


def _place(groups: list[Group], key: str) -> Group:
    """The group that names the figure first; else the last one, so that no note is lost."""
    if not groups:
        groups.append(Group("note"))
    return next((group for group in groups if key in _named(group)), groups[-1])


def _named(group: Group) -> list[str]:
    return [key for block in group.blocks for source in rich_texts(block.value) for key in figure_ids(source)]
