"""The body of a story: five parts, each at most once, each complete or said to be absent from the source."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from story.blocks.data import ChartBlock, TableBlock
from story.blocks.elsewhere import EmbedBlock
from story.blocks.figure import FigureBlock
from story.blocks.guard import FigureListBlock, GuardedStreamBlock, separate_ids
from story.blocks.interview import InterviewBlock
from story.blocks.links import dangling
from story.blocks.media import AudioBlock, CaptionedImageBlock, DocumentBlock, GalleryBlock, VideoBlock
from story.blocks.text import (
    PREVIEW_TEMPLATE,
    CalloutBlock,
    LessonBlock,
    ParagraphBlock,
    QuoteBlock,
    StepBlock,
    UnplacedBlock,
)

PARTS = {
    "problem": _("Problem"),
    "approach": _("Approach"),
    "steps": _("Steps"),
    "results": _("Results"),
    "lessons": _("Lessons"),
}


class ContentBlock(GuardedStreamBlock):
    """What a part may hold, in any order."""

    paragraph = ParagraphBlock()
    step = StepBlock()
    lesson = LessonBlock()
    quote = QuoteBlock()
    interview = InterviewBlock()
    picture = CaptionedImageBlock()
    gallery = GalleryBlock()
    audio = AudioBlock()
    video = VideoBlock()
    embed = EmbedBlock()
    chart = ChartBlock()
    table = TableBlock()
    callout = CalloutBlock()
    document = DocumentBlock()
    unplaced = UnplacedBlock()

    class Meta:
        label = _("What is told")


class PartBlock(blocks.StructBlock):
    """One of the five parts: its text and the figures that stand in it."""

    content = ContentBlock(required=False, label=_("What is told"))
    figures = FigureListBlock(FigureBlock(), default=[], label=_("Figures of this part"), collapsed=True)
    absent = blocks.CharBlock(
        required=False,
        max_length=300,
        label=_("Not stated by the source: why"),
        help_text=_("For editors. A part that the source does not tell is said to be so, never invented."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if not len(cleaned["content"]) and not cleaned["absent"]:
            message = _("Tell this part, or let an editor say why the source does not state it.")
            raise StructBlockValidationError(block_errors={"content": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "doc-full"
        template = "components/streamfield/part_block.html"
        preview_template = PREVIEW_TEMPLATE
        description = _("One of the five parts every story has.")
        preview_value = {"content": [], "figures": [], "absent": "Nguồn không có phần này."}
        form_layout = [
            "content",
            "figures",
            blocks.BlockGroup(
                children=["absent"], heading=_("Part not told"), icon="help", classname="collapsed"
            ),
        ]


def _part(name: str, icon: str) -> PartBlock:
    return PartBlock(label=PARTS[name], icon=icon)


class StoryBodyBlock(GuardedStreamBlock):
    """The five parts in their order."""

    problem = _part("problem", "help")
    approach = _part("approach", "cog")
    steps = _part("steps", "list-ol")
    results = _part("results", "success")
    lessons = _part("lessons", "openquote")

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        value = super().value_from_datadict(data, files, prefix)
        separate_ids(part.value["figures"] for part in value)
        return value

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        missing = [
            str(label) for name, label in PARTS.items() if name not in {child.block_type for child in cleaned}
        ]
        if missing:
            message = _("These parts are missing: %(parts)s.") % {"parts": ", ".join(missing)}
            raise blocks.StreamBlockValidationError(non_block_errors=[message])
        if errors := dangling(cleaned):
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        block_counts = {name: {"max_num": 1} for name in PARTS}
        required = False
