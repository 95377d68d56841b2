"""A proposed figure made a record of the story: pure functions over the body as it is stored."""

import re
import uuid
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from bs4 import NavigableString
from django.conf import settings

from story.blocks.fields import QuantityBlock
from story.blocks.reading import TypedQuantity
from story.blocks.units import text_of as name_of
from story.figures import Nature, PeriodBasis, UnitKind, figure_forms, qualifier_word
from story.figures.words import QUALIFIERS
from story.importing.plain import RichPlain
from story.models import FigureProposal, Unit

Body = list[dict[str, Any]]
# A number of the standfirst stands in no part: it is most often a result.
PART_OF_STANDFIRST = "results"


@dataclass(frozen=True)
class Decision:
    """What an editor makes of a proposal: what is not mended is as it was proposed."""

    quantity: TypedQuantity
    unit: Unit | None
    label: str
    nature: str
    period: str

    def same_as(self, value: dict[str, Any]) -> bool:
        """Whether a stored figure says the same number of the same thing at the same time."""
        mine = QuantityBlock().get_prep_value(self.quantity)
        keys = ("value", "value_max", "total", "qualifier")
        stored = value.get("quantity") or {}
        return (
            all((stored.get(key) or None) == (mine[key] or None) for key in keys if mine)
            and value.get("unit") == (self.unit.pk if self.unit else None)
            and value.get("nature") == self.nature
            and (value.get("period") or "") == self.period
        )


def figure_value(decision: Decision, proposal: FigureProposal) -> dict[str, Any]:
    """The stored value of the figure block."""
    return {
        "quantity": QuantityBlock().get_prep_value(decision.quantity),
        "unit": decision.unit.pk if decision.unit else None,
        "label": decision.label[:200],
        "nature": decision.nature,
        "period": decision.period,
        "period_basis": str(PeriodBasis.STATED if decision.period else PeriodBasis.NONE),
        "printed": proposal.printed,
        "source_title": proposal.source_title,
        "source_url": "",
        "source_page": "",
        "highlight": False,
        "target": "",
        "rule": "",
        "first": "",
        "second": "",
        "baseline": None,
        "baseline_period": "",
    }


def equal_figure(body: Body, decision: Decision) -> str:
    """The id of a figure of the story that says the same already; empty where there is none."""
    figures = (item for part in body for item in part["value"]["figures"])
    return next((item["id"] for item in figures if decision.same_as(item["value"])), "")


def accept(
    body: Body, proposal: FigureProposal, decision: Decision, figure: str = ""
) -> tuple[Body, str, int]:
    """The body with the figure's record in its part, or with a link to the record `figure` of the story alone.

    Returns the new body, the figure's id, and by how many characters the text behind the number has moved.
    """
    body = deepcopy(body)
    if not figure:
        figure = str(uuid.uuid4())
        item = {"type": "item", "id": figure, "value": figure_value(decision, proposal)}
        _part(body, proposal.part or PART_OF_STANDFIRST)["value"]["figures"].append(item)
    return body, figure, _link(body, proposal, decision, figure)


def _part(body: Body, name: str) -> dict[str, Any]:
    part = next((part for part in body if part["type"] == name), None)
    if part is None:
        part = {"type": name, "id": str(uuid.uuid4()), "value": {"content": [], "figures": [], "absent": ""}}
        body.append(part)
    return part


def _link(body: Body, proposal: FigureProposal, decision: Decision, figure: str) -> int:
    for part in body:
        for block in part["value"]["content"]:
            if block["id"] != str(proposal.block_id):
                continue
            if block["type"] == "paragraph":
                block["value"], moved = link(block["value"], proposal, decision, figure)
                return moved
            if block["type"] in ("step", "lesson"):
                before = len(block["value"]["title"]) + 1 if block["type"] == "step" else 0
                source = block["value"].get("text") or ""
                block["value"]["text"], moved = link(source, proposal, decision, figure, before)
                return moved
    return 0


def link(
    source: str, proposal: FigureProposal, decision: Decision, figure: str, before: int = 0
) -> tuple[str, int]:
    """Rich text with the number's words as a link to its record; unchanged where they are not found any more."""
    plain = RichPlain.of(source)
    place = _place(plain.text, proposal, before)
    if place is None:
        return source, 0
    start, end = _with_its_words(plain.text, *place, decision)
    touched = [
        (at, string) for at, string in plain.strings if at < end and at + len(string) > start and str(string)
    ]
    if not touched or any(string.find_parent("a") for _at, string in touched):
        return source, 0
    words = _words(decision)
    _replace(plain, touched, start, end, words, figure)
    return str(plain.soup), len(words) - (end - start)


def _replace(
    plain: RichPlain,
    touched: list[tuple[int, NavigableString]],
    start: int,
    end: int,
    words: str,
    figure: str,
) -> None:
    """One link where the number began; what it covered goes, also across a change of style."""
    (first_at, first), (last_at, last) = touched[0], touched[-1]
    tail = str(last)[end - last_at :]
    anchor = plain.soup.new_tag("a", attrs={"linktype": "figure", "id": figure})
    anchor.string = words
    head = NavigableString(str(first)[: start - first_at])
    first.insert_before(head)
    first.insert_before(anchor)
    if last is not first and tail:
        last.insert_before(NavigableString(tail))
    elif tail:
        anchor.insert_after(NavigableString(tail))
    for _at, string in touched:
        string.extract()


def _place(text: str, proposal: FigureProposal, before: int) -> tuple[int, int] | None:
    """Where the number's characters stand now, nearest to where they stood."""
    wanted = proposal.start - before
    found = (
        [match.start() for match in re.finditer(re.escape(proposal.printed), text)]
        if proposal.printed
        else []
    )
    if not found:
        return None
    start = min(found, key=lambda position: abs(position - wanted))
    return start, start + len(proposal.printed)


def _words(decision: Decision) -> str:
    quantity = decision.quantity.as_quantity()
    quantity = replace(
        quantity, unit=decision.unit.term if decision.unit else None, nature=Nature(decision.nature)
    )
    return figure_forms(quantity, settings.LANGUAGE_CODE).sentence


def _with_its_words(text: str, start: int, end: int, decision: Decision) -> tuple[int, int]:
    """The place widened to the words that the record says by itself: hơn … tài khoản."""
    unit = name_of(decision.unit)
    leading = decision.unit is not None and decision.unit.kind in (UnitKind.LEVEL, UnitKind.RANK)
    if (
        unit
        and not leading
        and (match := re.match(rf"\s*{re.escape(unit)}(?!\w)", text[end:], re.IGNORECASE))
    ):
        end += match.end()
    elif unit and leading and (match := re.search(rf"{re.escape(unit)}\s*$", text[:start], re.IGNORECASE)):
        start = match.start()
    said = [word for word, key in QUALIFIERS.items() if key is decision.quantity.qualifier]
    if qualifier_word(decision.quantity.qualifier, settings.LANGUAGE_CODE) and said:
        words = "|".join(re.escape(word) for word in sorted(said, key=len, reverse=True))
        if match := re.search(rf"(?<!\w)(?:{words})\s*$", text[:start], re.IGNORECASE):
            start = match.start()
    return start, end
