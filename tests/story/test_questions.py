"""Questions to the author: kept from everybody until the newsroom answers, by their own province or a central role."""

import re

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.test import override_settings
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.permissions import policy_registry

from accounts import roles
from story import actions
from story.models import OutboxEntry, Question
from story.questions import address_of, answered, gate, moderated_by, waiting_for
from tests.factories import person, story_page, superuser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
CANARY = "canary-3c9d1"
EVIL = "<script>alert(1)</script> https://evil.example [link](javascript:alert(1))"


@pytest.fixture(autouse=True)
def no_count_of_earlier_tests():
    cache.clear()


@pytest.fixture
def story():
    return story_page("Lạng Sơn", live=True)


@pytest.fixture
def typed(monkeypatch):
    """What a person posts who took their time."""

    def post(**fields):
        opened = signing.dumps("opened", salt=gate.SALT)
        return {"name": "Lê Văn Bình", "email": "", "text": "Làm sao bắt đầu?", "opened": opened} | fields

    monkeypatch.setattr(gate, "SHORTEST_SECONDS", -1)
    return post


def question(page, **fields):
    return Question.objects.create(page=page, **({"name": "Bình", "text": "Làm sao bắt đầu?"} | fields))


class TestAsking:
    def test_story_page_leads_to_the_form_and_sets_no_cookie(self, client, story):
        response = client.get(story.url)
        assert f'href="/hoi/{story.pk}/"' in response.content.decode()
        assert not response.cookies and "<form" not in response.content.decode().split("<main")[1]

    def test_question_is_kept_and_nobody_sees_it(self, client, story, typed):
        response = client.post(address_of(story), typed(name=CANARY, text=CANARY, email="a@example.com"))
        assert response["Location"] == f"/hoi/{story.pk}/?sent"
        kept = Question.objects.get()
        assert (kept.page_id, kept.state, kept.email) == (story.pk, "new", "a@example.com")
        for address in (story.url, address_of(story), response["Location"]):
            assert CANARY not in client.get(address).content.decode()

    def test_form_works_through_its_own_hidden_fields(self, client, story, monkeypatch):
        monkeypatch.setattr(gate, "SHORTEST_SECONDS", -1)
        client.handler.enforce_csrf_checks = True
        page = client.get(address_of(story)).content.decode()
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page))
        assert set(hidden) == {"csrfmiddlewaretoken", "creation", "opened"}
        fields = {"name": "Bình", "text": "Bao lâu?", "website": ""}
        assert client.post(address_of(story), fields).status_code == 403
        assert client.post(address_of(story), fields | hidden).status_code == 302
        assert Question.objects.get().text == "Bao lâu?"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"name": ""},
            {"name": "\u202e\u200b"},
            {"text": "   "},
            {"text": "x" * 1001},
            {"email": "not-an-address"},
            {"email": "a@example.com\nBcc: b@example.com"},
            {"opened": ""},
            {"opened": "forged"},
            {"opened": ["1", "2"]},
        ],
    )
    def test_bad_input_is_said_and_nothing_typed_is_lost(self, client, story, typed, wrong):
        response = client.post(address_of(story), typed(**{"text": "Giữ lại câu này"} | wrong))
        assert response.status_code == 422
        assert not Question.objects.exists()
        assert "Lê Văn Bình" in response.content.decode() or "name" in wrong
        assert "Giữ lại câu này" in response.content.decode() or "text" in wrong
        assert 'role="alert"' in response.content.decode()

    def test_form_that_was_open_for_days_can_be_sent_again_as_it_is(self, client, story, typed, monkeypatch):
        monkeypatch.setattr(gate, "LONGEST_SECONDS", -1)
        response = client.post(address_of(story), typed())
        fresh = re.search(r'name="opened" value="([^"]+)"', response.content.decode())[1]
        monkeypatch.setattr(gate, "LONGEST_SECONDS", 60)
        assert response.status_code == 422
        assert client.post(address_of(story), typed(opened=fresh)).status_code == 302

    def test_what_was_sent_at_once_is_asked_again(self, client, story, typed, monkeypatch):
        monkeypatch.setattr(gate, "SHORTEST_SECONDS", 3)
        assert client.post(address_of(story), typed()).status_code == 422
        assert not Question.objects.exists()

    def test_machine_that_fills_the_hidden_box_is_thanked_and_forgotten(self, client, story, typed):
        response = client.post(address_of(story), typed(website="https://spam.example"))
        assert response.status_code == 302 and not Question.objects.exists()

    def test_sixth_question_of_an_hour_from_one_address_waits(self, client, story, typed):
        answers = [client.post(address_of(story), typed()).status_code for _number in range(6)]
        assert answers == [302] * 5 + [429]
        assert client.post(address_of(story), typed())["Retry-After"] == "3600"
        assert client.post(address_of(story), typed(), REMOTE_ADDR="203.0.113.9").status_code == 302
        assert Question.objects.count() == 6

    def test_story_that_is_not_public_cannot_be_asked(self, client, typed):
        draft = story_page("Lạng Sơn")
        for answer in (client.get(address_of(draft)), client.post(address_of(draft), typed())):
            assert answer.status_code == 404
        assert client.get("/hoi/99999999999999999999999/").status_code == 404

    def test_other_words_and_languages_lead_to_the_storys_own_address(self, client, story):
        for address in (f"/ask/{story.pk}/", f"/en/ask/{story.pk}/", f"/en/hoi/{story.pk}/"):
            response = client.get(address)
            assert (response.status_code, response["Location"]) == (301, f"/hoi/{story.pk}/")

    def test_control_characters_and_turned_writing_are_taken_out(self, client, story, typed):
        client.post(address_of(story), typed(name="Bi\u0300nh\u202e", text="một\r\nhai\x07\u200b"))
        kept = Question.objects.get()
        assert (kept.name, kept.text) == ("Bình", "một\nhai")


