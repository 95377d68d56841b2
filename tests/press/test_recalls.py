"""Recalls: every taker of what changed is told once, with the line of the script; nobody else is."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from press.changes import changes, places
from press.formats import registry
from press.formats.registry import Format
from press.models import Recall
from press.recalling import recall_what_changed
from story import actions
from story.models import Notification, StoryPage
from tests import factories as make
from tests.press.summaries import atm_figures, figure, soft_atm

SCRIPT = "loi-doc.txt"


def script(summary):
    """A prompter's text: capitals, broken anywhere."""
    lines = [summary.headline.upper(), ""]
    for one in summary.figures:
        lines += [one.label.upper(), *one.forms.spoken.upper().replace(" ", "\n", 1).split("\n")]
    return "\n".join(lines).encode()


@pytest.fixture(autouse=True)
def with_script(monkeypatch):
    fmt = Format(SCRIPT, "text/plain; charset=utf-8", "Lời đọc", "text", script)
    monkeypatch.setitem(registry._formats, SCRIPT, fmt)


class TestChanges:
    def test_a_figure_is_named_with_both_values_and_its_line(self):
        held = soft_atm()
        (change,) = changes(
            held, soft_atm(figures=[figure("served", "70", "điểm", "Điểm"), *atm_figures()[1:]])
        )
        assert (change.kind, change.before, change.after) == ("figure", "68 điểm, 11/4/2022", "70 điểm")
        (place,) = places(held, [SCRIPT, "infographic-a4.pdf"], change)
        lines = script(held).decode().splitlines()
        assert lines[place["line"] - 1] == place["text"] == "SÁU"

    def test_a_target_keeps_its_word(self):
        (change,) = changes(
            soft_atm(), soft_atm(figures=[one for one in atm_figures() if one["id"] != "goal"])
        )
        assert "200 xã" in change.before and change.before != "200 xã" and change.after == ""

    @pytest.mark.parametrize(
        ("field", "before", "after", "kind"),
        [
            ("quotes", [{"text": "Đỡ đi xa", "speaker": "Bà Hoa"}], [{"text": "Gần nhà", "speaker": "Bà Hoa"}], "quote"),
            ("rights", {"licence": "CC BY 4.0"}, {"licence": "CC BY-NC 4.0"}, "rights"),
            ("media", [{"id": "m", "kind": "picture", "sha256": "a"}], [{"id": "m", "kind": "picture", "sha256": "b"}], "medium"),
            ("media", [{"id": "m", "kind": "picture"}], [], "medium"),
            ("charts", [], [], None),
        ],
    )  # fmt: skip
    def test_quotes_rights_and_pictures_too(self, field, before, after, kind):
        found = changes(soft_atm(**{field: before}), soft_atm(**{field: after}))
        assert [change.kind for change in found] == ([kind] if kind else [])

    def test_what_is_only_better_told_is_none(self):
        assert changes(soft_atm(), soft_atm(revision=9, headline="Tít khác", results="Khác")) == []


@pytest.fixture
def story(newsroom):
    figures = [make.figure("68", label="Điểm phục vụ", unit=make.unit("điểm"))]
    return make.publish_through_workflow(make.story_page(headline="Rút tiền ở xã", figures=figures)), figures[
        0
    ]


@pytest.fixture
def taker(newsroom):
    return make.person(roles.PRESS, organisation="VTV")


def take(signed_in, person, page, name=SCRIPT):
    signed_in(person).get(f"/press/{page.pk}/{name}?download")


def correct(page, data, value):
    data["value"]["quantity"]["value"] = value
    make.edit(page, body=make.body([data]))
    make.publish_through_workflow(StoryPage.objects.get(pk=page.pk))


