"""Questions to the province: a contact confirms or corrects figures without an account, and the yearly review."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

OPEN_FOR = timedelta(hours=72)


def three_days_on() -> datetime:
    """When a question asked now ends."""
    return timezone.now() + OPEN_FOR


class FigureQuery(models.Model):
    """A person asked about some figures of one revision; `asked` maps block ids to what the figures then said."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey("story.StoryPage", on_delete=models.CASCADE, related_name="figure_queries")
    translation_key = models.UUIDField()
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    contact_name = models.CharField(_("name"), max_length=200)
    contact_organisation = models.CharField(_("organisation"), max_length=250, blank=True)
    contact_email = models.EmailField(_("e-mail"))
    asked = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="figure_queries"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=three_days_on)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["translation_key"])]
        verbose_name = _("question to the province")
        verbose_name_plural = _("questions to the province")

    def __str__(self) -> str:
        return self.contact

    @property
    def contact(self) -> str:
        """“Nguyễn Văn A (Sở …)”; the organisation alone once the person is forgotten."""
        if not self.contact_name:
            return self.contact_organisation or gettext("a contact of the province")
        where = f" ({self.contact_organisation})" if self.contact_organisation else ""
        return f"{self.contact_name}{where}"

    @property
    def token(self) -> str:
        """What opens the question: made from the key and the site's secret, never stored."""
        return signing.Signer(salt="story.figure-query", sep=".").sign(self.key.hex)

    @property
    def expired(self) -> bool:
        """Whether its three days are over."""
        return timezone.now() >= self.expires_at

    @property
    def said(self) -> bool:
        """Whether its answers count: they were sent, or its time is over."""
        return self.closed_at is not None or self.expired

    @classmethod
    def of_token(cls, token: str) -> "FigureQuery | None":
        """The question that a token opens, compared in constant time; None for any other text."""
        try:
            key = uuid.UUID(signing.Signer(salt="story.figure-query", sep=".").unsign(token))
        except (signing.BadSignature, ValueError):
            return None
        return cls.objects.filter(key=key).select_related("page", "revision").first()


class FigureAnswer(models.Model):
    """What the contact said of one figure; `proposed` is the new value as it was typed."""

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", _("right")
        CORRECTED = "corrected", _("to be corrected")
        UNKNOWN = "unknown", _("I do not know")

    query = models.ForeignKey(FigureQuery, on_delete=models.CASCADE, related_name="answers")
    block_id = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    proposed = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True, max_length=1000)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["query", "block_id"], name="one_answer_per_query_and_figure")
        ]
        verbose_name = _("answer of the province")
        verbose_name_plural = _("answers of the province")

    def __str__(self) -> str:
        return f"{self.query}: {self.get_answer_display()}"


class FigureReview(models.Model):
    """The yearly question whether a published figure still holds; settled by the checker's next sign-off."""

    page = models.ForeignKey("story.StoryPage", on_delete=models.CASCADE, related_name="figure_reviews")
    translation_key = models.UUIDField()
    block_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "block_id", "year"], name="one_review_per_figure_and_year"
            )
        ]
        verbose_name = _("yearly review")
        verbose_name_plural = _("yearly reviews")

    def __str__(self) -> str:
        return f"{self.page}: {self.asked_at:%Y-%m-%d}"
