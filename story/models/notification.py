"""What a person is told: a row for each of them, read in the admin, mailed at once or with the day's others."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notification(models.Model):
    """One thing that happened, told to one person in their language."""

    class Kind(models.TextChoices):
        WAITS = "waits", _("waits for you")
        ASSIGNED = "assigned", _("in your hands")
        RETURNED = "returned", _("returned to you")
        DISPUTED = "disputed", _("figure to make clear")
        ANSWERED = "answered", _("answered by the province")
        REVIEW = "review", _("figures to look at again")
        PUBLISHED = "published", _("public")
        FAILED = "failed", _("did not go out")
        RECALLED = "recalled", _("taken by you, and changed")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, null=True, related_name="+")
    text = models.CharField(max_length=500)
    detail = models.TextField(blank=True)
    url = models.CharField(max_length=500)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "read_at"])]
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")

    def __str__(self) -> str:
        return self.text
