"""The story as slides that can be edited, with the script in their notes."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from press.formats.registry import Format, register
from press.summary import StorySummary

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def build(summary: StorySummary) -> bytes:
    """The slides in the order of telling, in the summary's language; the engine is loaded only where it draws."""
    from press.slides.deck import deck_of

    with translation.override(summary.locale):
        return deck_of(summary)


register(Format("slides.pptx", PPTX, _("Slides (PowerPoint)"), "data", build, heavy=True))
