"""Every door of Wagtail that publishes, withdraws or decides: one effect with one row for each, or none at all."""

import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import PageLogEntry, TaskState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts import roles
from story import actions
from story.blocks import PARTS
from story.models import Figure, OutboxEntry, StoryPage
from story.models.workflow import CHECK_FIGURES
from tests.factories import (
    at_step,
    edit,
    embargoed,
    fall_due,
    figure,
    person,
    province_page,
    publish_through_workflow,
    story_page,
    superuser,
)
from tests.story.forms import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

PUBLISHED = ["wagtail.publish", "wagtail.publish.scheduled", "story.publish_in_emergency"]


def published(page):
    """(audit rows, outbox entries, rows of figures) that a publication left."""
    return (
        PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISHED).count(),
        OutboxEntry.objects.filter(topic="story.published", payload__page=page.pk).count(),
        Figure.objects.filter(page=page.pk).count(),
    )


def messages_of(response):
    return " ".join(str(message) for message in response.context["messages"])


def form_of(page, **changes):
    """The editor's form of a story whose five parts are not stated by the source."""
    part = {"content": streamfield([]), "figures": {"count": "0"}, "absent": "Nguồn không nêu."}
    draft = page.get_latest_revision_as_object()
    data = {
        "title": draft.title,
        "slug": draft.slug,
        "standfirst": draft.standfirst,
        "body": streamfield([(name, part) for name in PARTS]),
        "bylines": streamfield([]),
        "form": "story",
        "province": str(draft.province_id),
        "licence": draft.licence,
        "links-TOTAL_FORMS": "0",
        "links-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "cover": "",
        "contact": "",
    }
    pillars = [str(pillar.pk) for pillar in draft.pillars.all()]
    return {"pillars": pillars} | nested_form_data(data | changes)


def task_address(state, action):
    return reverse(
        "wagtailadmin_pages:workflow_action", args=[state.workflow_state.object_id, action, state.pk]
    )


class TestTheStepsOnTheDashboard:
    def test_approval_publishes_once(self, signed_in):
        page = story_page(figures=[figure()])
        state = at_step(page, "approve")
        signed_in(person(roles.APPROVER)).post(task_address(state, "approve"), {"comment": ""})
        assert published(page) == (1, 1, 1)

    def test_pressing_again_says_that_it_is_decided(self, signed_in):
        page = story_page(figures=[figure()])
        state = at_step(page, "approve")
        client = signed_in(person(roles.APPROVER))
        for _time in range(2):
            response = client.post(task_address(state, "approve"), {"comment": ""}, follow=True)
        assert response.status_code == 200
        assert messages_of(response)
        assert published(page) == (1, 1, 1)

    def test_the_last_author_is_told_why_not(self, signed_in):
        approver = person(roles.APPROVER)
        page = story_page(author=approver)
        state = at_step(page, "approve")
        response = signed_in(approver).post(task_address(state, "approve"), {"comment": ""}, follow=True)
        assert str(actions.SelfApprovalError()) in messages_of(response)
        assert published(page) == (0, 0, 0)

    def test_unchecked_figures_are_named(self, signed_in):
        page = story_page(figures=[figure("867598", "tài khoản")])
        state = at_step(page, "check")
        client = signed_in(person(roles.FIGURE_CHECKER))
        response = client.post(task_address(state, "approve"), {"comment": ""}, follow=True)
        assert "867.598 (tài khoản)" in messages_of(response)

    def test_a_return_without_a_comment_changes_nothing(self, signed_in):
        page = story_page()
        state = at_step(page, "edit")
        response = signed_in(person(roles.EDITOR)).post(
            task_address(state, "reject"), {"comment": ""}, follow=True
        )
        assert str(actions.ReasonRequiredError()) in messages_of(response)
        assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS

    def test_the_check_button_leads_to_the_checkers_screen(self, signed_in):
        page = story_page(figures=[figure()])
        state = at_step(page, "check")
        response = signed_in(person(roles.FIGURE_CHECKER)).post(task_address(state, CHECK_FIGURES))
        assert response.url == reverse("story_figure_check", args=[page.pk])

    def test_a_refusal_of_somebody_else_cannot_be_shown(self, signed_in):
        page = story_page()
        response = signed_in(superuser()).get(reverse("story_refused", args=[page.pk]) + "?why=forged")
        assert response.url == reverse("wagtailadmin_home")


