"""Pictures of an import: their rows in its transaction, their files after it, so that a crash leaves neither half."""

import hashlib
import io
import uuid
from datetime import timedelta
from typing import Any

from anyascii import anyascii
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Collection

from library.originals import cleaned
from story import outbox
from story.importing.document import Picture
from story.models import StagedPicture, StagedReport

KEPT = timedelta(days=1)


def stage(picture: Picture, collection: str, user: Any) -> int:
    """A picture of the library in the named collection, without alt text and credit; returns its id."""
    model = get_image_model()
    stem, _dot, extension = picture.name.rpartition(".")
    data = cleaned(picture.data)
    with Image.open(io.BytesIO(data)) as opened:
        width, height = opened.size
    name = f"{slugify(anyascii(stem))[:40] or 'anh'}-{uuid.uuid4().hex[:8]}.{extension}"
    image = model(
        title=picture.name[:255],
        # With its size given, the file, which is not there yet, is not opened.
        width=width,
        height=height,
        file=f"original_images/{name}",
        file_size=len(data),
        file_hash=hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        collection=Collection.objects.filter(name=collection).first() or Collection.get_first_root_node(),
        uploaded_by_user=user,
    )
    image.save()
    StagedPicture.objects.create(image=image, data=data)
    return int(image.pk)


def keep_report(name: str, data: bytes, user: Any) -> StagedReport:
    """A file of several stories, kept until its sender has chosen among them; those of yesterday go."""
    StagedReport.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return StagedReport.objects.create(name=name[:255], data=data, user=user)


@outbox.consumer("story.imported")
def write_pictures(payload: dict[str, Any]) -> None:
    """Write the files of an import; one that an earlier try wrote by half is written again."""
    for staged in StagedPicture.objects.filter(image_id__in=payload["images"]).select_related("image"):
        storage, name, data = staged.image.file.storage, staged.image.file.name, bytes(staged.data)
        if storage.exists(name) and storage.size(name) != len(data):
            storage.delete(name)
        if not storage.exists(name):
            storage.save(name, ContentFile(data))
        staged.delete()
