"""What the worker makes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """A file that is made by the worker or waits for it; the row goes when the file is there."""

    # What is made, by its content: asked for a hundred times it is one job.
    key = models.CharField(max_length=64, unique=True)
    pages = models.JSONField()
    name = models.CharField(max_length=60)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    # The last sign of the worker that makes it.
    beat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    error = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("job of the press")
        verbose_name_plural = _("jobs of the press")

    def __str__(self) -> str:
        return f"{self.name} {self.pages}"
