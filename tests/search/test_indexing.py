"""The index follows every verb, and is what its rebuilding makes."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.forms.models import model_to_dict

from search.models import IndexedStory, Term
from story import actions, outbox
from story.models import StoryPage
from tests.factories import (
    edit,
    embargoed,
    fall_due,
    figure,
    in_english,
    paragraph,
    province_page,
    story_page,
    superuser,
)


def titles():
    return set(IndexedStory.objects.values_list("page__title", flat=True))


def terms():
    return set(Term.objects.filter(stories__gt=0).values_list("locale", "text", "stories"))


def rows():
    return {row.pk: model_to_dict(row) for row in IndexedStory.objects.all()}


@pytest.fixture
def story(deliver):
    page = story_page("Lạng Sơn", "ATM mềm", [figure("116000")], tags=["vùng cao"], live=True)
    deliver()
    return page


class TestFollowing:
    def test_a_draft_is_not_in_it_and_a_publication_is(self, story, deliver):
        story_page("Huế", "Bản nháp")
        deliver()
        assert titles() == {"ATM mềm"}

    def test_a_correction_changes_it(self, story, deliver):
        edit(story, title="ATM cứng").publish()
        deliver()
        assert IndexedStory.objects.get(page=story).headline.startswith("atm cung")
        assert ("vi", "mem", 1) not in terms()

    def test_a_withdrawal_takes_every_trace_away(self, story, deliver):
        assert ("vi", "atm mem", 1) in terms()
        actions.withdraw(StoryPage.objects.get(pk=story.pk), superuser(), "Nguồn xin rút.")
        deliver()
        assert titles() == set() and terms() == set()

    def test_the_end_of_its_time_takes_it_away(self, story, deliver):
        fall_due(story, "expire_at", minutes=1)
        call_command("publish_due", stdout=StringIO())
        deliver()
        assert titles() == set()

    def test_an_embargo_ends(self, story, deliver):
        page = embargoed(headline="Kênh mương")
        deliver()
        assert titles() == {"ATM mềm"} and not Term.objects.filter(text="kenh")
        fall_due(page)
        call_command("publish_due", stdout=StringIO())
        deliver()
        assert titles() == {"ATM mềm", "Kênh mương"}

    def test_a_move_changes_where_it_is_counted(self, story, deliver):
        page = StoryPage.objects.get(pk=story.pk)
        page.move(province_page("Huế"), pos="last-child")
        outbox.write("story.moved", page=page.pk)
        deliver()
        assert IndexedStory.objects.get(page=story).facets["province"] == [["hue", "Huế"]]

    def test_a_translation_is_searched_in_its_own_language(self, story, deliver):
        english = in_english(story)
        english.title = "Soft ATM"
        english.save_revision().publish()
        deliver()
        assert dict(IndexedStory.objects.values_list("locale", "headline"))["en"].startswith("soft atm")
        assert ("en", "soft", 1) in terms()

    def test_a_story_is_found_by_place_people_tools_and_figures(self, story):
        row = IndexedStory.objects.get(page=story)
        assert "116000" in row.figures.split()
        assert "lang son" in row.rest and "vung cao" in row.headline


class TestRebuilding:
    def test_it_makes_what_following_has_made_again_and_again(self, story, deliver):
        story_page(
            "Huế", "Hue-S", content={"problem": [paragraph("Ngại phản ánh, phản ánh chậm.")]}, live=True
        )
        deliver()
        followed = rows(), terms()
        for _turn in range(2):
            out = StringIO()
            call_command("rebuild_search", stdout=out)
            assert (rows(), terms()) == followed
            assert out.getvalue().startswith("2 ")

    def test_if_needed_it_does_nothing_where_nothing_is_missing(self, story):
        out = StringIO()
        call_command("rebuild_search", if_needed=True, stdout=out)
        assert out.getvalue() == ""
        IndexedStory.objects.all().delete()
        call_command("rebuild_search", if_needed=True, stdout=out)
        assert titles() == {"ATM mềm"}
