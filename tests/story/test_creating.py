"""The verb that makes a draft for others: a submission taken up, a call answered."""

import pytest
from wagtail.models import Page, PageLogEntry

from accounts import roles
from story import actions
from story.models import OutboxEntry, Pillar, StoryPage
from tests.factories import PARTS, paragraph, person, province_page, story_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


@pytest.fixture
def author():
    return person("contributor")


def test_the_draft_has_its_five_parts_its_owner_and_one_revision(author):
    parts = {"problem": [paragraph("Xa máy rút tiền.")], "results": []}
    page = actions.create_story(
        province_page(), author, title="Đường sắt số", parts=parts, pillars=Pillar.objects.all()[:2]
    )
    page = StoryPage.objects.get(pk=page.pk)
    assert (page.live, page.owner, page.slug) == (False, author, "duong-sat-so")
    assert page.province == province_page().unit
    draft = page.get_latest_revision_as_object()
    assert [part.block_type for part in draft.body] == list(PARTS)
    assert draft.body[0].value["content"][0].value.source == "<p>Xa máy rút tiền.</p>"
    assert draft.pillars.count() == page.pillars.count() == 2
    assert (page.revisions.count(), page.latest_revision.user) == (1, author)
    assert Page.find_problems() == ([], [], [], [], [])


def test_it_leaves_one_audit_row_and_one_outbox_entry(author):
    page = actions.create_story(province_page(), author, title="Chợ số")
    (row,) = PageLogEntry.objects.filter(page=page.pk)
    assert (row.action, row.user) == ("wagtail.create", author)
    assert OutboxEntry.objects.get(topic="story.created").payload["page"] == page.pk


def test_the_same_title_gets_the_next_free_address(author):
    slugs = [actions.create_story(province_page(), author, title=title).slug for title in ("Chợ", "Chợ", "!")]
    assert slugs == ["cho", "cho-2", "storypage"]


def test_the_editor_opens_what_it_made(author, signed_in):
    page = actions.create_story(province_page(), author, title="Chợ số")
    assert signed_in(author).get(f"/admin/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.parametrize("who", [roles.APPROVER, roles.FIGURE_CHECKER, roles.TRANSLATOR, roles.PRESS, None])
def test_whoever_may_not_add_a_story_makes_none(who):
    before = StoryPage.objects.count()
    with pytest.raises(actions.NotAllowedError):
        actions.create_story(province_page(), person(who), title="Chợ số")
    assert StoryPage.objects.count() == before
    assert PageLogEntry.objects.filter(page=province_page().pk, action="story.refused").count() == 1


def test_another_province_and_a_closed_account_are_refused(author):
    with pytest.raises(actions.NotAllowedError):
        actions.create_story(province_page("Đà Nẵng"), author, title="Chợ số")
    author.is_active = False
    with pytest.raises(actions.NotAllowedError):
        actions.create_story(province_page(), author, title="Chợ số")


def test_a_parent_that_is_no_page_of_the_first_language_is_a_conflict(author):
    for parent in (province_page("Lạng Sơn", "en"), story_page(), Page(pk=10**9)):
        with pytest.raises(actions.ConflictError):
            actions.create_story(parent, author, title="Chợ số")
