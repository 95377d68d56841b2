"""The desk: each role finds what waits for it, with counts that lead to the list of just those stories."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from accounts import roles
from home.models import Call
from story import actions
from story.desk import panels, selectors
from story.models import FigureSignOff, Notification
from story.states import State, with_state
from tests import factories
from tests.factories import at_step, person, story_page, superuser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

HOME = "/admin/"


def desk_html(client, user):
    client.force_login(user)
    response = client.get(HOME)
    assert response.status_code == 200
    return response.content.decode()


def returned_to(author, comment="Thiếu bài học."):
    page = story_page(author=author)
    actions.reject(at_step(page, "edit"), person(roles.EDITOR), comment)
    return page


def state_of(page):
    return with_state(type(page).objects.filter(pk=page.pk)).get().state


class TestState:
    @pytest.mark.parametrize(
        ("step", "state"), [("edit", "in-edit"), ("check", "in-check"), ("approve", "in-approval")]
    )
    def test_story_stands_at_the_step_of_its_workflow(self, step, state):
        page = story_page(figures=[factories.figure()])
        at_step(page, step)
        assert state_of(page) == state

    def test_draft_returned_public_and_withdrawn_are_told_apart(self):
        live = factories.publish_through_workflow(story_page())
        assert state_of(live) == State.PUBLISHED
        actions.withdraw(live, superuser(), "Sai.")
        states = [state_of(page) for page in (story_page(), returned_to(person("contributor")), live)]
        assert states == [State.DRAFT, State.RETURNED, State.WITHDRAWN]

    def test_approved_with_a_time_ahead_is_scheduled(self):
        page = story_page(go_live_at=timezone.now() + timedelta(days=1))
        actions.approve(at_step(page, "approve"), person(roles.APPROVER))
        assert state_of(page) == State.SCHEDULED

    def test_new_version_of_a_public_story_is_in_work(self):
        live = factories.publish_through_workflow(story_page())
        factories.edit(live, person(roles.EDITOR), standfirst="Khác.")
        actions.submit(live, superuser())
        assert state_of(live) == State.EDIT


class TestPanels:
    TITLES = {
        "contributor": "desk-contributor",
        roles.EDITOR: "desk-editor",
        roles.FIGURE_CHECKER: "desk-checker",
        roles.APPROVER: "desk-approver",
        roles.TRANSLATION_CHECKER: "desk-translation",
    }

    def shown(self, client, user):
        found = re.findall(r'<h2 id="(desk-\w+)"', desk_html(client, user))
        return [name for name in found if name != "desk-notifications"]

    @pytest.mark.parametrize("role", TITLES)
    def test_each_role_has_its_own_desk(self, client, role):
        assert self.shown(client, person(role)) == [self.TITLES[role]]

    def test_several_roles_have_several_desks_and_a_superuser_all_but_the_contributors(self, client):
        user = person(roles.EDITOR)
        user.groups.add(factories.Group.objects.get(name=roles.APPROVER))
        assert self.shown(client, user) == ["desk-editor", "desk-approver"]
        everything = ["desk-editor", "desk-checker", "desk-approver", "desk-translation"]
        assert self.shown(client, superuser()) == everything

    def test_wagtails_lists_of_the_same_stories_are_gone(self, client):
        page = returned_to(person(roles.EDITOR))
        html = desk_html(client, page.owner)
        assert "objects-in-workflow" not in html
        assert "recent-edits" not in html

    def test_contributor_reads_what_is_asked_and_why(self, client):
        author = person("contributor")
        page = returned_to(author, "Thiếu <b>bài học</b>.")
        other = returned_to(person("contributor", "Đà Nẵng"))
        html = desk_html(client, author)
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
        assert "Thiếu &lt;b&gt;bài học&lt;/b&gt;." in html
        assert other.title not in html

    def test_disputed_figure_is_asked_of_its_author_until_it_is_signed(self):
        author, checker = person("contributor"), person(roles.FIGURE_CHECKER)
        page = story_page(author=author, figures=[factories.figure()])
        state = at_step(page, "check")
        key = next(iter(page.get_latest_revision_as_object().figures))
        actions.dispute(page, key, checker, state.revision_id, "Nguồn nào?")
        stories = selectors.stories_of(author)
        assert [story.pk for story in selectors.disputed(stories)] == [page.pk]
        actions.sign_off(page, key, checker, state.revision_id)
        assert not selectors.disputed(stories).exists()
        assert FigureSignOff.objects.count() == 2

    def test_approver_is_told_which_story_is_not_theirs_to_approve(self, client):
        approver = person(roles.APPROVER)
        page = story_page(author=approver)
        at_step(page, "approve")
        (row,) = panels.ApproverPanel(panels.Desk(approver), 1).rows()
        assert (row.story.pk, bool(row.note)) == (page.pk, True)
        (row,) = panels.ApproverPanel(panels.Desk(person(roles.APPROVER)), 1).rows()
        assert row.note == ""

    def test_a_week_without_a_step_is_stuck(self):
        page = story_page()
        state = at_step(page, "edit")
        stories = selectors.stories_of(person(roles.EDITOR))
        assert not selectors.stuck(stories).exists()
        TaskState.objects.filter(pk=state.pk).update(started_at=timezone.now() - timedelta(days=8))
        assert selectors.stuck(stories).get().pk == page.pk


@pytest.mark.parametrize("role", [roles.EDITOR, roles.APPROVER, roles.FIGURE_CHECKER, "contributor"])
def test_every_count_leads_to_a_list_of_so_many(client, role):
    author = person(role)
    for step in ("edit", "check", "approve"):
        at_step(
            story_page(author=author, figures=[factories.figure(period="2019", period_basis="stated")]), step
        )
    returned_to(author)
    story_page(author=author)
    factories.publish_through_workflow(
        story_page(author=author, figures=[factories.figure(period="2019", period_basis="stated")])
    )
    html = desk_html(client, author)
    counts = re.findall(r'<a href="([^"]+)"><b>(\d+)</b>', html)
    assert len(counts) >= 4
    assert any(int(number) for _address, number in counts)
    for address, number in counts:
        response = client.get(address.replace("&amp;", "&"))
        assert response.status_code == 200
        if "tabs" in response.context:
            found = {state: count for state, _label, count in response.context["tabs"]}[address.split("=")[1]]
        else:
            found = response.context["items_count"]
        assert found == int(number), address


DESKS = ["contributor", roles.EDITOR, roles.FIGURE_CHECKER, roles.APPROVER, roles.TRANSLATION_CHECKER]
MOST_QUERIES = 25


def busy_newsroom(user):
    """Something of every kind waits: at each step, disputed, asked of a province, sent in, called for, told."""
    checker = person(roles.FIGURE_CHECKER)
    returned_to(user)
    at_step(story_page(author=user, figures=[factories.figure()]), "check")
    at_step(story_page(author=user), "approve")
    public = factories.publish_through_workflow(
        story_page(figures=[factories.figure(period="2019", period_basis="stated")])
    )
    FigureSignOff.objects.create(
        translation_key=public.translation_key,
        block_id=next(iter(public.figures)),
        fingerprint=next(iter(public.figures.values())).fingerprint,
        decision=FigureSignOff.Decision.DISPUTED,
        user=checker,
    )
    factories.submission()
    Call.objects.create(title="Kể chuyện chợ", theme="Chợ", published=True)
    for _number in range(6):
        Notification.objects.create(user=user, kind="waits", text="Việc", url="/admin/")


@pytest.mark.parametrize("role", [*DESKS, roles.TRANSLATOR, roles.ADMINISTRATOR, None])
def test_few_queries_and_no_more_with_more_stories(client, django_assert_max_num_queries, role):
    user = person(role) if role else superuser()
    busy_newsroom(user)
    desk_html(client, user)
    with django_assert_max_num_queries(MOST_QUERIES) as once:
        client.get(HOME)
    for _time in range(2):
        busy_newsroom(user)
    with django_assert_max_num_queries(len(once)):
        client.get(HOME)


class TestBegin:
    def test_one_unit_leads_straight_to_the_form_with_its_five_parts(self, client):
        client.force_login(person("contributor"))
        response = client.get(reverse("story_begin"), follow=True)
        assert response.redirect_chain[-1][0].startswith("/admin/pages/add/story/storypage/")
        assert response.content.decode().count("data-story-place>") >= 5

    def test_several_units_are_chosen_from_and_none_is_refused(self, client):
        client.force_login(person(roles.EDITOR))
        html = client.get(reverse("story_begin")).content.decode()
        assert "Lạng Sơn" in html
        assert html.count("/admin/pages/add/story/storypage/") > 30
        client.force_login(person(roles.FIGURE_CHECKER))
        assert client.get(reverse("story_begin")).status_code == 302


class TestNotifications:
    @pytest.fixture
    def told(self, client):
        user = person("contributor")
        client.force_login(user)
        make = Notification.objects.create
        return [make(user=user, kind="waits", text=f"Việc {number}", url="/admin/") for number in range(3)]

    def test_the_list_says_its_name(self, client, told):
        way = client.get(reverse("story_notifications")).context["breadcrumbs_items"]
        assert [str(step["label"]) for step in way][1:] == ["Thông báo"]

    def test_unread_are_counted_on_the_desk_and_in_the_menu(self, client, told):
        html = client.get(HOME).content.decode()
        assert '<span class="desk__unread">3</span>' in html
        assert "(3)" in html

    def test_one_or_all_are_marked_as_read(self, client, told):
        address = reverse("story_notifications")
        client.post(address, {"read": told[0].pk})
        assert list(Notification.objects.filter(read_at=None).order_by("pk")) == told[1:]
        client.post(address, {"read": "all"})
        assert not Notification.objects.filter(read_at=None).exists()

    @pytest.mark.parametrize("asked", ["", "x", "-1", "9" * 30, "²"])
    def test_an_id_that_is_none_marks_nothing(self, client, told, asked):
        assert client.post(reverse("story_notifications"), {"read": asked}).status_code == 302
        assert Notification.objects.filter(read_at=None).count() == 3

    def test_nobody_reads_or_marks_anothers(self, client, told):
        client.force_login(person("contributor"))
        assert "Việc 1" not in client.get(reverse("story_notifications")).content.decode()
        client.post(reverse("story_notifications"), {"read": told[0].pk})
        client.post(reverse("story_notifications"), {"read": "all"})
        assert Notification.objects.filter(read_at=None).count() == 3
