"""An address once public answers for ever."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, PageLogEntry

from story import actions
from story.models import StoryPage
from tests.factories import edit, person, province_page, publish_through_workflow, story_page, superuser
from tests.story.test_doors import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def fresh(page):
    return StoryPage.objects.get(pk=page.pk)


def rename(page, slug):
    edit(page, slug=slug)
    fresh(page).get_latest_revision().publish()
    return fresh(page)


@pytest.fixture
def story():
    return publish_through_workflow(story_page("Lạng Sơn", slug="atm-mem"))


@pytest.fixture
def english(story):
    page = story.copy_for_translation(Locale.objects.get(language_code="en"))
    page.title, page.slug = "Soft ATM", "soft-atm"
    page.save_revision().publish()
    return fresh(page)


def leads(client, address):
    """Where an old address leads in one step."""
    response = client.get(address)
    assert response.status_code == 301, address
    return response["Location"].removeprefix("http://127.0.0.1:8000")


class TestMoved:
    def test_another_slug_in_either_language(self, client, story, english):
        old = [story.url, story.history_url, english.url, english.history_url]
        story, english = rename(story, "atm-moi"), rename(english, "new-atm")
        new = [story.url, story.history_url, english.url, english.history_url]
        assert [leads(client, address) for address in old] == new
        assert [client.get(address).status_code for address in new] == [200] * 4

    def test_many_moves_lead_to_the_last_address_in_one_step(self, client, story):
        old = [story.url]
        for slug in ("hai", "ba", "bon"):
            story = rename(story, slug)
            old.append(story.url)
        assert [leads(client, address) for address in old[:-1]] == [story.url] * 3

    def test_there_and_back_answers_at_both(self, client, story):
        first = story.url
        there = rename(story, "khac").url
        back = rename(fresh(story), "atm-mem").url
        assert (back, client.get(first).status_code) == (first, 200)
        assert leads(client, there) == first

    def test_another_province(self, client, story):
        old = story.url
        fresh(story).move(province_page("Huế"), pos="last-child", user=superuser())
        assert leads(client, old) == fresh(story).url

    @pytest.mark.parametrize("locale", ["vi", "en"])
    def test_a_province_with_another_address_takes_its_stories_along(self, client, story, english, locale):
        page = fresh(story if locale == "vi" else english)
        province = province_page("Lạng Sơn", locale)
        old, old_province = page.url, province.url
        province.slug = "xu-lang"
        province.save()
        assert (leads(client, old), leads(client, old_province)) == (fresh(page).url, province.url)
        assert "xu-lang" in fresh(page).url

    def test_a_withdrawn_story_still_says_why_at_its_old_address(self, client, story):
        old = story.url
        actions.withdraw(story, superuser(), "Nguồn rút tin.")
        province = province_page("Lạng Sơn")
        province.slug = "xu-lang"
        province.save()
        assert client.get(old, follow=True).status_code == 410
        page = fresh(story)
        page.slug = "khac"
        page.save()
        assert client.get(old, follow=True).status_code == 410

    def test_a_draft_leaves_nothing(self, client):
        draft = story_page("Lạng Sơn", slug="bi-mat")
        old = draft.url
        draft.move(province_page("Huế"), pos="last-child", user=superuser())
        page = fresh(draft)
        page.slug = "bi-mat-khac"
        page.save()
        assert client.get(old).status_code == 404
        assert not Redirect.objects.filter(redirect_page=page).exists()

    def test_an_undone_change_leaves_no_redirect(self, story, monkeypatch):
        monkeypatch.setattr("story.actions.recording._tell", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            rename(story, "khac")
        assert not Redirect.objects.exists()


class TestTaken:
    @pytest.fixture
    def moved(self, story):
        fresh(story).move(province_page("Huế"), pos="last-child", user=superuser())
        return fresh(story)

    def test_no_other_story_takes_the_slug(self, client, moved, signed_in):
        other = story_page("Lạng Sơn", slug="khac")
        data = form_of(other, slug="atm-mem")
        html = signed_in(superuser()).post(reverse("wagtailadmin_pages:edit", args=[other.pk]), data)
        assert html.status_code == 200
        assert fresh(other).slug == "khac"
        assert leads(client, "/cau-chuyen/lang-son/atm-mem/") == moved.url

    def test_a_headline_gives_the_next_free_slug(self, moved, signed_in):
        province = province_page("Lạng Sơn")
        address = reverse("wagtailadmin_pages:add", args=["story", "storypage", province.pk])
        data = form_of(story_page(), title="ATM mềm", slug="")
        signed_in(superuser()).post(address, data)
        assert StoryPage.objects.child_of(province).get(title="ATM mềm").slug == "atm-mem-2"

    def test_its_own_story_may_come_back(self, client, moved):
        moved.move(province_page("Lạng Sơn"), pos="last-child", user=superuser())
        assert client.get("/cau-chuyen/lang-son/atm-mem/").status_code == 200

    def test_no_other_story_moves_there(self, client, moved, signed_in):
        other = story_page("Cao Bằng", slug="atm-mem")
        target = province_page("Lạng Sơn")
        with pytest.raises(actions.AddressTakenError):
            other.move(target, pos="last-child", user=superuser())
        browser = signed_in(superuser())
        browser.post(reverse("wagtailadmin_pages:move_confirm", args=[other.pk, target.pk]))
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={other.pk}"
        response = browser.post(bulk, {"chooser": target.pk}, follow=True)
        assert response.status_code == 200
        assert fresh(other).get_parent().pk == province_page("Cao Bằng").pk
        assert not PageLogEntry.objects.filter(page=other.pk, action="wagtail.move").exists()
        refusals = PageLogEntry.objects.filter(page=other.pk, action="story.refused")
        # The two doors of the admin; the tree itself refuses without a word.
        assert refusals.count() == 2

    def test_who_may_not_move_learns_nothing_of_it(self, moved, signed_in):
        other = story_page("Cao Bằng", slug="atm-mem")
        address = reverse("wagtailadmin_pages:move_confirm", args=[other.pk, province_page("Lạng Sơn").pk])
        signed_in(person("contributor", "Huế")).post(address)
        assert not PageLogEntry.objects.filter(page=other.pk, action="story.refused").exists()
