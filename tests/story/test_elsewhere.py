"""What the checker compares a figure with: other stories, the published value, its age, notes in the margin."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment

from accounts import roles
from story.checking import elsewhere
from story.figures import Nature, Qualifier, Quantity
from story.models import FigureSignOff
from tests.factories import (
    at_step,
    body,
    edit,
    figure,
    person,
    publish_through_workflow,
    story_page,
    superuser,
    unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def record(value, qualifier="exactly", *, value_max=None, period="", nature="measured"):
    most = None if value_max is None else Decimal(value_max)
    quantity = Quantity(Decimal(value), most, None, Qualifier(qualifier), None, Nature(nature))
    ahead = nature in ("target", "projection")
    return SimpleNamespace(quantity=quantity, period=period, nature=Nature(nature), is_ahead=ahead)


class TestComparing:
    @pytest.mark.parametrize(
        ("one", "other", "state"),
        [
            (record(1702), record(1702), elsewhere.SAME),
            (record(1702), record(1000, "over"), elsewhere.NO_CONTRADICTION),
            (record(1702), record(1700, "about"), elsewhere.NO_CONTRADICTION),
            (record(1702), record(1000, value_max=2000), elsewhere.NO_CONTRADICTION),
            (record(1702), record(2000, "at-most"), elsewhere.NO_CONTRADICTION),
            (record(1702), record(1750, "nearly"), elsewhere.NO_CONTRADICTION),
            (record(1702), record(1650), elsewhere.CONTRADICTION),
            (record(1702), record(2000, "over"), elsewhere.CONTRADICTION),
            (record(1702), record(1000, "under"), elsewhere.CONTRADICTION),
            (record(1702), record(1000, "about"), elsewhere.CONTRADICTION),
            (record(1702, period="2021"), record(900, period="2020"), elsewhere.OTHER_PERIOD),
            (record(1702, period="2021"), record(900), elsewhere.CONTRADICTION),
            (record(1702), record(2500, nature="target"), elsewhere.OTHER_NATURE),
            (record(3), record(5, nature="rule"), elsewhere.OTHER_NATURE),
        ],
    )
    def test_only_what_cannot_both_be_true_is_a_contradiction(self, one, other, state):
        assert elsewhere.compare(one, other) is state
        assert elsewhere.compare(other, one) is state

    @pytest.mark.parametrize(
        ("one", "other", "alike"),
        [
            ("tổ công nghệ số cộng đồng", "Tổ Công nghệ cộng đồng", True),
            ("tổ công nghệ số cộng đồng", "to cong nghe so cong dong", True),
            ("đội tình nguyện", "đội tình nguyện của thanh niên", True),
            ("tài khoản Hue-S", "tài khoản ngân hàng", False),
            ("tổ công nghệ", "hộ nghèo", False),
            ("số", "của", False),
        ],
    )
    def test_labels_are_alike_by_their_words_without_marks(self, one, other, alike):
        first, second = (SimpleNamespace(unit=None, label=label) for label in (one, other))
        assert elsewhere.alike(first, second) is alike

    def test_another_unit_is_another_thing(self):
        first, second = (SimpleNamespace(unit=unit(name), label="tổ công nghệ") for name in ("tổ", "người"))
        assert not elsewhere.alike(first, second)


@pytest.fixture
def checker():
    return person(roles.FIGURE_CHECKER)


def screen(client, user, page, **query):
    client.force_login(user)
    response = client.get(reverse("story_figure_check", args=[page.pk]), query)
    return response.context["evidence"], response.content.decode()


def checked(*figures, province="Lạng Sơn", **fields):
    page = story_page(province, figures=list(figures), **fields)
    at_step(page, "check")
    page.refresh_from_db()
    return page


class TestOtherStories:
    def test_a_contradiction_comes_first_with_a_link_to_its_story(self, client, checker):
        teams = unit("tổ")
        first = publish_through_workflow(
            story_page(
                headline="Hội nghị", figures=[figure("1000", "tổ công nghệ", unit=teams, qualifier="over")]
            )
        )
        second = publish_through_workflow(
            story_page(headline="Tổng kết", figures=[figure("1650", "tổ công nghệ số", unit=teams)])
        )
        page = checked(figure("1702", "tổ công nghệ số cộng đồng", unit=teams))
        evidence, html = screen(client, checker, page)
        assert [(row.value, row.wrong, row.address) for row in evidence.values] == [
            ("1.650", True, second.url),
            ("1.000", False, first.url),
        ]
        assert f'href="{second.url}"' in html and "is-wrong" in html

    def test_a_draft_at_the_check_is_compared_for_whoever_may_see_it(self, client, checker):
        draft = checked(figure("1650", "tổ công nghệ"), headline="Bài chưa đăng")
        page = checked(figure("1702", "tổ công nghệ"))
        evidence, _html = screen(client, checker, page)
        assert [row.address for row in evidence.values] == [reverse("story_figure_check", args=[draft.pk])]

    def test_drafts_elsewhere_and_other_provinces_are_not(self, client, checker):
        story_page(figures=[figure("1650", "tổ công nghệ")])
        at_step(story_page(figures=[figure("1650", "tổ công nghệ")]), "edit")
        checked(figure("1650", "tổ công nghệ"), province="Huế")
        publish_through_workflow(story_page("Huế", figures=[figure("1650", "tổ công nghệ")]))
        evidence, _html = screen(client, checker, checked(figure("1702", "tổ công nghệ")))
        assert evidence.values == []


class TestPrevious:
    CHANGED = {
        "value": {"quantity": {"value": "117000", "qualifier": "exactly"}},
        "qualifier": {"quantity": {"value": "116000", "qualifier": "over"}},
        "nature": {"nature": "estimate"},
        "period": {"period": "2021", "period_basis": "stated"},
        "source": {"source_page": "trang 9"},
        "unit": {"unit": "hộ"},
    }

    @pytest.fixture
    def published(self):
        data = figure("116000", "cửa hàng")
        page = publish_through_workflow(story_page(figures=[data]))
        return page, data

    @pytest.mark.parametrize("what", CHANGED)
    def test_each_thing_a_sign_off_vouches_for_voids_it_and_is_named(self, client, checker, published, what):
        page, data = published
        assert page.figures[data["id"]].verified
        change = dict(self.CHANGED[what])
        if what == "unit":
            change["unit"] = unit("hộ").pk
        edit(page, body=body([data | {"value": data["value"] | change}]))
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().figures[data["id"]].verified is None
        evidence, _html = screen(client, checker, page)
        assert len(evidence.previous.changes) == 1
        (change,) = evidence.previous.changes
        assert change.before != change.now

    @pytest.mark.parametrize(
        "words", [{"label": "cửa hàng trên mạng"}, {"highlight": True}, {"printed": "116 nghìn"}]
    )
    def test_other_words_leave_the_sign_off(self, client, checker, published, words):
        page, data = published
        edit(page, body=body([data | {"value": data["value"] | words}]))
        assert page.get_latest_revision_as_object().figures[data["id"]].verified

    def test_a_new_figure_has_no_past(self, client, checker):
        assert screen(client, checker, checked(figure()))[0].previous is None


class TestAge:
    @pytest.mark.parametrize(
        ("fields", "old"),
        [
            ({"period": "2021-12", "period_basis": "stated"}, True),
            ({"period": f"{timezone.localdate().year}", "period_basis": "stated"}, False),
            ({}, False),
        ],
    )
    def test_more_than_twelve_months_is_marked(self, client, checker, fields, old):
        evidence, html = screen(client, checker, checked(figure(**fields)))
        assert evidence.is_old is old
        assert ("figure-check__age is-old" in html) is old

    def test_a_due_figure_is_signed_off_again_once(self, client, checker):
        page = publish_through_workflow(story_page(figures=[figure(period="2021", period_basis="stated")]))
        _evidence, html = screen(client, checker, page)
        assert 'value="sign_off"' in html
        data = {"verb": "sign_off", "figure": next(iter(page.figures)), "revision": page.latest_revision_id}
        for _press in range(2):
            client.post(reverse("story_figure_check", args=[page.pk]), data)
        assert FigureSignOff.objects.filter(user=checker).count() == 1
        assert 'value="sign_off"' not in screen(client, checker, page)[1]


class TestReturningWithTheCalculation:
    def test_one_button_disputes_with_the_computed_value(self, client, checker):
        first, second = figure("867598", "tài khoản"), figure("680756", "người dùng")
        share = figure(
            "144", "tỉ lệ", unit=unit("%", "percent"), rule="share", first=first["id"], second=second["id"]
        )
        page = checked(first, second, share)
        client.force_login(checker)
        data = {"verb": "dispute_computed", "figure": share["id"], "revision": page.latest_revision_id}
        client.post(reverse("story_figure_check", args=[page.pk]), data)
        said = FigureSignOff.objects.get()
        assert said.decision == "disputed" and "127,4%" in said.note and "867.598" in said.note
        assert page.get_latest_revision_as_object().figures[share["id"]].quantity.value == 144
        client.post(reverse("story_figure_check", args=[page.pk]), data | {"figure": first["id"]})
        assert FigureSignOff.objects.count() == 1


class TestNotes:
    def test_open_comments_of_the_part_and_the_story_are_shown(self, client, checker):
        page = checked(figure("5", "xe", part="results"))
        parts = {part.block_type: part.id for part in page.body}
        author = superuser()
        for path, text in (
            ("title", "Về cả bài"),
            (f"body.{parts['results']}", "Về kết quả <b>"),
            (f"body.{parts['problem']}", "Về vấn đề"),
        ):
            Comment.objects.create(page=page, user=author, text=text, contentpath=path)
        Comment.objects.create(
            page=page, user=author, text="Xong", contentpath="title", resolved_at=timezone.now()
        )
        evidence, html = screen(client, checker, page)
        assert {comment.text for comment in evidence.comments} == {"Về cả bài", "Về kết quả <b>"}
        assert "Về kết quả &lt;b&gt;" in html
