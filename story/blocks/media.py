"""Blocks of pictures, sound, film and documents: each shows files of the library with their credit."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtailmedia import get_media_model
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from story.blocks.guard import GuardedChoiceBlock, GuardedListBlock
from story.blocks.text import PREVIEW_TEMPLATE
from story.neutral import BodyItem, Context, Medium, reference

CREDIT_MISSING = _("“%(title)s” has no credit: say in the library whose work it is.")
FEWEST_PICTURES, MOST_PICTURES = 2, 12


class SameInEveryLanguage:
    """A chooser whose choice a translation takes over."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []


class AudioBox(SameInEveryLanguage, AudioChooserBlock):
    """Chooses a sound."""


class VideoBox(SameInEveryLanguage, VideoChooserBlock):
    """Chooses a film."""


class DocumentBox(SameInEveryLanguage, DocumentChooserBlock):
    """Chooses a document."""


class LibraryBlock(GuardedChoiceBlock):
    """Something of the library; it leaves the newsroom only with the name of who made it."""

    kind = ""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        file = cleaned[self.chosen]
        if file and not file.credit and not self.is_deferred_validation:
            raise self.refusal(str(CREDIT_MISSING % {"title": file.title}))
        return cleaned

    def media_shown(self, value: Any, anchor: str, part: str) -> Iterator[Medium]:
        """The files that the block shows, with their place in the form."""
        if file := value[self.chosen]:
            yield Medium(self.kind, file, **self.said(value), anchor=anchor, part=part)

    def said(self, value: Any) -> dict[str, Any]:
        """What is said of the file here."""
        return {"caption": value["caption"]}

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """Its caption, and a reference to its row among the media."""
        file = value[self.chosen]
        return [BodyItem(self.kind, value["caption"], ref=reference(self.kind, file))] if file else []


def described(image: Any) -> dict[str, Any]:
    """The alt text of a picture as a block has it, else of the library; none for a decorative one."""
    decorative = bool(getattr(image, "decorative", False))
    alt = getattr(image, "contextual_alt_text", "") or image.description
    return {"alt": "" if decorative else alt, "decorative": decorative}


class PictureBox(ImageBlock):
    """Wagtail's, with its box named in the editor's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.child_blocks["image"].label = _("Picture")


class CaptionedImageBlock(LibraryBlock):
    """A picture with alt text and caption; credit and rights come from the library."""

    kind, chosen, posted_as = "picture", "image", "image-image"

    image = PictureBox(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    def said(self, value: Any) -> dict[str, Any]:
        return super().said(value) | described(value["image"])

    @property
    def preview_image(self) -> Any:
        return get_image_model().objects.first()

    def get_preview_value(self) -> Any:
        return self.normalize(
            {"image": self.preview_image, "caption": str(_("A caption says who, where and when."))}
        )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture of the library with its description for people who cannot see it.")
        template = "components/streamfield/captioned_image_block.html"
        preview_template = PREVIEW_TEMPLATE


class GalleryBlock(blocks.StructBlock):
    """Pictures that belong together, in order."""

    title = blocks.CharBlock(label=_("What they show"), max_length=160)
    pictures = GuardedListBlock(
        CaptionedImageBlock(), label=_("Pictures"), min_num=FEWEST_PICTURES, max_num=MOST_PICTURES
    )

    def media_shown(self, value: Any, anchor: str, part: str) -> Iterator[Medium]:
        """Each picture, with its own place in the form."""
        for child in value["pictures"].bound_blocks:
            yield from child.block.media_shown(child.value, f"block-{child.id}-section", part)

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """The title, then its pictures."""
        pictures = [
            item
            for child in value["pictures"].bound_blocks
            for item in child.block.neutral(child.value, context)
        ]
        return [BodyItem("gallery", value["title"], items=tuple(item.ref for item in pictures)), *pictures]

    def get_preview_value(self) -> Any:
        image = {"image": CaptionedImageBlock().preview_image, "caption": "Tổ công nghệ số hướng dẫn bà con."}
        return self.normalize({"title": "Một ngày ở chợ số", "pictures": [image] * 3})

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Two to twelve pictures side by side, each with caption, description and credit.")
        template = "components/streamfield/gallery_block.html"
        preview_template = PREVIEW_TEMPLATE


class RecordingBlock(LibraryBlock):
    """A recording of the library with its words in writing."""

    def said(self, value: Any) -> dict[str, Any]:
        return super().said(value) | {"transcript": self.transcript_of(value)}

    def transcript_of(self, value: Any) -> str:
        """The words of the recording: of this story, else of the library."""
        recording = value[self.chosen]
        return value["transcript"] or (recording.transcript if recording else "")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned[self.chosen] and not self.transcript_of(cleaned) and not self.is_deferred_validation:
            raise self.refusal(str(_("Write down what is said, here or in the library.")))
        return cleaned

    def get_searchable_content(self, value: Any) -> list[str]:
        own = super().get_searchable_content(value)
        return own if value["transcript"] else [*own, *filter(None, [self.transcript_of(value)])]

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        recording = value[self.chosen]
        return context | {
            "recording": recording,
            "transcript": self.transcript_of(value),
            # The library's own transcript is in the language that is spoken.
            "transcript_language": recording.language if recording and not value["transcript"] else "",
        }

    def get_preview_value(self) -> Any:
        recording = get_media_model().objects.filter(type=self.kind).first()
        return self.normalize(
            {
                self.chosen: recording,
                "caption": str(_("A caption says who, where and when.")),
                "transcript": "Trước đây bà con phải đi nửa ngày đường; nay chỉ cần ra quầy ở đầu bản.",
            }
        )


class AudioBlock(RecordingBlock):
    """A sound with its transcript."""

    kind = chosen = "audio"

    audio = AudioBox(label=_("Sound"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    transcript = blocks.TextBlock(
        label=_("Transcript"), required=False, rows=4, help_text=_("Empty: the one of the library.")
    )

    class Meta:
        icon = "media"
        label = _("Sound")
        description = _("A recording to listen to, with what is said in writing.")
        template = "components/streamfield/audio_block.html"
        preview_template = PREVIEW_TEMPLATE


class VideoBlock(RecordingBlock):
    """A film with its transcript."""

    kind = chosen = "video"

    video = VideoBox(label=_("Film"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    transcript = blocks.TextBlock(
        label=_("Transcript"), required=False, rows=4, help_text=_("Empty: the one of the library.")
    )

    class Meta:
        icon = "media"
        label = _("Film")
        description = _("A film of the library with poster, captions and what is said in writing.")
        template = "components/streamfield/video_block.html"
        preview_template = PREVIEW_TEMPLATE


class DocumentBlock(LibraryBlock):
    """A document to take away."""

    kind = chosen = "document"

    document = DocumentBox(label=_("Document"))
    caption = blocks.CharBlock(
        label=_("What it is"), required=False, max_length=300, help_text=_("In one sentence, for the reader.")
    )

    def get_preview_value(self) -> Any:
        document = get_document_model().objects.first()
        return self.normalize({"document": document, "caption": "Kế hoạch triển khai của tỉnh."})

    class Meta:
        icon = "doc-full-inverse"
        label = _("Document")
        description = _("A document of the library: title, type and size, with a link to take it away.")
        template = "components/streamfield/document_block.html"
        preview_template = PREVIEW_TEMPLATE
