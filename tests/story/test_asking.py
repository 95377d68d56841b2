"""Asking the province: who may ask, what the contact sees and may do, what the checker gets back."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from accounts import roles
from story import actions
from story.asking import throttle
from story.models import FigureAnswer, FigureQuery, FigureSignOff, Notification
from story.models.outbox import OutboxEntry
from tests.factories import at_step, body, edit, figure, paragraph, person, story_page, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
CONTACT = {"name": "Nông Thị Lan", "email": "lan@example.com", "organisation": "Sở Khoa học"}


@pytest.fixture
def checker():
    return person(roles.FIGURE_CHECKER)


@pytest.fixture
def story():
    teams = figure("1702", "tổ công nghệ số", unit=unit("tổ"), period="2021-12", period_basis="stated")
    people = figure("6214", "người tham gia", source_page="trang 4")
    secret = figure("77", "CANARY-so-khac")
    named = f'<a linktype="figure" id="{teams["id"]}">1.702</a>'
    text = f"<p>CANARY-cau-truoc. Toàn tỉnh có {named}. CANARY-cau-sau.</p>"
    page = story_page(
        "Lạng Sơn",
        headline="CANARY-tit",
        standfirst="CANARY-sapo",
        figures=[teams, people, secret],
        content={"results": [paragraph(text)]},
    )
    at_step(page, "check")
    page.refresh_from_db()
    page.teams, page.people = teams["id"], people["id"]
    return page


@pytest.fixture
def query(story, checker):
    ids = [story.teams, story.people]
    return actions.ask_province(story, checker, story.latest_revision_id, ids, **CONTACT)


def address(query, token=None):
    return reverse("story_answer", args=[token or query.token])


def answers(query, **by_id):
    return {f"{key}-{name}": value for key, fields in by_id.items() for name, value in fields.items()}


def fill(story, teams=None, people=None):
    fields = {story.teams: teams or {}, story.people: people or {}}
    return {f"{key}-{name}": value for key, given in fields.items() for name, value in given.items()}


RIGHT = {"answer": "confirmed", "proposed": "", "note": ""}


class TestAsking:
    def test_the_contact_gets_a_link_and_the_database_holds_nothing_that_opens_it(
        self, story, checker, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            query = actions.ask_province(story, checker, story.latest_revision_id, [story.teams], **CONTACT)
        (sent,) = [message for message in mail.outbox if message.to == ["lan@example.com"]]
        assert address(query) in sent.body
        assert "CANARY" not in sent.body + sent.subject
        signature = query.token.split(".")[1]
        rows = [*OutboxEntry.objects.values_list("payload", flat=True), *FigureQuery.objects.values()]
        assert signature not in str(rows)
        assert timedelta(hours=71) < query.expires_at - timezone.now() <= timedelta(hours=72)

    def test_it_leaves_one_row_in_the_history(self, query, story):
        row = PageLogEntry.objects.get(page=story.pk, action="story.ask_province")
        assert row.data["contact"] == "Nông Thị Lan (Sở Khoa học)"

    @pytest.mark.parametrize("role", ["contributor", roles.EDITOR, roles.APPROVER])
    def test_only_a_checker_asks(self, story, role):
        with pytest.raises(actions.NotAllowedError):
            actions.ask_province(story, person(role), story.latest_revision_id, [story.teams], **CONTACT)
        assert not FigureQuery.objects.exists()

    @pytest.mark.parametrize("ids", [[], ["no-such-figure"]])
    def test_a_question_names_a_figure(self, story, checker, ids):
        with pytest.raises(actions.ReasonRequiredError):
            actions.ask_province(story, checker, story.latest_revision_id, ids, **CONTACT)

    def test_an_older_version_is_not_asked_about(self, story, checker):
        old = story.latest_revision_id
        edit(story, title="Mới")
        with pytest.raises(actions.StaleRevisionError):
            actions.ask_province(story, checker, old, [story.teams], **CONTACT)


class TestTheFormOfTheChecker:
    def form(self, story):
        return reverse("story_ask_province", args=[story.pk])

    def test_it_offers_the_figure_the_checker_came_from(self, story, checker, signed_in):
        response = signed_in(checker).get(self.form(story), {"figure": story.people})
        assert response.context["form"].initial["figures"] == [story.people]

    def test_it_asks(self, story, checker, signed_in):
        data = CONTACT | {"figures": [story.teams], "revision": story.latest_revision_id}
        response = signed_in(checker).post(self.form(story), data)
        assert response.url == reverse("story_figure_check", args=[story.pk])
        assert list(FigureQuery.objects.get().asked) == [story.teams]

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("email", "không phải thư"),
            ("email", "a@b.vn\nBcc: c@d.vn"),
            ("name", ""),
            ("figures", "x" * 9000),
            ("revision", "9" * 30),
            ("revision", "abc"),
        ],
    )
    def test_bad_input_is_said_beside_the_form_and_nothing_is_lost(
        self, story, checker, signed_in, name, value
    ):
        data = CONTACT | {"figures": [story.teams], "revision": story.latest_revision_id} | {name: value}
        response = signed_in(checker).post(self.form(story), data)
        assert response.status_code == 200 and response.context["form"].errors
        assert "Sở Khoa học" in response.content.decode()
        assert not FigureQuery.objects.exists() and not mail.outbox

    @pytest.mark.parametrize("role", ["contributor", roles.EDITOR])
    def test_others_do_not_get_in(self, story, signed_in, role):
        assert signed_in(person(role)).get(self.form(story)).status_code == 302


class TestThePageOfTheContact:
    def test_it_shows_the_figures_asked_about_and_no_more_of_the_draft(self, query, client):
        response = client.get(address(query))
        html = response.content.decode()
        assert "1.702" in html and "một nghìn bảy trăm linh hai" in html and "6.214" in html
        assert "12/2021" in html and "trang 4" in html and "Toàn tỉnh có" in html
        assert "CANARY" not in html

    def test_it_is_kept_by_nobody_and_named_to_nobody(self, query, client):
        headers = client.get(address(query)).headers
        assert "no-store" in headers["Cache-Control"] and "private" in headers["Cache-Control"]
        assert "noindex" in headers["X-Robots-Tag"]
        assert headers["Referrer-Policy"] == "same-origin"

    def test_a_part_is_kept_and_shown_again_with_what_was_understood(self, query, story, client):
        data = fill(story, {"answer": "corrected", "proposed": "hơn 1.710", "note": "Đến 31/12"})
        response = client.post(address(query), data)
        assert response.url == address(query) + "?review=1"
        html = client.get(response.url).content.decode()
        assert "hơn 1.710" in html and "hơn một nghìn bảy trăm mười" in html
        assert 'value="send"' not in html
        assert 'value="hơn 1.710"' in client.get(address(query)).content.decode()
        query.refresh_from_db()
        assert query.closed_at is None

    def test_all_answered_is_sent_and_then_only_read(
        self, query, story, checker, client, django_capture_on_commit_callbacks
    ):
        client.post(address(query), fill(story, RIGHT, {"answer": "unknown"}))
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address(query), {"verb": "send"}).url == address(query)
        assert [message.to for message in mail.outbox] == [[checker.email]]
        assert "<form" not in client.get(address(query)).content.decode()
        again = client.post(address(query), fill(story, {"answer": "corrected", "proposed": "5"}))
        assert again.status_code == 409
        assert set(FigureAnswer.objects.values_list("answer", flat=True)) == {"confirmed", "unknown"}

    def test_sending_with_a_gap_sends_nothing(self, query, story, client):
        client.post(address(query), fill(story, RIGHT))
        assert client.post(address(query), {"verb": "send"}).status_code == 400
        query.refresh_from_db()
        assert query.closed_at is None and query.answers.count() == 1

    def test_an_answer_signs_nothing_off(self, query, story, client):
        client.post(address(query), fill(story, RIGHT, RIGHT))
        client.post(address(query), {"verb": "send"})
        assert not FigureSignOff.objects.exists()

    @pytest.mark.parametrize(
        "given",
        [
            {"answer": "corrected"},
            {"answer": "corrected", "proposed": "nhiều lắm"},
            {"answer": "corrected", "proposed": "9" * 40},
            {"answer": "corrected", "proposed": "x" * 5000},
            {"answer": "confirmed", "proposed": "1.800"},
            {"answer": "<script>"},
            {"note": "chỉ ghi chú"},
            {"answer": "confirmed", "note": "n" * 5000},
        ],
    )
    def test_what_is_not_understood_is_said_and_the_rest_is_kept(self, query, story, client, given):
        response = client.post(address(query), fill(story, given, RIGHT))
        html = response.content.decode()
        assert response.status_code == 400 and "query__error" in html
        assert all(value in html for name, value in given.items() if name != "answer")
        assert [str(answer.block_id) for answer in query.answers.all()] == [story.people]

    def test_unseen_signs_and_script_become_harmless(self, query, story, client):
        note = "\u202egiấu\x00 \u200b<script>alert(1)</script>\r\ndòng hai"
        client.post(address(query), fill(story, {"answer": "corrected", "note": note}))
        kept = FigureAnswer.objects.get().note
        assert kept == "giấu <script>alert(1)</script>\ndòng hai"
        html = client.get(address(query), {"review": "1"}).content.decode()
        assert "<script>alert" not in html and "&lt;script&gt;alert(1)" in html

    def test_figures_that_were_not_asked_about_are_not_answered(self, query, story, client):
        other = next(key for key in story.figures if key not in query.asked)
        client.post(address(query), {f"{other}-answer": "corrected", f"{other}-proposed": "5"})
        assert not FigureAnswer.objects.exists()

    def test_the_form_is_guarded_against_other_sites(self, query, story):
        from django.test import Client

        strict = Client(enforce_csrf_checks=True)
        assert strict.post(address(query), fill(story, RIGHT)).status_code == 403
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)', strict.get(address(query)).content.decode())
        data = fill(story, RIGHT) | {"csrfmiddlewaretoken": token[1]}
        assert strict.post(address(query), data).status_code == 302


class TestLinksThatOpenNothing:
    @pytest.mark.parametrize("method", ["get", "head", "post"])
    @pytest.mark.parametrize("case", ["expired", "edited", "changed", "overwritten"])
    def test_an_old_question_is_gone_and_says_nothing_of_the_story(self, query, story, client, case, method):
        if case == "expired":
            FigureQuery.objects.update(expires_at=timezone.now())
        elif case == "edited":
            edit(story, title="Mới")
        elif case == "changed":
            edit(story, body=body([figure("9", "tổ công nghệ số", id=story.teams)]))
        else:
            FigureQuery.objects.update(asked=query.asked | {story.teams: "0" * 64})
        response = getattr(client, method)(address(query), fill(story, RIGHT) if method == "post" else None)
        assert response.status_code == 410
        assert "CANARY" not in response.content.decode() and "1.702" not in response.content.decode()
        assert "no-store" in response.headers["Cache-Control"]
        assert not FigureAnswer.objects.exists()

    def test_what_a_closed_question_is_told_is_refused_by_the_verb_too(self, query, story):
        FigureQuery.objects.update(expires_at=timezone.now())
        with pytest.raises(actions.QueryClosedError):
            actions.answer_query(query, {story.teams: actions.Said("confirmed")})
        assert PageLogEntry.objects.filter(page=story.pk, action="story.refused").exists()

    @pytest.mark.parametrize("bend", ["{}x", "x{}", "{0}.{0}", "abc", "." * 150, "{:.40}"])
    def test_another_text_opens_nothing(self, query, client, bend):
        assert client.get(address(query, bend.format(query.token))).status_code == 404

    def test_a_key_signed_for_something_else_opens_nothing(self, query, client):
        from django.core.signing import Signer

        assert client.get(address(query, Signer(sep=".").sign(query.key.hex))).status_code == 404

    def test_a_deleted_story_leaves_a_link_to_nothing(self, query, story, client):
        link = address(query)
        story.delete()
        assert client.get(link).status_code == 404

    def test_guessing_is_slowed_and_the_right_link_still_opens(self, query, client):
        def ask(token):
            return client.get(address(query, token), REMOTE_ADDR="203.0.113.9")

        codes = [ask(f"abc{number}").status_code for number in range(throttle.MOST + 1)]
        assert codes == [404] * throttle.MOST + [429]
        assert "Retry-After" in ask("abc").headers
        assert ask(query.token).status_code == 200


class TestForgetting:
    @pytest.fixture
    def answered(self, query, story, django_capture_on_commit_callbacks):
        """The question, answered today."""
        said = {key: actions.Said("confirmed", note="Đúng.") for key in (story.teams, story.people)}
        with django_capture_on_commit_callbacks(execute=True):
            return actions.answer_query(query, said, send=True)

    def run(self, capsys):
        call_command("forget_submissions")
        return capsys.readouterr().out

    def traces(self, story):
        """Wherever the contact was named."""
        rows = [str(row.data) for row in PageLogEntry.objects.filter(page=story.pk)]
        told = list(Notification.objects.values_list("text", flat=True))
        kept = [f"{query} {query.contact_name} {query.contact_email}" for query in FigureQuery.objects.all()]
        return "\n".join([*rows, *told, *kept])

    def test_who_answered_is_forgotten_in_time_and_what_was_said_stays(self, answered, story, capsys):
        assert self.traces(story).count("Nông Thị Lan") > 3
        FigureQuery.objects.update(closed_at=timezone.now() - timedelta(days=181))
        assert "1 contacts" in self.run(capsys)
        traces = self.traces(story)
        assert "Lan" not in traces and "lan@" not in traces and "Sở Khoa học" in traces
        assert [answer.note for answer in FigureAnswer.objects.all()] == ["Đúng."] * 2
        assert PageLogEntry.objects.filter(page=story.pk, action="story.forget_contact").count() == 1
        assert "0 contacts" in self.run(capsys)

    def test_a_question_that_nobody_answered_is_counted_from_its_end(self, query, capsys, settings):
        settings.CONTACT_KEPT_DAYS = 10
        for days, forgotten in ((9, 0), (11, 1)):
            FigureQuery.objects.update(expires_at=timezone.now() - timedelta(days=days))
            assert f"{forgotten} contacts" in self.run(capsys)
        assert FigureQuery.objects.get().contact_organisation == "Sở Khoa học"

    def test_answered_lately_or_still_open_keeps_its_contact(self, answered, story, capsys):
        FigureQuery.objects.update(expires_at=timezone.now() - timedelta(days=400))
        assert "0 contacts" in self.run(capsys)
        assert FigureQuery.objects.get().contact == "Nông Thị Lan (Sở Khoa học)"

    def test_a_contact_without_organisation_has_a_word_in_its_place(self, checker, story):
        contact = CONTACT | {"organisation": ""}
        query = actions.ask_province(story, checker, story.latest_revision_id, [story.teams], **contact)
        actions.forget_contact(query)
        assert FigureQuery.objects.get().contact and "Lan" not in FigureQuery.objects.get().contact

    def test_the_checkers_screen_still_shows_the_answer(self, answered, story, checker, client):
        actions.forget_contact(answered)
        client.force_login(checker)
        html = client.get(
            reverse("story_figure_check", args=[story.pk]), {"figure": story.teams}
        ).content.decode()
        assert "<b>Sở Khoa học</b>" in html and "Nông Thị Lan" not in html


class TestWhatTheCheckerGets:
    def answer(self, query, story, client, **given):
        client.post(address(query), fill(story, given, RIGHT))
        client.post(address(query), {"verb": "send"})

    def screen(self, client, story):
        return client.get(reverse("story_figure_check", args=[story.pk]), {"figure": story.teams})

    def test_the_open_question_is_shown_without_what_was_not_sent(self, query, story, checker, client):
        client.post(address(query), fill(story, {"answer": "corrected", "proposed": "1.710"}))
        client.force_login(checker)
        html = self.screen(client, story).content.decode()
        assert "Nông Thị Lan (Sở Khoa học)" in html and "1.710" not in html

    def test_a_confirmation_stands_beside_the_figure(self, query, story, checker, client):
        self.answer(query, story, client, **RIGHT)
        client.force_login(checker)
        response = self.screen(client, story)
        (word,) = response.context["evidence"].province
        assert word.answer.answer == "confirmed" and "Nông Thị Lan (Sở Khoa học)" in response.content.decode()

    def test_a_correction_is_returned_to_the_editor_with_one_button(self, query, story, checker, client):
        self.answer(query, story, client, answer="corrected", proposed="1.710", note="Theo báo cáo năm.")
        client.force_login(checker)
        (word,) = self.screen(client, story).context["evidence"].province
        assert "một nghìn bảy trăm mười" in word.understood
        data = {"verb": "dispute_answer", "figure": story.teams, "revision": story.latest_revision_id}
        client.post(
            reverse("story_figure_check", args=[story.pk]), data | {"answer": word.answer.pk, "note": "Gấp."}
        )
        said = FigureSignOff.objects.get()
        assert said.decision == "disputed"
        assert all(words in said.note for words in ("1.710", "Theo báo cáo năm.", "Nông Thị Lan", "Gấp."))

    @pytest.mark.parametrize("pk", ["", "0", "abc", "9" * 40])
    def test_an_answer_of_another_figure_is_not_returned(self, query, story, checker, client, pk):
        client.force_login(checker)
        data = {"verb": "dispute_answer", "figure": story.teams, "revision": story.latest_revision_id}
        response = client.post(reverse("story_figure_check", args=[story.pk]), data | {"answer": pk})
        assert response.status_code == 200 and not FigureSignOff.objects.exists()

    def test_an_answer_to_a_figure_that_changed_is_not_shown(self, query, story, checker, client):
        self.answer(query, story, client, **RIGHT)
        edit(story, body=body([figure("1710", "tổ công nghệ số", id=story.teams)]))
        client.force_login(checker)
        assert self.screen(client, story).context["evidence"].province == []
