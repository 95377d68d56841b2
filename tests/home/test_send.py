"""The form for everyone: what is kept, what is refused with nothing lost, and what the sender is told."""

import re
import time
from pathlib import Path

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from home.addresses import ROUTES
from home.models import Call, Submission, SubmissionFile
from home.submissions import forms, links, throttle
from places.models import AdministrativeUnit
from story.models import StoryPage
from tests.factories import PARTS, person, submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]

FORM, ENGLISH = "/gui-cau-chuyen/", "/en/send-a-story/"


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


def clock(seconds=60):
    return signing.dumps(int(time.time()) - seconds, salt=forms.CLOCK)


def typed(**changes):
    data = {
        "sender_kind": "person",
        "name": "Nông Thị Lan",
        "organisation": "",
        "email": "lan@example.com",
        "phone": "",
        "unit": AdministrativeUnit.objects.by_name("Lạng Sơn").pk,
        "place_detail": "xã Bắc Sơn",
        "headline": "Bản đồ lúa trên điện thoại",
        "licence": "CC BY 4.0",
        "consent": "on",
        "website": "",
        "clock": clock(),
    }
    return data | {name: f"Phần {name}." for name in PARTS} | changes


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    """A function that fills the form in and presses the button."""

    def press(address=FORM, **changes):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, typed(**changes), REMOTE_ADDR=changes.get("from_", "192.0.2.7"))

    return press


def link_in(message, name="confirm"):
    pattern = "|".join(route.split("<")[0] for route in ROUTES[name].values())
    return re.search(rf"https?://[^/]+(/(?:en/)?(?:{pattern})\S+)", message.body)[1]


def form_errors(response):
    return {name: " ".join(errors) for name, errors in response.context["form"].errors.items()}


class TestTheForm:
    def test_it_asks_for_the_five_parts_in_both_languages(self, client):
        for address in (FORM, ENGLISH):
            page = client.get(address).content.decode()
            assert all(f'name="{part}"' in page for part in PARTS)
            assert page.count("<textarea") == 5

    def test_it_is_kept_by_no_cache(self, client):
        assert "no-store" in client.get(FORM)["Cache-Control"]

    def test_each_language_has_its_own_address(self, client):
        assert client.get("/en/gui-cau-chuyen/").status_code == 404
        assert ENGLISH in client.get(FORM).content.decode()

    def test_it_is_in_the_menu(self, client):
        assert f'href="{FORM}"' in client.get("/").content.decode()
        assert f'href="{ENGLISH}"' in client.get("/en/").content.decode()

    def test_only_the_units_of_today_can_be_chosen(self, send):
        old = AdministrativeUnit.objects.filter(successor__isnull=False).first()
        assert "unit" in form_errors(send(unit=old.pk))

    def test_without_the_token_of_the_form_nothing_is_taken(self):
        from django.test import Client

        assert Client(enforce_csrf_checks=True).post(FORM, typed()).status_code == 403
        assert not Submission.objects.exists()


