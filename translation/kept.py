"""What a checker of translations keeps although the check holds it to be wrong, as it is stored."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringSegment, Translation

from accounts import roles
from translation.comments import name_of
from translation.numbers.keeping import MOST_REASON, Kept


class KeptFinding(models.Model):
    """One finding of one sentence that a person knows to be right."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="kept_findings")
    string = models.ForeignKey("wagtail_localize.String", on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=MOST_REASON)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["translation", "fingerprint"], name="one_finding_is_kept_once")
        ]
        verbose_name = _("number kept")
        verbose_name_plural = _("numbers kept")

    def __str__(self) -> str:
        return self.reason


def kept_of(translations: Iterable[Translation]) -> list[Kept]:
    """What is kept in these translations."""
    rows = KeptFinding.objects.filter(translation__in=translations).select_related("person")
    return [Kept(row.fingerprint, name_of(row.person), row.reason) for row in rows]


def may_keep(user: Any) -> bool:
    """Whether a person checks translations."""
    return user.is_superuser or roles.TRANSLATION_CHECKER in user.role_names


def keep(translation: Translation, segment: StringSegment, fingerprint: str, user: Any, reason: str) -> None:
    """Write down that a person keeps a finding; twice is once."""
    KeptFinding.objects.get_or_create(
        translation=translation,
        fingerprint=fingerprint,
        defaults={"string_id": segment.string_id, "person": user, "reason": " ".join(reason.split())},
    )
