"""Keeps which stories use which terms: when a story is published, and when a term is changed."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.dispatch import receiver

from home.glossary.models import TermUse
from library.glossary import Finder, entries
from library.models import Term
from story import outbox
from story.models import StoryPage
from story.passages import passages
from story.selectors import visible_to

CHUNK = 200


@outbox.consumer("story.published")
def note_story(payload: dict[str, Any]) -> None:
    """The terms of the version that is public now."""
    _note(visible_to(None).filter(pk=payload["page"]))


@receiver(post_save, sender=Term, dispatch_uid="home.term.changed")
def leave_term(instance: Term, **kwargs: Any) -> None:
    """Reading every story takes its time: the clock does it, not the editor's press on Save."""
    outbox.leave("term.changed", term=instance.pk)


@outbox.consumer("term.changed")
def note_term(payload: dict[str, Any]) -> None:
    """Every public story that uses the term as it reads now."""
    term = Term.objects.filter(pk=payload["term"]).first()
    if term:
        TermUse.objects.filter(term=term).delete()
        _note(visible_to(None), only=term)


def note_all() -> None:
    """All stories and all terms anew."""
    TermUse.objects.all().delete()
    _note(visible_to(None))


def _note(stories: "QuerySet[StoryPage]", only: Term | None = None) -> None:
    finders: dict[str, Finder] = {}
    keys = dict(Term.objects.values_list("slug", "pk"))
    for page in stories.select_related("locale").iterator(chunk_size=CHUNK):
        code = page.locale.language_code
        if code not in finders:
            own = [entry for entry in entries(code) if only is None or entry.slug == only.slug]
            finders[code] = Finder(own, code)
        slugs = {found.slug for passage in passages(page) for found in finders[code].find(passage.plain)}
        if only is None:
            TermUse.objects.filter(page=page).exclude(term__slug__in=slugs).delete()
        uses = [TermUse(term_id=keys[slug], page=page) for slug in slugs]
        TermUse.objects.bulk_create(uses, ignore_conflicts=True)