class TestAnswering:
    def test_answer_stands_under_the_story_as_plain_text(self, client, story):
        asked = question(story, name=EVIL[:100], text=EVIL)
        actions.answer_question(
            story, asked.pk, person("contributor", last_name="Hoàng", first_name="Lan"), EVIL
        )
        html = client.get(story.url).content.decode().split('id="questions"')[1]
        assert html.count("&lt;script&gt;") == 3 and "<script>" not in html.split("</section>")[0]
        assert "evil.example" in html and 'href="https://evil' not in html and "Hoàng Lan" in html

    def test_asker_is_told_once_and_their_address_forgotten(self, story, django_capture_on_commit_callbacks):
        asked = question(story, email="reader@example.com")
        with django_capture_on_commit_callbacks(execute=True):
            actions.answer_question(story, asked.pk, superuser(), "Bắt đầu từ một xã.")
        told = [message for message in mail.outbox if message.to == ["reader@example.com"]]
        assert len(told) == 1
        assert "Bắt đầu từ một xã." in told[0].body and f"{story.full_url}#questions" in told[0].body
        assert Question.objects.get().email == ""
        with django_capture_on_commit_callbacks(execute=True):
            actions.answer_question(story, asked.pk, superuser(), "Bắt đầu từ một thôn.")
        assert [message.to for message in mail.outbox].count(["reader@example.com"]) == 1

    def test_each_verb_leaves_one_row_of_audit_and_of_the_outbox(self, story):
        asked, user = question(story), person("contributor")
        actions.answer_question(story, asked.pk, user, "Được.")
        actions.hide_question(story, asked.pk, user)
        rows = PageLogEntry.objects.filter(page=story.pk, action__contains="question").order_by("timestamp")
        assert [(row.action, row.user) for row in rows] == [
            ("story.answer_question", user),
            ("story.hide_question", user),
        ]
        assert {row.revision_id for row in rows} == {story.live_revision_id}
        topics = OutboxEntry.objects.filter(topic__contains="question").values_list("topic", flat=True)
        assert list(topics) == ["story.question_answered", "story.question_hidden"]

    def test_hidden_question_leaves_the_public_with_its_address(self, client, story):
        asked = question(story, text=CANARY, email="reader@example.com")
        actions.answer_question(story, asked.pk, superuser(), "Được.")
        assert CANARY in client.get(story.url).content.decode()
        actions.hide_question(story, asked.pk, superuser())
        assert CANARY not in client.get(story.url).content.decode()
        assert Question.objects.get().email == "" and not answered(story).exists()

    @pytest.mark.parametrize(
        ("call", "error"),
        [
            (lambda s, q, u: actions.answer_question(s, q.pk, u, "  "), actions.ReasonRequiredError),
            (lambda s, q, u: actions.answer_question(s, q.pk, u, "x", seen="hidden"), actions.ConflictError),
            (lambda s, q, u: actions.hide_question(s, q.pk, u, seen="answered"), actions.ConflictError),
            (lambda s, q, u: actions.answer_question(s, 10**15, u, "x"), actions.ConflictError),
        ],
    )
    def test_refusal_changes_nothing_and_is_recorded(self, story, call, error):
        asked = question(story)
        with pytest.raises(error):
            call(story, asked, person(roles.EDITOR))
        assert Question.objects.get().state == "new"
        assert PageLogEntry.objects.filter(page=story.pk, action="story.refused").count() == 1

    def test_question_of_a_withdrawn_story_is_not_answered(self, story):
        asked = question(story)
        actions.withdraw(story, superuser(), "Sai số liệu.")
        with pytest.raises(actions.ConflictError):
            actions.answer_question(story, asked.pk, superuser(), "x")
        assert not waiting_for(superuser()).exists()


