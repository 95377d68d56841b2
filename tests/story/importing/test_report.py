"""A file of several stories: its sender says which become drafts, and whose they are; nobody reaches another's."""

import io
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from story import actions
from story.completeness import gaps
from story.models import StagedReport, StoryPage
from tests.factories import person, province_page, story_page, superuser
from tests.story.importing import files
from tests.story.importing.test_screens import UPLOAD, named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]

BEFORE = "Bộ gửi báo cáo chuyên đề tuần 14 về các câu chuyện chuyển đổi số."
STORIES = (
    ("1. Chợ số về bản, tỉnh Lạng Sơn", "Đến nay có 116.000 cửa hàng số."),
    ("2. Kho dữ liệu thành phố Đà Nẵng", "Đã có 600 bộ dữ liệu và 58 chuẩn."),
    ("3. Trợ lý ảo tỉnh Bà Rịa – Vũng Tàu", "Có 150 tài khoản."),
)


def report(*stories):
    lines = [line for title, text in stories or STORIES for line in (title, "Tác giả: Nguyễn Lan", text)]
    return files.word(BEFORE, *lines, title="")


def upload(client, file=None, page=None):
    data = {"parent": (page or province_page()).pk, "file": named(file or report(), "bao-cao.docx")}
    return client.post(UPLOAD, data)


def rows_of(client, address):
    return client.get(address).context["rows"]


def choices(rows, *taken, **places):
    """The boxes as they are shown, these stories ticked, some with another place."""
    data = {f"story-{row.key}-place": row.form.initial["place"] for row in rows}
    data |= {f"story-{key.strip('_')}-place": place for key, place in places.items()}
    return data | {f"story-{key}-take": "on" for key in taken}


@pytest.fixture
def editor(signed_in):
    return signed_in(person(roles.EDITOR))


@pytest.fixture
def author(signed_in):
    return signed_in(person("contributor"))


@pytest.fixture
def address(editor):
    return upload(editor).url


class TestOffer:
    def test_file_of_several_stories_leads_to_their_list_and_makes_nothing_yet(self, editor, address):
        rows = rows_of(editor, address)
        assert not StoryPage.objects.exists()
        assert [(row.document.headline, row.numbers) for row in rows] == [
            ("Chợ số về bản, tỉnh Lạng Sơn", 1),
            ("Kho dữ liệu thành phố Đà Nẵng", 2),
            ("Trợ lý ảo tỉnh Bà Rịa – Vũng Tàu", 1),
        ]
        assert [row.unit.name for row in rows] == ["Lạng Sơn", "Đà Nẵng", "Bà Rịa – Vũng Tàu"]
        assert all(row.form.initial["take"] for row in rows)

    def test_file_of_one_story_is_a_draft_at_once(self, author):
        upload(author, report(STORIES[0]))
        assert StoryPage.objects.count() == 1 and not StagedReport.objects.exists()

    def test_story_that_was_told_already_is_named(self, editor, address):
        story_page("Đà Nẵng", "Kho dữ liệu dùng chung thành phố Đà Nẵng", live=True)
        assert "Kho dữ liệu dùng chung" in editor.get(address).content.decode()

    def test_contributor_is_offered_own_places_alone(self, author):
        rows = rows_of(author, upload(author).url)
        assert [row.form.initial["take"] for row in rows] == [True, False, False]
        keys = {key.split("-")[0] for key, _label in rows[0].form.fields["place"].choices[1:]}
        assert keys == {str(province_page().pk)}

    def test_markup_of_the_file_stays_text(self, editor):
        bad = "<script>alert(1)</script>"
        html = editor.get(upload(editor, report((f"1. Chợ {bad}", bad), STORIES[1])).url).content.decode()
        assert bad not in html

    def test_files_of_yesterday_go(self, editor, address):
        StagedReport.objects.update(created_at=timezone.now() - timedelta(days=2))
        upload(editor)
        assert StagedReport.objects.count() == 1


