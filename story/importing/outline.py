"""What an import found, for the person or the program that asked for it."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from story.blocks import PARTS
from story.blocks.reading import period_text
from story.figures import figure_forms
from story.models import FigureProposal


def as_json(result: Any) -> dict[str, Any]:
    """The outcome as plain data; numbers are text, so that none is rounded on its way."""
    document = result.document
    return {
        "page": result.page.pk,
        "headline": document.headline,
        "standfirst": document.standfirst,
        "bylines": [vars(byline).copy() for byline in document.bylines],
        "source": document.source,
        "parts": {
            part.name: {
                "heading": part.heading,
                "paragraphs": sum(len(list(item.texts())) for item in part.items),
            }
            for part in document.parts
        },
        "proposals": [_proposal(proposal) for proposal in result.proposals],
        "unplaced": [text for item in document.unplaced for text in item.texts()],
        "notes": list(document.notes),
    }


def _proposal(proposal: FigureProposal) -> dict[str, Any]:
    quantity = {key: proposal.quantity.get(key) for key in ("value", "value_max", "total", "qualifier")}
    named = ("unit", "period", "sentence", "printed", "part", "nature")
    return (
        quantity
        | {name: getattr(proposal, name) for name in named}
        | {"figure": proposal.figure and str(proposal.figure)}
    )


def as_text(result: Any) -> str:
    """The outcome for a terminal."""
    data = as_json(result)
    lines = [_("Page") + f": {data['page']}", _("Headline") + f": {data['headline']}"]
    lines += [", ".join(filter(None, byline.values())) for byline in data["bylines"]]
    lines += ["", _("Parts:")]
    for name, label in PARTS.items():
        part = data["parts"].get(name)
        told = _("%(count)d paragraphs") % {"count": part["paragraphs"]} if part else _("missing")
        lines.append(f"  {label}: {told}")
    lines += ["", _("Figures proposed: %(count)d") % {"count": len(result.proposals)}]
    for proposal in result.proposals:
        said = figure_forms(proposal.typed_quantity.as_quantity(), settings.LANGUAGE_CODE).sentence
        period = period_text(proposal.period) if proposal.period else ""
        lines.append(
            "  " + " · ".join(filter(None, (f"{said} {proposal.unit}".strip(), period, proposal.sentence)))
        )
    if data["unplaced"]:
        lines += ["", _("Not placed in any part:"), *(f"  {text}" for text in data["unplaced"])]
    return "\n".join([*lines, *(["", *data["notes"]] if data["notes"] else [])])
