"""Where each story stands in another language, in one word and in numbers, for lists of any length."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import now
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, WorkflowState
from wagtail.permissions import policy_registry
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from story.models import Assignment, StoryPage, Tombstone
from story.selectors import visible_to, waiting_pages
from story.states import STEPS, State, running, scheduled
from translation.changes import SourceChange


class LanguageState(models.TextChoices):
    """In the order of the way; `OUTDATED` comes back from its end."""

    MISSING = "not-started", _("not started")
    IN_WORK = "in-work", _("being translated")
    RETURNED = "returned", _("returned")
    CHECK = "in-check", _("waiting for a check")
    APPROVAL = "in-approval", _("waiting for approval")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("public, up to date")
    OUTDATED = "outdated", _("out of date")
    HELD = "held", _("held until somebody has looked")
    WITHDRAWN = "withdrawn", _("withdrawn")


# What somebody has to do something about.
OPEN = (
    LanguageState.MISSING,
    LanguageState.IN_WORK,
    LanguageState.RETURNED,
    LanguageState.CHECK,
    LanguageState.APPROVAL,
    LanguageState.OUTDATED,
    LanguageState.HELD,
)
# What readers have, or had until it was held, is older than its original.
STALE = (LanguageState.OUTDATED, LanguageState.HELD)
_STEPS = {State.TRANSLATION: LanguageState.CHECK, State.APPROVAL: LanguageState.APPROVAL}


def other_locales() -> QuerySet[Locale]:
    """The languages that stories are translated into, in the order of the settings."""
    order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    others = Locale.objects.filter(language_code__in=order).exclude(language_code=settings.LANGUAGE_CODE)
    places = [When(language_code=code, then=Value(place)) for place, code in enumerate(order)]
    return others.order_by(Case(*places, default=Value(len(order))))


def sources_for(user: Any, locale: Locale) -> QuerySet[StoryPage]:
    """The stories that may be translated, as far as the user may know of them.

    What waits under embargo is known to whoever works on it: nobody else reads it before its time, translated or not.
    """
    first = StoryPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
    waiting = first.filter(pk__in=waiting_pages())
    if not user.is_superuser:
        policy = policy_registry.get_by_type(StoryPage)
        own = policy.instances_user_has_any_permission_for(user, {"change", "publish"})
        waiting = waiting.filter(pk__in=own.values("pk"))
    return first.filter(Q(pk__in=visible_to(None).values("pk")) | Q(pk__in=waiting.values("pk")))


def with_language_state(stories: QuerySet[Any], locale: Locale) -> QuerySet[Any]:
    """Stories of the first language with where they stand in another one.

    `language_state`; `target` is the page in that language, `outdated_since` when its original changed, `step_since`
    since when a step waits, `due` the day by which somebody has it in hand.
    """
    target = StoryPage.objects.filter(
        translation_key=OuterRef("translation_key"), locale=locale, alias_of=None
    )
    changed = SourceChange.objects.filter(
        translation_key=OuterRef("translation_key"), touched__gt=0, at__gt=OuterRef("words_of")
    )
    due = Assignment.objects.filter(page=OuterRef("target"))
    found = stories.annotate(
        target=Subquery(target.values("pk")[:1]),
        target_published=Subquery(target.values("first_published_at")[:1]),
        words_of=Subquery(target.values("live_revision__created_at")[:1]),
    )
    held = Tombstone.objects.standing().filter(page=OuterRef("target"), by=None)
    found = found.annotate(
        target_public=Exists(visible_to(None).filter(pk=OuterRef("target"))),
        held_since=Subquery(held.values("at")[:1]),
        outdated_since=Coalesce(
            Subquery(changed.order_by("at").values("at")[:1]), Subquery(held.values("at")[:1])
        ),
        step_since=Subquery(running("target").values("current_task_state__started_at")[:1]),
        due=Subquery(due.values("due")[:1]),
        _workflow=Subquery(running("target").values("status")[:1]),
        _task=Subquery(running("target").values("current_task_state__task__content_type__model")[:1]),
        _begun=Exists(
            Translation.objects.filter(
                source__object_id=OuterRef("translation_key"), target_locale=locale, enabled=True
            )
        ),
    )
    return found.annotate(language_state=_state())


def _state() -> Case:
    in_progress = Q(_workflow=WorkflowState.STATUS_IN_PROGRESS)
    steps = [
        When(in_progress & Q(_task=model), then=Value(_STEPS[step].value))
        for model, step in STEPS.items()
        if step in _STEPS
    ]
    return Case(
        *steps,
        When(_workflow=WorkflowState.STATUS_NEEDS_CHANGES, then=Value(LanguageState.RETURNED.value)),
        When(in_progress, then=Value(LanguageState.CHECK.value)),
        When(Q(target__isnull=False) & Q(scheduled("target")), then=Value(LanguageState.SCHEDULED.value)),
        When(target_public=True, outdated_since__isnull=False, then=Value(LanguageState.OUTDATED.value)),
        When(target_public=True, then=Value(LanguageState.PUBLISHED.value)),
        When(held_since__isnull=False, then=Value(LanguageState.HELD.value)),
        When(target_published__isnull=False, then=Value(LanguageState.WITHDRAWN.value)),
        When(target__isnull=False, then=Value(LanguageState.IN_WORK.value)),
        When(_begun=True, then=Value(LanguageState.IN_WORK.value)),
        default=Value(LanguageState.MISSING.value),
        output_field=CharField(),
    )


def in_order(stories: QuerySet[Any]) -> QuerySet[Any]:
    """The most pressing first: what has a time or a day, then what readers see out of date, then the newest."""
    seen = Case(When(language_state__in=STALE, then=Value(0)), default=Value(1))
    return stories.order_by(
        F("go_live_at").asc(nulls_last=True),
        F("due").asc(nulls_last=True),
        seen,
        F("outdated_since").asc(nulls_last=True),
        F("first_published_at").desc(nulls_last=True),
        "pk",
    )


def numbers(stories: QuerySet[Any]) -> dict[str, int]:
    """How many of these stand in each state, asked for at once."""
    return stories.order_by().aggregate(
        **{state.value: Count("pk", filter=Q(language_state=state)) for state in LanguageState}
    )


def filled(stories: Iterable[Any], locale: Locale) -> dict[Any, tuple[int, int]]:
    """By translation key: of how many strings how many are translated and without an error; two queries for all."""
    keys = [story.translation_key for story in stories]
    segments = StringSegment.objects.filter(
        source__object_id__in=keys, source__translations__target_locale=locale
    )
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale=locale,
        has_error=False,
    )
    rows = (
        segments.annotate(done=Exists(done))
        .order_by()
        .values("source__object_id")
        .annotate(total=Count("pk"), filled=Coalesce(Count("pk", filter=Q(done=True)), 0))
    )
    return {row["source__object_id"]: (row["filled"], row["total"]) for row in rows}


def with_states_of_rows(pages: Any, locales: Iterable[Locale] | None = None) -> Any:
    """Pages of any kind and language with where their story stands in each other language, or in some, for `states_of_row`."""
    first = StoryPage.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=settings.LANGUAGE_CODE,
        alias_of=None,
    )
    columns = {}
    for locale in other_locales() if locales is None else locales:
        found = with_language_state(first, locale)
        code = locale.language_code.replace("-", "_")
        columns[f"state_{code}"] = Subquery(found.values("language_state")[:1])
        columns[f"stale_{code}"] = Subquery(found.values("outdated_since")[:1])
    return pages.annotate(**columns)


def states_of_row(page: Any) -> Iterator[tuple[str, LanguageState, datetime | None]]:
    """Language, state and since when it is out of date: of every language for a story, of its own for a translation."""
    own = page.locale.language_code
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        state = getattr(page, f"state_{code.replace('-', '_')}", None)
        if state and own in (settings.LANGUAGE_CODE, code):
            since = getattr(page, f"stale_{code.replace('-', '_')}", None)
            yield code, LanguageState(state), since


def badge(code: str, state: LanguageState, since: datetime | None) -> str:
    """“EN: out of date, for 3 days”."""
    words = with_age(state, since if state in STALE else None)
    return f"{code.upper()}: {words}"


def with_age(state: LanguageState, since: datetime | None) -> str:
    """A state in words, with for how many days it has been so."""
    if since is None:
        return str(state.label)
    days = (now() - since).days
    if days:
        age = ngettext("for %(count)d day", "for %(count)d days", days) % {"count": days}
    else:
        age = gettext("since today")
    return f"{state.label}, {age}"
