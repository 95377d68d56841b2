"""Which phrases mean the same: the editors' list, and what became of old provinces."""

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from places.models import AdministrativeUnit
from search.folding import Form, folded_words
from search.models import SynonymGroup

KEPT = "search.synonyms"
SECONDS = 300
SYNONYM, SUCCESSOR = 0.9, 0.6

# A phrase, and what may stand for it with how much less it counts.
Synonyms = dict[Form, tuple[tuple[Form, float], ...]]


def synonyms() -> Synonyms:
    """Every phrase that has others beside it, or that is the name of a province."""
    known = cache.get(KEPT)
    if known is None:
        known = _read()
        cache.set(KEPT, known, SECONDS)
    return known


def forget(**_signal: object) -> None:
    """The list has changed: now for whoever asks in this transaction, then for everyone."""
    cache.delete(KEPT)
    transaction.on_commit(lambda: cache.delete(KEPT), robust=True)


def _read() -> Synonyms:
    alike: dict[Form, dict[Form, float]] = {}
    for group in SynonymGroup.objects.all():
        forms = list(dict.fromkeys(folded_words(phrase) for phrase in group.listed))
        for form in forms:
            for other in forms:
                if form and other and form != other:
                    alike.setdefault(form, {})[other] = SYNONYM
    units = {unit.pk: unit for unit in AdministrativeUnit.objects.provinces()}
    for unit in units.values():
        name, heir = folded_words(unit.name), _heir(unit, units)
        others = alike.setdefault(name, {})
        if heir != name:
            others.setdefault(heir, SUCCESSOR)
    # What is another name of an old province leads to its heir too.
    for form in list(alike):
        for other in list(alike[form]):
            for third, factor in alike.get(other, {}).items():
                if factor == SUCCESSOR and third != form:
                    alike[form].setdefault(third, SUCCESSOR)
    return {form: tuple(others.items()) for form, others in alike.items()}


def _heir(unit: AdministrativeUnit, units: dict[int, AdministrativeUnit]) -> Form:
    today = timezone.localdate()
    while not unit.in_force(today) and unit.successor_id:
        unit = units[unit.successor_id]
    return folded_words(unit.name)
