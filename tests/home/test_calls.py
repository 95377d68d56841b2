"""Calls for stories: what the public reads, and the one click that answers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import roles
from home.calls import actions, selectors
from home.models import Call, CallAnswer
from places.models import AdministrativeUnit
from story.actions import ConflictError, NotAllowedError
from story.models import Pillar, Sector, StoryPage
from tests.factories import person, province_page, publish_through_workflow, story_page, superuser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

LIST, ENGLISH = "/loi-moi/", "/en/calls/"


def day(days):
    return timezone.localdate() + timedelta(days=days)


def unit(name="Lạng Sơn"):
    return AdministrativeUnit.objects.by_name(name)


def make(title="Chợ số", *, units=(), pillars=(), sectors=(), **fields):
    row = Call.objects.create(**{"title": title, "theme": "Kể chuyện chợ.", "published": True} | fields)
    row.units.set(unit(name) for name in units)
    row.pillars.set(Pillar.objects.filter(code__in=pillars))
    row.sectors.set(Sector.objects.filter(code__in=sectors))
    return row


CLOSED = [{"published": False}, {"closed": True}, {"deadline": day(-1)}]


class TestInPublic:
    def test_open_ones_come_first_and_closed_ones_say_so(self, client):
        make("Đã đóng", closed=True)
        make("Không hạn")
        make("Quá hạn", deadline=day(-1))
        make("Gấp", deadline=day(0))
        make("Bản thảo", published=False)
        assert [call.title for call in selectors.listed()] == ["Gấp", "Không hạn", "Quá hạn", "Đã đóng"]
        page = client.get(LIST).content.decode()
        assert page.count("call__open") == page.count("call__over") == 2
        assert "Bản thảo" not in page

    def test_one_call_leads_to_the_form_while_it_is_open(self, client):
        row = make(theme="Dòng một.\n\n<b>Dòng hai</b>", deadline=day(3))
        page = client.get(f"{LIST}{row.pk}/").content.decode()
        assert f"/gui-cau-chuyen/?call={row.pk}" in page
        assert "<b>Dòng hai" not in page
        Call.objects.update(deadline=day(-1))
        page = client.get(f"{LIST}{row.pk}/").content.decode()
        assert "?call=" not in page and "/gui-cau-chuyen/" in page

    def test_what_is_not_published_does_not_exist(self, client):
        row = make("Bản thảo", published=False)
        for number in (row.pk, 10**9, 0):
            assert client.get(f"{LIST}{number}/").status_code == 404
        assert client.get(f"{LIST}{'9' * 30}/").status_code == 404

    def test_english_takes_its_own_words_or_says_that_they_are_vietnamese(self, client):
        both, one = make("Chợ số", title_en="Markets", theme_en="Tell."), make("Trạm y tế")
        assert "Markets" in client.get(f"{ENGLISH}{both.pk}/").content.decode()
        assert '<h1 lang="vi">Trạm y tế' in client.get(f"{ENGLISH}{one.pk}/").content.decode()

    def test_only_public_answers_are_shown(self, client):
        row, draft = make(), story_page(headline="Còn là bản nháp")
        CallAnswer.objects.create(call=row, page=draft)
        assert "Còn là bản nháp" not in client.get(f"{LIST}{row.pk}/").content.decode()
        publish_through_workflow(draft)
        assert "Còn là bản nháp" in client.get(f"{LIST}{row.pk}/").content.decode()


class TestAnswering:
    def test_one_click_makes_a_draft_that_belongs_to_the_call(self, signed_in):
        author, row = person("contributor"), make(pillars=["digital-economy"], sectors=["tourism"])
        response = signed_in(author).post(f"/admin/open-calls/{row.pk}/answer/", {"unit": unit().pk})
        (answer,) = row.answers.all()
        assert response["Location"] == f"/admin/pages/{answer.page_id}/edit/"
        assert (answer.page.owner, answer.page.live) == (author, False)
        assert answer.page.get_parent().specific == province_page()
        draft = answer.page.get_latest_revision_as_object()
        assert [pillar.code for pillar in draft.pillars.all()] == ["digital-economy"]
        assert [sector.code for sector in draft.sectors.all()] == ["tourism"]

    def test_a_second_click_leads_to_the_same_draft(self):
        author, row = person("contributor"), make()
        first, second = (actions.answer(row, author, unit()) for _each in range(2))
        assert first == second and CallAnswer.objects.count() == 1
        other = actions.answer(row, person("contributor"), unit())
        assert other != first

    @pytest.mark.parametrize("fields", CLOSED)
    def test_what_is_over_takes_no_answer(self, fields, signed_in):
        author, row = person("contributor"), make(**fields)
        with pytest.raises(ConflictError):
            actions.answer(row, author, unit())
        assert signed_in(author).post(f"/admin/open-calls/{row.pk}/answer/").status_code in (302, 404)
        assert not CallAnswer.objects.exists()

    def test_the_last_day_still_counts(self):
        assert actions.answer(make(deadline=day(0)), person("contributor"), unit())

    def test_nobody_answers_for_another_province(self, signed_in):
        author, row = person("contributor", "Lạng Sơn"), make()
        with pytest.raises(NotAllowedError):
            actions.answer(row, author, unit("Đà Nẵng"))
        for asked in (unit("Đà Nẵng").pk, "abc", "9" * 40):
            before = StoryPage.objects.count()
            signed_in(author).post(f"/admin/open-calls/{row.pk}/answer/", {"unit": asked})
            made = StoryPage.objects.order_by("pk").last() if StoryPage.objects.count() > before else None
            assert made is None or made.get_parent().specific == province_page("Lạng Sơn")

    def test_a_call_to_some_units_is_for_them_alone(self):
        row = make(units=["Huế"])
        assert list(selectors.open_calls(person("contributor", "Huế"))) == [row]
        stranger = person("contributor", "Lạng Sơn")
        assert list(selectors.open_calls(stranger)) == []
        with pytest.raises(NotAllowedError):
            actions.answer(row, stranger, unit())
        assert list(selectors.open_calls(person(roles.EDITOR))) == [row]

    @pytest.mark.parametrize("role", [roles.EDITOR, roles.APPROVER, roles.TRANSLATOR])
    def test_whoever_has_no_unit_of_their_own_has_no_button(self, role, signed_in):
        row, client = make(), signed_in(person(role))
        assert "/answer/" not in client.get("/admin/open-calls/").content.decode()
        assert client.post(f"/admin/open-calls/{row.pk}/answer/").status_code in (302, 403)
        assert not CallAnswer.objects.exists()


class TestOnTheDesk:
    def test_the_panel_offers_the_button_and_then_the_draft(self, signed_in):
        author, row = person("contributor"), make("Chợ <i>số</i>")
        client = signed_in(author)
        page = client.get("/admin/").content.decode()
        assert f"/admin/open-calls/{row.pk}/answer/" in page and "Chợ <i>" not in page
        draft = actions.answer(row, author, unit())
        page = client.get("/admin/").content.decode()
        assert "/answer/" not in page and f"/admin/pages/{draft.pk}/edit/" in page

    def test_without_an_open_call_there_is_no_panel(self, signed_in):
        make(closed=True)
        assert "panel-calls" not in signed_in(person("contributor")).get("/admin/").content.decode()


class TestKeepingThem:
    def form(self, **changes):
        return {"title": "Chợ số", "theme": "Kể.", "deadline": "", "title_en": "", "theme_en": ""} | changes

    def test_editors_write_calls_and_contributors_do_not(self, signed_in):
        address = "/admin/snippets/home/call/add/"
        assert signed_in(person(roles.EDITOR)).post(address, self.form(published="on")).status_code == 302
        assert Call.objects.get().is_open()
        for role in ("contributor", roles.APPROVER, roles.FIGURE_CHECKER):
            signed_in(person(role)).post(address, self.form())
        assert Call.objects.count() == 1

    def test_a_new_call_is_not_published_for_a_day_that_has_passed(self, signed_in):
        data = self.form(published="on", deadline=str(day(-1)))
        response = signed_in(person(roles.EDITOR)).post("/admin/snippets/home/call/add/", data)
        assert response.status_code == 200 and not Call.objects.exists()
        assert "Chợ số" in response.content.decode()

    @pytest.mark.parametrize(
        "query", ["", "pillars=1&sectors=2&units=3", "pillars=abc&units=" + "9" * 50, "tools=999999"]
    )
    def test_the_form_opens_whatever_the_address_says(self, query, signed_in):
        assert signed_in(superuser()).get(f"/admin/snippets/home/call/add/?{query}").status_code == 200
