"""Pictures of a document: looked at before anything decodes them."""

import io
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from library import pictures
from story.importing.document import Picture
from story.importing.errors import DocumentError

_ENDINGS = {
    "PNG": ("png", b"IEND\xaeB`\x82"),
    "JPEG": ("jpg", b"\xff\xd9"),
    "GIF": ("gif", b"\x3b"),
    "WEBP": ("webp", b""),
}


def checked(picture: Picture) -> Picture | None:
    """The picture under a name that says what it is; None where it is broken or no picture for the web.

    Raises DocumentError for one of more dots than can be decoded safely. Only its first bytes are read.
    """
    try:
        head = pictures.measured(io.BytesIO(picture.data), tuple(_ENDINGS))
    except pictures.TooManyPixelsError as error:
        raise _too_large(picture) from error
    except pictures.UnreadablePictureError:
        return None
    extension, ending = _ENDINGS[head.format]
    if len(picture.data) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE or ending not in picture.data[-64:]:
        return None
    return replace(picture, name=f"{picture.name.rpartition('.')[0] or 'picture'}.{extension}")


def _too_large(picture: Picture) -> DocumentError:
    message = _(
        "The picture “%(name)s” in the file has too many pixels. Make it smaller in Word and save the file again."
    )
    return DocumentError(message % {"name": picture.name[:60]})
