from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MemoryEntry(models.Model):
    """A sentence with its approved translation.

    `key` is the source with signs in the place of numbers, figures and tags; `translation_key` is the story that it
    was published in, empty for what came from a file.
    """

    source_locale = models.CharField(max_length=10)
    target_locale = models.CharField(max_length=10)
    key = models.TextField()
    key_hash = models.CharField(max_length=32)
    source = models.TextField()
    target = models.TextField()
    figures = models.JSONField(default=list)
    translation_key = models.UUIDField(null=True, db_index=True)
    path = models.TextField(blank=True)
    origin = models.CharField(max_length=255)
    approved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["source_locale", "target_locale", "key_hash"], name="memory_by_key")]
        verbose_name = _("entry of the memory")
        verbose_name_plural = _("entries of the memory")

    def __str__(self) -> str:
        return f"{self.source[:60]} → {self.target[:60]}"
