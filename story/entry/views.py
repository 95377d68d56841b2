"""What the editor's boxes ask while somebody types: how a number, a period, a unit is understood."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.admin.auth import user_has_any_page_permission

from story.blocks import units
from story.blocks.reading import AmbiguousError, period_text, read_period, read_quantity
from story.figures import (
    Nature,
    ParsedQuantity,
    Quantity,
    ReadingStyle,
    agrees,
    derive,
    figure_forms,
    nature_word,
    qualifier_word,
)
from story.models import Unit

MOST_CHARACTERS = 300


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()[:MOST_CHARACTERS]


@require_GET
def read_figure(request: HttpRequest) -> JsonResponse:
    """What is understood by a typed number, in its three forms; or why it is not, in the words of the form."""
    try:
        parsed = read_quantity(_asked(request, "typed"))
    except AmbiguousError as error:
        choices = [{"text": text, "label": label} for text, label in error.choices]
        return JsonResponse({"message": error.question, "choices": choices})
    except ValidationError as error:
        return JsonResponse({"message": error.message, "choices": []})
    return JsonResponse(_understood(request, parsed))


def _understood(request: HttpRequest, parsed: ParsedQuantity) -> dict[str, Any]:
    unit = units.unit_named(_asked(request, "unit")) or units.unit_named(parsed.unit_text)
    nature = _nature(request, parsed)
    locale = settings.LANGUAGE_CODE
    quantity = Quantity(
        parsed.value, parsed.value_max, parsed.total, parsed.qualifier, unit.term if unit else None, nature
    )
    forms = figure_forms(quantity, locale, ReadingStyle(**settings.FIGURE_READING))
    word, qualifier = nature_word(nature, locale), qualifier_word(parsed.qualifier, locale)
    return {
        "digits": forms.digits,
        "qualifier": qualifier,
        "screen": " ".join(filter(None, (word, qualifier, forms.digits))),
        "compact": forms.compact,
        "spoken": forms.spoken,
        "sentence": forms.sentence,
        "ahead": nature in (Nature.TARGET, Nature.PROJECTION),
        "word": word,
        "nature": str(parsed.nature or ""),
        "unit": parsed.unit_text,
        "warning": _unit_warning(request, parsed) or _disagreement(request, parsed, quantity),
    }


def _nature(request: HttpRequest, parsed: ParsedQuantity) -> Nature:
    asked = _asked(request, "nature")
    chosen = Nature(asked) if asked in set(Nature) else Nature.MEASURED
    return parsed.nature if parsed.nature and chosen is Nature.MEASURED else chosen


def _unit_warning(request: HttpRequest, parsed: ParsedQuantity) -> str:
    said, chosen = units.unit_named(parsed.unit_text), units.unit_named(_asked(request, "unit"))
    if said is None or chosen is None or units.text_of(said) == units.text_of(chosen):
        return ""
    words = {"said": parsed.unit_text, "unit": units.text_of(chosen)}
    return _("The number is followed by “%(said)s”, but the unit is “%(unit)s”. Keep one of them.") % words


def _disagreement(request: HttpRequest, parsed: ParsedQuantity, quantity: Quantity) -> str:
    """What the two operands give, where it is not what was typed."""
    try:
        first, second = (read_quantity(_asked(request, name)).value for name in ("first", "second"))
        computed = derive(_asked(request, "rule"), first, second)
    except (ValidationError, ValueError):
        return ""
    if agrees(parsed.value, computed):
        return ""
    short = computed.quantize(Decimal("0.1")) if abs(computed) < Decimal(10) ** 20 else computed
    shown = figure_forms(Quantity(short, unit=quantity.unit), settings.LANGUAGE_CODE).digits
    return _("By calculation it is %(value)s. Check the number and the two it is computed from.") % {
        "value": shown
    }


@require_GET
def read_period_view(request: HttpRequest) -> JsonResponse:
    """What is understood by a typed period."""
    try:
        iso = read_period(_asked(request, "typed"))
    except ValidationError as error:
        return JsonResponse({"message": error.message})
    return JsonResponse({"text": period_text(iso), "iso": iso})


def find_units(request: HttpRequest) -> JsonResponse:
    """Units by a part of their name; POST makes the one that is missing, for who may write stories."""
    if request.method == "POST":
        return _create_unit(request)
    typed = units.tidy(_asked(request, "q"))
    found = [{"name": units.text_of(unit), "kind": unit.get_kind_display()} for unit in units.suggest(typed)]
    return JsonResponse({"units": found, "known": units.known_unit(typed) is not None if typed else True})


def _create_unit(request: HttpRequest) -> JsonResponse:
    if not user_has_any_page_permission(request.user):
        raise PermissionDenied
    name = units.tidy(request.POST.get("name", ""))
    if not any(char.isalpha() or char == "%" for char in name) or any(char.isdigit() for char in name[:1]):
        message = _("A unit is a word, such as tài khoản or tỷ đồng. The number stands in its own box.")
        return JsonResponse({"message": message}, status=400)
    unit = units.known_unit(name)
    if unit is None:
        unit = Unit.objects.create(names={settings.LANGUAGE_CODE: name}, kind=units.guess_kind(name))
    return JsonResponse({"name": units.text_of(unit), "kind": unit.get_kind_display()})
