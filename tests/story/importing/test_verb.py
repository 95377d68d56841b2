"""One Word file, one draft: whole or not at all, in the part of the tree where one may write."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model
from wagtail.models import Collection, PageLogEntry

from accounts import roles
from places.models import AdministrativeUnit
from story import actions, outbox
from story.completeness import blocking
from story.importing.plain import text_of
from story.models import FigureProposal, OutboxEntry, StagedPicture, StoryPage, Unit
from tests import factories
from tests.story.importing import files

pytestmark = pytest.mark.django_db
RESULT = "Đến tháng 12 năm 2021, tỉnh có hơn 116.000 cửa hàng số, đạt 60% số hộ; 68/200 xã có điểm rút tiền."
AGAIN = "Vẫn là hơn 116.000 cửa hàng số ở tháng 12 năm 2021."


def with_picture(document):
    document.add_picture(__import__("io").BytesIO(files.picture()))


def story_file(*lines):
    return files.word(
        "Tác giả: Nguyễn Khắc Lịch, Giám đốc Sở Thông tin và Truyền thông",
        ("Vấn đề", "Heading 1"),
        "Mỗi huyện có từ 1 đến 2 cây ATM. Xem **kỹ** và __nghiêng__ <b>thẻ</b>.",
        with_picture,
        ("Các bước triển khai", "Heading 1"),
        "- Khảo sát: đi 200 xã.",
        "- Tập huấn cho 6.214 người.",
        ("Kết quả", "Heading 1"),
        RESULT,
        *lines,
        "Nguồn: Báo cáo số 05/BC-STTTT",
    )


def run(user=None, file=None, **options):
    user = user or factories.person("contributor")
    return actions.import_story(
        factories.province_page(), user, file or story_file(), name="bai.docx", **options
    )


def draft(result):
    return StoryPage.objects.get(pk=result.page.pk).get_latest_revision_as_object()


def media():
    root = Path(settings.MEDIA_ROOT)
    return {path.name for path in root.rglob("*") if path.is_file()}


def traces():
    """Everything that an import could leave."""
    models = (StoryPage, FigureProposal, StagedPicture, get_image_model(), Unit, OutboxEntry)
    return [model.objects.count() for model in models]


class TestDraft:
    def test_stands_under_its_province_with_its_parts(self):
        result = run(province_then=AdministrativeUnit.objects.by_name("Bắc Kạn"))
        page = draft(result)
        assert not page.live and page.get_parent().pk == factories.province_page().pk
        assert (page.title, page.slug, page.province.name) == ("Chợ số về bản", "cho-so-ve-ban", "Bắc Kạn")
        assert page.bylines[0].value["name"] == "Nguyễn Khắc Lịch"
        kinds = {part.block_type: [block.block_type for block in part.value["content"]] for part in page.body}
        assert kinds == {
            "problem": ["paragraph", "picture"],
            "approach": [],
            "steps": ["step", "step"],
            "results": ["paragraph"],
            "lessons": [],
        }

    def test_markup_of_the_document_is_text(self):
        source = draft(run()).body[0].value["content"][0].value.source
        assert "<b>kỹ</b>" in source and "<i>nghiêng</i>" in source and "&lt;b&gt;thẻ&lt;/b&gt;" in source

    def test_same_file_twice_is_two_drafts(self):
        user = factories.person("contributor")
        assert [run(user).page.slug for _twice in range(2)] == ["cho-so-ve-ban", "cho-so-ve-ban-2"]

    def test_opens_in_the_editor_and_survives_an_untouched_save(self, client):
        user = factories.superuser()
        result = run(user)
        client.force_login(user)
        html = client.get(f"/admin/pages/{result.page.pk}/edit/").content.decode()
        assert "Nguyễn Khắc Lịch" in html or "Nguy\\u1ec5n Kh\\u1eafc L\\u1ecbch" in html

    def test_picture_asks_for_alt_text_and_credit_in_the_provinces_collection(
        self, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            result = run()
        image = get_image_model().objects.get()
        assert (image.width, image.height, image.credit, image.description) == (8, 6, "", "")
        assert image.collection == Collection.objects.get(name=factories.province_page().unit.full_name)
        assert image.file.read() == files.picture() and not StagedPicture.objects.exists()
        asked = [gap.where for gap in blocking(draft(result))]
        assert any("Hình" in where or "Picture" in where or "Ảnh" in where for where in asked), asked

    def test_what_has_no_place_stands_at_the_end_under_its_mark_and_blocks_submission(self):
        result = run(file=files.word("Kính gửi: Sở Nội vụ", ("Kết quả", "Heading 1"), RESULT))
        blocks = draft(result).body[3].value["content"]
        assert [block.block_type for block in blocks] == ["paragraph", "unplaced", "paragraph"]
        assert "Kính gửi" in blocks[2].value.source
        page = StoryPage.objects.get(pk=result.page.pk)
        with pytest.raises(actions.IncompleteStoryError):
            actions.submit(page, factories.superuser())

    def test_row_and_entry(self):
        result = run()
        (row,) = PageLogEntry.objects.filter(page=result.page.pk, action="story.import")
        assert row.data == {"name": "bai.docx", "proposals": len(result.proposals), "pictures": 1}
        assert OutboxEntry.objects.get(topic="story.imported").payload["page"] == result.page.pk


class TestProposals:
    def test_every_number_is_proposed_where_it_stands(self):
        result = run()
        found = {proposal.printed: proposal for proposal in result.page.figure_proposals.all()}
        shops = found["116.000"]
        assert (shops.quantity["value"], shops.quantity["qualifier"], shops.unit) == (
            "116000",
            "over",
            "cửa hàng số",
        )
        assert (shops.period, shops.part, shops.source_title) == (
            "2021-12",
            "results",
            "Báo cáo số 05/BC-STTTT",
        )
        assert found["68/200"].quantity["total"] == "200" and found["6.214"].part == "steps"
        blocks = {
            block["id"]: block
            for part in draft(result).body.get_prep_value()
            for block in part["value"]["content"]
        }
        for proposal in found.values():
            block = blocks[str(proposal.block_id)]
            assert text_of(block["type"], block["value"])[proposal.start : proposal.end] == proposal.printed

    def test_numbers_of_tables_and_standfirst_are_proposed(self):
        def table(document):
            made = document.add_table(2, 2)
            for cell, text in zip(made._cells, ("Huyện", "Số hộ", "Chi Lăng", "1.200 hộ"), strict=True):
                cell.text = text

        result = run(
            file=files.word(
                "**Có 7.777 hộ dân được hưởng lợi.**",
                "Một đoạn mở đầu dài hơn.",
                ("Kết quả", "Heading 1"),
                table,
            )
        )
        assert {(proposal.printed, proposal.part) for proposal in result.proposals} == {
            ("7.777", ""),
            ("1.200", "results"),
        }

    def test_accepted_at_once_each_is_a_record_and_its_words_a_link(self):
        result = run(accept_figures=True, file=story_file(AGAIN))
        page = draft(result)
        assert set(result.page.figure_proposals.values_list("state", flat=True)) == {"accepted"}
        assert set(page.figures) == {str(proposal.figure) for proposal in result.proposals}
        shops = [proposal.figure for proposal in result.proposals if proposal.printed == "116.000"]
        assert len(shops) == 2 and len(set(shops)) == 1
        html = "".join(block.value.source for block in page.body[3].value["content"])
        assert html.count(str(shops[0])) == 2 and "hơn hơn" not in html and "cửa hàng số cửa hàng" not in html
        assert all(figure.label and figure.source_title for figure in page.figures.values())

    def test_new_units_are_made_once(self):
        run(accept_figures=True)
        run(factories.superuser(), accept_figures=True)
        names = [unit.names["vi"] for unit in Unit.objects.all()]
        assert len(names) == len(set(names))


class TestRefusal:
    @pytest.mark.parametrize(
        "make",
        [
            lambda: factories.person("contributor", "Đà Nẵng"),
            lambda: factories.person(roles.FIGURE_CHECKER),
            factories.person,
        ],
    )
    def test_who_may_not_write_there_imports_nothing(self, make):
        user, before = make(), traces()
        with pytest.raises(actions.NotAllowedError):
            run(user)
        assert traces() == before
        assert PageLogEntry.objects.filter(action="story.refused", user=user).count() == 1

    def test_refused_file_leaves_its_reason_in_the_history_alone(self):
        before = traces()
        with pytest.raises(actions.UnreadableDocumentError, match="PDF"):
            run(file=__import__("io").BytesIO(b"%PDF-1.7"))
        assert traces() == before
        assert "PDF" in PageLogEntry.objects.get(action="story.refused").data["reason"]

    def test_story_goes_under_a_province_alone(self):
        with pytest.raises(actions.NotAllowedError):
            actions.import_story(factories.story_page(), factories.superuser(), story_file())


@pytest.mark.parametrize("point", ["body_of", "propose", "_add_page", "_record", "outbox.write"])
def test_import_cut_off_anywhere_leaves_nothing(monkeypatch, point):
    before, kept, user = traces(), media(), factories.person("contributor")

    def die(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(f"story.actions.importing.{point}", die)
    with pytest.raises(KeyboardInterrupt):
        run(user, accept_figures=True)
    assert traces() == before and media() == kept


class TestCutOffAfterTheCommit:
    @pytest.fixture
    def cut(self, monkeypatch, django_capture_on_commit_callbacks):
        """An import whose process ended before the files were written."""
        user = factories.person("contributor")
        with django_capture_on_commit_callbacks() as callbacks:
            result = run(user)
        assert callbacks
        return result

    def test_files_are_written_by_whoever_comes_next_and_once(self, cut):
        image = get_image_model().objects.get()
        assert not image.file.storage.exists(image.file.name)
        assert outbox.deliver_pending() and not outbox.deliver_pending()
        assert image.file.read() == files.picture() and not StagedPicture.objects.exists()

    def test_file_written_by_half_is_written_again(self, cut):
        image = get_image_model().objects.get()
        path = Path(image.file.storage.path(image.file.name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files.picture()[:10])
        outbox.deliver_pending()
        assert path.read_bytes() == files.picture()


class TestCommand:
    def call(self, path, *arguments, code=None):
        out = StringIO()
        call_command(
            "import_story",
            str(path),
            "--province",
            code or factories.province_page().unit.code,
            *arguments,
            stdout=out,
        )
        return out.getvalue()

    @pytest.fixture
    def path(self, tmp_path):
        path = tmp_path / "bai.docx"
        path.write_bytes(files.word("Kính gửi: Sở", ("Kết quả", "Heading 1"), RESULT).read())
        factories.superuser()
        return path

    def test_prints_what_was_found(self, path):
        said = self.call(path)
        page = StoryPage.objects.get()
        for words in (str(page.pk), "hơn 116.000 cửa hàng số · 12/2021", "68/200 xã", "Kính gửi: Sở"):
            assert words in said

    def test_json_has_plain_keys(self, path):
        data = json.loads(self.call(path, "--json", "--accept-figures"))
        assert data["page"] == StoryPage.objects.get().pk and data["unplaced"] == ["Kính gửi: Sở"]
        assert data["parts"] == {"results": {"heading": "Kết quả", "paragraphs": 1}}
        first = data["proposals"][0]
        assert {key: first[key] for key in ("value", "value_max", "total", "unit", "qualifier", "period", "printed", "part", "nature")} == {
            "value": "116000", "value_max": None, "total": None, "unit": "cửa hàng số", "qualifier": "over",
            "period": "2021-12", "printed": "116.000", "part": "results", "nature": "measured",
        }  # fmt: skip
        assert first["sentence"].startswith("Đến tháng 12") and first["figure"]

    def test_names_the_unit_of_then(self, path):
        old = AdministrativeUnit.objects.by_name("Bắc Kạn")
        self.call(path, "--province-then", old.code)
        assert StoryPage.objects.get().province == old

    @pytest.mark.parametrize(
        ("name", "options", "words"),
        [
            ("khong-co.docx", {}, "khong-co.docx"),
            ("", {}, ""),
            ("a\0b.docx", {}, ""),
            ("bai.docx", {"code": "không"}, "không"),
            ("bai.docx", {"arguments": ["--province-then", "99\0x"]}, "99"),
            ("bai.docx", {"arguments": ["--user", "ai-đó"]}, "ai-đó"),
            ("hong.docx", {}, "docx"),
        ],
    )
    def test_error_is_one_line(self, path, name, options, words):
        path.with_name("hong.docx").write_bytes(b"not a word file")
        with pytest.raises(CommandError) as error:
            self.call(path.parent / name, *options.pop("arguments", []), **options)
        assert words in str(error.value) and "\n" not in str(error.value)
        assert not StoryPage.objects.exists()

    def test_without_a_right_the_command_is_refused_too(self, path):
        stranger = factories.person("contributor", "Đà Nẵng")
        with pytest.raises(CommandError):
            self.call(path, "--user", stranger.username)