class TestTheEditor:
    def test_publish_asks_for_the_reason_and_publishes_nothing(self, signed_in):
        page = story_page()
        response = signed_in(superuser()).post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **{"action-publish": "1"})
        )
        assert response.url == reverse("story_publish", args=[page.pk])
        assert published(page) == (0, 0, 0)

    def test_the_reason_publishes_once(self, signed_in):
        page = story_page(figures=[figure()])
        address = reverse("story_publish", args=[page.pk])
        client = signed_in(person(roles.APPROVER))
        assert client.get(address).status_code == 200
        client.post(address, {"reason": "Bão đang vào.", "revision": page.latest_revision_id})
        assert published(page) == (1, 1, 1)

    def test_a_reason_for_an_older_version_publishes_nothing(self, signed_in):
        page = story_page()
        old = page.latest_revision_id
        edit(page, title="Tít mới")
        response = signed_in(person(roles.APPROVER)).post(
            reverse("story_publish", args=[page.pk]), {"reason": "Bão đang vào.", "revision": old}
        )
        assert str(actions.StaleRevisionError()) in response.content.decode()
        assert published(page) == (0, 0, 0)

    def test_an_editor_cannot_publish(self, signed_in):
        page = story_page()
        editor = person(roles.EDITOR)
        client = signed_in(editor)
        client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            form_of(page, **{"action-publish": "1", "title": "Khác"}),
        )
        client.post(reverse("story_publish", args=[page.pk]), {"reason": "Bão đang vào."})
        assert published(page) == (0, 0, 0)
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().title == "Khác"

    def test_submit_starts_the_workflow_once(self, signed_in):
        author = person("contributor")
        page = story_page(author=author)
        signed_in(author).post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **{"action-submit": "1"})
        )
        assert page.workflow_states.count() == 1
        assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.workflow.start").count() == 1
        assert OutboxEntry.objects.filter(topic="story.submitted").count() == 1

    def test_an_approver_of_what_no_editor_typed_is_not_its_author(self, signed_in):
        step = {"type": "step", "id": str(uuid.uuid4()), "value": {"title": "Mở gian hàng", "text": ""}}
        page = story_page(content={"steps": [step]})
        at_step(page, "approve")
        data = posted(page, **{"action-workflow-action": "1", "workflow-action-name": "approve"})
        signed_in(person(roles.APPROVER)).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
        page.refresh_from_db()
        assert page.live

    def test_an_approver_who_edits_and_approves_keeps_the_edit_and_hears_why_not(self, signed_in):
        page = story_page()
        at_step(page, "approve")
        data = form_of(page, **{"title": "Tít của người duyệt", "action-workflow-action": "1"})
        data["workflow-action-name"] = "approve"
        client = signed_in(person(roles.APPROVER))
        response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)
        assert str(actions.SelfApprovalError()) in messages_of(response)
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().title == "Tít của người duyệt"
        assert published(page) == (0, 0, 0)

    def test_a_button_pressed_on_an_older_version_decides_nothing(self, signed_in):
        page = story_page()
        at_step(page, "edit")
        old = page.latest_revision_id
        edit(page, person(roles.EDITOR), title="Tít mới")
        data = form_of(page, **{"action-workflow-action": "1", "loaded_revision_id": str(old)})
        data["workflow-action-name"] = "approve"
        client = signed_in(person(roles.EDITOR))
        response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)
        assert str(actions.StaleRevisionError()) in messages_of(response)
        assert type(page.current_workflow_task).__name__ == "EditTask"

    def test_reverting_and_publishing_asks_for_the_reason(self, signed_in):
        page = publish_through_workflow(story_page(figures=[figure()]))
        first = page.live_revision_id
        edit(page, title="Tít mới")
        response = signed_in(superuser()).post(
            reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first]),
            form_of(page, **{"action-publish": "1"}),
        )
        assert response.url == reverse("story_publish", args=[page.pk])
        assert published(page) == (1, 1, 1)

    def test_unpublishing_asks_for_the_reason(self, signed_in):
        page = publish_through_workflow(story_page())
        client = signed_in(person(roles.APPROVER))
        response = client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
        assert response.url == reverse("story_withdraw", args=[page.pk])
        page.refresh_from_db()
        assert page.live
        client.post(response.url, {"reason": "Nguồn rút tin."})
        page.refresh_from_db()
        assert not page.live
        assert PageLogEntry.objects.filter(page=page.pk, action__contains="withdraw").count() == 1


class TestTheScheduler:
    def test_an_embargoed_story_leaves_nothing_public_before_its_time(self):
        page = embargoed(figures=[figure()])
        assert not page.live
        assert published(page) == (0, 0, 0)
        assert OutboxEntry.objects.filter(topic="story.scheduled").count() == 1

    def test_at_its_time_it_is_published_once(self):
        page = embargoed(figures=[figure()])
        fall_due(page)
        for _time in range(2):
            call_command("publish_scheduled")
        assert published(page) == (1, 1, 1)
        page.refresh_from_db()
        assert page.live


class TestBulk:
    def address(self, action, *pages):
        ids = "&".join(f"id={page.pk}" for page in pages)
        return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + "?" + ids

    def test_publishing_many_is_refused_whole(self, signed_in):
        pages = [story_page(), story_page("Huế")]
        client = signed_in(person(roles.APPROVER))
        client.post(self.address("publish", *pages))
        assert [published(page) for page in pages] == [(0, 0, 0), (0, 0, 0)]

    def test_publishing_a_province_with_its_drafts_is_refused(self, signed_in):
        page = story_page()
        client = signed_in(person(roles.APPROVER))
        client.post(self.address("publish", province_page("Lạng Sơn")), {"include_descendants": "on"})
        assert published(page) == (0, 0, 0)

    def test_withdrawing_many_is_refused_whole(self, signed_in):
        page = publish_through_workflow(story_page())
        signed_in(person(roles.APPROVER)).post(self.address("unpublish", page))
        page.refresh_from_db()
        assert page.live


def test_moving_a_story_leaves_one_row_and_one_entry():
    page = publish_through_workflow(story_page("Lạng Sơn"))
    page.move(province_page("Huế"), pos="last-child", user=superuser())
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.move").count() == 1
    (entry,) = OutboxEntry.objects.filter(topic="story.moved")
    assert "hue" in entry.payload["after"]


def test_publishing_is_whole_or_not_at_all(monkeypatch):
    page = story_page(figures=[figure()])
    state = at_step(page, "approve")
    monkeypatch.setattr("story.actions.recording._tell", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.approve(state, person(roles.APPROVER))
    assert published(page) == (0, 0, 0)
    assert not StoryPage.objects.get(pk=page.pk).live
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS
