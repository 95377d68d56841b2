"""The reports: right numbers for the right people, in spreadsheets that compute nothing."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale, PageLogEntry, WorkflowState

from accounts import roles
from story import actions
from story.asking.review import due_figures
from story.checking.age import is_due
from story.checking.selectors import Survey, newest_reviews
from story.models import FigureSignOff, LinkCheck, LinkPlace, StoryPage
from story.reports import turnaround
from story.reports.ageing import old_figures
from story.reports.sheets import inert
from story.reports.views import REPORTS
from tests.factories import at_step, figure, person, publish_through_workflow, story_page, superuser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

MANAGED = [report.name for report in REPORTS if report.managers_only]


def address(name, **query):
    return reverse(f"story_report_{name}", query=query or None)


def csv_rows(client, name, **query):
    response = client.get(address(name, export="csv", **query))
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def xlsx_rows(client, name, **query):
    response = client.get(address(name, export="xlsx", **query))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return list(book.active.iter_rows())


class TestRights:
    @pytest.mark.parametrize("name", MANAGED)
    @pytest.mark.parametrize("role", ["contributor", roles.FIGURE_CHECKER, roles.TRANSLATOR])
    def test_reports_of_the_whole_newsroom_are_for_whoever_leads_it(self, client, name, role):
        client.force_login(person(role))
        for query in ({}, {"export": "csv"}):
            assert client.get(address(name, **query)).status_code in (302, 403)
        assert client.get(reverse(f"story_report_{name}_results")).status_code in (302, 403)

    @pytest.mark.parametrize("role", [roles.EDITOR, roles.APPROVER, roles.ADMINISTRATOR])
    def test_managers_open_every_report(self, client, role):
        publish_through_workflow(story_page(figures=[figure(period="2019", period_basis="stated")]))
        client.force_login(person(role))
        for report in REPORTS:
            assert client.get(address(report.name)).status_code == 200, report.name
            assert len(csv_rows(client, report.name)[0]) == len(report.list_export)
            assert len(xlsx_rows(client, report.name)[0]) == len(report.list_export)

    def test_contributor_sees_the_stories_and_figures_of_the_own_unit_alone(self, client):
        own, other = (
            publish_through_workflow(story_page(unit, title, [figure(period="2019", period_basis="stated")]))
            for unit, title in (("Lạng Sơn", "Chuyện nhà"), ("Đà Nẵng", "Chuyện láng giềng"))
        )
        client.force_login(person("contributor", "Lạng Sơn"))
        for name in ("stories", "figures"):
            for text in (client.get(address(name)).content.decode(), str(csv_rows(client, name))):
                assert own.title in text
                assert other.title not in text


class TestStories:
    @pytest.fixture
    def stories(self, client):
        user = person(roles.EDITOR)
        client.force_login(user)
        at_step(story_page("Lạng Sơn", "Đang sửa", author=user, sectors=["health"]), "edit")
        story_page("Đà Nẵng", "Còn nháp", pillars=["digital-society"])
        return user

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ({}, {"Đang sửa", "Còn nháp"}),
            ({"state": "draft"}, {"Còn nháp"}),
            ({"state": ["draft", "in-edit"]}, {"Đang sửa", "Còn nháp"}),
            ({"only": "mine"}, {"Đang sửa"}),
            ({"only": ["mine", "stuck"]}, set()),
            ({"only": "disputed"}, set()),
            ({"ordering": "-since"}, {"Đang sửa", "Còn nháp"}),
        ],
    )
    def test_filters(self, client, stories, query, titles):
        assert {row[0] for row in csv_rows(client, "stories", **query)[1:]} == titles

    def test_unit_and_sector(self, client, stories):
        page = StoryPage.objects.get(title="Đang sửa")
        unit, sector = page.get_parent().pk, page.sectors.get().pk
        assert [row[0] for row in csv_rows(client, "stories", unit=unit, sectors=sector)[1:]] == ["Đang sửa"]

    @pytest.mark.parametrize("typed", ["x", "-1", "9" * 30, "[]", "1,2"])
    @pytest.mark.parametrize("name", ["state", "only", "unit", "sectors", "ordering", "p"])
    def test_bad_filter_is_said_or_ignored(self, client, stories, name, typed):
        assert client.get(address("stories", **{name: typed})).status_code == 200


class TestSheets:
    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝", "＋", "－", "＠"])
    def test_text_that_begins_like_a_formula_is_inert(self, start):
        assert inert(f"{start}SUM(A1)").startswith("'")

    @pytest.mark.parametrize("cell", ["Chợ số", "", -5, 1.5, None, "a=b"])
    def test_other_cells_and_real_numbers_stay(self, cell):
        assert inert(cell) == cell

    def test_headline_and_name_of_an_author_compute_nothing(self, client):
        author = person("contributor", last_name="=1+1")
        page = story_page(headline="=HYPERLINK(1)", author=author)
        client.force_login(person(roles.EDITOR))
        (row,) = csv_rows(client, "stories")[1:]
        assert (row[0], row[4]) == ("'=HYPERLINK(1)", "'=1+1")
        cells = xlsx_rows(client, "stories")[1]
        assert {cell.data_type for cell in cells} <= {"s", "d", "n"}
        assert page.title not in [cell.value for cell in cells]

    def test_moments_are_of_the_clock_on_the_wall_and_numbers_are_numbers(self, client):
        page = publish_through_workflow(
            story_page(figures=[figure("12.50", period="2019", period_basis="stated")])
        )
        at = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
        StoryPage.objects.filter(pk=page.pk).update(first_published_at=at)
        client.force_login(person(roles.EDITOR))
        cell = xlsx_rows(client, "stories")[1][6]
        assert (cell.data_type, cell.value) == ("d", datetime(2026, 3, 2, 3, 30))
        assert csv_rows(client, "stories")[1][6] == "2026-03-02 03:30:00"
        value, months = (xlsx_rows(client, "figures")[1][column] for column in (0, -1))
        assert [(one.data_type, type(one.value)) for one in (value, months)] == [("n", float), ("n", int)]
        assert csv_rows(client, "figures")[1][0] == "12.5"

    @pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
    def test_headings_are_vietnamese_and_the_cells_below_have_their_type(self, client, report):
        publish_through_workflow(story_page(figures=[figure(period="2019", period_basis="stated")]))
        client.force_login(person(roles.EDITOR))
        with translation.override("en"):
            english = {str(heading) for heading in report().export_headings.values()}
        heads, *rows = xlsx_rows(client, report.name)
        assert not english & {cell.value for cell in heads}
        filled = (cell for row in rows for cell in row if cell.value is not None)
        assert {cell.data_type for cell in filled} <= {"s", "n", "d"}

    def test_wagtails_own_reports_are_guarded_too(self, client):
        story_page(headline="=HYPERLINK(1)", live=True)
        client.force_login(superuser())
        response = client.get(reverse("wagtailadmin_reports:aging_pages"), {"export": "csv"})
        assert ",'=HYPERLINK" in f",{b''.join(response.streaming_content).decode()}".replace("\n", ",")


class TestCounts:
    def test_by_unit_sector_and_state(self, client):
        at_step(story_page("Lạng Sơn", sectors=["health", "education"]), "check")
        publish_through_workflow(story_page("Lạng Sơn", sectors=["health"]))
        story_page("Đà Nẵng")
        client.force_login(person(roles.EDITOR))
        units = csv_rows(client, "units")[1:]
        assert units[0] == ["Lạng Sơn", "1", "1", "0", "0", "2"]
        assert ["Đà Nẵng", "0", "0", "0", "1", "1"] in units
        assert len({row[0] for row in units}) == len(units) >= 34
        sectors = csv_rows(client, "sectors")[1:]
        assert [row[-1] for row in sectors[:2]] == ["2", "1"]
        assert sum(int(row[1]) for row in csv_rows(client, "states")[1:]) == 3


class TestAgeing:
    @pytest.mark.parametrize(
        ("period", "old"),
        [
            ("2024", True),
            ("2025", False),
            ("2025-10", True),
            ("2025-11", False),
            ("2025-11-21", True),
            ("2025-11-22", False),
            ("2019/2025", False),
            ("2019-01-01/2024-12-31", True),
        ],
    )
    def test_a_year_counts_from_the_end_of_the_period(self, period, old):
        publish_through_workflow(story_page(figures=[figure(period=period, period_basis="stated")]))
        assert old_figures(date(2026, 11, 22)).exists() is old

    def test_targets_drafts_and_former_versions_do_not_age(self):
        old = {"period": "2019", "period_basis": "stated"}
        publish_through_workflow(story_page(figures=[figure(nature="target", **old)]))
        at_step(story_page(figures=[figure(**old)]), "check")
        live = publish_through_workflow(story_page(figures=[figure(**old)]))
        assert old_figures().count() == 1
        actions.withdraw(live, superuser(), "Sai.")
        assert not old_figures().exists()

    def test_a_rule_a_review_and_a_missing_period_count_alike_on_the_desk_and_in_every_list(self, client):
        old = {"period": "2019", "period_basis": "stated"}
        figures = [
            figure("1", "cũ", **old),
            figure("2", "đã rà soát", **old),
            figure("3", "mục tiêu", nature="target", **old),
            figure("4", "mới", period=f"{timezone.localdate():%Y}", period_basis="stated"),
            figure("5", "không mốc, mới xác nhận"),
            figure("6", "không mốc, xác nhận từ lâu"),
        ]
        page = publish_through_workflow(story_page(figures=figures))
        keys = {record.label: key for key, record in page.figures.items()}
        long_ago = timezone.now() - timedelta(days=400)
        FigureSignOff.objects.filter(block_id=keys["không mốc, xác nhận từ lâu"]).update(at=long_ago)
        checker = person(roles.FIGURE_CHECKER)
        actions.sign_off(page, keys["đã rà soát"], checker, page.latest_revision_id)
        due = {"cũ", "không mốc, xác nhận từ lâu"}
        assert {row.label for row in old_figures()} == due
        assert {item.record.label for item in Survey(checker).ageing} == due
        assert {str(page.figures[key].label) for _page, keys in due_figures() for key in keys} == due
        newest = newest_reviews([page.translation_key])
        live = StoryPage.objects.get(pk=page.pk)
        alone = (
            record.label
            for key, record in live.figures.items()
            if is_due(record, newest.get((page.translation_key, key)))
        )
        assert set(alone) == due
        client.force_login(checker)
        assert {row[2] for row in csv_rows(client, "figures", only="old")[1:]} == due
        counts = re.findall(r'state=ageing"><b>(\d+)</b>', client.get("/admin/").content.decode())
        assert counts == ["2"]


class TestLinks:
    @pytest.fixture
    def broken(self):
        """A dead link in a public story of Lạng Sơn and in a draft of Đà Nẵng, and one that answers."""
        dead, fine = (
            LinkCheck.objects.create(url=url, result=result, status=status, checked_at=timezone.now())
            for url, result, status in (
                ("https://chet.example/", "missing", 404),
                ("https://song.example/", "reached", 200),
            )
        )
        public = publish_through_workflow(story_page("Lạng Sơn", "Chuyện có liên kết hỏng"))
        draft = story_page("Đà Nẵng", "Bản nháp có liên kết hỏng")
        for page in (public, draft):
            for link in (dead, fine):
                LinkPlace.objects.create(link=link, page=page, where="Kết quả", anchor="block-1-section")
        return public, draft

    def test_each_has_its_place_in_the_editor_and_what_answers_is_left_out(self, client, broken):
        client.force_login(person(roles.EDITOR))
        html = client.get(address("links")).content.decode()
        assert html.count("https://chet.example/") == 2
        assert "song.example" not in html
        for page in broken:
            assert f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#block-1-section" in html
        assert re.search(rf'{address("links")}"><b>2</b>', client.get("/admin/").content.decode())

    @pytest.mark.parametrize(
        ("query", "count"), [({"only": "public"}, 1), ({"result": "missing"}, 2), ({"result": "silent"}, 0)]
    )
    def test_filters_hold_for_the_sheet_too(self, client, broken, query, count):
        client.force_login(person(roles.EDITOR))
        assert len(csv_rows(client, "links", **query)[1:]) == count
        unit = broken[0].get_parent().pk
        assert [row[6] for row in csv_rows(client, "links", unit=unit)[1:]] == [broken[0].title]

    def test_a_unit_sees_its_own(self, client, broken):
        client.force_login(person("contributor", "Lạng Sơn"))
        assert [row[6] for row in csv_rows(client, "links")[1:]] == [broken[0].title]


class TestTurnaround:
    def test_days_from_first_submission_to_first_publication_and_median_of_the_unit(self):
        for days in (1, 2, 9):
            page = publish_through_workflow(story_page("Lạng Sơn"))
            begun = timezone.now() - timedelta(days=days)
            WorkflowState.objects.filter(object_id=str(page.pk)).update(created_at=begun)
        story_page("Lạng Sơn", live=True)
        at_step(story_page("Lạng Sơn"), "check")
        ways = turnaround.turnarounds(StoryPage.objects.filter(locale=Locale.get_default()))
        assert sorted(way.days for way in ways) == [1, 2, 9]
        (unit,) = turnaround.by_unit(ways)
        assert (unit.unit, unit.count, unit.median, unit.longest) == ("Lạng Sơn", 3, 2, 9)


class TestActivity:
    def test_who_did_what_is_filtered_by_person_action_unit_and_day(self, client):
        editor = person(roles.EDITOR)
        page = story_page("Lạng Sơn", "Chuyện bị trả lại")
        actions.reject(at_step(page, "edit"), editor, "Thiếu.")
        story_page("Đà Nẵng", "Chuyện khác")
        withdrawn = publish_through_workflow(story_page("Đà Nẵng", "Chuyện đã gỡ"))
        actions.withdraw(withdrawn, superuser(), "Sai số liệu.")
        client.force_login(person(roles.ADMINISTRATOR))

        def labels(**query):
            return {row[3] for row in csv_rows(client, "activity", **query)[1:]}

        assert labels(user=editor.pk) == {"Chuyện bị trả lại"}
        assert labels(action="story.withdraw") == {"Chuyện đã gỡ"}
        assert labels(unit=page.get_parent().pk) - {"Lạng Sơn"} == {"Chuyện bị trả lại"}
        tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
        assert labels(timestamp_from=tomorrow) == set()
        (row,) = csv_rows(client, "activity", action="story.withdraw")[1:]
        assert "Sai số liệu." in row[2]

    def test_a_refusal_is_there_too(self, client):
        page = story_page()
        with pytest.raises(actions.NotAllowedError):
            actions.withdraw(page, person("contributor"), "Không thích.")
        client.force_login(person(roles.APPROVER))
        assert len(csv_rows(client, "activity", action="story.refused")) == 2
        assert PageLogEntry.objects.filter(action="story.refused").count() == 1


class TestHeadlines:
    def test_every_story_of_the_list_opens_for_whoever_sees_it(self, signed_in):
        public, waiting = publish_through_workflow(story_page()), story_page()
        at_step(waiting, "approve")
        client = signed_in(person(roles.APPROVER))
        shown = client.get(address("stories")).content.decode()
        edit, place = "wagtailadmin_pages:edit", "wagtailadmin_explore"
        for story, opens, other in ((public, place, edit), (waiting, edit, place)):
            link = reverse(opens, args=[story.pk])
            assert f'href="{link}"' in shown and f'href="{reverse(other, args=[story.pk])}"' not in shown
            assert client.get(link).status_code == 200
