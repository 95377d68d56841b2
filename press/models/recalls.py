"""Who was told that something they took has changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Recall(models.Model):
    """One change of a story, told to one person who took it.

    `changes` are dicts of kind, ref, label, before, after, digest and the places where it stands in the files taken.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recalls")
    page = models.ForeignKey("story.StoryPage", on_delete=models.CASCADE, related_name="recalls")
    # The change by its content: told twice by the outbox it is one recall.
    key = models.CharField(max_length=64)
    headline = models.CharField(max_length=255)
    revision = models.PositiveBigIntegerField()
    withdrawn = models.BooleanField(default=False)
    changes = models.JSONField()
    files = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "page", "key"], name="one_recall_a_change_and_taker")
        ]
        verbose_name = _("recall")
        verbose_name_plural = _("recalls")

    def __str__(self) -> str:
        return self.headline
