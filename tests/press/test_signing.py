"""The press's own door: asking for accreditation, signing in and out, passwords; nothing says who has an account."""

import re
import time

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts import accrediting, roles
from accounts.accreditation import is_accredited
from accounts.models import AccreditationRequest, User
from press.accrediting import links, views
from press.signing import RESETS_BY_MAILBOX
from story import outbox
from story.models import Notification, OutboxEntry
from story.questions import gate
from tests.factories import PASSWORD, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]
ASK, SIGN_IN, FORGOTTEN = "/press/the-bao-chi/", "/press/dang-nhap/", "/press/mat-khau/quen/"
State = AccreditationRequest.State
NEW_PASSWORD = "vung-bien-xanh-2026"


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


def filled(**changes):
    a_minute_ago = time.time() - 60
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: a_minute_ago)
        opened = gate.stamp()
    return {
        "name": "Lê Thị An",
        "outlet": "Báo mẫu",
        "role_title": "Phóng viên",
        "email": "an@baomau.example",
        "phone": "0900 000 101",
        "purpose": "Dựng trang chuyên đề",
        "consent": "on",
        "opened": opened,
        **changes,
    }


def link_in(letter):
    return re.search(r"https?://[^/\s]+(/press/\S+)", letter.body)[1]


@pytest.fixture
def journalist():
    return person(roles.PRESS, username="an@baomau.example", email="an@baomau.example", organisation="VTV")


