"""From draft to public through the steps, as the groups of the newsroom go through them."""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import PageLogEntry, TaskState

from accounts import roles
from story import actions
from story.models import ApprovalTask, EditTask, Figure, FigureCheckTask, FigureSignOff, OutboxEntry
from tests.factories import at_step, body, edit, figure, person, sign_all, story_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def step_of(page):
    return type(page.current_workflow_task)


class TestTheWay:
    def test_a_story_goes_from_its_author_to_the_public_through_three_people(self):
        author = person("contributor", "Lạng Sơn")
        page = story_page("Lạng Sơn", figures=[figure("867598", "tài khoản Hue-S")], author=author)
        actions.submit(page, author)
        assert step_of(page) is EditTask
        actions.approve(page.current_workflow_task_state, person(roles.EDITOR))
        assert step_of(page) is FigureCheckTask
        checker = person(roles.FIGURE_CHECKER)
        (block_id,) = page.figures
        actions.sign_off(page, block_id, checker, page.latest_revision_id)
        actions.approve(page.current_workflow_task_state, checker)
        assert step_of(page) is ApprovalTask
        actions.approve(page.current_workflow_task_state, person(roles.APPROVER))
        page.refresh_from_db()
        assert page.live
        row = Figure.objects.get(translation_key=page.translation_key)
        assert (str(row.block_id), row.value, row.revision_id) == (block_id, 867598, page.live_revision_id)

    def test_each_step_waits_in_the_outbox_for_its_group(self):
        page = story_page()
        at_step(page, "approve")
        steps = [entry.payload["step"] for entry in OutboxEntry.objects.filter(topic="story.submitted")]
        classes = [type(TaskState.objects.get(pk=pk).task.specific) for pk in steps]
        assert classes == [EditTask, FigureCheckTask, ApprovalTask]

    def test_a_returned_story_comes_back_to_the_step_that_returned_it(self):
        author = person("contributor")
        page = story_page(author=author)
        state = at_step(page, "check")
        actions.reject(state, person(roles.FIGURE_CHECKER), "Nguồn của số này ở đâu?")
        assert page.current_workflow_task is None
        actions.submit(page, author)
        assert step_of(page) is FigureCheckTask

    def test_an_edit_at_the_last_step_has_to_pass_every_step_again(self):
        page = story_page()
        at_step(page, "approve")
        edit(page, person(roles.APPROVER), title="Tít mới")
        page.refresh_from_db()
        actions.approve(page.current_workflow_task_state, person(roles.APPROVER))
        page.refresh_from_db()
        assert not page.live
        assert step_of(page) is EditTask

    def test_a_changed_figure_loses_its_sign_off(self):
        data = figure("144", "tỉ lệ")
        page = story_page(figures=[data])
        at_step(page, "approve")
        changed = data | {"value": data["value"] | {"quantity": {"value": "127.4"}}}
        edit(page, body=body([changed]))
        page.refresh_from_db()
        assert not page.get_latest_revision_as_object().figures[data["id"]].verified
        assert FigureSignOff.objects.filter(block_id=data["id"]).exists()


class TestSubmit:
    def test_a_stranger_cannot_submit(self):
        page = story_page("Lạng Sơn")
        with pytest.raises(actions.NotAllowedError):
            actions.submit(page, person("contributor", "Cà Mau"))
        assert page.current_workflow_state is None

    def test_a_missing_part_is_named(self):
        author = person("contributor")
        page = story_page(author=author, content={"lessons": []})
        with pytest.raises(actions.IncompleteStoryError, match="Lessons|Bài học"):
            actions.submit(page, author)

    def test_a_part_that_the_source_does_not_state_is_complete(self):
        author = person("contributor")
        page = story_page(author=author, absent={"lessons": "Nguồn không nêu bài học."})
        actions.submit(page, author)
        assert page.workflow_in_progress

    def test_a_story_without_standfirst_is_not_complete(self):
        author = person("contributor")
        page = story_page(author=author)
        edit(page, author, standfirst="")
        with pytest.raises(actions.IncompleteStoryError):
            actions.submit(page, author)

    def test_submitting_twice_is_a_conflict(self):
        author = person("contributor")
        page = story_page(author=author)
        actions.submit(page, author)
        with pytest.raises(actions.ConflictError):
            actions.submit(page, author)
        assert page.workflow_states.count() == 1

    def test_another_version_than_the_latest_is_refused(self):
        author = person("contributor")
        page = story_page(author=author)
        first = page.latest_revision_id
        edit(page, author, title="Bản sau")
        with pytest.raises(actions.StaleRevisionError):
            actions.submit(page, author, revision_id=first)