@pytest.mark.django_db
class TestTelling:
    def test_each_taker_once_with_the_line_and_a_mail_and_nobody_else(
        self, signed_in, client, story, taker, django_capture_on_commit_callbacks
    ):
        page, data = story
        other = make.person(roles.PRESS)
        take(signed_in, taker, page)
        with django_capture_on_commit_callbacks(execute=True):
            correct(page, data, "70")
        recall = Recall.objects.get()
        (change,) = recall.changes
        assert (recall.person, change["before"], change["after"]) == (taker, "68 điểm", "70 điểm")
        assert change["places"][0]["file"] == SCRIPT
        assert recall.files[0].endswith(SCRIPT)
        (letter,) = [letter for letter in mail.outbox if letter.to == [taker.email]]
        assert "68 điểm → 70 điểm" in letter.body and "/press/thong-bao/" in letter.body
        for _again in range(2):
            recall_what_changed({"page": page.pk})
        assert Recall.objects.count() == 1
        assert not Notification.objects.filter(user=other).exists()

    def test_who_takes_the_new_one_is_told_nothing_and_going_back_is_told(self, signed_in, story, taker):
        page, data = story
        take(signed_in, taker, page)
        correct(page, data, "70")
        recall_what_changed({"page": page.pk})
        late = make.person(roles.PRESS)
        take(signed_in, late, page)
        recall_what_changed({"page": page.pk})
        assert [recall.person for recall in Recall.objects.all()] == [taker]
        correct(StoryPage.objects.get(pk=page.pk), data, "68")
        recall_what_changed({"page": page.pk})
        recall_what_changed({"page": page.pk})
        told = Recall.objects.filter(person=taker).first()
        assert (told.changes[0]["before"], told.changes[0]["after"]) == ("70 điểm", "68 điểm")
        assert Recall.objects.filter(person=taker).count() == 2
        assert Recall.objects.filter(person=late).count() == 1

    def test_a_withdrawn_story_is_recalled_from_all(self, signed_in, story, taker):
        page, _data = story
        take(signed_in, taker, page)
        actions.withdraw(page, make.superuser(), "Nguồn rút tin.")
        recall_what_changed({"page": page.pk})
        recall_what_changed({"page": page.pk})
        recall = Recall.objects.get()
        assert recall.withdrawn and recall.files
        html = signed_in(taker).get(reverse("press:recalls")).content.decode()
        assert "Rút tiền ở xã" in html and "kit.zip" not in html

    def test_a_withdrawn_story_says_of_no_figure_that_it_is_right_again(self, signed_in, story, taker):
        page, data = story
        take(signed_in, taker, page)
        correct(page, data, "70")
        recall_what_changed({"page": page.pk})
        actions.withdraw(StoryPage.objects.get(pk=page.pk), make.superuser(), "Nguồn rút tin.")
        recall_what_changed({"page": page.pk})
        last = Recall.objects.order_by("pk").last()
        assert [change["kind"] for change in last.changes] == ["withdrawn"]

    def test_what_waits_for_its_time_is_told_to_those_alone_who_may_still_read_it(
        self, signed_in, newsroom, taker
    ):
        ended = make.person(roles.PRESS)
        data = make.figure("68", label="Điểm", unit=make.unit("điểm"))
        page = make.embargoed(headline="Chưa công bố", figures=[data])
        for person in (taker, ended):
            take(signed_in, person, page)
        ended.groups.clear()
        data["value"]["quantity"]["value"] = "70"
        make.edit(page, body=make.body([data]), go_live_at=timezone.now() + timedelta(hours=2))
        make.publish_through_workflow(StoryPage.objects.get(pk=page.pk))
        recall_what_changed({"page": page.pk})
        assert [recall.person for recall in Recall.objects.all()] == [taker]
        listed = reverse("press:recalls")
        assert "Chưa công bố" in signed_in(taker).get(listed).content.decode()
        taker.groups.clear()
        assert "Chưa công bố" not in signed_in(taker).get(listed).content.decode()

    @pytest.mark.parametrize("name", ["script.txt", "prompter.txt", "television-45s.txt"])
    @pytest.mark.parametrize("embargoed", [False, True])
    def test_the_line_is_that_of_the_very_file_that_was_handed_out(
        self, signed_in, newsroom, taker, name, embargoed
    ):
        data = make.figure("68", label="Điểm", unit=make.unit("điểm"), highlight=True)
        page = make.story_page(headline="Rút tiền ở xã", figures=[data])
        page = make.embargoed(page) if embargoed else make.publish_through_workflow(page)
        client = signed_in(taker)
        if name.startswith("television"):
            address = f"/press/{page.pk}/slot/?medium=television&length=45"
            approved = client.get(address).context["text"]
            file = client.post(address, {"text": approved, "do": "download"}).content
        else:
            file = b"".join(client.get(f"/press/{page.pk}/{name}?download"))
        data["value"]["quantity"]["value"] = "70"
        until = {"go_live_at": timezone.now() + timedelta(hours=2)} if embargoed else {}
        make.edit(page, body=make.body([data]), **until)
        make.publish_through_workflow(StoryPage.objects.get(pk=page.pk))
        recall_what_changed({"page": page.pk})
        found = Recall.objects.get().changes[0]["places"]
        lines = file.decode().splitlines()
        assert found and {place["file"] for place in found} == {name}
        assert [lines[place["line"] - 1].strip() for place in found] == [place["text"] for place in found]

    def test_a_script_in_the_taker_s_own_words_is_recalled_without_a_line(self, signed_in, story, taker):
        page, data = story
        signed_in(taker).post(f"/press/{page.pk}/slot/", {"text": "Có 68 điểm.", "do": "download"})
        correct(page, data, "70")
        recall_what_changed({"page": page.pk})
        recall = Recall.objects.get()
        assert recall.files[0].endswith("television-45s.txt")
        assert recall.changes[0]["places"] == []

    def test_readers_without_a_name_are_told_nothing_since_nobody_knows_them(self, client, story):
        page, data = story
        client.get(f"/press/{page.pk}/{SCRIPT}?download")
        correct(page, data, "70")
        recall_what_changed({"page": page.pk})
        assert not Recall.objects.exists()


