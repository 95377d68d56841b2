"""Approved for later: the press may read and take it, marked; no one else learns that it exists."""

import csv
import io
import json
from datetime import datetime, timedelta
from http import HTTPStatus

import pypdfium2
import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Revision

from accounts import roles
from accounts.accreditation import is_accredited
from press.addresses import key_of
from press.build import build_summary
from story import actions, selectors
from story.embargo import approved_version
from story.models import StoryPage
from story.timing import clock
from tests.factories import body as story_body
from tests.factories import (
    edit,
    embargoed,
    fall_due,
    figure,
    in_english,
    person,
    publish_through_workflow,
    story_page,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

CANARY = "Chim hoàng yến"
UNTIL = timezone.make_aware(datetime(2031, 12, 1, 6))
WORDS = "Chưa được đăng, phát trước 06:00 1/12/2031"


@pytest.fixture
def story(db):
    return embargoed(
        at=UNTIL,
        headline=CANARY,
        figures=[figure("867598", CANARY)],
        pillars=["digital-society"],
        tags=[CANARY],
    )


@pytest.fixture
def journalist(db):
    return person(roles.PRESS)


def body(response):
    return b"".join(response) if response.streaming else response.content


def addresses(page):
    """Every surface on which a story could show."""
    key = key_of(page.translation_key.urn)
    return [
        "/",
        "/en/",
        "/cau-chuyen/",
        "/cau-chuyen/lang-son/",
        f"/cau-chuyen/lang-son/{page.slug}/",
        f"/en/stories/lang-son/{page.slug}/",
        "/search/?q=ho%C3%A0ng+y%E1%BA%BFn",
        "/en/search/?q=hoang+yen",
        "/sitemap.xml",
        "/press/",
        "/press/?locale=en",
        f"/press/{page.pk}/",
        f"/press/{page.pk}/summary.json",
        f"/press/{page.pk}/figures.csv",
        f"/press/{page.pk}/infographic-16x9.svg",
        f"/k/{key}/vi/{page.latest_revision_id}/",
        f"/k/{key}/en/{page.latest_revision_id}/",
    ]


class TestNobodyElse:
    @pytest.mark.parametrize(
        "who", ["anonymous", "contributor", roles.INTERNAL_READER, roles.TRANSLATOR, "ended", "inactive"]
    )
    def test_learns_that_it_exists(self, client, story, who):
        yesterday = timezone.localdate() - timedelta(days=1)
        person_of = {
            "anonymous": lambda: None,
            "contributor": lambda: person("contributor", "Huế"),
            "ended": lambda: person(roles.PRESS, accredited_until=yesterday),
            "inactive": lambda: person(roles.PRESS, is_active=False),
        }
        user = person_of.get(who, lambda: person(who))()
        if user:
            client.force_login(user)
        for address in addresses(story):
            response = client.get(address)
            head = client.head(address)
            assert head.status_code == response.status_code, address
            said = body(response).decode()
            assert CANARY not in said and story.slug not in said, address
            if str(story.pk) in address or story.slug in address or "/k/" in address:
                assert response.status_code == HTTPStatus.NOT_FOUND, address
            else:
                assert response.status_code == HTTPStatus.OK, address

    def test_gets_the_same_answer_as_for_a_number_of_nothing(self, client, story):
        hidden, nothing = (client.get(f"/press/{pk}/") for pk in (story.pk, 10**6))
        assert (hidden.content, dict(hidden.items())) == (nothing.content, dict(nothing.items()))

    def test_makes_the_public_answers_private(self, client, story):
        public = publish_through_workflow(embargoed_free())
        response = client.get(f"/press/{public.pk}/summary.json")
        assert "public" in response["Cache-Control"] and "Cookie" not in response.get("Vary", "")


def embargoed_free():
    return story_page(figures=[figure()])


class TestThePress:
    def test_reads_the_page_with_its_mark(self, signed_in, story, journalist):
        response = signed_in(journalist).get(f"/press/{story.pk}/")
        assert WORDS in response.content.decode()
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]
        listed = signed_in(journalist).get("/press/")
        assert WORDS in listed.content.decode() and CANARY in listed.content.decode()
        assert listed["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize("name", ["summary.json", "figures.csv", "infographic-1x1.svg"])
    def test_takes_every_file_marked_in_its_name(self, signed_in, story, journalist, name):
        response = signed_in(journalist).get(f"/press/{story.pk}/{name}?download")
        assert "chua-duoc-dang-phat-truoc-06-00-1-12-2031" in response["Content-Disposition"]
        assert response["Cache-Control"] == "private, no-store"
        again = signed_in(journalist).get(
            f"/press/{story.pk}/{name}", headers={"If-None-Match": response["ETag"]}
        )
        assert (again.status_code, again["Cache-Control"]) == (304, "private, no-store")

    def test_finds_the_mark_in_the_summary_and_on_the_graphic(self, signed_in, story, journalist):
        client = signed_in(journalist)
        summary = json.loads(body(client.get(f"/press/{story.pk}/summary.json")))
        assert (summary["status"], summary["embargo_until"]) == ("embargoed", "2031-12-01T06:00:00+07:00")
        assert (summary["published_at"], summary["revision"]) == (None, story.latest_revision_id)
        graphic = body(client.get(f"/press/{story.pk}/infographic-16x9.svg")).decode()
        assert "Chưa được đăng, phát trước" in graphic

    def test_finds_its_own_name_and_the_time_in_every_file(self, signed_in, story, settings, tmp_path):
        settings.ARTEFACTS_ROOT = tmp_path
        taker = person(roles.PRESS, last_name="Đỗ", first_name="Hà", organisation="VTV")
        client = signed_in(taker)
        summary = json.loads(body(client.get(f"/press/{story.pk}/summary.json")))
        assert summary["taken_by"] == "Đỗ Hà, VTV"
        table = body(client.get(f"/press/{story.pk}/figures.csv")).decode("utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(table))
        assert (row["embargo_until"], row["taken_by"]) == ("2031-12-01T06:00:00+07:00", "Đỗ Hà, VTV")
        graphic = body(client.get(f"/press/{story.pk}/infographic-16x9.svg")).decode()
        assert graphic.count("Đỗ Hà, VTV") >= 2
        printed = body(client.get(f"/press/{story.pk}/infographic-1x1.pdf"))
        words = pypdfium2.PdfDocument(printed)[0].get_textpage().get_text_bounded()
        assert "Đỗ Hà, VTV" in words and WORDS in words
        other = signed_in(person(roles.PRESS, last_name="Lê", first_name="Tư"))
        assert "Đỗ" not in body(other.get(f"/press/{story.pk}/infographic-16x9.svg")).decode()
        assert list(tmp_path.rglob("*")) == []

    def test_is_slowed_down_and_told_when_to_come_back(self, signed_in, story, journalist, monkeypatch):
        cache.clear()
        monkeypatch.setattr("press.throttle.MOST", 1)
        client = signed_in(journalist)
        assert client.get(f"/press/{story.pk}/summary.json").status_code == HTTPStatus.OK
        again = client.get(f"/press/{story.pk}/summary.json")
        assert again.status_code == HTTPStatus.TOO_MANY_REQUESTS
        assert 0 < int(again["Retry-After"]) <= 600
        assert again["Cache-Control"] == "private, no-store"
        other = signed_in(person(roles.PRESS)).get(f"/press/{story.pk}/summary.json")
        assert other.status_code == HTTPStatus.OK

    def test_gets_the_approved_version_not_what_was_written_since(self, signed_in, story, journalist):
        approved = story.latest_revision_id
        edit(story, title="Viết sau khi duyệt")
        summary = json.loads(body(signed_in(journalist).get(f"/press/{story.pk}/summary.json")))
        assert (summary["headline"], summary["revision"]) == (CANARY, approved)

    def test_loses_it_with_the_accreditation_at_the_next_request(self, signed_in, story, journalist):
        client = signed_in(journalist)
        assert client.get(f"/press/{story.pk}/").status_code == HTTPStatus.OK
        journalist.accredited_until = timezone.localdate() - timedelta(days=1)
        journalist.save()
        assert client.get(f"/press/{story.pk}/").status_code == HTTPStatus.NOT_FOUND
        journalist.accredited_until = timezone.localdate()
        journalist.save()
        assert client.get(f"/press/{story.pk}/").status_code == HTTPStatus.OK
        journalist.groups.clear()
        assert client.get(f"/press/{story.pk}/").status_code == HTTPStatus.NOT_FOUND

    def test_does_not_see_drafts(self, signed_in, journalist):
        draft = edit(embargoed_free(), go_live_at=UNTIL).content_object
        assert signed_in(journalist).get(f"/press/{draft.pk}/").status_code == HTTPStatus.NOT_FOUND

    def test_sees_a_waiting_translation_too(self, signed_in, story, journalist):
        english = in_english(story)
        english.save_revision().publish()
        page = signed_in(journalist).get(f"/press/{english.pk}/").content.decode()
        assert "Embargoed until 06:00 1 December 2031" in page

    def test_reads_the_approved_figures_in_english_too(self, signed_in, journalist):
        first, kept, drafted = (figure(value, "cửa hàng số") for value in ("100", "7", "55"))
        story = story_page(figures=[first, kept, drafted])
        english = in_english(story)
        approved = {
            **first,
            "value": {**first["value"], "quantity": {"value": "200", "qualifier": "exactly"}},
        }
        edit(story, body=story_body([approved, kept]))
        story = embargoed(StoryPage.objects.get(pk=story.pk), at=UNTIL)
        english.save_revision().publish()
        edit(story, body=story_body([figure("300", "cửa hàng số", id=first["id"])]))
        summary = json.loads(body(signed_in(journalist).get(f"/press/{english.pk}/summary.json")))
        assert [(f["id"], f["value"]) for f in summary["figures"]] == [
            (first["id"], "200"),
            (kept["id"], "7"),
        ]
        assert all(f["verified"] for f in summary["figures"])
        assert summary["embargo_until"] == "2031-12-01T06:00:00+07:00"

    def test_waits_in_english_for_the_time_of_the_source_and_never_without_it(
        self, signed_in, story, journalist
    ):
        english = in_english(story)
        english.save_revision().publish()
        later = UNTIL + timedelta(days=1)
        waiting = Revision.objects.for_instance(story).get(approved_go_live_at__isnull=False)
        waiting.content["go_live_at"] = later.isoformat()
        waiting.approved_go_live_at = later
        waiting.save()
        client = signed_in(journalist)
        summary = json.loads(body(client.get(f"/press/{english.pk}/summary.json")))
        assert summary["embargo_until"] == "2031-12-02T06:00:00+07:00"
        Revision.objects.for_instance(story).update(approved_go_live_at=None)
        assert client.get(f"/press/{english.pk}/").status_code == HTTPStatus.NOT_FOUND
        assert CANARY not in client.get("/press/?locale=en").content.decode()

    def test_at_its_time_the_mark_is_gone_and_everybody_has_it(self, client, story):
        fall_due(story)
        clock.tick()
        summary = json.loads(body(client.get(f"/press/{story.pk}/summary.json")))
        assert (summary["status"], summary["embargo_until"]) == ("published", None)


@pytest.mark.parametrize(
    ("who", "sees"),
    [(roles.EDITOR, True), (roles.APPROVER, True), ("contributor", True), (roles.FIGURE_CHECKER, False)],
)
def test_the_newsroom_sees_what_is_its_work(signed_in, story, who, sees):
    response = signed_in(person(who, "Lạng Sơn")).get(f"/press/{story.pk}/")
    assert response.status_code == (HTTPStatus.OK if sees else HTTPStatus.NOT_FOUND)


def test_after_its_time_it_is_embargoed_no_more_even_if_the_clock_is_late(story, journalist):
    assert selectors.embargoed_for(journalist).exists()
    assert not selectors.embargoed_for(journalist, at=UNTIL).exists()
    assert not selectors.visible_to(journalist, at=UNTIL).filter(pk=story.pk).exists()


def test_withdrawing_an_embargoed_story_is_refused_and_public_ones_are_never_embargoed(story):
    with pytest.raises(actions.ConflictError):
        actions.withdraw(story, person(roles.APPROVER), "Nguồn rút tin.")
    live = publish_through_workflow(embargoed_free())
    edit(live, go_live_at=UNTIL).publish()
    live.refresh_from_db()
    assert build_summary(live).status == "published"
    assert build_summary(approved_version(story)).status == "embargoed"


@pytest.mark.parametrize(
    ("role", "days", "accredited"),
    [(roles.PRESS, None, True), (roles.PRESS, 0, True), (roles.PRESS, -1, False), (roles.EDITOR, 5, False)],
)
def test_accreditation_is_a_group_and_a_day(role, days, accredited):
    until = None if days is None else timezone.localdate() + timedelta(days=days)
    assert is_accredited(person(role, accredited_until=until)) is accredited
