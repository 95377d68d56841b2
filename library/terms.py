"""Terms of the glossary: what a word means, and how it is rendered in each language."""

from typing import Any

from anyascii import anyascii
from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from library.names import NamesField, TextsField


def languages() -> list[tuple[str, Any]]:
    """The languages of the site, asked for late: another one is no change of the database."""
    return list(settings.LANGUAGES)


class Term(index.Indexed, ClusterableModel):
    """A word of the trade with its name and meaning in each language; one address for all of them."""

    class Domain(models.TextChoices):
        TRANSFORMATION = "transformation", _("digital transformation")
        STATE = "state", _("state and Party bodies")
        SERVICES = "services", _("public services")
        DATA = "data", _("data and systems")
        ECONOMY = "economy", _("economy and trade")
        SOCIETY = "society", _("people and society")
        HEALTH = "health", _("health")
        GEOGRAPHY = "geography", _("geographical names")

    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("The last step of the term's address. Empty: made from the name."),
    )
    names = NamesField(_("names"))
    definitions = TextsField(
        _("meaning"), blank=True, help_text=_("One or two plain sentences, for somebody new to it.")
    )
    domain = models.CharField(_("domain"), max_length=20, choices=Domain, default=Domain.TRANSFORMATION)
    note = models.TextField(
        _("note"), blank=True, help_text=_("For writers and translators; not shown to the public.")
    )
    public = models.BooleanField(_("in the public glossary"), default=True)
    explained = models.BooleanField(
        _("explained in stories"),
        default=True,
        help_text=_("Where a story first uses it, readers can open its meaning."),
    )

    search_fields = [index.AutocompleteField("search_name"), index.SearchField("search_name")]

    class Meta:
        ordering = ["slug"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return self.name_in(settings.LANGUAGE_CODE) or self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new term an address that no other has."""
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        slug = slugify(anyascii(self.name_in(settings.LANGUAGE_CODE)))[:90] or "thuat-ngu"
        taken = set(Term.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
        numbers = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
        return slug if slug not in taken else next(free for free in numbers if free not in taken)

    def name_in(self, locale: str) -> str:
        """The name in a language; empty where it has none there."""
        return str(self.names.get(locale, ""))

    def definition_in(self, locale: str) -> str:
        """The meaning in a language; empty where nobody wrote it yet."""
        return str(self.definitions.get(locale, ""))

    @property
    def search_name(self) -> str:
        """All names, for the admin's search."""
        return " ".join(self.names.values())


class TermRendering(Orderable):
    """A way to write a term in a language, and whether it is to be written so."""

    class Status(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        ALLOWED = "allowed", _("allowed")
        # Found in sources: recognised where it stands, not to be written anew.
        PRINTED = "printed", _("as printed in sources")
        FORBIDDEN = "forbidden", _("forbidden")

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="renderings")
    locale = models.CharField(_("language"), max_length=10, choices=languages, default=settings.LANGUAGE_CODE)
    text = models.CharField(_("rendering"), max_length=200)
    status = models.CharField(_("use"), max_length=10, choices=Status, default=Status.ALLOWED)

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["term", "locale", "text"], name="one_rendering_per_text")
        ]
        verbose_name = _("rendering")
        verbose_name_plural = _("renderings")

    def __str__(self) -> str:
        return self.text


class TermGuide(Orderable):
    """Where to read on about a term: a handbook, a guide, a law."""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="guides")
    locale = models.CharField(_("language"), max_length=10, choices=languages, default=settings.LANGUAGE_CODE)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), max_length=500, validators=[URLValidator(schemes=["https", "http"])])

    class Meta(Orderable.Meta):
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def __str__(self) -> str:
        return self.title
