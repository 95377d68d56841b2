"""A translation in work, for the tests of this room."""

from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from accounts import roles
from story.models import StoryPage
from tests.factories import person, publish_through_workflow, story_page, superuser
from translation import beginning


def english():
    return Locale.objects.get(language_code="en")


def english_of(page, code="en"):
    return StoryPage.objects.get(translation_key=page.translation_key, locale__language_code=code)


def begin(page, locale=None, user=None):
    """The translation of a story, begun as its button does."""
    locale = locale or english()
    beginning.begin(page, locale, user or superuser())
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)


def started_from(page, user=None):
    """(English draft, translation) of a story."""
    translation = begin(page, user=user or person(roles.TRANSLATOR))
    return english_of(page), translation


def started(**story):
    """The same of a new public story."""
    return started_from(publish_through_workflow(story_page(**story)))


def segments(translation):
    return translation.source.stringsegment_set.select_related("string", "context")


def write(segment, text, user=None):
    """A string as somebody wrote it."""
    row, _created = StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=english(),
        context=segment.context,
        defaults={"data": text, "last_translated_by": user, "has_error": False, "field_error": ""},
    )
    return row


def write_all(translation, user=None, prefix="EN"):
    for segment in segments(translation):
        write(segment, f"{prefix} {segment.string.data}", user)


def edit_address(draft):
    return reverse("wagtailadmin_pages:edit", args=[draft.pk])


def send(client, draft):
    return client.post(reverse("translation_submit", args=[draft.pk]), follow=True)


def put(client, translation, segment, text):
    """Save a string as localize's editor does."""
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return client.put(address, f"value={text}", content_type="application/x-www-form-urlencoded")


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def in_work(draft):
    return StoryPage.objects.get(pk=draft.pk).workflow_in_progress
