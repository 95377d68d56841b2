"""A double press at every other door by which something is made: it is made once, and both presses lead to it."""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts import roles
from home.models import Call, Submission
from home.submissions import throttle
from story import once
from story.models import FigureQuery, OutboxEntry, Question, StoryPage
from story.questions import address_of, gate
from tests.factories import at_step, figure, person, province_page, story_page, superuser
from tests.home.test_send import FORM, typed
from tests.home.test_submission_races import at_once
from tests.story.importing import files

PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


def token_in(response):
    return re.search(r'name="creation"[^>]*value="(\w{32})"', response.content.decode())[1]


def sent(client, **changes):
    """The public form, filled in with a file."""
    attached = SimpleUploadedFile("kem.pdf", changes.pop("file", PDF), "application/pdf")
    return client.post(FORM, typed(attachments=attached, **changes))


def word_file(text="Tỉnh có hơn 116.000 cửa hàng số."):
    return files.word(("Kết quả", "Heading 1"), text)


def upload(client, token, content):
    file = SimpleUploadedFile("bai.docx", content)
    return client.post(
        "/admin/story/import/", {"parent": province_page().pk, "file": file, "creation": token}
    )


def call_form(token, **changes):
    return {"title": "Chợ số", "theme": "Kể chuyện chợ.", "creation": token, **changes}


@pytest.mark.django_db
@pytest.mark.usefixtures("newsroom")
class TestPressedTwice:
    def test_a_story_sent_in_is_one_submission_with_its_files_and_one_mail(self, client):
        token = token_in(client.get(FORM))
        answers = [sent(client, creation=token) for _twice in range(2)]
        row = Submission.objects.get()
        assert row.files.count() == 1
        assert OutboxEntry.objects.filter(topic="submission.sent").count() == 1
        assert len({answer["Location"] for answer in answers}) == 1

    def test_the_second_press_is_not_counted_among_the_stories_of_a_mailbox(self, client):
        for _often in range(throttle.MOST_FOR_A_MAILBOX + 3):
            assert sent(client, creation="0" * 32).status_code == 302

    def test_too_many_are_still_refused_and_may_be_sent_later(self, client, monkeypatch):
        monkeypatch.setattr(throttle, "MOST_FOR_A_MAILBOX", 0)
        assert sent(client, creation="0" * 32).status_code == 429
        monkeypatch.setattr(throttle, "MOST_FOR_A_MAILBOX", 1)
        cache.clear()
        assert sent(client, creation="0" * 32).status_code == 302

    @pytest.mark.parametrize("changes", [{"headline": "Một tít khác"}, {"file": PDF + b"\n"}])
    def test_going_back_and_sending_something_else_is_another_submission(self, client, changes):
        sent(client, creation="0" * 32)
        sent(client, creation="0" * 32, **changes)
        assert Submission.objects.count() == 2

    def test_a_word_file_is_one_draft_and_both_presses_lead_to_it(self, signed_in):
        client, content = signed_in(person("contributor")), word_file().read()
        token, before = token_in(client.get("/admin/story/import/")), StoryPage.objects.count()
        first, second = (upload(client, token, content) for _twice in range(2))
        assert first.url == second.url and first.status_code == 302
        assert StoryPage.objects.count() == before + 1
        assert StoryPage.objects.latest("pk").figure_proposals.count() == 1

    def test_another_file_and_another_opening_of_the_form_are_other_drafts(self, signed_in):
        client, content = signed_in(person("contributor")), word_file().read()
        before, token = StoryPage.objects.count(), once.token()
        upload(client, token, content)
        upload(client, token, word_file("Tỉnh có 68 xã.").read())
        upload(client, once.token(), content)
        assert StoryPage.objects.count() == before + 3

    def test_a_call_is_written_once(self, signed_in):
        client = signed_in(superuser())
        address = reverse("wagtailsnippets_home_call:add")
        token = token_in(client.get(address))
        for _twice in range(2):
            assert client.post(address, call_form(token)).status_code == 302
        client.post(address, call_form(token, title="Trạm y tế số"))
        assert sorted(Call.objects.values_list("title", flat=True)) == ["Chợ số", "Trạm y tế số"]

    def test_a_question_to_an_author_is_kept_once(self, client, monkeypatch):
        monkeypatch.setattr(gate, "SHORTEST_SECONDS", -1)
        page = story_page("Lạng Sơn", live=True)
        opened = client.get(address_of(page))
        fields = {"name": "Bình", "text": "Bắt đầu từ đâu?", "creation": token_in(opened)}
        for _often in range(7):
            answer = client.post(address_of(page), fields | {"opened": gate.stamp()})
            assert answer.status_code == 302
        assert Question.objects.count() == 1

    def test_a_contact_of_the_province_is_asked_once(self, signed_in):
        client, page = signed_in(person(roles.FIGURE_CHECKER)), story_page(figures=[figure()])
        at_step(page, "check")
        page.refresh_from_db()
        address = reverse("story_ask_province", args=[page.pk])
        fields = {"name": "Lan", "email": "lan@example.com", "figures": list(page.figures)}
        fields |= {"revision": page.latest_revision_id, "creation": token_in(client.get(address))}
        for _twice in range(2):
            assert client.post(address, fields).status_code == 302
        assert FigureQuery.objects.count() == 1
        assert OutboxEntry.objects.filter(topic="story.province_asked").count() == 1


@pytest.fixture
def _on_postgres():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("_on_postgres", "newsroom")
class TestPressedAtTheSameMoment:
    def test_a_story_sent_in_is_one_submission(self):
        for each in range(5):
            token, calls = once.token(), []
            for _press in range(3):
                calls.append(
                    lambda token=token, each=each: sent(Client(), creation=token, headline=f"Tít {each}")
                )
            answers = at_once(*calls)
            # The address of a submission is signed with the second of its answer.
            assert len({answer["Location"].partition(":")[0] for answer in answers}) == 1
            assert Submission.objects.filter(headline=f"Tít {each}").count() == 1
            cache.clear()

    def test_a_word_file_is_one_draft(self):
        author, content = person("contributor"), word_file().read()
        clients = [Client(), Client()]
        for client in clients:
            client.force_login(author)
        before = StoryPage.objects.count()
        for each in range(5):
            token = once.token()
            answers = at_once(*[lambda one=one, token=token: upload(one, token, content) for one in clients])
            assert len({answer.url for answer in answers}) == 1
            assert StoryPage.objects.count() == before + each + 1
