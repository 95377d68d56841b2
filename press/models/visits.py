"""When a person was last at the press desk."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeskVisit(models.Model):
    """One row a person: when they were last seen at the desk, and when the visit before this one ended."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_visit", primary_key=True
    )
    seen_at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("visit of the press desk")
        verbose_name_plural = _("visits of the press desk")

    def __str__(self) -> str:
        return f"{self.person} {self.seen_at}"
