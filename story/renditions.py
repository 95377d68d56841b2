"""Pictures are made in the sizes that pages ask for when a story is published, never while a reader waits.

A page asks for them itself: it is made once as a reader would get it. What a template shows is written there alone.
"""

from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from story import outbox
from story.media import media_of
from story.models import Contributor, StoryPage
from story.people import is_public
from story.selectors import visible_to

CHANGED = "library.picture_changed"
# As `pages/contributor.html` shows it.
PORTRAIT = "fill-480x600"


@outbox.consumer("story.published")
def for_a_story(payload: dict[str, Any]) -> None:
    """The pictures of a story that has become public, and the portraits of its people."""
    for page in visible_to(None).filter(pk=payload["page"]).select_related("locale"):
        _make(page)


@outbox.consumer(CHANGED)
def for_a_picture(payload: dict[str, Any]) -> None:
    """Another file, or another crop, of a picture that public pages show."""
    picture = get_image_model().objects.filter(pk=payload["picture"]).first()
    for page in _showing(picture) if picture else ():
        _make(page)
    for person in Contributor.objects.filter(portrait=payload["picture"]):
        _portrait(person)


def _showing(picture: Any) -> "QuerySet[StoryPage]":
    uses = ReferenceIndex.get_references_to(picture)
    numbers = [int(number) for number in uses.values_list("object_id", flat=True) if number.isdigit()]
    return visible_to(None).filter(pk__in=numbers).select_related("locale")


def _make(page: StoryPage) -> None:
    if media_of(page):
        # The language that the request of the page speaks stays behind in its thread.
        with translation.override(page.locale.language_code):
            status = page.make_preview_request().status_code
        if status != HTTPStatus.OK:
            raise RuntimeError(f"The page of story {page.pk} answered {status}; the log says why.")
    for byline in page.bylines:
        if person := byline.value.get("contributor"):
            _portrait(person)


def _portrait(person: Contributor) -> None:
    if person.portrait and is_public(person):
        person.portrait.get_rendition(PORTRAIT)


@receiver(post_save, sender=get_image_model(), dispatch_uid="story.picture_changed")
def note_change(sender: type, instance: Any, created: bool, **kwargs: Any) -> None:
    """A picture that was there before may be shown somewhere."""
    if not created:
        outbox.write(CHANGED, picture=instance.pk)


@receiver(post_save, sender=Contributor, dispatch_uid="story.portrait_changed")
def note_portrait(sender: type, instance: Contributor, **kwargs: Any) -> None:
    """A person may have got another portrait."""
    if instance.portrait_id:
        outbox.write(CHANGED, picture=instance.portrait_id)
