"""Sends the demo's Word files in through the import, and does with each draft what its editor would do."""

import re
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone
from wagtail.models import Comment

from home.demo.loading import DemoLoader
from home.demo.word_files import WordFigure, WordStory
from places.models import AdministrativeUnit
from story import actions
from story.blocks import units
from story.blocks.fields import QuantityBlock
from story.blocks.reading import TypedQuantity
from story.figures import Qualifier
from story.models import FigureProposal, ProvincePage, StoryPage

SENT_ON = date(2022, 4, 11)
# The day the portal of these stories was opened: what came later leads the lists.
TOLD_ON = timezone.make_aware(datetime(2022, 1, 13, 8))
Body = list[dict[str, Any]]


class WordLoader:
    """Takes in file after file; a story that exists already is left as it is."""

    def __init__(self, loader: DemoLoader) -> None:
        self.loader = loader

    @transaction.atomic
    def load(self, story: WordStory) -> StoryPage:
        """Import one file, decide on its numbers, say what it does not tell, and bring it into its state."""
        province = AdministrativeUnit.objects.by_name(story.province, at=SENT_ON)
        if province is None:
            raise ValueError(f"{story.slug}: no province {story.province}")
        parent = ProvincePage.objects.get(unit=province.today(), locale__language_code="vi")
        existing = StoryPage.objects.child_of(parent).filter(slug=story.slug).first()
        if existing:
            self.loader.english.load(existing)
            return existing
        self.loader.clock.go_back(story.days_ago)
        author = self.loader.contributor(parent)
        result = actions.import_story(
            parent, author, story.file, province_then=province, name=f"{story.slug}.docx"
        )
        self.loader.say(f"  {result.page.title}")
        page = self._edit(result.page, story, author)
        go_live = self.loader.clock.ahead(*story.go_live) if story.state == "scheduled" else None
        self.loader.advance(page, story.state, story.reason, go_live)
        self.loader.english.load(StoryPage.objects.get(pk=page.pk))
        return page

    def _edit(self, page: StoryPage, story: WordStory, author: Any) -> StoryPage:
        figures = [self._decide(page, figure, author) for figure in story.figures]
        if story.state != "draft":
            self._dismiss_others(page, author)
        page = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        body = page.body.get_prep_value()
        for part in body:
            if part["type"] in story.absent:
                part["value"]["absent"] = story.absent[part["type"]]
        _complete(body, story.figures, figures, page)
        page.body = StoryPage.body.field.to_python(body)
        bylines = page.bylines.get_prep_value()
        for byline in bylines:
            byline["value"]["contributor"] = self.loader.shelf.people.get(byline["value"]["name"])
        page.bylines = StoryPage.bylines.field.to_python(bylines)
        page.slug, page.form = story.slug, story.form
        page.pillars = [self.loader.pillars[code] for code in story.pillars]
        page.sectors = [self.loader.sectors[code] for code in story.sectors]
        page.save_revision(user=author, log_action=True, clean=False)
        # An address that only the draft knows would let the file come in a second time.
        told = TOLD_ON if story.state in ("published", "withdrawn") else None
        StoryPage.objects.filter(pk=page.pk).update(slug=story.slug, first_published_at=told)
        for note in story.notes:
            editor = self.loader.users["bientap"]
            Comment.objects.create(page_id=page.pk, user=editor, text=note, contentpath="body")
        return StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()

    def _decide(self, page: StoryPage, figure: WordFigure, author: Any) -> str:
        """The id of the figure made of the number that is printed like this; empty where nothing proposes it."""
        same = [p for p in _open(page) if _digits(p.printed) == _digits(figure.printed)]
        proposal = next((p for p in same if p.unit and p.unit in figure.printed), next(iter(same), None))
        if proposal is None:
            return ""
        page.refresh_from_db()
        done = actions.accept_proposal(
            page,
            proposal.pk,
            author,
            page.latest_revision_id,
            quantity=_quantity(proposal, figure),
            unit=figure.unit or None,
            label=figure.label,
            nature=figure.nature or None,
            period=figure.period,
        )
        return str(done.figure)

    def _dismiss_others(self, page: StoryPage, author: Any) -> None:
        for proposal in _open(page):
            page.refresh_from_db()
            actions.dismiss_proposal(page, proposal.pk, author, page.latest_revision_id)


def _open(page: StoryPage) -> Any:
    return FigureProposal.objects.filter(page_id=page.pk, state=FigureProposal.State.PROPOSED).order_by(
        "position"
    )


def _digits(text: str) -> str:
    found = re.search(r"\d[\d.,/–-]*", text)
    return found[0].rstrip(".,/–-") if found else text


def _quantity(proposal: FigureProposal, figure: WordFigure) -> TypedQuantity | None:
    if not figure.qualifier:
        return None
    typed = proposal.typed_quantity
    return TypedQuantity(typed.value, typed.value_max, typed.total, Qualifier(figure.qualifier))


def _complete(body: Body, wanted: tuple[WordFigure, ...], made: list[str], page: StoryPage) -> None:
    """What an editor adds to the records: key figures, basis, calculation; a number nothing proposed is entered."""
    stored = {item["id"]: item["value"] for part in body for item in part["value"]["figures"]}
    for position, figure in enumerate(wanted):
        if not made[position]:
            made[position] = str(uuid5(NAMESPACE_URL, f"{page.translation_key}/{position}"))
            stored[made[position]] = _enter(body, figure, made[position], stored)
        value = stored[made[position]]
        value["highlight"], value["period_basis"] = figure.highlight, figure.basis
        if figure.rule:
            first, second = figure.operands
            value |= {"rule": figure.rule, "first": made[first], "second": made[second]}


def _enter(body: Body, figure: WordFigure, key: str, stored: dict[str, Any]) -> dict[str, Any]:
    unit = units.unit_named(figure.unit)
    if unit is not None and unit.pk is None:
        unit.save()
    part = next(part for part in body if part["type"] == "approach")
    example: dict[str, Any] = next(iter(stored.values()), {})
    value = {
        "quantity": QuantityBlock().get_prep_value(QuantityBlock().read(f"{figure.value}")),
        "unit": unit.pk if unit else None,
        "label": figure.label,
        "nature": figure.nature or "measured",
        "period": figure.period,
        "printed": figure.printed,
        "source_title": example.get("source_title", ""),
    }
    part["value"]["figures"].append({"type": "item", "id": key, "value": value})
    return value
