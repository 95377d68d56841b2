"""A picture of its own in a translation: it is asked for its rights like one of a story."""

import pytest
from django.urls import reverse
from wagtail.models import Workflow
from wagtail_localize.models import OverridableSegment

from accounts import roles
from story.models import StoryPage
from tests.factories import person, publish_through_workflow, story_page, superuser
from tests.story.files import block, image, shown
from tests.translation.working import edit_address, in_work, send, started_from, told, write_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


@pytest.fixture
def translator(signed_in):
    return signed_in(person(roles.TRANSLATOR))


@pytest.fixture
def whole():
    """(English draft, translation) of a story with a cover and a picture, every string translated."""
    content = {"results": [block("picture", shown(image("Ảnh trong bài")))]}
    page = story_page(content=content)
    page.cover = image("Ảnh bìa")
    page.save_revision().publish()
    draft, translation = started_from(publish_through_workflow(page))
    write_all(translation)
    return draft, translation


def choose(client, translation, path, picture):
    segment = OverridableSegment.objects.get(source=translation.source, context__path__endswith=path)
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    body = f"value={picture.pk}"
    answer = client.put(address, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (200, 201)


@pytest.mark.parametrize("path", ["cover", ".image"])
@pytest.mark.parametrize("lacks", ["credit", "licence"])
def test_a_picture_without_rights_is_not_sent(path, lacks, translator, whole):
    draft, translation = whole
    choose(translator, translation, path, image("Another picture", **{lacks: ""}))
    assert "Another picture" in told(send(translator, draft))
    assert not in_work(draft)


@pytest.mark.parametrize("lacks", ["credit", "licence"])
def test_nor_is_it_published_where_there_is_no_workflow(
    lacks, signed_in, whole, django_capture_on_commit_callbacks
):
    draft, translation = whole
    for workflow in Workflow.objects.all():
        workflow.deactivate()
    chief = signed_in(superuser())
    choose(chief, translation, "cover", image("Another picture", **{lacks: ""}))
    with django_capture_on_commit_callbacks(execute=True):
        said = told(chief.post(edit_address(draft), {"action": "publish"}, follow=True))
    assert "Another picture" in said
    assert not StoryPage.objects.get(pk=draft.pk).live
    choose(chief, translation, "cover", image("A better picture"))
    with django_capture_on_commit_callbacks(execute=True):
        chief.post(edit_address(draft), {"action": "publish"})
    assert StoryPage.objects.get(pk=draft.pk).live
