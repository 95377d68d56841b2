"""A story's page is rendered once for many readers, and never shows what is no longer so."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import roles
from story import actions
from story.models import Question, StoryLink
from tests.factories import figure, in_english, paragraph, person, sign_all, story_page, unit

MOST = 8


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def asked(client, page):
    """The status and the queries of one reader."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(page.url)
    assert response.status_code == 200
    return len(queries)


def full_story(count):
    """A story with so many figures, each named in the text, in every part."""
    figures = [
        figure(number + 1, f"Số {number}", part=part, unit=unit("cửa hàng"), highlight=number == 0)
        for number in range(count)
        for part in ("problem", "approach", "results")
    ]
    links = "".join(f'<p>Có <a linktype="figure" id="{each["id"]}">số</a>.</p>' for each in figures)
    return story_page(
        figures=figures,
        content={"results": [paragraph(links)]},
        sectors=["health"],
        tags=["một", "hai"],
        live=True,
    )


class TestQueries:
    def test_a_reader_asks_at_most_eight_whatever_the_story_and_however_many_there_are(
        self, client, newsroom
    ):
        small = full_story(1)
        asked(client, small)
        few = asked(client, small)
        for number in range(12):
            other = story_page(headline=f"Bài {number}", sectors=["health"], live=True)
            StoryLink.objects.create(story=other, kind="learnt-from", other=small)
        large = full_story(12)
        asked(client, large)
        assert few == asked(client, large) <= MOST

    def test_rendering_asks_no_more_for_more_figures(self, client, newsroom):
        small, large = full_story(1), full_story(12)
        asked(client, small)
        cache.clear()
        first = asked(client, small)
        cache.clear()
        assert asked(client, large) == first


class TestWhatIsKept:
    def page(self, client, story):
        return BeautifulSoup(client.get(story.url).content, "html.parser")

    def test_a_second_reader_gets_the_same_bytes(self, client, newsroom):
        story = full_story(2)
        assert client.get(story.url).content == client.get(story.url).content
        assert client.head(story.url).content == b""

    def test_a_sign_off_is_seen_at_once(self, client, newsroom):
        story = full_story(1)
        assert not self.page(client, story).select(".tick__ground")
        sign_all(story, person())
        assert self.page(client, story).select(".tick__ground")

    def test_a_withdrawn_story_is_gone_at_once_with_its_links(self, client, newsroom):
        story, other = full_story(1), story_page(headline="Bài kia", live=True)
        StoryLink.objects.create(story=other, kind="learnt-from", other=story)
        approver = person(roles.APPROVER)
        assert "Bài kia" in self.page(client, story).get_text()
        assert self.page(client, other).h1
        actions.withdraw(other, approver, "Sai.")
        assert client.get(other.url).status_code == 410
        assert "Bài kia" not in self.page(client, story).get_text()

    def test_a_translation_and_an_answer_are_seen_at_once(self, client, newsroom):
        story = full_story(1)
        question = Question.objects.create(page=story, name="Lan", text="Tốn bao nhiêu?")
        page = self.page(client, story)
        assert not page.select("link[hreflang]") and "Tốn bao nhiêu" not in page.get_text()
        in_english(story).save_revision().publish()
        assert self.page(client, story).select("link[hreflang]")
        actions.answer_question(story, question.pk, person(roles.EDITOR), "Không tốn gì.")
        assert "Không tốn gì." in self.page(client, story).get_text()

    def test_nothing_is_kept_for_a_session_or_an_address_with_a_query(self, client, newsroom, monkeypatch):
        story, written = full_story(1), []
        monkeypatch.setattr("delivery.kept._keep", lambda name, traces, response: written.append(name))
        signed_in = Client()
        signed_in.force_login(person())
        signed_in.get(story.url)
        for number in range(3):
            client.get(f"{story.url}?utm_source={number}")
        assert written == []
        client.get(story.url)
        assert len(written) == 1

    def test_it_can_be_switched_off(self, client, newsroom, settings):
        settings.PAGES_KEPT_SECONDS = 0
        story = full_story(1)
        asked(client, story)
        assert asked(client, story) > MOST