class TestAsking:
    def test_from_the_form_to_the_first_sign_in(self, client, django_capture_on_commit_callbacks):
        administrator = person(roles.ADMINISTRATOR)
        with django_capture_on_commit_callbacks(execute=True):
            sent = client.post(ASK, filled())
        assert "thư" in client.get(sent.url).content.decode().lower()
        link = link_in(mail.outbox[0])
        assert client.get(link).status_code == 200
        assert AccreditationRequest.objects.get().state == State.UNCONFIRMED
        with django_capture_on_commit_callbacks(execute=True):
            client.post(link)
        row = AccreditationRequest.objects.get()
        assert row.state == State.WAITING
        note = Notification.objects.get(user=administrator)
        assert note.url == reverse("accreditations:detail", args=[row.pk]) and "Báo mẫu" in note.text
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            accrediting.grant(row, administrator, timezone.localdate())
        (letter,) = mail.outbox
        assert letter.to == ["an@baomau.example"]
        form = client.get(link_in(letter), follow=True)
        data = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
        assert client.post(form.request["PATH_INFO"], data).status_code == 302
        signed = client.post(SIGN_IN, {"username": "An@BaoMau.example", "password": NEW_PASSWORD})
        assert signed.url == "/press/"
        assert is_accredited(User.objects.get(pk=client.session["_auth_user_id"]))
        # The link was good for one password.
        client.logout()
        assert "new_password1" not in client.get(link_in(letter), follow=True).content.decode()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"name": " "},
            {"outlet": "\u200b"},
            {"email": "an"},
            {"phone": "một hai"},
            {"purpose": ""},
            {"consent": ""},
            {"opened": "x"},
            {"name": "x" * 151},
        ],
    )
    def test_what_is_wrong_is_said_in_place_and_nothing_typed_is_lost(self, client, wrong):
        data = filled(card_number="M-0101") | wrong
        response = client.post(ASK, data)
        page = response.content.decode()
        assert response.status_code == 422 and 'role="alert"' in page
        for name in {"name", "outlet", "email", "phone", "card_number"} - wrong.keys():
            assert f'value="{data[name]}"' in page
        assert not AccreditationRequest.objects.exists()

    def test_a_machine_that_fills_the_hidden_box_is_thanked_and_forgotten(self, client):
        assert client.post(ASK, filled(website="x")).status_code == 302
        assert not AccreditationRequest.objects.exists()

    def test_a_double_press_asks_once(self, client, django_capture_on_commit_callbacks):
        token = re.search(r'name="creation"[^>]*value="(\w{32})"', client.get(ASK).content.decode())[1]
        with django_capture_on_commit_callbacks(execute=True):
            answers = [client.post(ASK, filled(creation=token)).url for _each in range(2)]
        assert len(set(answers)) == 1
        assert AccreditationRequest.objects.count() == 1 and len(mail.outbox) == 1

    def test_a_mailbox_is_not_flooded_and_the_words_stay(self, client):
        for _each in range(views.BY_MAILBOX.most):
            assert client.post(ASK, filled()).status_code == 302
        response = client.post(ASK, filled(email="AN@baomau.example"))
        assert response.status_code == 429 and int(response["Retry-After"]) > 0
        assert "Báo mẫu" in response.content.decode()
        assert AccreditationRequest.objects.count() == views.BY_MAILBOX.most

    def test_the_answer_is_the_same_whoever_has_an_account(
        self, client, journalist, django_capture_on_commit_callbacks
    ):
        answers = []
        for email in (journalist.email, "khac@baomau.example"):
            mail.outbox.clear()
            with django_capture_on_commit_callbacks(execute=True):
                sent = client.post(ASK, filled(email=email))
            answers.append((sent.status_code, sent.url, len(mail.outbox), mail.outbox[0].subject))
        assert answers[0] == answers[1]

    def test_who_waits_already_learns_it_by_the_link_alone(self, client):
        first, second = (accrediting.ask(self._row()) for _each in range(2))
        accrediting.confirm(first)
        address = reverse("press:confirm-accreditation", args=[links.token(second)])
        assert client.post(address).status_code == 409
        assert client.post(ASK, filled()).status_code == 302

    def test_a_link_that_is_late_or_not_ours_confirms_nothing(self, client, monkeypatch):
        row = accrediting.ask(self._row())
        token = links.token(row)
        for wrong in (token[:-1], signing.dumps([row.pk, row.email], salt="other"), "x"):
            assert client.post(reverse("press:confirm-accreditation", args=[wrong])).status_code == 404
        late = signing.time.time() + links.DAYS * 24 * 3600 + 1
        monkeypatch.setattr(signing.time, "time", lambda: late)
        assert client.post(reverse("press:confirm-accreditation", args=[token])).status_code == 410
        row.refresh_from_db()
        assert row.state == State.UNCONFIRMED

    def test_the_page_speaks_the_language_asked_for(self, client):
        assert 'lang="vi"' in client.get(ASK).content.decode()
        english = client.get(f"{ASK}?locale=en").content.decode()
        assert 'lang="en"' in english and "/press/dang-nhap/?locale=en" in english
        assert client.post(f"{ASK}?locale=en", filled()).url == f"{ASK}?sent&locale=en"
        assert AccreditationRequest.objects.get().language == "en"

    def test_a_refusal_is_told_with_its_reason_in_the_language_of_the_request(
        self, django_capture_on_commit_callbacks
    ):
        row = accrediting.confirm(accrediting.ask(self._row(language="en")))
        with django_capture_on_commit_callbacks(execute=True):
            accrediting.refuse(row, person(roles.ADMINISTRATOR), "No outlet of the press.")
        (letter,) = mail.outbox
        assert "No outlet of the press." in letter.body and "Dear Lê Thị An" in letter.body

    @staticmethod
    def _row(**fields):
        kept = ("name", "outlet", "role_title", "email", "phone", "purpose")
        return AccreditationRequest(**{name: filled()[name] for name in kept} | fields)


class TestSigningIn:
    def test_next_stays_on_this_site(self, client, journalist):
        data = {"username": journalist.username, "password": PASSWORD}
        for wanted, led in (("/press/thong-bao/", "/press/thong-bao/"), ("https://evil.example/", "/press/")):
            assert client.post(SIGN_IN, data | {"next": wanted}).url == led
            client.logout()

    def test_pages_for_persons_lead_to_the_presss_door(self, client):
        assert client.get("/press/thong-bao/").url == f"{SIGN_IN}?next=/press/thong-bao/"

    def test_known_and_unknown_names_fail_alike_and_are_held_up_alike(self, client, journalist):
        said = []
        for name in (journalist.username, "ai-do@baomau.example"):
            words = []
            for _each in range(12):
                page = client.post(SIGN_IN, {"username": name, "password": "sai"}).content.decode()
                words.append(re.search(r"press-form__errors.*?</div>", page, re.S)[0])
            said.append(words)
        assert said[0] == said[1] and said[0][0] != said[0][-1]
        # Not even the right password opens now, at either door.
        for door in (SIGN_IN, "/admin/login/"):
            client.post(door, {"username": journalist.username, "password": PASSWORD})
            assert "_auth_user_id" not in client.session

    def test_out_by_a_button_alone(self, signed_in, journalist):
        client = signed_in(journalist)
        assert client.get("/press/dang-xuat/").status_code == 405 and "_auth_user_id" in client.session
        assert client.post("/press/dang-xuat/").url == "/press/"
        assert client.cookies["sessionid"].value == ""

    def test_answers_are_kept_by_no_cache(self, client):
        for address in (ASK, SIGN_IN, FORGOTTEN, "/press/mat-khau/quen/da-gui/", "/press/mat-khau/da-luu/"):
            response = client.get(address)
            assert response.status_code == 200 and response["Cache-Control"] == "private, no-store"


