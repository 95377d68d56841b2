"""Where each story stands in another language: the report, the desk, the rows and headers of pages."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import roles
from story import actions
from story.models import Assignment, StoryPage
from tests.factories import (
    body,
    embargoed,
    figure,
    paragraph,
    person,
    province_page,
    publish_through_workflow,
    story_page,
    superuser,
)
from tests.translation.following import correct, fill, published, send
from tests.translation.working import begin, english, english_of
from translation import progress
from translation.progress import LanguageState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
REPORT = "translation_report"
PLAIN = paragraph("<p>Bà con bán hàng qua mạng.</p>")


def state_of(page, user=None):
    found = progress.with_language_state(progress.sources_for(user or superuser(), english()), english())
    return found.get(pk=page.pk).language_state


def rows(client, **query):
    response = client.get(reverse(REPORT, query={"export": "csv", **query}))
    text = b"".join(response.streaming_content).decode().lstrip("\ufeff")
    return list(csv.reader(io.StringIO(text)))[1:]


def listed(client, **query):
    return [row[0] for row in rows(client, **query)]


class TestStates:
    def test_on_the_way_to_the_public(self, signed_in):
        page = publish_through_workflow(story_page())
        assert state_of(page) == LanguageState.MISSING
        translation = begin(page)
        assert state_of(page) == LanguageState.IN_WORK
        fill(translation)
        send(translation, signed_in)
        assert state_of(page) == LanguageState.CHECK
        step = english_of(page).current_workflow_task_state
        actions.reject(step, person(roles.TRANSLATION_CHECKER), "Xem lại câu đầu.")
        assert state_of(page) == LanguageState.RETURNED
        send(translation, signed_in)
        actions.approve(english_of(page).current_workflow_task_state, person(roles.TRANSLATION_CHECKER))
        assert state_of(page) == LanguageState.APPROVAL
        actions.approve(english_of(page).current_workflow_task_state, person(roles.APPROVER))
        assert state_of(page) == LanguageState.PUBLISHED
        actions.withdraw(english_of(page), superuser(), "Gỡ bản dịch")
        assert state_of(page) == LanguageState.WITHDRAWN

    def test_out_of_date_since_its_original_changed(self, signed_in):
        page, _translation, english_page = published(
            story_page(headline="Chợ số", content={"results": [PLAIN]}), signed_in
        )
        correct(page, body(content={"results": [{**PLAIN, "value": "<p>Bà con bán qua điện thoại.</p>"}]}))
        assert state_of(page) == LanguageState.OUTDATED
        translator = person(roles.TRANSLATOR)
        client = signed_in(translator)
        html = client.get(reverse(REPORT, query={"state": "outdated"})).content.decode()
        assert "Đã cũ so với bản gốc, từ hôm nay" in html
        assert reverse("translation_changes", args=[english_page.pk]) in html
        rows_html = (
            signed_in(superuser())
            .get(reverse("wagtailadmin_explore", args=[province_page().pk]))
            .content.decode()
        )
        assert "EN: đã cũ so với bản gốc, từ hôm nay" in rows_html
        edit_html = (
            signed_in(translator)
            .get(reverse("wagtailadmin_pages:edit", args=[english_page.pk]))
            .content.decode()
        )
        assert "EN: đã cũ so với bản gốc" in edit_html

    def test_a_draft_and_a_stranger_s_embargo_are_not_listed(self):
        draft = story_page(headline="Bản nháp kín")
        ahead = embargoed(story_page(headline="Chưa được đăng"))
        translator = person(roles.TRANSLATOR)
        found = progress.sources_for(translator, english())
        assert not {draft.pk, ahead.pk} & set(found.values_list("pk", flat=True))
        assert ahead.pk in progress.sources_for(superuser(), english()).values_list("pk", flat=True)


class TestReport:
    @pytest.mark.parametrize("role", [roles.FIGURE_CHECKER, "contributor"])
    def test_it_is_for_translators_and_whoever_leads(self, signed_in, role):
        assert signed_in(person(role)).get(reverse(REPORT)).status_code in (302, 403)
        assert signed_in(person(roles.TRANSLATOR)).get(reverse(REPORT)).status_code == 200

    def test_what_has_a_time_or_a_day_comes_first_then_the_newest(self, signed_in):
        first, second, third = (publish_through_workflow(story_page(headline=f"Chuyện {n}")) for n in "abc")
        begin(second)
        Assignment.objects.create(page=english_of(second), assignee=superuser(), due="2020-01-01")
        ahead = embargoed(story_page(headline="Đang chờ giờ"))
        client = signed_in(superuser())
        assert listed(client) == [ahead.title, second.title, third.title, first.title]
        assert "quá hạn" in rows(client)[1][6]

    def test_filters_by_state_and_unit(self, signed_in):
        one = publish_through_workflow(story_page("Huế", "Chuyện Huế"))
        other = publish_through_workflow(story_page("Cà Mau", "Chuyện Cà Mau"))
        begin(other)
        client = signed_in(person(roles.TRANSLATOR))
        assert listed(client, state="not-started") == [one.title]
        assert listed(client, state="in-work") == [other.title]
        assert listed(client, unit=province_page("Cà Mau").pk) == [other.title]

    def test_progress_is_a_bar_with_words(self, signed_in):
        translation = begin(publish_through_workflow(story_page()))
        total, _filled = translation.get_progress()
        html = signed_in(person(roles.TRANSLATOR)).get(reverse(REPORT)).content.decode()
        assert f'<progress class="translation-bar" max="{total}" value="0"' in html
        assert f"0/{total} câu" in html

    def test_few_queries_and_no_more_with_more_stories(self, signed_in):
        client = signed_in(person(roles.TRANSLATOR))
        counts = []
        for _time in range(2):
            for _number in range(2):
                begin(story_page(live=True, figures=[figure()]))
                story_page(live=True)
            client.get(reverse(REPORT))
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(reverse(REPORT))
            counts.append(len(queries))
        assert counts[1] <= counts[0] <= 25

    def test_localizes_own_report_is_not_in_the_menu(self, signed_in):
        html = signed_in(superuser()).get(reverse("wagtailadmin_home")).content.decode()
        assert reverse(REPORT) in html
        assert reverse("wagtail_localize:translations_report") not in html


class TestDesk:
    def test_counts_lead_to_the_list_of_the_same_stories(self, signed_in):
        begin(publish_through_workflow(story_page(headline="Đang dịch")))
        publish_through_workflow(story_page(headline="Chưa dịch"))
        client = signed_in(person(roles.TRANSLATOR))
        html = client.get(reverse("wagtailadmin_home")).content.decode()
        assert 'id="desk-translating-en"' in html
        address = reverse(REPORT) + "?language=en&amp;state=not-started"
        assert f'<a href="{address}"><b>1</b>' in html
        assert listed(client, language="en", state="not-started") == ["Chưa dịch"]
        assert "0/2 câu chuyện" in html

    def test_others_have_no_such_desk(self, signed_in):
        html = signed_in(person(roles.EDITOR)).get(reverse("wagtailadmin_home")).content.decode()
        assert "desk-translating" not in html


class TestRows:
    def test_a_listing_costs_no_more_queries_with_more_stories(self, signed_in):
        client = signed_in(superuser())
        address = reverse("wagtailadmin_explore", args=[province_page().pk])
        counts = []
        for _time in range(2):
            begin(story_page(live=True))
            story_page(live=True)
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                html = client.get(address).content.decode()
            counts.append(len([q for q in queries if "translation_sourcechange" in q["sql"]]))
        assert counts[0] == counts[1] > 0
        assert html.count("EN: chưa bắt đầu") == 2
        assert StoryPage.objects.count() == 6
