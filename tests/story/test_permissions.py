"""A province never reads another's drafts: every door of the admin, walked by a contributor."""

import pytest
from django.urls import reverse

from accounts import roles
from story import actions, permissions
from story.models import StoryPage
from tests.factories import at_step, edit, figure, person, province_page, publish_through_workflow, story_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
CANARY = "canary-7f3a9"
# What is typed into a search box is shown again; only the rest of the word gives a hit away.
TYPED = "canary-7f3a"


@pytest.fixture
def hidden(newsroom):
    """A draft of Cà Mau in the workflow, its headline a canary."""
    author = person("contributor", "Cà Mau")
    page = story_page(
        "Cà Mau", headline=CANARY, figures=[figure(label=CANARY)], author=author, standfirst=CANARY
    )
    actions.submit(page, author)
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def stranger(signed_in):
    """A contributor of Lạng Sơn, signed in."""
    story_page("Lạng Sơn", headline="Câu chuyện của Lạng Sơn", author=person("contributor"))
    return signed_in(person("contributor", "Lạng Sơn"))


def pages_doors(page):
    names = [
        "edit",
        "history",
        "delete",
        "copy",
        "move",
        "unpublish",
        "preview_on_edit",
        "view_draft",
        "lock",
        "unlock",
        "usage",
    ]
    for name in names:
        yield reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
    revision = page.latest_revision_id
    for name in ("revisions_view", "revisions_revert", "revisions_unschedule"):
        yield reverse(f"wagtailadmin_pages:{name}", args=[page.pk, revision])
    yield reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    state = page.current_workflow_task_state
    for name in ("workflow_action", "collect_workflow_action_data"):
        yield reverse(f"wagtailadmin_pages:{name}", args=[page.pk, "approve", state.pk])
    yield reverse("wagtailadmin_pages:workflow_preview", args=[page.pk, state.task_id])
    yield reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[page.pk])
    parent = page.get_parent()
    yield reverse("wagtailadmin_explore", args=[parent.pk])
    yield reverse("wagtailadmin_pages:add", args=["story", "storypage", parent.pk])
    for name in ("story_figure_check", "story_publish", "story_withdraw"):
        yield reverse(name, args=[page.pk])
    yield reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    for action in ("delete", "move", "publish", "unpublish"):
        yield reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}"


def lists():
    yield from (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_pages:search") + f"?q={TYPED}",
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_choose_page_search") + f"?q={TYPED}",
        reverse("wagtailadmin_api:pages:listing") + f"?search={TYPED}&type=story.StoryPage",
        reverse("wagtailadmin_api:pages:listing") + "?for_explorer=1",
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:workflow_tasks"),
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("wagtailadmin_reports:page_types_usage"),
        reverse("wagtailadmin_reports:locked_pages"),
        reverse("wagtail_localize:translations_report"),
    )


class TestAnotherProvince:
    def test_no_address_of_the_draft_shows_it(self, hidden, stranger):
        leaks = [
            item for item in pages_doors(hidden) if CANARY in stranger.get(item, follow=True).content.decode()
        ]
        assert leaks == []

    def test_no_list_shows_it(self, hidden, stranger):
        province = province_page("Cà Mau")
        addresses = [*lists(), reverse("wagtailadmin_choose_page_child", args=[province.pk])]
        leaks = [
            address for address in addresses if CANARY in stranger.get(address, follow=True).content.decode()
        ]
        assert leaks == []

    def test_nothing_that_is_posted_changes_it(self, hidden, stranger):
        before = StoryPage.objects.filter(pk=hidden.pk).values().get(), hidden.revisions.count()
        for address in pages_doors(hidden):
            stranger.post(
                address, {"verb": "sign_off", "reason": "x", "comment": "x", "locales": ["2"]}, follow=True
            )
        assert (StoryPage.objects.filter(pk=hidden.pk).values().get(), hidden.revisions.count()) == before
        assert hidden.current_workflow_state.status == "in_progress"

    def test_the_canary_is_there_for_its_own_people(self, hidden, signed_in):
        own = signed_in(person("contributor", "Cà Mau"))
        for address in (
            reverse("wagtailadmin_explore", args=[hidden.get_parent().pk]),
            reverse("wagtailadmin_pages:history", args=[hidden.pk]),
            reverse("wagtailadmin_choose_page_child", args=[province_page("Cà Mau").pk]),
            reverse("wagtailadmin_pages:search") + f"?q={TYPED}",
            reverse("wagtailadmin_reports:site_history"),
        ):
            assert CANARY in own.get(address, follow=True).content.decode(), address

    def test_bulk_with_mixed_ids_is_all_or_nothing(self, hidden, signed_in):
        member = person("contributor", "Lạng Sơn")
        own = story_page("Lạng Sơn", author=member)
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        signed_in(member).post(f"{address}?id={own.pk}&id={hidden.pk}")
        assert StoryPage.objects.filter(pk__in=[own.pk, hidden.pk]).count() == 2


class TestChoosing:
    def test_public_stories_of_others_can_be_linked(self):
        public = publish_through_workflow(story_page("Cà Mau"))
        draft = story_page("Cà Mau")
        found = permissions.choosable(StoryPage.objects.all(), person("contributor", "Lạng Sơn"))
        assert (public in found, draft in found) == (True, False)


class TestColleagues:
    def test_people_of_one_unit_edit_each_others_drafts(self):
        page = story_page("Huế", author=person("contributor", "Huế"))
        assert page.permissions_for_user(person("contributor", "Huế")).can_edit()

    def test_while_it_is_checked_it_is_locked_for_them(self):
        page = story_page("Huế", author=person("contributor", "Huế"))
        at_step(page, "check")
        assert page.permissions_for_user(person("contributor", "Huế")).page_locked()

    def test_a_contributor_neither_publishes_nor_deletes_what_is_public(self):
        page = publish_through_workflow(story_page("Huế", author=person("contributor", "Huế")))
        rights = page.permissions_for_user(person("contributor", "Huế"))
        assert not (
            rights.can_publish() or rights.can_unpublish() or rights.can_delete() or rights.can_move()
        )


class TestTranslators:
    def test_they_edit_english_and_not_vietnamese(self):
        translator = person(roles.TRANSLATOR)
        assert province_page("Huế", "en").permissions_for_user(translator).can_edit()
        assert not province_page("Huế").permissions_for_user(translator).can_edit()
        assert not province_page("Huế", "en").permissions_for_user(translator).can_publish()


class TestCheckers:
    def test_a_checker_sees_what_is_in_the_check_and_what_is_public(self):
        checker = person(roles.FIGURE_CHECKER)
        page = story_page(figures=[figure()])
        assert not permissions.may_check_figures(checker, page)
        at_step(page, "check")
        assert permissions.may_check_figures(checker, StoryPage.objects.get(pk=page.pk))
        live = publish_through_workflow(story_page())
        edit(live, title="Tít mới")
        assert permissions.may_check_figures(checker, live)
