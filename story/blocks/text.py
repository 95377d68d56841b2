"""Blocks of words."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from story.blocks.fields import NamedBooleanBlock, PeriodBlock, VerbatimBlock
from story.blocks.guard import GuardedChoiceBlock, GuardedListBlock, GuardedRichTextBlock, GuardedStreamBlock
from story.neutral import BodyItem, Context
from story.richtext import FEATURES, INLINE_FEATURES, items_of, runs_of

PREVIEW_TEMPLATE = "components/streamfield/preview.html"


class ParagraphBlock(GuardedRichTextBlock):
    """Running text; figures stand in it as links to their records."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=FEATURES, **kwargs)

    def deconstruct(self) -> tuple[str, Any, Any]:
        return ("story.blocks.text.ParagraphBlock", *blocks.Block.deconstruct(self)[1:])

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """One item for each paragraph or list of the text."""
        return items_of(value.source, context)

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        description = _(
            "Running text. Put a figure into a sentence from the toolbar: it shows the checked record."
        )
        template = "components/streamfield/paragraph_block.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = "<p>Người dân đi hàng giờ đường rừng mới tới một máy rút tiền.</p>"


class StepBlock(blocks.StructBlock):
    """One step of how it was done, with its time."""

    title = blocks.CharBlock(label=_("Step"), max_length=160)
    text = GuardedRichTextBlock(label=_("What was done"), features=INLINE_FEATURES, required=False)
    period = PeriodBlock(
        label=_("When"), required=False, help_text=_("For example 12/2021. Empty: not stated.")
    )
    planned = NamedBooleanBlock(label=_("Still planned"), required=False)

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """The step's title, text and period as one item."""
        runs = runs_of(value["text"].source if value["text"] else "", context)
        return [BodyItem("step", value["title"], runs=runs, items=(value["period"] or "",))]

    class Meta:
        icon = "list-ol"
        label = _("Step")
        description = _("A step of the work, in order, with the time it took place.")
        template = "components/streamfield/step_block.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = {"title": "Vận hành chính thức", "text": "", "period": "2021-12", "planned": False}


class LessonBlock(blocks.StructBlock):
    """One lesson that others can use."""

    text = GuardedRichTextBlock(label=_("Lesson"), features=INLINE_FEATURES)

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """The lesson as one item."""
        runs = runs_of(value["text"].source, context)
        return [BodyItem("lesson", "".join(run.text for run in runs), runs=runs)]

    class Meta:
        icon = "success"
        label = _("Lesson")
        description = _("One thing another province should know before it starts.")
        template = "components/streamfield/lesson_block.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = {"text": "Bắt đầu từ nỗi vất vả hằng ngày của người dân."}


class QuoteBlock(blocks.StructBlock):
    """Words that someone said, exactly."""

    text = blocks.TextBlock(label=_("Quote"), rows=3)
    speaker = VerbatimBlock(label=_("Speaker"), required=False, max_length=200)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=250)

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """The words, then speaker and role."""
        return [BodyItem("quote", value["text"], items=(value["speaker"], value["role"]))]

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("The exact words of a named person or body. Never for a paraphrase.")
        template = "components/streamfield/quote_block.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = {
            "text": "Khi dân đã tin, việc gì cũng dễ.",
            "speaker": "Nguyễn Văn A",
            "role": "Chủ tịch xã",
        }


class CalloutBlock(blocks.StructBlock):
    """A standing box, such as what the figures do not say."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    items = GuardedListBlock(blocks.CharBlock(label=_("Point"), max_length=400), label=_("Points"), min_num=1)

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """The title and its points."""
        return [BodyItem("callout", value["title"], items=tuple(value["items"]))]

    class Meta:
        icon = "warning"
        label = _("Call-out")
        description = _("A boxed note: what the figures do not say, conditions, limits.")
        template = "components/streamfield/callout_block.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = {"title": "Điều số liệu chưa nói", "items": ["Nguồn không nêu số lượt rút tiền."]}


class ContributorBox(SnippetChooserBlock):
    """Chooses a person, the same in every language."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []


class UnplacedBlock(blocks.StaticBlock):
    """A mark above imported text that belongs to no part yet: the story is not submitted while it stands there."""

    def clean(self, value: Any) -> None:
        if not self.is_deferred_validation:
            message = _(
                "Move the text below this mark to where it belongs, or delete it; then delete the mark."
            )
            raise ValidationError(message)

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """Nothing: a story with this mark is never public."""
        return []

    class Meta:
        icon = "warning"
        label = _("Not yet in any part")
        admin_text = _(
            "The text below came from an imported document and could not be put into a part. "
            "Move it to where it belongs, or delete it; then delete this mark."
        )
        description = _(
            "A mark above imported text that belongs to no part yet; it keeps the story from submission."
        )
        template = "components/streamfield/unplaced_block.html"
        preview_template = PREVIEW_TEMPLATE


class BylineBlock(GuardedChoiceBlock):
    """Who tells the story, as at the time; the name leads to the person's page, where there is one."""

    chosen = "contributor"

    name = VerbatimBlock(label=_("Name"), max_length=200)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=200)
    organisation = blocks.CharBlock(label=_("Organisation"), required=False, max_length=250)
    contributor = ContributorBox(
        "story.Contributor",
        label=_("Contributor"),
        required=False,
        help_text=_("Their page is linked from the name, if they agreed to have one."),
    )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        person = value.get("contributor")
        agreed = person is not None and person.consent_on
        locale = get_language() or settings.LANGUAGE_CODE
        return context | {"profile": person.address_in(locale) if agreed else ""}

    class Meta:
        icon = "user"
        label = _("Byline")
        description = _("Name, role and organisation of an author, as they were at the time.")
        template = "components/streamfield/byline_block.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = {
            "name": "Nguyễn Văn A",
            "role": "Giám đốc",
            "organisation": "Sở Thông tin và Truyền thông",
        }


class BylinesBlock(GuardedStreamBlock):
    """The authors of a story, in the order in which they are named."""

    byline = BylineBlock()
