"""What the public record keeps for ever: publications, corrections and withdrawals."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from library.names import NamesField


class PermanentRecordError(Exception):
    """Somebody wants to change or delete what the public was told."""


class RecordQuerySet(models.QuerySet):
    """Rows that are added and read, nothing else."""

    def delete(self) -> Any:
        raise PermanentRecordError

    def update(self, **kwargs: Any) -> int:
        raise PermanentRecordError


class Record(models.Model):
    """A row that is written once; raises PermanentRecordError for whoever wants to change or delete it.

    It knows two changes: a withdrawal ends, and the note of a correction is told in a language that lacked it.
    """

    translation_key = models.UUIDField(db_index=True)
    at = models.DateTimeField(_("date"))

    objects: ClassVar[Any] = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("view",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise PermanentRecordError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise PermanentRecordError


class Publication(Record):
    """A version of a story that went out in one language: when, where, under which headline, with what changed."""

    page = models.ForeignKey("story.StoryPage", on_delete=models.PROTECT, related_name="publications")
    revision_id = models.PositiveBigIntegerField()
    headline = models.CharField(max_length=255)
    address = models.CharField(max_length=1000)
    # Names of fields and parts whose words differ from the version before.
    changed = models.JSONField(default=list)

    class Meta(Record.Meta):
        ordering = ["pk"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def __str__(self) -> str:
        return f"{self.headline} ({self.revision_id})"


class Correction(Record):
    """One change made after publication, said in every language as on the day it was made.

    `was` and `now` are the published rows with the stored values; both are empty where no figure changed.
    """

    class Kind(models.TextChoices):
        FIGURE = "figure", _("correction of a figure")
        TEXT = "text", _("correction of the text")
        CLARIFICATION = "clarification", _("clarification")

    revision_id = models.PositiveBigIntegerField()
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    figure = models.CharField(max_length=36, blank=True)
    label = models.CharField(max_length=255, blank=True)
    before = NamesField()
    after = NamesField()
    was = models.ForeignKey("story.Figure", on_delete=models.PROTECT, null=True, related_name="+")
    now = models.ForeignKey("story.Figure", on_delete=models.PROTECT, null=True, related_name="+")
    note = NamesField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="corrections"
    )

    class Meta(Record.Meta):
        ordering = ["pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return self.label or str(self.get_kind_display())

    def awaits(self, code: str) -> bool:
        """Whether its note was given, and not in this language."""
        return bool(self.note) and not self.note.get(code)

    def tell(self, code: str, note: str) -> None:
        """Say its note in one more language, once; raises PermanentRecordError where it is said, or never was."""
        if not self.awaits(code):
            raise PermanentRecordError
        self.note = {**self.note, code: note}
        self.save_base(update_fields=["note"])


class TombstoneQuerySet(RecordQuerySet):
    """Withdrawals."""

    def standing(self) -> "TombstoneQuerySet":
        """Those whose story has not been published again."""
        return self.filter(lifted_at=None)


class Tombstone(Record):
    """A story that was public in one language and was withdrawn; it closes when the story is published again."""

    page = models.ForeignKey("story.StoryPage", on_delete=models.PROTECT, related_name="tombstones")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+")
    revision_id = models.PositiveBigIntegerField()
    headline = models.CharField(max_length=255)
    address = models.CharField(max_length=1000)
    reason = NamesField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="withdrawals"
    )
    lifted_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = TombstoneQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(lifted_at=None), name="one_standing_tombstone_per_page"
            )
        ]
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self) -> str:
        return self.headline

    def lift(self, at: datetime) -> None:
        """Close it: the story is public again."""
        self.lifted_at = at
        self.save_base(update_fields=["lifted_at"])