class TestSending:
    def test_it_is_kept_unconfirmed_and_no_page_exists(self, send):
        before = StoryPage.objects.count()
        response = send()
        row = Submission.objects.get()
        assert (row.state, row.email, row.problem) == ("unconfirmed", "lan@example.com", "Phần problem.")
        assert response.status_code == 302 and "/gui-cau-chuyen/theo-doi/" in response["Location"]
        assert StoryPage.objects.count() == before

    def test_the_link_confirms_only_when_its_button_is_pressed(self, send, client):
        send()
        (message,) = mail.outbox
        address = link_in(message)
        assert message.to == ["lan@example.com"]
        assert Submission.objects.get().reference in message.body
        assert client.get(address).status_code == 200
        assert Submission.objects.get().state == "unconfirmed"
        assert client.post(address).status_code == 302
        row = Submission.objects.get()
        assert (row.state, row.confirmed_by, row.mailable) == ("received", None, True)

    def test_pressing_it_twice_tells_the_sender_once(self, send, client, django_capture_on_commit_callbacks):
        send()
        address = link_in(mail.outbox[0])
        with django_capture_on_commit_callbacks(execute=True):
            assert {client.post(address).status_code for _each in range(2)} == {302}
        assert len(mail.outbox) == 2

    def test_known_and_unknown_addresses_are_answered_alike(self, send, client):
        person(email="known@example.com")
        answers = []
        for email in ("known@example.com", "nobody@example.com"):
            page = client.get(send(email=email)["Location"]).content.decode()
            page = page.replace(Submission.objects.first().reference, "")
            page = re.sub(r'datetime="[^"]+"', "", page)
            answers.append(re.sub(r"theo-doi/[^\"/]+|follow/[^\"/]+", "", page))
        assert answers[0] == answers[1]
        assert len({message.subject for message in mail.outbox}) == 1

    def test_the_english_form_is_answered_in_english(self, send, client):
        response = send(ENGLISH)
        assert response["Location"].startswith("/en/send-a-story/follow/")
        (message,) = mail.outbox
        assert "/en/send-a-story/confirm/" in message.body
        assert "Please confirm your story" in message.subject
        assert client.get(link_in(message)).status_code == 200

    def test_with_a_phone_alone_no_mail_goes_out(self, send, client):
        page = client.get(send(email="", phone="0912 345 678")["Location"]).content.decode()
        assert not mail.outbox
        assert Submission.objects.get().reference in page

    def test_text_is_kept_composed_and_without_what_cannot_be_seen(self, send):
        import unicodedata

        send(headline=unicodedata.normalize("NFD", "Đường sắt\u202e số\u200b"), problem="Một\r\ndòng\x00\x07")
        row = Submission.objects.get()
        assert (row.headline, row.problem) == ("Đường sắt số", "Một\ndòng")

    def test_a_call_travels_along_while_it_is_open(self, send, client):
        call = Call.objects.create(title="Chợ số", theme="Chợ.", published=True)
        assert "Chợ số" in client.get(f"{FORM}?call={call.pk}").content.decode()
        send(call=call.pk)
        Call.objects.update(closed=True)
        send(call=call.pk)
        assert [row.call for row in Submission.objects.order_by("pk")] == [call, None]

    @pytest.mark.parametrize("text", ["", "0", "abc", "9" * 30, "-1", "1' OR 1=1", "١"])
    def test_any_call_and_unit_in_the_address_are_answered(self, client, text):
        assert client.get(FORM, {"call": text, "unit": text}).status_code == 200


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": ""}, "name"),
            ({"headline": " "}, "headline"),
            ({"unit": ""}, "unit"),
            ({"unit": "999999"}, "unit"),
            ({"unit": "9" * 40}, "unit"),
            ({"unit": "Lạng Sơn"}, "unit"),
            ({"email": "", "phone": ""}, "email"),
            ({"email": "lan@"}, "email"),
            ({"email": "a@example.com\nBcc: b@example.com"}, "email"),
            ({"phone": "không có"}, "phone"),
            ({"phone": "123"}, "phone"),
            ({"sender_kind": "organisation"}, "organisation"),
            ({"sender_kind": "robot"}, "sender_kind"),
            ({"licence": "all mine"}, "licence"),
            ({"consent": ""}, "consent"),
            (dict.fromkeys(PARTS, ""), "problem"),
            ({"results": "a" * 10_001}, "results"),
            ({"headline": "a" * 201}, "headline"),
        ],
    )
    def test_it_is_said_at_its_box_and_nothing_typed_is_lost(self, send, changes, field):
        response = (
            send(approach="Cách làm của chúng tôi", **changes)
            if "approach" not in changes
            else send(**changes)
        )
        assert response.status_code == 200
        assert set(form_errors(response)) == {field}
        page = response.content.decode()
        assert f'id="id_{field}_error"' in page
        assert "approach" in changes or "Cách làm của chúng tôi" in page
        assert not Submission.objects.exists() and not mail.outbox

    @pytest.mark.parametrize(
        "changes",
        [
            {"website": "https://spam.example"},
            {"clock": ""},
            {"clock": "forged:token"},
            {"clock": "x" * 5000},
        ],
    )
    def test_machines_are_asked_to_press_again(self, send, changes):
        response = send(**changes)
        assert form_errors(response) == {"__all__": str(forms.AGAIN)}
        assert "Phần problem." in response.content.decode()
        assert not Submission.objects.exists()

    @pytest.mark.parametrize("seconds", [0, 25 * 3600])
    def test_too_fast_and_too_old_are_asked_to_press_again(self, send, seconds):
        assert "__all__" in form_errors(send(clock=clock(seconds)))

    def test_who_is_asked_again_has_a_fresh_clock_and_an_empty_trap(self, send):
        page = send(website="filled", clock="forged").content.decode()
        fresh = re.search(r'name="clock" value="([^"]+)"', page)[1]
        assert signing.loads(fresh, salt=forms.CLOCK) >= int(time.time()) - 5
        assert not re.search(r'name="website"[^>]*value=', page)

    def test_what_was_typed_is_text_and_never_markup(self, send):
        evil = "<script>alert(1)</script>\"'"
        page = send(consent="", name=evil, headline=evil, problem=evil, organisation=evil).content.decode()
        assert "<script>alert" not in page
        assert page.count("&lt;script&gt;alert") >= 4


