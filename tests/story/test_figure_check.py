"""The checker's screen: what it shows, what its buttons do, and who gets in."""

import pytest
from django.urls import reverse

from accounts import roles
from story import actions
from story.models import ApprovalTask, FigureSignOff, StoryPage
from tests.factories import (
    at_step,
    body,
    edit,
    figure,
    paragraph,
    person,
    publish_through_workflow,
    story_page,
    superuser,
    unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def link(item, words):
    return f'<a linktype="figure" id="{item["id"]}">{words}</a>'


@pytest.fixture
def hue(newsroom):
    """The case of Huế in the check: 867.598 of 680.756, printed as 144 %."""
    accounts, phones = (
        figure("867598", "tài khoản Hue-S"),
        figure("680756", "người dùng điện thoại thông minh"),
    )
    percent = unit("phần trăm", kind="percent")
    share = figure(
        "144",
        "tỉ lệ tài khoản",
        unit=percent,
        rule="share",
        first=accounts["id"],
        second=phones["id"],
        printed="144%",
    )
    text = (
        "<p>Mở đầu không có số. Tỉnh có "
        + link(accounts, "867.598")
        + " tài khoản so với "
        + link(phones, "680.756")
        + " người dùng, bằng "
        + link(share, "144%")
        + ". Câu cuối cùng.</p>"
    )
    page = story_page("Huế", figures=[accounts, phones, share], content={"results": [paragraph(text)]})
    at_step(page, "check")
    page.refresh_from_db()
    return page, accounts["id"], phones["id"], share["id"]


def address(page, **query):
    from urllib.parse import urlencode

    return reverse("story_figure_check", args=[page.pk]) + "?" + urlencode(query)


@pytest.fixture
def checker(signed_in):
    return signed_in(person(roles.FIGURE_CHECKER))


def press(client, page, verb, figure_id, note="", follow=True):
    data = {"verb": verb, "figure": figure_id, "revision": page.latest_revision_id, "note": note}
    return client.post(reverse("story_figure_check", args=[page.pk]), data, follow=follow)


class TestWhatItShows:
    def test_the_sentence_stands_alone_with_its_figure_marked(self, hue, checker):
        page, accounts, *_rest = hue
        html = checker.get(address(page, figure=accounts)).content.decode()
        assert '<mark class="is-selected">867.598</mark>' in html
        assert "<mark>680.756</mark>" in html
        assert "Mở đầu không có số" not in html
        assert "Câu cuối cùng" not in html

    def test_yellow_is_for_what_a_person_has_signed_off(self, hue, checker):
        page, accounts, phones, _share = hue
        press(checker, page, "sign_off", phones)
        html = checker.get(address(page, figure=accounts)).content.decode()
        assert '<mark class="is-selected">867.598</mark>' in html
        assert '<mark class="is-signed">680.756</mark>' in html
        html = checker.get(address(page, figure=phones)).content.decode()
        assert '<mark class="is-selected is-signed">680.756</mark>' in html
        assert "<mark>867.598</mark>" in html

    @pytest.mark.parametrize(
        ("number", "size"), [("116000", ""), ("1160000", " is-long"), ("3100000000", " is-longer")]
    )
    def test_the_word_before_a_number_stands_beside_its_digits(self, checker, number, size):
        item = figure(number, qualifier="over")
        page = story_page("Huế", figures=[item])
        at_step(page, "check")
        html = checker.get(address(page, figure=item["id"])).content.decode()
        digits = f"{int(number):,}".replace(",", ".")
        word, big = (
            '<span class="figure-check__qualifier">hơn</span>',
            f'"figure-check__digits{size}">{digits}<',
        )
        assert 0 < html.find(word) < html.find(big)

    def test_a_contradiction_is_an_equation(self, hue, checker):
        page, *_others, share = hue
        response = checker.get(address(page, figure=share))
        evidence = response.context["evidence"]
        assert (
            evidence.first.forms.digits,
            evidence.sign,
            evidence.second.forms.digits,
            evidence.computed,
        ) == (
            "867.598",
            "/",
            "680.756",
            "127,4%",
        )
        assert "figure-check__equation" in response.content.decode()

    def test_a_figure_that_agrees_shows_no_equation(self, hue, checker):
        page, accounts, *_rest = hue
        assert "figure-check__equation" not in checker.get(address(page, figure=accounts)).content.decode()

    def test_the_first_undecided_figure_is_under_the_lamp(self, hue, checker):
        page, accounts, phones, _share = hue
        assert checker.get(address(page)).context["selected"].id == accounts
        press(checker, page, "sign_off", accounts)
        assert checker.get(address(page)).context["selected"].id == phones

    def test_the_value_published_until_now_is_shown_where_it_differs(self, checker):
        data = figure("116000", "cửa hàng")
        page = publish_through_workflow(story_page(figures=[data]))
        changed = data | {"value": data["value"] | {"quantity": {"value": "117000"}}}
        edit(page, body=body([changed]))
        page.refresh_from_db()
        previous = checker.get(address(page, figure=data["id"])).context["evidence"].previous
        assert previous.value == "116.000"
        assert [(change.before, change.now) for change in previous.changes] == [("116.000", "117.000")]

    def test_the_same_thing_in_another_story_of_the_province_is_shown(self, checker):
        publish_through_workflow(
            story_page("Huế", headline="Bài trước", figures=[figure("800000", "tài khoản Hue-S")])
        )
        publish_through_workflow(story_page("Cà Mau", figures=[figure("5", "tài khoản Hue-S")]))
        publish_through_workflow(story_page("Huế", figures=[figure("7", "máy rút tiền")]))
        page = story_page("Huế", figures=[figure("867598", "tài khoản Hue-S")])
        at_step(page, "check")
        page.refresh_from_db()
        values = checker.get(address(page)).context["evidence"].values
        assert [(value.value, "Bài trước" in value.origin) for value in values] == [("800.000", True)]

    def test_a_number_typed_into_the_headline_is_shown(self, checker):
        page = story_page(headline="Hơn 116.000 cửa hàng lên mạng", figures=[figure("116000", "cửa hàng")])
        at_step(page, "check")
        page.refresh_from_db()
        assert '<mark class="is-selected">116.000</mark>' in checker.get(address(page)).content.decode()

    def test_a_target_carries_its_word(self, checker):
        page = story_page(figures=[figure("100000", "cửa hàng", nature="target")])
        at_step(page, "check")
        page.refresh_from_db()
        html = checker.get(address(page)).content.decode()
        assert "is-ahead" in html
        assert page.figures[next(iter(page.figures))].nature_word in html

    def test_script_in_a_label_and_a_note_stays_text(self, checker):
        page = story_page(figures=[figure(label="<script>alert(1)</script>")])
        at_step(page, "check")
        page.refresh_from_db()
        html = press(
            checker, page, "dispute", next(iter(page.figures)), "<script>alert(2)</script>"
        ).content.decode()
        assert "<script>alert(" not in html
        assert "&lt;script&gt;alert(2)" in html

    def test_an_older_version_says_so(self, hue, checker):
        page, *_rest = hue
        old = page.latest_revision_id
        edit(page, title="Tít mới")
        assert "figure-check__warning" in checker.get(address(page, revision=old)).content.decode()

    def test_a_story_without_figures_can_be_finished_at_once(self, checker):
        page = story_page()
        at_step(page, "check")
        page.refresh_from_db()
        press(checker, page, "approve", "")
        assert type(page.current_workflow_task) is ApprovalTask


class TestItsButtons:
    def test_signing_off_goes_to_the_next_figure(self, hue, checker):
        page, accounts, phones, _share = hue
        response = press(checker, page, "sign_off", accounts, follow=False)
        assert f"figure={phones}" in response.url
        assert FigureSignOff.objects.get().decision == FigureSignOff.Decision.SIGNED

    def test_a_contradiction_is_kept_only_with_a_reason(self, hue, checker):
        page, *_others, share = hue
        response = press(checker, page, "sign_off", share)
        assert response.context["selected"].id == share
        assert not FigureSignOff.objects.exists()
        press(checker, page, "sign_off", share, "Nguồn ghi mẫu số khác.")
        assert FigureSignOff.objects.get().note == "Nguồn ghi mẫu số khác."

    def test_a_refused_note_is_not_lost(self, hue, checker):
        page, accounts, *_rest = hue
        edit(page, title="Tít mới")
        response = press(checker, page, "dispute", accounts, "Lời đã viết dài.")
        assert "Lời đã viết dài." in response.content.decode()
        assert any(
            str(actions.StaleRevisionError()) in str(message) for message in response.context["messages"]
        )

    def test_the_last_button_appears_when_all_are_signed_and_ends_the_step(self, hue, checker):
        page, *ids = hue
        for block_id in ids:
            assert not checker.get(address(page)).context["may_finish"]
            press(checker, page, "sign_off", block_id, "Đã đối chiếu với nguồn.")
        assert checker.get(address(page)).context["may_finish"]
        press(checker, page, "approve", "")
        assert type(page.current_workflow_task) is ApprovalTask

    def test_the_last_button_pressed_early_is_refused(self, hue, checker):
        page, *_ids = hue
        response = press(checker, page, "approve", "")
        assert "867.598" in " ".join(str(message) for message in response.context["messages"])
        assert type(page.current_workflow_task) is not ApprovalTask

    @pytest.mark.parametrize(
        ("query", "status"),
        [
            ({"revision": "abc"}, 404),
            ({"revision": "9" * 40}, 404),
            ({"revision": "-1"}, 404),
            ({"figure": "x" * 8000}, 200),
        ],
    )
    def test_bad_addresses_are_answered(self, hue, checker, query, status):
        assert checker.get(address(hue[0], **query)).status_code == status

    def test_an_unknown_verb_is_not_found(self, hue, checker):
        assert press(checker, hue[0], "explode", hue[1]).status_code == 404

    def test_a_revision_of_another_story_is_not_found(self, hue, checker):
        other = story_page()
        assert checker.get(address(hue[0], revision=other.latest_revision_id)).status_code == 404


class TestWhoGetsIn:
    @pytest.mark.parametrize("role", [roles.EDITOR, roles.APPROVER, "contributor", roles.TRANSLATOR])
    def test_others_do_not(self, hue, signed_in, role):
        response = signed_in(person(role)).get(address(hue[0]))
        assert response.status_code == 302

    def test_nobody_without_signing_in(self, hue, client):
        assert "login" in client.get(address(hue[0])).url

    def test_a_superuser_does(self, hue, signed_in):
        assert signed_in(superuser()).get(address(hue[0])).status_code == 200

    def test_a_translation_has_no_figures_to_check(self, hue, checker):
        from wagtail.models import Locale

        english = hue[0].copy_for_translation(Locale.objects.get(language_code="en"))
        english.save_revision()
        assert checker.get(reverse("story_figure_check", args=[english.pk])).status_code == 302
        assert StoryPage.objects.get(pk=english.pk).figures
