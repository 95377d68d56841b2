"""A word of a reader: kept once, told to the editors, answered by mail, forgotten in time."""

from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core import mail, signing
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from accounts import roles
from home.feedback import actions
from home.models import Feedback
from story.actions import ConflictError, NotAllowedError, ReasonRequiredError
from story.models import Notification
from story.questions import gate
from tests.factories import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

FORM, ENGLISH = "/lien-he/", "/en/contact/"
TEXT = "Số 144 % phải là 127,4 %."


@pytest.fixture(autouse=True)
def no_count_of_earlier_tests(monkeypatch):
    cache.clear()
    monkeypatch.setattr(gate, "SHORTEST_SECONDS", -1)


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    """A function that fills the form in and presses the button."""

    def press(address=FORM, **typed):
        opened = signing.dumps("opened", salt=gate.SALT)
        data = {"kind": "figure", "message": TEXT, "about": "/cau-chuyen/", "opened": opened}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, data | typed)

    return press


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


class TestSending:
    def test_a_message_without_a_name_is_kept_and_the_reader_thanked(self, client, send):
        response = send()
        assert response["Location"] == "/lien-he/?sent"
        kept = Feedback.objects.get()
        assert (kept.kind, kept.message, kept.about, kept.name, kept.state) == (
            "figure",
            TEXT,
            "/cau-chuyen/",
            "",
            "new",
        )
        assert soup(client.get(response["Location"])).select_one("[role=status]")

    def test_the_link_of_a_page_fills_its_address_in(self, client):
        page = soup(client.get(FORM, {"ve": "/cau-chuyen/lang-son/atm-mem/"}))
        assert page.select_one("[name=about]")["value"] == "/cau-chuyen/lang-son/atm-mem/"
        assert page.select_one("[name=kind][checked]")["value"] == "figure"
        assert soup(client.get(ENGLISH, {"about": "/en/"})).select_one("[name=about]")["value"] == "/en/"

    @pytest.mark.parametrize(
        "address", ["https://evil.example/", "//evil.example", "javascript:x", "/" + "a" * 600]
    )
    def test_an_address_elsewhere_is_not_taken_over(self, client, address):
        assert not soup(client.get(FORM, {"ve": address})).select_one("[name=about]").get("value")

    def test_an_empty_message_is_refused_and_nothing_lost(self, send):
        response = send(message=" \u200b ", name="Lan", email="lan@example.com")
        assert response.status_code == 422
        page = soup(response)
        assert page.select_one("[name=name]")["value"] == "Lan"
        assert page.select_one("[name=message]")["aria-invalid"] == "true"
        assert page.select_one("[role=alert] a")["href"] == "#id_message"
        assert not Feedback.objects.exists()

    def test_a_machine_in_the_trap_is_thanked_and_not_kept(self, send):
        assert send(website="https://spam.example")["Location"] == "/lien-he/?sent"
        assert not Feedback.objects.exists()

    def test_the_same_form_sent_twice_is_kept_once(self, client, send):
        creation = soup(client.get(FORM)).select_one("[name=creation]")["value"]
        send(creation=creation), send(creation=creation)
        assert Feedback.objects.count() == 1

    def test_many_from_one_address_wait(self, send):
        answers = [send(message=f"{TEXT} {number}").status_code for number in range(6)]
        assert answers == [302] * 5 + [429]
        assert send(message="Một tin nữa.")["Retry-After"]
        assert Feedback.objects.count() == 5

    def test_editors_are_told_and_nobody_else(self, send):
        editor, checker = person(roles.EDITOR), person(roles.FIGURE_CHECKER)
        send()
        told = Notification.objects.get()
        assert told.user == editor and told.user != checker
        assert TEXT in told.detail and told.url == f"/admin/feedback/edit/{Feedback.objects.get().pk}/"

    def test_nothing_of_it_is_public(self, client, send):
        send(message="canary-77aa1", name="canary-77aa1")
        for address in ("/", FORM, ENGLISH, "/dinh-chinh/", "/sitemap.xml"):
            assert "canary-77aa1" not in client.get(address).content.decode()


class TestAnswering:
    @pytest.fixture
    def message(self):
        return Feedback.objects.create(message=TEXT, email="lan@example.com", name="Lan", language="vi")

    def test_an_editor_answers_in_the_list_and_the_reader_gets_it(
        self, client, message, django_capture_on_commit_callbacks
    ):
        client.force_login(person(roles.EDITOR))
        assert TEXT in client.get("/admin/feedback/").content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"/admin/feedback/edit/{message.pk}/", {"answer": "Cảm ơn bạn, chúng tôi đã sửa."})
        message.refresh_from_db()
        assert message.state == "answered" and message.answered_by
        letter = mail.outbox[-1]
        assert letter.to == ["lan@example.com"]
        assert "chúng tôi đã sửa" in letter.body and TEXT in letter.body

    def test_what_is_answered_is_not_answered_again(self, message):
        editor = person(roles.EDITOR)
        actions.answer(message, editor, "Đã sửa.")
        with pytest.raises(ConflictError):
            actions.answer(message, editor, "Lần nữa.")

    def test_an_answer_has_words(self, message):
        with pytest.raises(ReasonRequiredError):
            actions.answer(message, person(roles.EDITOR), "  ")

    @pytest.mark.parametrize("role", ["contributor", roles.TRANSLATOR, roles.FIGURE_CHECKER])
    def test_it_is_nobody_elses(self, client, message, role):
        user = person(role)
        with pytest.raises(NotAllowedError):
            actions.answer(message, user, "Không phải việc của tôi.")
        client.force_login(user)
        page = client.get(f"/admin/feedback/edit/{message.pk}/")
        assert page.status_code in (302, 403) and TEXT not in page.content.decode()


def test_who_wrote_is_forgotten_in_time_and_the_words_stay(settings):
    settings.CONTACT_KEPT_DAYS = 180
    old, new = (
        Feedback.objects.create(message=TEXT, name="Lan", email="l@example.com") for _each in range(2)
    )
    Feedback.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=181))
    call_command("forget_submissions", stdout=StringIO())
    old.refresh_from_db(), new.refresh_from_db()
    assert (old.name, old.email, old.message) == ("", "", TEXT)
    assert new.name == "Lan"
