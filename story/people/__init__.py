"""People who tell stories: their profiles in the admin, and their public pages."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from story.models import Contributor, StoryPage
from story.registry import Addresses
from story.selectors import in_listing, visible_to


def _named() -> "QuerySet[ReferenceIndex]":
    """The names in bylines that lead to a person, with `page` and `person` as numbers."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Contributor),
        model_path__startswith="bylines",
    )
    return references.annotate(
        page=Cast("object_id", IntegerField()), person=Cast("to_object_id", IntegerField())
    )


def stories_of(person: Contributor, user: Any = None, at: datetime | None = None) -> "QuerySet[StoryPage]":
    """The stories with the person in their byline that `user` may read, newest first."""
    pages = _named().filter(to_object_id=str(person.pk)).values("page")
    return in_listing(visible_to(user, at).filter(pk__in=pages))


def is_public(person: Contributor) -> bool:
    """Whether the person has a page: they agreed to it, and a public story names them."""
    return bool(person.consent_on) and stories_of(person).exists()


def public_people() -> "QuerySet[Contributor]":
    """Everybody who has a page."""
    # As text: among the references are those of rows whose key is no number.
    public = visible_to(None).annotate(key=Cast("pk", CharField())).values("key")
    told = _named().filter(object_id__in=public).values("person")
    return Contributor.objects.filter(consent_on__isnull=False, pk__in=told).order_by("pk")


def addresses() -> Iterator[Addresses]:
    """The pages of people, for the sitemap."""
    for person in public_people():
        yield {code: person.address_in(code) for code, _name in settings.LANGUAGES}
