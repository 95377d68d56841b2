"""Words that stories share, each with a name for every language of the site."""

import unicodedata
from decimal import Decimal

from anyascii import anyascii
from django.conf import settings
from django.db import models
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.search import index

from library.names import NamesField
from story.figures import UnitKind, UnitNames, UnitTerm


class LocalNames(models.Model):
    """Names by language code; a missing language falls back to the site's first."""

    names = NamesField(_("names"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_in(get_language() or settings.LANGUAGE_CODE)

    def name_in(self, locale: str) -> str:
        """The name in a language, or in the site's first language."""
        return (
            self.names.get(locale)
            or self.names.get(settings.LANGUAGE_CODE)
            or next(iter(self.names.values()), "")
        )


class Pillar(LocalNames):
    """One of the three pillars of digital transformation."""

    code = models.SlugField(_("code"), unique=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position"]
        verbose_name = _("pillar")
        verbose_name_plural = _("pillars")


class Sector(LocalNames):
    """The field of public life a story belongs to."""

    code = models.SlugField(_("code"), unique=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class Tool(index.Indexed, LocalNames):
    """A platform or product a story was built with."""

    vendor = models.CharField(_("vendor"), max_length=200, blank=True)
    vietnamese = models.BooleanField(_("made in Vietnam"), default=False)

    search_fields = [index.AutocompleteField("search_name"), index.SearchField("search_name")]

    class Meta:
        ordering = ["pk"]
        verbose_name = _("tool")
        verbose_name_plural = _("tools")

    @property
    def search_name(self) -> str:
        """All names and the vendor, for the chooser's search."""
        return " ".join([*self.names.values(), self.vendor])


class Unit(index.Indexed, LocalNames):
    """What a figure counts or measures: names, and how it is said aloud, for each language."""

    kind = models.CharField(
        _("kind"),
        max_length=20,
        default=UnitKind.COUNT,
        choices=[
            (UnitKind.COUNT, _("count")),
            (UnitKind.MONEY, _("money")),
            (UnitKind.PERCENT, _("percent")),
            (UnitKind.PERCENTAGE_POINT, _("percentage point")),
            (UnitKind.DURATION, _("duration")),
            (UnitKind.RANK, _("rank")),
            (UnitKind.LEVEL, _("level")),
            (UnitKind.RATE, _("rate")),
        ],
    )
    singulars = NamesField(
        _("singular"), blank=True, help_text=_("Where it differs: “account” beside “accounts”.")
    )
    spoken = NamesField(
        _("said aloud"), blank=True, help_text=_("Where it differs from the name: “đồng mỗi cây mỗi năm”.")
    )

    search_fields = [index.AutocompleteField("search_name"), index.SearchField("search_name")]

    class Meta:
        ordering = ["pk"]
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    @property
    def search_name(self) -> str:
        """All names, for the chooser's search."""
        return " ".join(self.names.values())

    @property
    def term(self) -> UnitTerm:
        """The unit as the figure forms need it."""
        return UnitTerm(
            kind=UnitKind(self.kind),
            names={
                locale: UnitNames(name, self.singulars.get(locale, ""), self.spoken.get(locale, ""))
                for locale, name in self.names.items()
            },
        )

    def name_for(self, locale: str, value: Decimal | None = None) -> str:
        """The unit's written name beside a value."""
        return self.term.name(locale, value)


class StoryTag(TagBase):
    """A free keyword with a name for each language; `name` is the Vietnamese one."""

    names = NamesField(_("names"), blank=True)
    free_tagging = True

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def slugify(self, tag: str, i: int | None = None) -> str:
        """The keyword in an address, in plain letters; `i` tells those of the same letters apart."""
        slug = slugify(anyascii(unicodedata.normalize("NFC", tag)))[:90] or "tag"
        return slug if i is None else f"{slug}-{i}"

    def name_in(self, locale: str) -> str:
        """The keyword in a language, or as it was first written."""
        return self.names.get(locale) or self.name


class TaggedStory(ItemBase):
    """Joins a story to its keyword."""

    tag = models.ForeignKey(StoryTag, related_name="tagged_stories", on_delete=models.CASCADE)
    content_object = ParentalKey("story.StoryPage", related_name="tagged_items", on_delete=models.CASCADE)


class PressContact(models.Model):
    """An organisation's press line, published only with its recorded consent."""

    organisation = models.CharField(_("organisation"), max_length=250)
    name = models.CharField(_("name"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hours = models.CharField(_("hours"), max_length=200, blank=True)
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)

    class Meta:
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")

    def __str__(self) -> str:
        return f"{self.organisation}: {self.name}" if self.name else self.organisation
