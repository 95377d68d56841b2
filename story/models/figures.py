"""The read model of published figures, and the sign-offs that hang on them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Figure(models.Model):
    """One row for each (translation key, block id, revision), written when that revision is published, never edited.

    Holds what is the same in every language; words (label, title of the source) are those of the first language.
    """

    translation_key = models.UUIDField()
    block_id = models.UUIDField()
    revision_id = models.PositiveBigIntegerField()
    page = models.ForeignKey("story.StoryPage", on_delete=models.CASCADE, related_name="published_figures")
    part = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()

    value = models.DecimalField(max_digits=24, decimal_places=6)
    value_max = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    total = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    qualifier = models.CharField(max_length=20)
    unit = models.ForeignKey("story.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    label = models.CharField(max_length=255)
    nature = models.CharField(max_length=20)
    period = models.CharField(max_length=40, blank=True)
    period_basis = models.CharField(max_length=20)
    baseline_value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    baseline_period = models.CharField(max_length=40, blank=True)
    rule = models.CharField(max_length=20, blank=True)
    operands = models.JSONField(default=list)
    target = models.CharField(max_length=36, blank=True)
    printed = models.CharField(max_length=255, blank=True)
    source_title = models.CharField(max_length=500, blank=True)
    source_url = models.URLField(max_length=1000, blank=True)
    source_page = models.CharField(max_length=100, blank=True)
    highlight = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["page", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "block_id", "revision_id"],
                name="one_figure_per_block_and_revision",
            )
        ]
        indexes = [models.Index(fields=["page", "revision_id"])]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return f"{self.label}: {self.value.normalize():f}"


class FigureSignOff(models.Model):
    """A named person's word on one figure as it stood: void as soon as the figure's fingerprint changes."""

    class Decision(models.TextChoices):
        SIGNED = "signed", _("signed off")
        DISPUTED = "disputed", _("disputed")

    translation_key = models.UUIDField()
    block_id = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decision = models.CharField(max_length=10, choices=Decision.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="figure_sign_offs"
    )
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["translation_key", "block_id"])]
        verbose_name = _("figure sign-off")
        verbose_name_plural = _("figure sign-offs")

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.user}"
