"""A word of a reader to the editorial board, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Feedback(models.Model):
    """What a reader wrote; name and e-mail are theirs to give."""

    class Kind(models.TextChoices):
        FIGURE = "figure", _("a figure looks wrong")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("feedback", "new")
        ANSWERED = "answered", pgettext_lazy("feedback", "answered")

    kind = models.CharField(_("what it is about"), max_length=10, choices=Kind, default=Kind.FIGURE)
    message = models.TextField(_("message"), max_length=4000)
    # The path of the page that it is about, as the link to the form said.
    about = models.CharField(_("page"), max_length=500, blank=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    created_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "created_at"])]
        default_permissions = ("change", "view")
        verbose_name = _("reader's message")
        verbose_name_plural = _("readers' messages")

    def __str__(self) -> str:
        return self.message if len(self.message) <= 80 else f"{self.message[:79]}…"