@pytest.mark.django_db
class TestReceipt:
    @pytest.fixture
    def recall(self, story, taker):
        page, _data = story
        changed = {"kind": "figure", "ref": "x", "label": "Điểm <b>", "before": "68", "after": "70",
                   "digest": "x", "places": [{"file": SCRIPT, "line": 4, "text": "SÁU MƯƠI"}]}  # fmt: skip
        return Recall.objects.create(
            person=taker,
            page=page,
            key="k",
            headline=page.title,
            revision=1,
            changes=[changed],
            files=["a.txt"],
        )

    def test_reading_and_confirming_are_kept(self, signed_in, recall, taker):
        client = signed_in(taker)
        page = client.get(reverse("press:recalls"))
        html = page.content.decode()
        assert "SÁU MƯƠI" in html and "&lt;b&gt;" in html and "kit.zip" in html
        assert page["Cache-Control"] == "private, no-store"
        recall.refresh_from_db()
        assert recall.opened_at and not recall.confirmed_at
        client.post(reverse("press:confirm-recall", args=[recall.pk]))
        recall.refresh_from_db()
        assert recall.confirmed_at

    def test_nobody_else_sees_or_confirms_it(self, client, recall):
        confirm = reverse("press:confirm-recall", args=[recall.pk])
        assert client.post(confirm).status_code == HTTPStatus.FOUND
        client.force_login(make.person(roles.PRESS))
        assert recall.headline not in client.get(reverse("press:recalls")).content.decode()
        assert client.post(confirm).status_code == HTTPStatus.NOT_FOUND
        recall.refresh_from_db()
        assert not recall.confirmed_at

    def test_who_does_not_confirm_is_reminded_once(self, recall, taker):
        call_command("remind_recalls", hours=24)
        assert not Notification.objects.exists()
        Recall.objects.update(at=timezone.now() - timedelta(days=2))
        for _twice in range(2):
            call_command("remind_recalls", hours=24)
        assert Notification.objects.filter(user=taker).count() == 1

    @pytest.mark.parametrize(("who", "sees"), [("Lạng Sơn", True), ("Cà Mau", False), (roles.EDITOR, True)])
    def test_the_newsroom_sees_who_has_not_confirmed(self, signed_in, recall, who, sees):
        person = make.person(who) if who == roles.EDITOR else make.person("contributor", who)
        client = signed_in(person)
        assert ("VTV" in client.get("/admin/reports/press-recalls/").content.decode()) is sees
        assert client.get("/admin/reports/press-recalls/?export=xlsx").status_code == HTTPStatus.OK
