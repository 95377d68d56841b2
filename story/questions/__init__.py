"""What readers ask the author of a story: the answered ones are public, the others wait for the newsroom."""

from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.functions import Length, Substr
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from story import permissions
from story.models import ProvincePage, Question, StoryPage
from story.selectors import visible_to


def moderated_by(user: Any) -> "QuerySet[Question]":
    """The questions about stories of the user's own units, in every language; all of them for a central role."""
    units = permissions.own_units(user)
    parents = ProvincePage.objects.filter(unit__in=units.values("pk")).values("path")
    beginning = Length(F("page__path")) - Page.steplen
    return Question.objects.annotate(parent_path=Substr("page__path", 1, beginning)).filter(
        parent_path__in=parents
    )


def waiting_for(user: Any) -> "QuerySet[Question]":
    """The questions that wait for the user's answer, the oldest first."""
    waiting = moderated_by(user).filter(state=Question.State.NEW, page__in=visible_to(None))
    return waiting.select_related("page").order_by("created_at", "pk")


def answered(page: StoryPage) -> "QuerySet[Question]":
    """What the public reads under a story, the newest answer first."""
    return (
        Question.objects.filter(page=page, state=Question.State.ANSWERED)
        .select_related("answered_by")
        .order_by("-answered_at", "-pk")
    )


def address_of(page: StoryPage) -> str:
    """The path where a question about this story is asked, in its language."""
    locale = page.locale.language_code
    with override(locale):
        name = "story:ask" if locale == settings.LANGUAGE_CODE else "story:ask-en"
        return reverse(name, args=[page.pk])
