import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, WagtailImageFieldFile
from wagtailmedia.models import AbstractMedia

from library.originals import clean_file


class RightsMixin(models.Model):
    """Whose work it is and what may be done with it: asked of every file that leaves the newsroom."""

    credit = models.CharField(_("credit"), max_length=250, blank=True)
    licence = models.CharField(_("licence"), max_length=250, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)

    class Meta:
        abstract = True


class OriginalFile(WagtailImageFieldFile):
    """The file of a picture: whichever door it comes through, it is cleaned before it is written."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        picture, own = self.instance, clean_file(content)
        data = own.read()
        own.seek(0)
        super().save(name, own, save=False)
        # Measured anew: a picture that was turned upright has another width, size and hash.
        self.__dict__.pop("_dimensions_cache", None)
        self._file = own
        self.field.update_dimension_fields(picture, force=True)
        picture.file_size, picture.file_hash = (
            len(data),
            hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        )
        if save:
            picture.save()


class LibraryImage(RightsMixin, AbstractImage):
    """A picture with its credit, licence and usage terms; `description` is its default alt text."""

    admin_form_fields = (*Image.admin_form_fields, "credit", "licence", "usage_terms")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new file first: what is measured of it is saved with the row."""
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **kwargs)

    def get_renditions(self, *filters: Filter | str) -> dict[str, AbstractRendition]:
        """Wagtail's, but each size of a form once: of an original narrower than two of them, both come out the same.

        HTML allows a width once in a `srcset`.
        """
        sizes: dict[tuple[int, int, str], str] = {}
        made = super().get_renditions(*filters)
        for name, each in made.items():
            sizes.setdefault((each.width, each.height, Path(each.file.name).suffix), name)
        return {name: made[name] for name in made if name in set(sizes.values())}


# The column is Wagtail's; only how its file is written is our own.
_file: Any = LibraryImage._meta.get_field("file")
_file.attr_class = OriginalFile


class Rendition(AbstractRendition):
    """A resized copy of a library picture."""

    image = models.ForeignKey(LibraryImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]


class LibraryDocument(RightsMixin, AbstractDocument):
    """A source document or annex with its rights."""

    admin_form_fields = (*Document.admin_form_fields, "credit", "licence", "usage_terms")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def __str__(self) -> str:
        return self.title


class LibraryMedia(RightsMixin, AbstractMedia):
    """A recording, sound or film, with its words in writing; `thumbnail` is the poster a film is shown by."""

    language = models.CharField(
        _("language spoken"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("What is said and heard, for people who cannot hear it.")
    )
    captions = models.FileField(
        _("captions"), upload_to="media_captions", blank=True, help_text=_("Subtitles as a .vtt file.")
    )

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "thumbnail",
        "duration",
        "language",
        "transcript",
        "captions",
        "credit",
        "licence",
        "usage_terms",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """wagtailmedia asks for the ending of the file, also when there is none because the form refused it already."""
        if self.file:
            super().clean()


from library.terms import Term, TermGuide, TermRendering  # noqa: E402, F401 - Django looks for models here