class TestImport:
    def test_each_ticked_story_is_a_draft_of_its_unit(self, editor, address):
        editor.post(address, choices(rows_of(editor, address), 0, 2))
        first, second = StoryPage.objects.order_by("pk")
        assert (first.get_parent().title, first.province.name) == (province_page().title, "Lạng Sơn")
        assert second.province.name == "Bà Rịa – Vũng Tàu" and second.get_parent().specific.unit.is_current
        assert second.get_parent().specific.unit == second.province.today()
        assert (first.figure_proposals.count(), second.figure_proposals.count()) == (1, 1)
        assert BEFORE in str(first.body.get_prep_value()) and BEFORE not in str(second.body.get_prep_value())
        assert [bool(row.page) for row in rows_of(editor, address)] == [True, False, True]

    def test_pressed_twice_it_is_one_draft(self, editor, address):
        data = choices(rows_of(editor, address), 0)
        for _press in range(2):
            editor.post(address, data)
            editor.post(address, data | {"only": "0"})
        assert StoryPage.objects.count() == 1

    def test_script_asks_for_one_and_gets_its_row(self, editor, address):
        data = choices(rows_of(editor, address), 0, 1)
        answer = editor.post(address, data | {"only": "1"}).json()
        page = StoryPage.objects.get()
        assert answer["done"] and reverse("story_proposals", args=[page.pk]) in answer["html"]

    def test_missing_place_is_said_beside_it_and_the_others_go_on(self, editor, address):
        response = editor.post(address, choices(rows_of(editor, address), 0, 1, _0=""))
        assert response.status_code == 200 and StoryPage.objects.get().province.name == "Đà Nẵng"
        assert response.context["rows"][0].form.errors["place"]

    def test_refused_story_leaves_nothing_and_the_others_go_on(self, editor, address, monkeypatch):
        verb = actions.import_story

        def refuse(parent, user, document, **options):
            if "Chợ" in document.headline:
                raise actions.NotAllowedError
            return verb(parent, user, document, **options)

        monkeypatch.setattr(actions, "import_story", refuse)
        response = editor.post(address, choices(rows_of(editor, address), 0, 1))
        assert response.context["rows"][0].error and StoryPage.objects.count() == 1
        assert StagedReport.objects.get().taken.keys() == {"1"}

    def test_it_may_be_one_story_after_all(self, editor, address):
        response = editor.post(address, {"whole": "1", "story-whole-place": province_page().pk})
        page = StoryPage.objects.get()
        assert response.url == reverse("story_proposals", args=[page.pk])
        assert page.figure_proposals.count() == 4

    @pytest.mark.parametrize("data", [{}, {"only": "99"}, {"only": "x"}, {"story-0-take": "on"}])
    def test_odd_answers_make_nothing(self, editor, address, data):
        assert editor.post(address, data).status_code == 200 and not StoryPage.objects.exists()


def test_pictures_are_asked_about_and_missing_words_are_in_the_meter(author):
    def picture(document):
        document.add_picture(io.BytesIO(files.picture()))

    response = upload(author, files.word("Không có con số.", picture, picture))
    page = StoryPage.objects.get()
    _made, *others = [str(message) for message in author.get(response.url).context["messages"]]
    assert any("2" in text for text in others)
    checks = [gap.check for gap in gaps(page.get_latest_revision_as_object())]
    assert checks.count("picture-alt") == checks.count("picture-rights") == 2


class TestWhoMay:
    def test_contributor_imports_into_no_other_unit(self, author):
        address = upload(author).url
        other = province_page("Đà Nẵng").pk
        author.post(address, choices(rows_of(author, address), 0, 1, _0=other, _1=other))
        author.post(address, {"whole": "1", "story-whole-place": other})
        assert not StoryPage.objects.exists()

    def test_file_of_somebody_else_is_not_found(self, editor, address, client):
        for stranger in (person("contributor"), person(roles.EDITOR, username="khac")):
            client.force_login(stranger)
            assert client.get(address).status_code == 404
            assert client.post(address, {"whole": "1"}).status_code == 404

    def test_nobody_without_signing_in(self, editor, address, client):
        client.logout()
        assert "login" in client.get(address).url


class TestCommand:
    def call(self, tmp_path, *arguments, file=None):
        path, out = tmp_path / "bao-cao.docx", StringIO()
        superuser()
        path.write_bytes((file or report()).read())
        code = province_page("Huế").unit.code
        call_command("import_story", str(path), "--province", code, "--split", *arguments, stdout=out)
        return out.getvalue()

    def test_prints_all_and_each_is_a_draft_of_its_unit(self, tmp_path):
        told = json.loads(self.call(tmp_path, "--json"))
        assert [story["headline"] for story in told["stories"]] == [title[3:] for title, _text in STORIES]
        assert [page.province.name for page in StoryPage.objects.order_by("pk")] == [
            "Lạng Sơn",
            "Đà Nẵng",
            "Bà Rịa – Vũng Tàu",
        ]
        assert told["refused"] == []

    def test_unit_that_is_not_told_is_the_one_given(self, tmp_path):
        text = self.call(tmp_path, file=report(("1. Chợ số", "Có 60% hộ."), ("2. Lúa số", "Có 60% hộ.")))
        assert "Chợ số" in text and "Lúa số" in text
        assert {page.province.name for page in StoryPage.objects.all()} == {"Huế"}

    def test_who_may_not_everywhere_imports_the_own_and_is_told_the_rest(self, tmp_path):
        user = person("contributor")
        with pytest.raises(CommandError) as refusal:
            self.call(tmp_path, "--user", user.username)
        assert [page.province.name for page in StoryPage.objects.all()] == ["Lạng Sơn"]
        assert "Kho dữ liệu" in str(refusal.value) and "Trợ lý ảo" in str(refusal.value)

    def test_file_that_cannot_be_read_is_one_line(self, tmp_path):
        with pytest.raises(CommandError):
            self.call(tmp_path, file=files.raw(document="<!DOCTYPE a><a/>"))