class TestApprove:
    def test_a_second_approval_on_a_stale_step_is_a_conflict(self):
        page = story_page()
        at_step(page, "approve")
        first, second = (TaskState.objects.get(pk=page.current_workflow_task_state.pk) for _time in range(2))
        actions.approve(first, person(roles.APPROVER))
        with pytest.raises(actions.ConflictError):
            actions.approve(second, person(roles.APPROVER))
        assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").count() == 1

    def test_approval_after_return_is_a_conflict(self):
        page = story_page()
        at_step(page, "approve")
        first, second = (TaskState.objects.get(pk=page.current_workflow_task_state.pk) for _time in range(2))
        actions.reject(first, person(roles.APPROVER), "Chưa rõ nguồn.")
        with pytest.raises(actions.ConflictError):
            actions.approve(second, person(roles.APPROVER))
        page.refresh_from_db()
        assert not page.live

    def test_a_step_seen_before_an_edit_is_stale(self):
        page = story_page()
        state = at_step(page, "approve")
        edit(page, person(roles.APPROVER), title="Đổi tít")
        with pytest.raises(actions.StaleRevisionError):
            actions.approve(state, person(roles.APPROVER))

    def test_the_last_author_cannot_approve(self):
        approver = person(roles.APPROVER)
        page = story_page(author=approver)
        state = at_step(page, "approve")
        with pytest.raises(actions.SelfApprovalError):
            actions.approve(state, approver)
        page.refresh_from_db()
        assert not page.live

    def test_the_figure_check_names_what_is_not_signed(self):
        page = story_page(figures=[figure("867598", "tài khoản Hue-S"), figure("680756", "người dùng")])
        state = at_step(page, "check")
        checker = person(roles.FIGURE_CHECKER)
        first, second = page.figures
        actions.sign_off(page, first, checker, page.latest_revision_id)
        actions.dispute(page, second, checker, page.latest_revision_id, "Nguồn nào?")
        with pytest.raises(actions.UncheckedFiguresError) as refusal:
            actions.approve(state, checker)
        assert "680.756" in str(refusal.value)
        assert "người dùng" in str(refusal.value)
        assert "867.598" not in str(refusal.value)

    @pytest.mark.parametrize(
        "role", [roles.EDITOR, roles.FIGURE_CHECKER, roles.TRANSLATOR, roles.PRESS, None]
    )
    def test_only_the_group_of_the_step_approves(self, role):
        state = at_step(story_page(), "approve")
        with pytest.raises(actions.NotAllowedError):
            actions.approve(state, person(role))

    def test_a_dismissed_approver_cannot_approve(self):
        state = at_step(story_page(), "approve")
        with pytest.raises(actions.NotAllowedError):
            actions.approve(state, person(roles.APPROVER, is_active=False))


class TestReject:
    def test_a_comment_is_required(self):
        state = at_step(story_page(), "edit")
        with pytest.raises(actions.ReasonRequiredError):
            actions.reject(state, person(roles.EDITOR), "  ")
        state.refresh_from_db()
        assert state.status == TaskState.STATUS_IN_PROGRESS

    def test_it_leaves_one_audit_row_and_one_outbox_entry(self):
        page = story_page()
        actions.reject(at_step(page, "edit"), person(roles.EDITOR), "Thiếu bài học.")
        assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.workflow.reject").count() == 1
        (entry,) = OutboxEntry.objects.filter(topic="story.returned")
        assert entry.payload["comment"] == "Thiếu bài học."


class TestProvincePageInTheWorkflow:
    def test_its_text_passes_the_figure_check_without_figures(self):
        from tests.factories import province_page

        page = province_page("Huế")
        page.introduction = "Giới thiệu."
        contributor = person("contributor", "Huế")
        page.save_revision(user=contributor)
        at_step(page, "approve")
        actions.approve(page.current_workflow_task_state, person(roles.APPROVER))
        page.refresh_from_db()
        assert page.introduction == "Giới thiệu."


def test_every_step_of_a_story_is_a_step_that_calls_the_verbs():
    from story.models.workflow import VerbTask
    from tests.factories import province_page

    for locale in ("vi", "en"):
        tasks = list(province_page("Huế", locale).get_workflow().tasks.specific())
        assert tasks
        assert all(isinstance(task, VerbTask) for task in tasks)
        assert all(ContentType.objects.get_for_model(task) == task.content_type for task in tasks)


def test_signing_again_does_not_bring_a_verified_figure_back_to_the_list():
    page = story_page(figures=[figure()])
    sign_all(page, person(roles.FIGURE_CHECKER))
    actions.workflow.require_checked(page.get_latest_revision_as_object())
