"""Blocks of the pages that say what the site is."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from story.blocks.guard import GuardedRichTextBlock, GuardedStreamBlock

FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul"]


class PassageBlock(GuardedRichTextBlock):
    """Running text with headings."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=FEATURES, **kwargs)

    def deconstruct(self) -> tuple[str, Any, Any]:
        return ("home.blocks.PassageBlock", *blocks.Block.deconstruct(self)[1:])

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "components/streamfield/passage_block.html"


class GrammarBlock(blocks.StaticBlock):
    """What solid, hollow and yellow mean, shown with figures that stand in public stories now."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        from home.site.examples import examples

        return super().get_context(value, parent_context) | {"examples": examples(get_language() or "vi")}

    class Meta:
        icon = "decimal"
        label = _("How to read a figure")
        admin_text = _("Shows what solid, hollow and yellow mean, with figures of public stories.")
        template = "components/streamfield/grammar_block.html"


class PublisherBlock(blocks.StaticBlock):
    """Who answers for the site, from its settings."""

    class Meta:
        icon = "info-circle"
        label = _("Who is responsible")
        admin_text = _("Shows the publisher of the site, as the settings say.")
        template = "components/streamfield/publisher_block.html"


class ContentBlock(GuardedStreamBlock):
    """What stands on a page about the site."""

    passage = PassageBlock()
    grammar = GrammarBlock()
    publisher = PublisherBlock()
