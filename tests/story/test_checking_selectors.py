"""The checker's lists: which figures wait, are disputed, asked for or ageing, and for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import roles
from story import actions
from story.checking import selectors
from story.models import FigureQuery, FigureReview, FigureSignOff
from tests.factories import at_step, body, edit, figure, person, publish_through_workflow, story_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


@pytest.fixture
def checker():
    return person(roles.FIGURE_CHECKER)


@pytest.fixture
def at_check():
    one, two = figure("116000", "cửa hàng"), figure("97", "hộ có tài khoản")
    page = story_page(figures=[one, two])
    at_step(page, "check")
    page.refresh_from_db()
    return page


def dated(value, label, period="2021"):
    return figure(value, label, period=period, period_basis="stated" if period else "none")


def labels(items):
    return sorted(item.record.label for item in items)


def ask(page, user, *labels, **fields):
    figures = page.get_latest_revision_as_object().figures.values()
    asked = {item.id: item.fingerprint for item in figures if item.label in labels}
    fields = {"contact_name": "Nông Thị Lan", "contact_email": "lan@example.com"} | fields
    return FigureQuery.objects.create(
        page=page,
        translation_key=page.translation_key,
        revision_id=page.latest_revision_id,
        asked=asked,
        created_by=user,
        **fields,
    )


def block_id(page, label):
    return next(key for key, item in page.figures.items() if item.label == label)


class TestStates:
    def test_an_undecided_figure_at_the_check_waits_and_a_draft_elsewhere_does_not(self, at_check, checker):
        story_page(figures=[figure("5", "nháp")])
        at_step(story_page(figures=[figure("6", "đang biên tập")]), "edit")
        assert labels(selectors.waiting(checker)) == ["cửa hàng", "hộ có tài khoản"]
        assert {item.page.title for item in selectors.waiting(checker)} == {at_check.title}

    def test_a_signed_figure_waits_no_longer_until_it_changes(self, at_check, checker):
        actions.sign_off(at_check, block_id(at_check, "cửa hàng"), checker, at_check.latest_revision_id)
        assert labels(selectors.waiting(checker)) == ["hộ có tài khoản"]
        edit(at_check, body=body([figure("117000", "cửa hàng", id=block_id(at_check, "cửa hàng"))]))
        assert labels(selectors.waiting(checker)) == ["cửa hàng"]

    def test_a_disputed_figure_is_listed_with_its_note(self, at_check, checker):
        number = block_id(at_check, "cửa hàng")
        actions.dispute(at_check, number, checker, at_check.latest_revision_id, "Số của năm nào?")
        assert [item.note for item in selectors.disputed(checker)] == ["Số của năm nào?"]
        assert labels(selectors.waiting(checker)) == ["hộ có tài khoản"]

    def test_a_disputed_figure_of_a_public_story_is_listed_too(self, checker):
        page = publish_through_workflow(story_page(figures=[figure("1", "xe")]))
        actions.dispute(page, block_id(page, "xe"), checker, page.latest_revision_id, "Còn đúng không?")
        assert labels(selectors.disputed(checker)) == ["xe"]

    def test_an_asked_figure_waits_for_the_province_and_comes_back_when_nobody_answers(
        self, at_check, checker
    ):
        query = ask(at_check, checker, "cửa hàng")
        assert labels(selectors.asked(checker)) == ["cửa hàng"]
        assert labels(selectors.waiting(checker)) == ["hộ có tài khoản"]
        query.expires_at = timezone.now() - timedelta(seconds=1)
        query.save()
        assert labels(selectors.waiting(checker)) == ["cửa hàng", "hộ có tài khoản"]
        assert selectors.asked(checker) == []

    def test_answered_questions_come_first_until_the_checker_decides(self, at_check, checker):
        ask(at_check, checker, "cửa hàng")
        query = ask(at_check, checker, "hộ có tài khoản", closed_at=timezone.now())
        number = block_id(at_check, "hộ có tài khoản")
        query.answers.create(block_id=number, fingerprint=query.asked[number], answer="confirmed")
        asked = selectors.asked(checker)
        assert [(item.record.label, item.answered) for item in asked] == [
            ("hộ có tài khoản", True),
            ("cửa hàng", False),
        ]
        actions.sign_off(at_check, number, checker, at_check.latest_revision_id)
        assert labels(selectors.asked(checker)) == ["cửa hàng"]

    @pytest.mark.parametrize(
        ("period", "old"), [("2021", True), ("", False), (f"{timezone.localdate().year}", False)]
    )
    def test_an_old_period_of_a_public_figure_is_ageing(self, checker, period, old):
        publish_through_workflow(story_page(figures=[dated("1", "xe", period)]))
        assert bool(selectors.ageing(checker)) is old

    def test_without_a_period_the_day_of_its_sign_off_counts(self, checker):
        publish_through_workflow(story_page(figures=[figure("1", "xe")]))
        FigureSignOff.objects.update(at=timezone.now() - timedelta(days=400))
        assert labels(selectors.ageing(checker)) == ["xe"]

    def test_a_review_of_this_year_settles_the_age(self, checker):
        page = publish_through_workflow(story_page(figures=[dated("1", "xe")]))
        review = FigureReview.objects.create(
            page=page, translation_key=page.translation_key, block_id=block_id(page, "xe"), year=2026
        )
        assert [item.at for item in selectors.ageing(checker)] == [review.asked_at]
        review.settled_at = timezone.now()
        review.save()
        assert selectors.ageing(checker) == []
        review.settled_at -= timedelta(days=400)
        review.save()
        assert labels(selectors.ageing(checker)) == ["xe"]


@pytest.mark.parametrize("state", ["waiting", "disputed", "asked", "ageing"])
class TestWhoseList:
    @pytest.mark.parametrize("role", ["contributor", roles.EDITOR, roles.APPROVER, roles.TRANSLATOR])
    def test_others_have_an_empty_one(self, at_check, checker, state, role):
        other = person(role)
        publish_through_workflow(story_page(figures=[dated("1", "xe")]))
        number = block_id(at_check, "cửa hàng")
        actions.dispute(at_check, number, checker, at_check.latest_revision_id, "Vì sao?")
        ask(at_check, checker, "hộ có tài khoản")
        assert getattr(selectors, state)(other) == []
        assert getattr(selectors, state)(person(roles.FIGURE_CHECKER, is_active=False)) == []

    def test_it_costs_the_same_for_one_story_and_for_six(
        self, at_check, checker, state, django_assert_max_num_queries
    ):
        for number in range(5):
            page = story_page(figures=[figure(str(number), "xe")])
            at_step(page, "check")
            page.refresh_from_db()
            ask(page, checker, "xe")
            publish_through_workflow(story_page(figures=[dated(str(number), "bò")]))
        with django_assert_max_num_queries(12):
            getattr(selectors, state)(checker)
