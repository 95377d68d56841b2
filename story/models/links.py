"""What became of the addresses in stories when they were last asked, and where they stand."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LinkCheck(models.Model):
    """One address and its last answer."""

    class Result(models.TextChoices):
        REACHED = "reached", _("reached")
        MISSING = "missing", _("not there any more")
        SILENT = "silent", _("no answer")
        REFUSED = "refused", _("not asked: no public web address")

    url = models.CharField(_("address"), max_length=2000, unique=True)
    result = models.CharField(_("result"), max_length=10, choices=Result.choices)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    checked_at = models.DateTimeField(_("checked at"))
    first_seen_at = models.DateTimeField(_("first seen"), default=timezone.now)
    # Since when it answers, or does not.
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("checked link")
        verbose_name_plural = _("checked links")

    def __str__(self) -> str:
        return self.url

    @property
    def is_broken(self) -> bool:
        """Whether it did not lead anywhere."""
        return self.result != self.Result.REACHED

    @property
    def reason(self) -> Any:
        """Why it counts as unreachable, in words."""
        label = self.get_result_display()
        return f"{label} ({self.status})" if self.status else label


class LinkPlace(models.Model):
    """Where a checked address stood in the latest version of a story when the links were last asked."""

    link = models.ForeignKey(LinkCheck, on_delete=models.CASCADE, related_name="places")
    page = models.ForeignKey("story.StoryPage", on_delete=models.CASCADE, related_name="+")
    where = models.CharField(_("part"), max_length=300)
    anchor = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["page", "pk"]
        verbose_name = _("place of a link")
        verbose_name_plural = _("places of links")

    def __str__(self) -> str:
        return f"{self.page}: {self.link.url}"
