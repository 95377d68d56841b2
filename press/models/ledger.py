"""Where stories went: who took which file of which version, and what was aired."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TakenSummary(models.Model):
    """A version of a story as it was handed out, kept once however many took it."""

    key = models.CharField(max_length=64, unique=True)
    page = models.ForeignKey("story.StoryPage", on_delete=models.CASCADE, related_name="taken")
    locale = models.CharField(max_length=10)
    revision = models.PositiveBigIntegerField()
    data = models.JSONField()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name = _("version handed out")
        verbose_name_plural = _("versions handed out")

    def __str__(self) -> str:
        return f"{self.data.get('headline', '')} ({self.revision})"


class Taking(models.Model):
    """One file that a person or a program took; `outlet` is the one of that day."""

    summary = models.ForeignKey(TakenSummary, on_delete=models.CASCADE, related_name="takings")
    at = models.DateTimeField(auto_now_add=True)
    # The format or the id of the medium, and what the file was called.
    item = models.CharField(max_length=100)
    file_name = models.CharField(max_length=250)
    in_kit = models.BooleanField(default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="takings"
    )
    token = models.ForeignKey(
        "accounts.ApiToken", on_delete=models.SET_NULL, null=True, related_name="takings"
    )
    outlet = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["person", "at"])]
        verbose_name = _("taking")
        verbose_name_plural = _("takings")

    def __str__(self) -> str:
        return self.file_name


class TakingCount(models.Model):
    """How often readers without a name took a file on a day: a number and nothing of the person."""

    day = models.DateField()
    page = models.ForeignKey("story.StoryPage", on_delete=models.CASCADE, related_name="taking_counts")
    locale = models.CharField(max_length=10)
    revision = models.PositiveBigIntegerField()
    item = models.CharField(max_length=100)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-day", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["day", "page", "locale", "revision", "item"], name="one_count_a_day_and_file"
            )
        ]
        verbose_name = _("count of takings")
        verbose_name_plural = _("counts of takings")

    def __str__(self) -> str:
        return f"{self.item}: {self.count}"


class Airing(models.Model):
    """What an outlet reports: that it broadcast or printed a story."""

    page = models.ForeignKey("story.StoryPage", on_delete=models.CASCADE, related_name="airings")
    outlet = models.CharField(_("outlet"), max_length=250)
    programme = models.CharField(_("programme or page"), max_length=250)
    aired_at = models.DateTimeField(_("when"))
    link = models.URLField(_("link"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="airings"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-aired_at", "-pk"]
        default_permissions = ()
        verbose_name = _("airing")
        verbose_name_plural = _("airings")

    def __str__(self) -> str:
        return f"{self.outlet}, {self.programme}"
