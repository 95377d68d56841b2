"""Who tells stories, and what readers ask them."""

from typing import Any

from anyascii import anyascii
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.search import index

from library.names import NamesField, TextsField


def _in(texts: dict[str, str], locale: str) -> str:
    return texts.get(locale) or texts.get(settings.LANGUAGE_CODE) or ""


class Contributor(index.Indexed, models.Model):
    """A person who tells stories of a unit; public only with their recorded consent and a public story."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address"), max_length=200, unique=True, blank=True)
    roles = NamesField(_("role"), blank=True)
    organisations = NamesField(_("organisation"), blank=True)
    introductions = TextsField(_("short introduction"), blank=True)
    unit = models.ForeignKey(
        "places.AdministrativeUnit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("province or ministry"),
    )
    portrait = models.ForeignKey(
        "library.LibraryImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributor",
        verbose_name=_("account"),
    )
    consent_on = models.DateField(
        _("consent given on"),
        null=True,
        blank=True,
        help_text=_("The day the person agreed to a public page about them. Empty: no page."),
    )

    search_fields = [
        index.AutocompleteField("name"),
        index.SearchField("name"),
        index.FilterField("unit_id"),
    ]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new person an address that no other has."""
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        slug = slugify(anyascii(self.name))[:190] or "n"
        taken = set(
            Contributor.objects.filter(slug__startswith=slug)
            .exclude(pk=self.pk)
            .values_list("slug", flat=True)
        )
        numbers = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
        return slug if slug not in taken else next(free for free in numbers if free not in taken)

    def role_in(self, locale: str) -> str:
        """The role of today in a language."""
        return _in(self.roles, locale)

    def organisation_in(self, locale: str) -> str:
        """The organisation of today in a language."""
        return _in(self.organisations, locale)

    def introduction_in(self, locale: str) -> str:
        """The short introduction in a language."""
        return _in(self.introductions, locale)

    def address_in(self, locale: str) -> str:
        """The path of the public page in a language."""
        with override(locale):
            name = "story:contributor" if locale == settings.LANGUAGE_CODE else "story:contributor-en"
            return reverse(name, args=[self.slug])


class Question(models.Model):
    """What a reader asks the author of a story: nobody sees it before somebody of the newsroom answers it."""

    class State(models.TextChoices):
        NEW = "new", _("waiting")
        ANSWERED = "answered", _("answered")
        HIDDEN = "hidden", _("hidden")

    page = models.ForeignKey(
        "story.StoryPage", on_delete=models.CASCADE, related_name="questions", verbose_name=_("story")
    )
    name = models.CharField(_("name"), max_length=100)
    # Forgotten as soon as the asker was told.
    email = models.EmailField(_("e-mail"), blank=True)
    text = models.TextField(_("question"), max_length=1000)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "created_at"])]
        verbose_name = _("reader's question")
        verbose_name_plural = _("readers' questions")

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"
