"""What a translation room keeps by itself: what each new version of a story changed, and by which rule its translations follow."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site


class SourceChange(models.Model):
    """What a version of a story that became public changed in the sentences that are translated.

    Figures are not among them: their changes stand in the public record (`story.Correction`), and need no hand.
    """

    translation_key = models.UUIDField()
    revision_id = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    # Each {"path", "before", "after"}; an empty text: added, or removed.
    sentences = models.JSONField(default=list)
    touched = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["translation_key", "at"], name="source_change_of_story")]
        verbose_name = _("change of the original")
        verbose_name_plural = _("changes of the original")

    def __str__(self) -> str:
        return f"{self.translation_key} #{self.revision_id}: {self.touched}"


class LabelApproval(models.Model):
    """A named person's word on the labels of a story's figures in one language: void as soon as one of them changes."""

    translation_key = models.UUIDField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["translation_key", "locale"], name="labels_of_story")]
        verbose_name = _("approval of labels")
        verbose_name_plural = _("approvals of labels")

    def __str__(self) -> str:
        return f"{self.translation_key} ({self.locale_id}): {self.user}"


@register_setting(icon="translate")
class TranslationPolicy(BaseSiteSetting):
    """What happens to a public translation when its original changes."""

    class Follow(models.TextChoices):
        REPUBLISH = "republish", _("show the new figures at once, and say that the words follow")
        HOLD = "hold", _("take the translation off the public until a person has looked")

    follow = models.CharField(
        _("when the original changes"),
        max_length=20,
        choices=Follow.choices,
        default=Follow.REPUBLISH,
        help_text=_("The values of figures are those of the original in either case."),
    )

    panels = [FieldPanel("follow")]

    class Meta:
        verbose_name = _("translations that follow")

    def __str__(self) -> str:
        return str(self.get_follow_display())

    @classmethod
    def holds(cls) -> bool:
        """Whether a translation leaves the public when its original changes."""
        site = Site.objects.filter(is_default_site=True).first()
        found: Any = site and cls.objects.filter(site=site).first()
        return bool(found and found.follow == cls.Follow.HOLD)