class TestProvincesStayApart:
    @pytest.fixture
    def other(self):
        return question(story_page("Cà Mau", live=True), name=CANARY, text=CANARY, email="canary@example.com")

    def test_each_sees_the_questions_about_its_own_stories(self, story, other):
        own = question(story)
        assert set(moderated_by(person("contributor", "Lạng Sơn"))) == {own}
        assert set(waiting_for(person("contributor", "Cà Mau"))) == {other}
        for central in (person(roles.EDITOR), superuser()):
            assert set(waiting_for(central)) == {own, other}
        for nobody in (person(), person(roles.TRANSLATOR), person("contributor", is_active=False)):
            assert not waiting_for(nobody).exists()

    def test_oldest_waits_first_and_answered_ones_do_not(self, story):
        first, second, third = question(story), question(story), question(story)
        actions.answer_question(story, second.pk, superuser(), "Được.")
        assert list(waiting_for(superuser())) == [first, third]

    def test_no_door_of_the_admin_shows_or_changes_anothers_question(self, signed_in, story, other):
        question(story)
        client = signed_in(person("contributor", "Lạng Sơn"))
        for name in ("edit", "delete", "history", "history_results", "usage"):
            address = reverse(f"questions:{name}", args=[other.pk])
            for response in (client.get(address), client.post(address, {"answer": "x", "seen": "new"})):
                assert response.status_code in (302, 403, 404, 405), (name, response.status_code)
                assert CANARY not in response.content.decode()
        for address in ("questions:index", "questions:index_results"):
            response = client.get(reverse(address))
            assert response.status_code == 200 and CANARY not in response.content.decode()
        assert CANARY not in client.get(reverse("questions:index"), {"q": "canary"}).content.decode()
        assert Question.objects.get(pk=other.pk).state == "new"
        with pytest.raises(actions.NotAllowedError):
            actions.answer_question(other.page, other.pk, person("contributor", "Lạng Sơn"), "x")

    def test_policy_names_who_may(self, story, other):
        policy = policy_registry.get_by_type(Question)
        own, central = person("contributor", "Cà Mau"), person(roles.EDITOR)
        stranger = person(roles.TRANSLATION_CHECKER)
        assert {own, central} <= set(policy.users_with_permission("change"))
        assert stranger not in policy.users_with_permission("change")
        for user in (own, central, superuser()):
            assert policy.user_has_permission_for_instance(user, "change", other)
            assert not policy.user_has_permission(user, "add")
        assert not policy.user_has_permission(central, "delete")


class TestScreen:
    def test_answer_in_place(self, signed_in, story):
        asked = question(story)
        client = signed_in(person("contributor"))
        screen = client.get(reverse("questions:edit", args=[asked.pk]))
        assert screen.status_code == 200 and "Làm sao bắt đầu?" in screen.content.decode()
        response = client.post(
            reverse("questions:edit", args=[asked.pk]), {"answer": "Từ một xã.", "seen": "new"}
        )
        assert response["Location"] == reverse("questions:index")
        kept = Question.objects.get()
        assert (kept.state, kept.answer) == ("answered", "Từ một xã.")
        again = client.post(
            reverse("questions:edit", args=[asked.pk]), {"answer": "", "seen": "answered", "action-hide": "1"}
        )
        assert again.status_code == 302 and Question.objects.get().state == "hidden"

    @pytest.mark.parametrize(
        "data",
        [{"answer": "", "seen": "new"}, {"answer": "Giữ lại", "seen": "answered"}, {"answer": "x" * 5000}],
    )
    def test_refusal_is_said_beside_what_was_typed(self, signed_in, story, data):
        asked = question(story)
        response = signed_in(superuser()).post(reverse("questions:edit", args=[asked.pk]), data)
        assert response.status_code == 200 and Question.objects.get().state == "new"
        assert data["answer"][:4000] in response.content.decode()

    def test_list_filters_by_state_and_finds_words(self, signed_in, story):
        question(story, text="Bao nhiêu tiền?")
        question(story, text="Ai đã làm?", state="hidden")
        client = signed_in(superuser())
        assert "Ai đã làm?" not in client.get(reverse("questions:index"), {"state": "new"}).content.decode()
        found = client.get(reverse("questions:index"), {"q": "tiền"}).content.decode()
        assert "Bao nhiêu tiền?" in found and "Ai đã làm?" not in found

    @override_settings(ALLOWED_HOSTS=["testserver"])
    def test_menu_offers_it_to_those_who_answer(self, signed_in):
        address = reverse("questions:index")
        assert address in signed_in(person("contributor")).get("/admin/").content.decode()
        assert address not in signed_in(person(roles.TRANSLATOR)).get("/admin/").content.decode()
