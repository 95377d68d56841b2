"""A story with its translation, and what happens to both, through the real verbs."""

from wagtail_localize.models import StringTranslation

from accounts import roles
from story import actions, outbox
from story.models import StoryPage
from tests.factories import edit, person, publish_through_workflow
from tests.translation.working import begin, english_of


def work_off():
    """What follows a commit: in a test nothing is committed."""
    while outbox.deliver_pending():
        pass


def fill(translation, words=None, by=None):
    """Translate every string that has no translation yet: `words` by the original, else the original with a mark."""
    words = words or {}
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        text = segment.string.data
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={
                "data": words.get(text, f"EN {text}"),
                "last_translated_by": by,
                "has_error": False,
                "field_error": "",
            },
        )


def send(translation, signed_in, user=None):
    """Send a translation for checking through its screen."""
    page = english_of_translation(translation)
    client = signed_in(user or person(roles.TRANSLATOR))
    return client.post(f"/admin/translation/{page.pk}/submit/", follow=True)


def english_of_translation(translation):
    return StoryPage.objects.get(
        translation_key=translation.source.object_id, locale=translation.target_locale
    )


def pass_through(page):
    """Checked and approved by two people."""
    page = StoryPage.objects.get(pk=page.pk)
    actions.approve(page.current_workflow_task_state, person(roles.TRANSLATION_CHECKER))
    page = StoryPage.objects.get(pk=page.pk)
    actions.approve(page.current_workflow_task_state, person(roles.APPROVER))
    work_off()
    return StoryPage.objects.get(pk=page.pk)


def published(page, signed_in, words=None):
    """A public story with its public translation: (story, translation, English page)."""
    page = publish_through_workflow(page)
    work_off()
    translation = begin(page)
    fill(translation, words)
    send(translation, signed_in)
    return page, translation, pass_through(english_of(page))


def correct(page, body, note="Bản trước ghi sai."):
    """Publish another body of a public story through the three steps of its workflow."""
    page = StoryPage.objects.get(pk=page.pk)
    edit(page, body=body, correction_note={"vi": note, "en": "The first version was wrong."})
    page = publish_through_workflow(StoryPage.objects.get(pk=page.pk))
    work_off()
    return page
