"""Graphics for one place each: the lower thirds of television, the card of a shared link, the thumbnail of a film."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from press.formats.infographic import builder, png
from press.formats.registry import Format, register
from press.layout.card import card
from press.layout.lower_third import lower_third, speaker, speakers
from press.summary import StorySummary

PNG = "image/png"


def build_card(summary: StorySummary) -> bytes:
    """The card of a shared link."""
    return png(card(summary))


def build_lower_third(summary: StorySummary) -> bytes:
    """The lower third of the lead figure."""
    return png(lower_third(summary))


def build_speaker(summary: StorySummary, item: str) -> bytes:
    """The lower third of a person quoted."""
    return png(speaker(summary, item))


register(Format("card.png", PNG, _("Card for shared links"), "graphics", build_card, heavy=True))
register(
    Format("thumbnail.png", PNG, _("Thumbnail for video"), "graphics", builder("thumbnail", png), heavy=True)
)
register(
    Format(
        "lower-third.png",
        PNG,
        _("Lower third, figure"),
        "graphics",
        build_lower_third,
        heavy=True,
        audience="television",
    )
)
register(
    Format(
        "lower-third-*.png",
        PNG,
        _("Lower third, speaker"),
        "graphics",
        build_speaker,
        heavy=True,
        items=speakers,
        audience="television",
    )
)
