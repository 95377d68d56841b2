"""How old the published figures are, by the end of the period they are of."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat, Replace, StrIndex, Substr, TruncDate
from django.utils import timezone

from story.checking.age import AGEING, year_before
from story.models import Figure, FigureReview, FigureSignOff
from story.selectors import visible_to

SIGNED = FigureSignOff.Decision.SIGNED


def public_figures() -> QuerySet[Any]:
    """The figures of the public versions that age, with `signed_at` and `ended`: the day they speak of, as digits.

    The day is the end of their period; of a figure without one, that of its sign-off, as `checking.age.as_of` has it.
    """
    live = Figure.objects.filter(
        page__in=visible_to(None), revision_id=F("page__live_revision_id"), nature__in=AGEING
    )
    words = FigureSignOff.objects.filter(
        translation_key=OuterRef("translation_key"),
        block_id=OuterRef("block_id"),
        fingerprint=OuterRef("fingerprint"),
    )
    signed_at = words.values(signed=Case(When(decision=SIGNED, then=F("at"))))[:1]
    end = Substr("period", StrIndex("period", Value("/")) + 1)
    # 99 after a year or a month is later than each of its days. Digits alone sort alike in every collation.
    last = Concat(_digits(end), Value("99"), output_field=CharField())
    signed = _digits(Cast(TruncDate("signed_at"), CharField()))
    return (
        live.annotate(signed_at=Subquery(signed_at))
        .annotate(ended=Case(When(period="", then=signed), default=last))
        .exclude(ended=None)
    )


def old_figures(on: date | None = None) -> QuerySet[Any]:
    """Those that speak of a day more than a year ago, and that nobody has looked at again within the year."""
    since = year_before(on or timezone.localdate())
    settled = FigureReview.objects.filter(
        translation_key=OuterRef("translation_key"),
        block_id=OuterRef("block_id"),
        settled_at__gte=timezone.make_aware(datetime.combine(since, time.min)),
    )
    return public_figures().filter(~Exists(settled), ended__lt=f"{since:%Y%m%d}")


def _digits(day: Any) -> Replace:
    return Replace(day, Value("-"), Value(""))