class TestThrottle:
    def test_one_address_waits_with_its_text_kept(self, send):
        for number in range(throttle.MOST_FROM_AN_ADDRESS):
            assert send(email=f"a{number}@example.com").status_code == 302
        response = send(email="last@example.com", problem="Vẫn còn đây")
        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= 3600
        page = response.content.decode()
        assert "Vẫn còn đây" in page
        minutes = -(-int(response["Retry-After"]) // 60)
        assert str(minutes) in page
        assert Submission.objects.count() == throttle.MOST_FROM_AN_ADDRESS
        assert send(email="other@example.com", from_="192.0.2.8").status_code == 302

    def test_one_mailbox_is_written_to_a_few_times_a_day(self, send):
        sent = [
            send(email="Lan@example.com" if number % 2 else "lan@example.com", from_=f"192.0.2.{number}")
            for number in range(throttle.MOST_FOR_A_MAILBOX + 1)
        ]
        assert [response.status_code for response in sent][-2:] == [302, 429]
        assert len(mail.outbox) == throttle.MOST_FOR_A_MAILBOX

    @pytest.mark.parametrize(
        ("direct", "forwarded", "counted"),
        [
            ("192.0.2.7", "", "192.0.2.7"),
            ("192.0.2.7", "198.51.100.1", "192.0.2.7"),  # whoever asks directly says nothing about itself
            ("127.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
            ("127.0.0.1", "forged", "127.0.0.1"),
            ("127.0.0.1", "", "127.0.0.1"),
            ("", "198.51.100.1", ""),
        ],
    )
    def test_the_address_is_what_our_own_proxy_saw(self, rf, direct, forwarded, counted):
        request = rf.get("/", REMOTE_ADDR=direct, HTTP_X_FORWARDED_FOR=forwarded)
        assert throttle.sender_address(request) == counted


class TestLinks:
    @pytest.mark.parametrize("token", ["x", "a:b:c", "1:1:1", "x" * 3000, "%00", "..%2f.."])
    def test_a_forged_link_opens_nothing(self, client, token):
        submission(state="unconfirmed")
        for name in ("xac-nhan", "theo-doi"):
            for ask in (client.get, client.post):
                response = ask(f"{FORM}{name}/{token}/")
                assert response.status_code in (400, 404, 405)
        assert Submission.objects.get().state == "unconfirmed"

    def test_a_link_to_follow_does_not_confirm(self, client):
        row = submission(state="unconfirmed")
        token = links.token(row, links.FOLLOW)
        assert client.post(f"{FORM}xac-nhan/{token}/").status_code == 404
        assert client.post(f"{FORM}theo-doi/{token}/").status_code == 405
        assert Submission.objects.get().state == "unconfirmed"

    def test_a_link_is_good_for_three_days(self, client, monkeypatch):
        row = submission(state="unconfirmed")
        now = time.time()
        monkeypatch.setattr("django.core.signing.time.time", lambda: now - 3 * 24 * 3600 - 60)
        late = links.token(row, links.CONFIRM)
        monkeypatch.setattr("django.core.signing.time.time", lambda: now)
        assert client.get(f"{FORM}xac-nhan/{late}/").status_code == 410
        client.post(f"{FORM}xac-nhan/{late}/")
        assert Submission.objects.get().state == "unconfirmed"
        assert client.post(f"{FORM}xac-nhan/{links.token(row, links.CONFIRM)}/").status_code == 302

    def test_a_link_of_a_row_that_is_gone_opens_nothing(self, client):
        row = submission(state="unconfirmed")
        token = links.token(row, links.CONFIRM)
        row.delete()
        assert client.get(f"{FORM}xac-nhan/{token}/").status_code == 404

    @pytest.mark.parametrize("state", Submission.State.values)
    def test_the_page_that_follows_is_for_one_persons_eyes(self, client, state):
        row = submission("<b>Đậm</b>", state=state, reason="<i>Vì</i>" if state == "declined" else "")
        response = client.get(f"{FORM}theo-doi/{links.token(row, links.FOLLOW)}/")
        page = response.content.decode()
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"
        assert "&lt;b&gt;Đậm" in page and "<b>Đậm" not in page and "<i>Vì" not in page
        assert row.reference in page
        assert "lan@example.com" not in page

    def test_declined_before_it_was_confirmed_stays_declined(self, client):
        row = submission(state="declined")
        client.post(f"{FORM}xac-nhan/{links.token(row, links.CONFIRM)}/")
        assert Submission.objects.get().state == "declined"


class TestFilesThatCome:
    def test_they_are_kept_where_no_public_address_leads(self, send, client, settings):
        send(attachments=SimpleUploadedFile("báo cáo.pdf", b"%PDF-1.7 canary"))
        kept = SubmissionFile.objects.get()
        assert kept.name == "báo cáo.pdf"
        assert not Path(kept.file.path).is_relative_to(settings.MEDIA_ROOT)
        assert kept.file.read() == b"%PDF-1.7 canary"
        for address in (f"/media/{kept.file.name}", f"/{kept.file.name}", f"/documents/{kept.pk}/x.pdf"):
            assert client.get(address).status_code == 404

    def test_one_bad_file_keeps_the_text_and_stores_nothing(self, send):
        good, bad = SimpleUploadedFile("a.pdf", b"%PDF-1.7"), SimpleUploadedFile("b.svg", b"<svg/>")
        response = send(attachments=[good, bad])
        assert "b.svg" in form_errors(response)["attachments"]
        assert "Phần problem." in response.content.decode()
        assert not SubmissionFile.objects.exists()

    def test_six_are_too_many(self, send):
        def files(count):
            return [SimpleUploadedFile(f"{number}.pdf", b"%PDF-1.7") for number in range(count)]

        assert "attachments" in form_errors(send(attachments=files(6)))
        assert send(attachments=files(5)).status_code == 302
        assert SubmissionFile.objects.count() == 5


class TestALinkThatIsOver:
    @pytest.fixture
    def late(self, send, monkeypatch):
        """The address of a link to confirm that is older than it may be."""
        send()
        address = link_in(mail.outbox.pop())
        monkeypatch.setattr(links, "CONFIRM_DAYS", -1)
        return address

    @pytest.fixture
    def press(self, client, django_capture_on_commit_callbacks):
        def press(address):
            with django_capture_on_commit_callbacks(execute=True):
                return client.post(address, REMOTE_ADDR="192.0.2.9")

        return press

    def test_its_sender_has_another_sent_to_the_same_mailbox(self, late, press, client, monkeypatch):
        shown = client.get(late)
        assert (shown.status_code, mail.outbox) == (410, [])
        assert "<form" in shown.content.decode()
        assert press(late).status_code == 200
        (message,) = mail.outbox
        assert message.to == ["lan@example.com"]
        monkeypatch.undo()
        assert client.post(link_in(message)).status_code == 302
        assert Submission.objects.get().state == "received"

    def test_the_answer_says_nothing_of_what_became_of_it(self, late, press):
        waiting = press(late).content
        mail.outbox.clear()
        for change in ({"state": "declined"}, {"email": ""}, {"reference": "ZZZZZZZZ"}):
            Submission.objects.update(**change)
            assert press(late).content == waiting
        assert mail.outbox == []

    def test_it_is_sent_a_few_times_a_day_and_no_more(self, late, press):
        answers = [press(late).status_code for _each in range(throttle.MOST_FOR_A_MAILBOX + 1)]
        assert answers[0] == 200 and answers[-1] == 429
        assert len(mail.outbox) < throttle.MOST_FOR_A_MAILBOX

    def test_a_forged_one_sends_nothing(self, late, press):
        assert press(f"{late.rstrip('/')}x/").status_code == 404
        assert mail.outbox == []
