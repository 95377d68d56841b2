"""A call for stories, and the drafts that answer it."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class CallQuerySet(models.QuerySet["Call"]):
    """Calls by who may know of them and whether they take answers."""

    def public(self) -> Self:
        """The calls that anyone may read, open or over."""
        return self.filter(published=True)

    def open(self) -> Self:
        """The calls that take answers today."""
        today = timezone.localdate()
        in_time = models.Q(deadline__isnull=True) | models.Q(deadline__gte=today)
        return self.public().filter(in_time, closed=False)


class Call(models.Model):
    """What editors ask for: a theme, for whom, until when."""

    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    theme = models.TextField(
        _("theme"), max_length=3000, help_text=_("What is looked for and why, in a few sentences.")
    )
    theme_en = models.TextField(_("English theme"), max_length=3000, blank=True)
    pillars = models.ManyToManyField("story.Pillar", blank=True, verbose_name=_("pillars"))
    sectors = models.ManyToManyField("story.Sector", blank=True, verbose_name=_("sectors"))
    tools = models.ManyToManyField("story.Tool", blank=True, verbose_name=_("tools and platforms"))
    units = models.ManyToManyField(
        "places.AdministrativeUnit",
        blank=True,
        related_name="+",
        verbose_name=_("provinces and ministries"),
        help_text=_("None chosen: everyone is asked."),
    )
    deadline = models.DateField(
        _("deadline"), null=True, blank=True, help_text=_("The last day; empty: none.")
    )
    published = models.BooleanField(pgettext_lazy("call for stories", "published"), default=False)
    closed = models.BooleanField(
        pgettext_lazy("call for stories", "closed"),
        default=False,
        help_text=_("Stays on the list, takes no more answers."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("call for stories")
        verbose_name_plural = _("calls for stories")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse to publish a new call whose day has passed."""
        if self.pk is None and self.published and self.deadline and self.deadline < timezone.localdate():
            raise ValidationError({"deadline": _("This day has passed already.")})

    def is_open(self, day: date | None = None) -> bool:
        """Whether the call takes answers on that day; today if none is given."""
        day = day or timezone.localdate()
        return self.published and not self.closed and (self.deadline is None or day <= self.deadline)

    def _in_language(self, name: str) -> Any:
        locale = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
        vietnamese = getattr(self, name)
        return vietnamese if locale == settings.LANGUAGE_CODE else getattr(self, f"{name}_en") or vietnamese

    @property
    def local_title(self) -> str:
        """The title in the language of the page, or in Vietnamese."""
        return self._in_language("title")

    @property
    def local_theme(self) -> str:
        """The theme in the language of the page, or in Vietnamese."""
        return self._in_language("theme")

    @property
    def in_vietnamese_only(self) -> bool:
        """Whether the page's language falls back to the Vietnamese words."""
        return self.local_theme == self.theme and self.local_title == self.title


class CallAnswer(models.Model):
    """A story written because of a call."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="answers")
    page = models.OneToOneField("story.StoryPage", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.call} ← {self.page}"