class TestAccountLine:
    def render(self, user, rf, path="/press/?locale=en", **cookies):
        request = rf.get(path)
        request.COOKIES, request.user = cookies, user
        return render_to_string("components/press_account.html", request=request)

    def test_who_has_no_session_is_asked_for_none(self, rf):
        class Nobody:
            def __getattr__(self, name):
                raise AssertionError(f"asked for {name}: the answer would depend on a cookie")

        line = self.render(Nobody(), rf)
        assert "/press/dang-nhap/?next=%2Fpress%2F%3Flocale%3Den" in line and ASK in line

    def test_who_is_signed_in_reads_how_they_stand(self, rf, journalist):
        journalist.accredited_until = timezone.localdate()
        line = self.render(journalist, rf, sessionid="x")
        until = date_format(journalist.accredited_until, "SHORT_DATE_FORMAT")
        assert "VTV" in line and until in line
        assert 'action="/press/dang-xuat/"' in line and "/press/thong-bao/" in line and ASK not in line


class TestStaffDoor:
    def test_a_journalist_is_led_to_the_press_desk(self, client, journalist):
        data = {"username": journalist.username, "password": PASSWORD}
        for wanted in ("", "/admin/", "/admin/pages/"):
            assert client.post("/admin/login/", data | {"next": wanted}).url == "/press/"
            refused = client.get("/admin/", follow=True)
            assert refused.redirect_chain[-1][0] == "/press/"
            client.logout()
        assert client.post("/admin/login/", data | {"next": "/press/thong-bao/"}).url == "/press/thong-bao/"

    def test_people_of_the_newsroom_enter_as_ever(self, client):
        editor = person(roles.EDITOR)
        data = {"username": editor.username, "password": PASSWORD, "next": "/admin/pages/"}
        assert client.post("/admin/login/", data).url == "/admin/pages/"
        assert client.get("/admin/login/").url == "/admin/"


class TestPasswords:
    def test_who_forgot_it_gets_a_link_and_nobody_learns_who_has_an_account(
        self, client, journalist, django_capture_on_commit_callbacks
    ):
        answers = []
        for email in ("AN@baomau.example", "khac@baomau.example"):
            with django_capture_on_commit_callbacks(execute=True):
                response = client.post(FORGOTTEN, {"email": email})
            answers.append((response.status_code, response.url))
            # Not in the request: the answer takes the same time.
            assert mail.outbox == []
        assert answers[0] == answers[1] and OutboxEntry.objects.count() == 2
        outbox.deliver_pending()
        (letter,) = mail.outbox
        assert letter.to == [journalist.email]
        form = client.get(link_in(letter), follow=True).request["PATH_INFO"]
        client.post(form, {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})
        journalist.refresh_from_db()
        assert journalist.check_password(NEW_PASSWORD)

    def test_a_mailbox_is_not_flooded(self, client, journalist):
        for _each in range(RESETS_BY_MAILBOX.most):
            assert client.post(FORGOTTEN, {"email": journalist.email}).status_code == 302
        assert client.post(FORGOTTEN, {"email": journalist.email}).status_code == 429

    def test_a_person_changes_their_own_and_stays_signed_in(self, client, signed_in, journalist):
        assert client.get("/press/mat-khau/").url == f"{SIGN_IN}?next=/press/mat-khau/"
        client = signed_in(journalist)
        data = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
        assert client.post("/press/mat-khau/", data | {"old_password": "sai"}).status_code == 200
        assert client.post("/press/mat-khau/", data).url == "/press/mat-khau/da-luu/"
        assert "_auth_user_id" in client.session
