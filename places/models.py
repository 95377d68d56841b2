"""Provinces, cities and ministries as they were on a given day, and what became of them."""

import re
import unicodedata
from datetime import date
from typing import Self

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

RANK = re.compile(r"^(tinh|thanh pho|tp) (?=.)|(?<=.) (province|city)$")


def fold(name: str) -> str:
    """The name as small ASCII letters and digits alone, without Tỉnh, Thành phố, TP, province or city."""
    plain = anyascii(unicodedata.normalize("NFC", name)).lower()
    words = " ".join(re.findall(r"[a-z0-9]+", plain))
    return RANK.sub("", words).replace(" ", "")


class UnitQuerySet(models.QuerySet["AdministrativeUnit"]):
    """Units by day, kind and name."""

    def as_at(self, day: date) -> Self:
        """The units in force on that day."""
        ends_later = models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=day)
        return self.filter(ends_later, valid_from__lte=day)

    def current(self) -> Self:
        """The units in force today."""
        return self.as_at(timezone.localdate())

    def provinces(self) -> Self:
        """Provinces and centrally governed cities."""
        return self.exclude(kind=AdministrativeUnit.Kind.MINISTRY)

    def ministries(self) -> Self:
        """Ministries and ministry-level agencies."""
        return self.filter(kind=AdministrativeUnit.Kind.MINISTRY)

    def at(self, code: str, day: date) -> "AdministrativeUnit":
        """The unit that bore the code on that day; raises DoesNotExist when none did."""
        return self.as_at(day).get(code=code)

    def by_name(self, name: str, at: date | None = None) -> "AdministrativeUnit | None":
        """The unit of that name on the day `at` (today if none); else the last to bear the name, or None.

        Accents, decomposed letters, hyphens, capitals and words such as Tỉnh or TP do not matter. With `at`
        given only a unit of that day is found.
        """
        wanted = fold(name)
        # Some hundred rows: folding them here spares a column that could disagree with the name.
        named = [unit for unit in self.order_by("-valid_from") if wanted in unit.folded_names]
        day = at or timezone.localdate()
        in_force = [unit for unit in named if unit.in_force(day)]
        return next(iter(in_force if at else in_force + named), None)


class AdministrativeUnit(models.Model):
    """A province, city or ministry over the time it kept its name, code and territory."""

    class Kind(models.TextChoices):
        """What the unit is."""

        PROVINCE = "province", _("Province")
        CITY = "city", _("Centrally governed city")
        MINISTRY = "ministry", _("Ministry")

    class Region(models.TextChoices):
        """The six socio-economic regions of today; a former unit has that of the land it governed."""

        NORTHERN_MIDLANDS = "northern-midlands", _("Northern midlands and mountains")
        RED_RIVER_DELTA = "red-river-delta", _("Red River Delta")
        NORTH_CENTRAL = "north-central", _("North Central")
        SOUTH_CENTRAL = "south-central", _("South Central Coast and Central Highlands")
        SOUTHEAST = "southeast", _("Southeast")
        MEKONG_DELTA = "mekong-delta", _("Mekong Delta")

    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=100)
    full_name = models.CharField(_("full name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    region = models.CharField(_("region"), max_length=20, choices=Region, blank=True)
    valid_from = models.DateField(_("valid from"))
    # The first day on which the unit is no longer in force: the last day is exclusive. None: in force today.
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("administrative unit")
        verbose_name_plural = _("administrative units")
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="unit_code_and_day_unique"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def clean(self) -> None:
        """Refuse a successor without an end, and a successor that begins before this unit ends."""
        if self.successor and not self.valid_to:
            raise ValidationError({"valid_to": _("A unit with a successor needs the day it ended.")})
        if self.successor and self.valid_to and self.successor.valid_from > self.valid_to:
            raise ValidationError({"successor": _("The successor begins after this unit has ended.")})

    def in_force(self, day: date) -> bool:
        """Whether the unit existed on that day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    @property
    def is_current(self) -> bool:
        """Whether the unit is in force today."""
        return self.in_force(timezone.localdate())

    def today(self) -> "AdministrativeUnit":
        """The unit this one has become: itself if in force, else the last of its successors."""
        unit = self
        while not unit.is_current and unit.successor:
            unit = unit.successor
        return unit

    @property
    def slug(self) -> str:
        """The name for addresses: `lang-son`; a ministry's is its code, which outlives a change of name."""
        return self.code if self.kind == self.Kind.MINISTRY else slugify(anyascii(self.name))

    @property
    def folded_names(self) -> set[str]:
        """What `by_name` takes for this unit; a ministry's code is its abbreviation."""
        names = {self.name, self.full_name, self.name_en}
        if self.kind == self.Kind.MINISTRY:
            names.add(self.code)
        return {fold(name) for name in names}

    def name_in(self, locale: str) -> str:
        """The short name in a language (`vi`, `en`); other languages take the English one."""
        return self.name if locale.startswith("vi") else self.name_en

    def full_name_in(self, locale: str) -> str:
        """The name with its rank: Tỉnh Lạng Sơn, Lạng Sơn province; Thành phố Huế, Huế City."""
        if locale.startswith("vi"):
            return self.full_name
        if self.kind == self.Kind.MINISTRY:
            return self.name_en
        with translation.override(locale):
            if self.kind == self.Kind.PROVINCE:
                return gettext("%(name)s province") % {"name": self.name_en}
            return gettext("%(name)s City") % {"name": self.name_en.removesuffix(" City")}
