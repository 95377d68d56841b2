"""What an upload of the library must be before it is kept: of a bounded size, and of the kind its name says."""

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm
from wagtailmedia.models import MediaType
from wagtailmedia.settings import wagtailmedia_settings

from library import pictures

MOST_CAPTION_BYTES = 1024 * 1024
MOST_POSTER_BYTES = 10 * 1024 * 1024
HEAD_BYTES = 64
PICTURE_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"hevc", b"mif1", b"msf1")
POSTER_FORMATS = ("JPEG", "PNG", "WEBP")


def _is_mp3(head: bytes) -> bool:
    return head[:3] == b"ID3" or (head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2)


def _is_iso_media(head: bytes) -> bool:
    # A picture of a telephone comes in the same box.
    return head[4:8] == b"ftyp" and head[8:12] not in PICTURE_BRANDS


# By the file name's ending, what the first bytes have to be.
SIGNATURES = {
    "mp3": _is_mp3,
    "m4a": _is_iso_media,
    "mp4": _is_iso_media,
    "ogg": lambda head: head[:4] == b"OggS",
    "wav": lambda head: head[:4] == b"RIFF" and head[8:12] == b"WAVE",
    # Any Matroska begins alike, and no browser plays the others.
    "webm": lambda head: head[:4] == b"\x1aE\xdf\xa3" and b"webm" in head,
}


def head_of(upload: Any, length: int = HEAD_BYTES) -> bytes:
    """The first bytes of an upload, which is left as it was."""
    upload.seek(0)
    head = upload.read(length)
    upload.seek(0)
    return head


def bounded(upload: Any, most: int) -> None:
    """Raise ValidationError for an empty upload or one of more than `most` bytes."""
    if not upload.size:
        raise ValidationError(_("The file is empty."))
    if upload.size > most:
        message = _("The file is too large (%(size)s); at most %(most)s.")
        raise ValidationError(message % {"size": filesizeformat(upload.size), "most": filesizeformat(most)})


def too_many_pixels() -> str:
    """What is said of a picture that cannot be decoded safely."""
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    message = _(
        "The picture has too many pixels, all its frames together; at most %(most)s million. Make it smaller."
    )
    return message % {"most": most}


class PictureField(WagtailImageField):
    """Wagtail's, which decodes a picture to learn its size; this one reads its head first."""

    def to_python(self, data: Any) -> Any:
        """The upload as Wagtail annotates it; raises ValidationError before anything is decoded."""
        if data in self.empty_values:
            return super().to_python(data)
        if data.size > self.max_upload_size:
            # Wagtail's words; what is too large is not even looked at.
            self.check_image_file_size(data)
        try:
            head = pictures.measured(data)
        except pictures.TooManyPixelsError as error:
            raise ValidationError(too_many_pixels(), code="file_too_many_pixels") from error
        except pictures.UnreadablePictureError as error:
            raise _unreadable() from error
        if not pictures.whole(data, head):
            raise _unreadable()
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        # The first decoding: Pillow raises whatever its readers raise on broken bytes.
        except Exception as error:
            raise _unreadable() from error


def _unreadable() -> ValidationError:
    message = _(
        "This is no picture, or it is damaged. Save it again as JPEG, PNG, WebP, AVIF or GIF and choose it once more."
    )
    return ValidationError(message, code="invalid_image")


class PictureForm(BaseImageForm):
    """Pictures of the library."""

    file = PictureField(label=gettext_lazy("File"), widget=forms.FileInput)


class RecordingForm(BaseMediaForm):
    """Sound and film, with poster and captions."""

    class Meta(BaseMediaForm.Meta):
        widgets = BaseMediaForm.Meta.widgets | {
            "transcript": forms.Textarea(attrs={"rows": 8}),
            "usage_terms": forms.Textarea(attrs={"rows": 3}),
            "captions": forms.ClearableFileInput(attrs={"accept": ".vtt"}),
        }
        labels = {"thumbnail": gettext_lazy("Poster picture")}

    def clean_file(self) -> Any:
        """Refuse a recording that is too large, or is not what its name says."""
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return upload
        bounded(upload, settings.MEDIA_MAX_UPLOAD_SIZE)
        ending = Path(upload.name).suffix[1:].lower()
        known = self.endings()
        if ending not in known:
            raise ValidationError(_("Upload one of these: %(endings)s.") % {"endings": ", ".join(known)})
        if not SIGNATURES[ending](head_of(upload)):
            raise ValidationError(_("This is no .%(ending)s file.") % {"ending": ending})
        return upload

    def endings(self) -> list[str]:
        """The endings of a recording of this type; none for a type that is neither sound nor film."""
        return {
            MediaType.AUDIO: wagtailmedia_settings.AUDIO_EXTENSIONS,
            MediaType.VIDEO: wagtailmedia_settings.VIDEO_EXTENSIONS,
        }.get(self.instance.type, [])

    def clean_thumbnail(self) -> Any:
        """Refuse a poster that is no picture, or one that is too large to be decoded."""
        upload = self.cleaned_data["thumbnail"]
        if not upload or "thumbnail" not in self.changed_data:
            return upload
        bounded(upload, MOST_POSTER_BYTES)
        try:
            head = pictures.measured(upload, POSTER_FORMATS)
        except pictures.UnreadablePictureError as error:
            raise ValidationError(_("The poster has to be a picture: JPEG, PNG or WebP.")) from error
        except pictures.TooManyPixelsError as error:
            raise ValidationError(too_many_pixels()) from error
        if not pictures.whole(upload, head):
            raise ValidationError(_("The poster has to be a picture: JPEG, PNG or WebP."))
        return upload

    def clean_captions(self) -> Any:
        """Refuse captions that no browser could read."""
        upload = self.cleaned_data["captions"]
        if not upload or "captions" not in self.changed_data:
            return upload
        bounded(upload, MOST_CAPTION_BYTES)
        try:
            text = head_of(upload, MOST_CAPTION_BYTES).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("Captions have to be a WebVTT file in UTF-8.")) from error
        if not text.startswith("WEBVTT") or not upload.name.lower().endswith(".vtt"):
            raise ValidationError(_("Captions have to be a WebVTT file in UTF-8."))
        return upload
