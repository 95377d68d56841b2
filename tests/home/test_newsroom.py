"""`manage.py newsroom`: everything in place in both languages, the same again, and repaired where it drifted."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import override_settings
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    PageLogEntry,
    Site,
    Task,
    Workflow,
    WorkflowPage,
)

from accounts import roles
from home.models import HomePage
from home.steps import STORIES, TRANSLATIONS
from places.models import AdministrativeUnit
from story.models import Pillar, ProvincePage, Sector, StoryIndexPage
from tests.factories import province_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def run():
    out = StringIO()
    call_command("newsroom", stdout=out, no_color=True)
    return out.getvalue()


def counts():
    models = (
        Page,
        Group,
        GroupPagePermission,
        GroupCollectionPermission,
        Workflow,
        Collection,
        Locale,
        Site,
        Pillar,
    )
    return [model.objects.count() for model in models]


class TestTheTree:
    def test_every_unit_of_today_has_a_page_in_each_language(self):
        units = set(AdministrativeUnit.objects.current().values_list("pk", flat=True))
        for locale in Locale.objects.all():
            assert set(ProvincePage.objects.filter(locale=locale).values_list("unit_id", flat=True)) == units

    def test_the_pages_of_both_languages_are_pairs(self):
        for model in (HomePage, StoryIndexPage, ProvincePage):
            keys = list(model.objects.values_list("translation_key", flat=True))
            assert len(keys) == 2 * len(set(keys))

    def test_titles_and_addresses(self):
        assert (province_page("Lạng Sơn").title, province_page("Lạng Sơn").url) == (
            "Lạng Sơn",
            "/cau-chuyen/lang-son/",
        )
        assert province_page("Huế", "en").url == "/en/stories/hue/"

    def test_the_address_of_the_site_answers(self, client):
        assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get(
            locale__language_code="vi"
        )

    def test_the_tree_is_sound(self):
        assert Page.find_problems() == ([], [], [], [], [])

    def test_words_have_a_name_in_each_language(self):
        for model, number in ((Pillar, 3), (Sector, 14)):
            assert model.objects.count() == number
            assert all(word.names.keys() == {"vi", "en"} for word in model.objects.all())


class TestRights:
    def test_publishing_is_for_approvers_alone(self):
        rows = GroupPagePermission.objects.filter(permission__codename="publish_page")
        assert {row.group.name for row in rows} == {roles.APPROVER}

    def test_contributors_write_on_the_page_of_their_unit_alone(self):
        rows = GroupPagePermission.objects.filter(group__name=roles.contributors_of("Lạng Sơn"))
        assert {(row.page.specific, row.permission.codename) for row in rows} == {
            (province_page("Lạng Sơn"), "add_page"),
            (province_page("Lạng Sơn"), "change_page"),
        }

    def test_every_unit_has_its_contributors(self):
        groups = Group.objects.filter(name__startswith=roles.CONTRIBUTOR_PREFIX)
        assert groups.count() == AdministrativeUnit.objects.current().count()

    def test_press_and_internal_readers_do_not_enter_the_admin(self):
        for name in roles.PERMISSIONS:
            enters = Group.objects.get(name=name).permissions.filter(codename="access_admin").exists()
            assert enters == (name not in (roles.PRESS, roles.INTERNAL_READER))


class TestTheWorkflows:
    def test_each_language_has_its_own(self):
        found = {place.page.locale.language_code: place.workflow.name for place in WorkflowPage.objects.all()}
        assert found == {"vi": STORIES, "en": TRANSLATIONS}

    def test_the_steps_stand_in_their_order_with_their_groups(self):
        tasks = Workflow.objects.get(name=STORIES).tasks.specific()
        assert [[group.name for group in task.groups.all()] for task in tasks] == [
            [roles.EDITOR],
            [roles.FIGURE_CHECKER],
            [roles.APPROVER],
        ]


class TestRunningAgain:
    def test_it_changes_nothing_and_says_so(self):
        before = counts(), PageLogEntry.objects.count()
        said = run()
        assert (counts(), PageLogEntry.objects.count()) == before
        assert len(said.strip().splitlines()) == 2

    def test_a_right_too_many_is_taken_away_and_a_missing_one_given(self):
        group = Group.objects.get(name=roles.contributors_of("Huế"))
        group.page_permissions.filter(permission__codename="change_page").delete()
        GroupPagePermission.objects.create(
            group=group, page=province_page("Cà Mau"), permission_type="publish"
        )
        run()
        rows = {(row.page.specific, row.permission.codename) for row in group.page_permissions.all()}
        assert rows == {(province_page("Huế"), "add_page"), (province_page("Huế"), "change_page")}

    def test_a_lost_page_comes_back_beside_its_twin(self):
        key = province_page("Huế").translation_key
        province_page("Huế", "en").delete()
        run()
        assert province_page("Huế", "en").translation_key == key

    def test_a_pair_that_was_parted_is_joined(self):
        page = province_page("Huế", "en")
        page.translation_key = "11111111-1111-4111-8111-111111111111"
        page.save(clean=False)
        run()
        assert province_page("Huế", "en").translation_key == province_page("Huế").translation_key

    def test_a_workflow_with_a_step_too_few_is_whole_again(self):
        workflow = Workflow.objects.get(name=STORIES)
        workflow.workflow_tasks.all()[1].delete()
        run()
        assert [task.name for task in Workflow.objects.get(name=STORIES).tasks] == STORIES.split(" → ")

    def test_a_name_that_an_editor_improved_stays(self):
        Sector.objects.filter(code="health").update(names={"vi": "Y tế và sức khỏe", "en": "Health"})
        run()
        assert Sector.objects.get(code="health").names["vi"] == "Y tế và sức khỏe"

    def test_no_language_is_copied_into_another_untranslated(self):
        from wagtail_localize.models import LocaleSynchronization

        vietnamese, english = Locale.objects.get(language_code="vi"), Locale.objects.get(language_code="en")
        LocaleSynchronization.objects.create(locale=english, sync_from=vietnamese)
        run()
        assert not LocaleSynchronization.objects.exists()

    @override_settings(PUBLIC_BASE_URL="https://t63.example.vn")
    def test_the_site_follows_the_public_address(self):
        run()
        site = Site.objects.get(is_default_site=True)
        assert (site.hostname, site.port) == ("t63.example.vn", 443)


def test_nothing_that_wagtail_brings_stays_in_english():
    assert Collection.get_first_root_node().name == "Dùng chung"
    assert set(Workflow.objects.values_list("name", flat=True)) == {STORIES, TRANSLATIONS}
    assert not Task.objects.filter(name__startswith="Moderator").exists()
