"""The summary is made from the records: the contract of keys, and what a correction does to it."""

import json

import jsonschema
import pytest

from press.build import build_summary
from press.summary import story_summary_schema
from story.blocks import StoryBodyBlock
from story.models import StoryPage
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]


def summary_of(*figures, **fields):
    return build_summary(make.story_page(figures=figures, **fields))


class TestFigures:
    def test_a_figure_reaches_the_summary_in_its_three_forms(self):
        shops = make.unit("cửa hàng số", en="digital shops")
        (figure,) = summary_of(make.figure("116000", qualifier="over", unit=shops)).figures
        assert (figure.value, figure.qualifier, figure.unit) == ("116000", "over", "cửa hàng số")
        assert figure.forms.screen == "116.000"
        assert figure.forms.compact == "hơn 116 nghìn cửa hàng số"
        assert figure.forms.spoken == "hơn một trăm mười sáu nghìn cửa hàng số"

    def test_a_target_carries_its_word_in_every_form(self):
        (figure,) = summary_of(make.figure("200", total="200", nature="target")).figures
        assert all("mục tiêu" in form for form in figure.forms.model_dump().values())

    def test_a_derived_figure_names_its_rule_and_operands(self):
        accounts, people = make.figure("867598"), make.figure("680756")
        share = make.figure("144", rule="share", first=accounts["id"], second=people["id"])
        derived = summary_of(accounts, people, share).figures[-1].derived
        assert (derived.rule, derived.operands) == ("share", (accounts["id"], people["id"]))

    def test_only_a_signed_figure_is_verified_and_by_name(self):
        page = make.story_page(figures=[make.figure("68")])
        assert build_summary(page).figures[0].verified is None
        checker = make.person(last_name="Đỗ", first_name="Minh")
        make.sign_all(page, checker)
        verified = build_summary(StoryPage.objects.get(pk=page.pk)).figures[0].verified
        assert (verified.by, verified.revision) == ("Đỗ Minh", page.latest_revision_id)


class TestBody:
    def test_no_markup_reaches_the_press(self):
        content = {"problem": [make.paragraph("<p>Một <b>câu</b> &amp; một dấu.</p>")]}
        summary = summary_of(content=content)
        assert summary.problem == "Một câu & một dấu."
        assert [run.bold for run in summary.body[0].runs] == [False, True, False]

    def test_a_figure_named_in_a_sentence_is_said_from_its_record(self):
        figure = make.figure("500000000", qualifier="about", unit=make.unit("đồng", kind="money"))
        link = f'<p>Mỗi máy tốn <a linktype="figure" id="{figure["id"]}">chữ cũ</a>.</p>'
        summary = summary_of(figure, content={"problem": [make.paragraph(link)]})
        assert summary.problem.replace("\u00a0", " ") == "Mỗi máy tốn khoảng 500 triệu đồng."
        assert [run.figure for run in summary.body[0].runs] == [None, figure["id"], None]

    def test_a_target_named_in_a_sentence_or_a_list_carries_its_word_as_plain_text(self):
        figure = make.figure("200", unit=make.unit("xã"), nature="target")
        link = f'<a linktype="figure" id="{figure["id"]}">chữ cũ</a>'
        told = [make.paragraph(f"<p>Phủ {link}.</p><ul><li>Tới {link}</li></ul>")]
        summary = summary_of(figure, content={"problem": told})
        assert summary.problem.replace("\u00a0", " ").startswith("Phủ 200 xã (mục tiêu).")
        assert [line.replace("\u00a0", " ") for line in summary.body[1].items] == ["Tới 200 xã (mục tiêu)"]

    def test_a_part_the_source_does_not_state_is_named_with_its_reason(self):
        summary = summary_of(absent={"lessons": "Nguồn không có phần bài học."})
        assert [(item.part, item.reason) for item in summary.absent] == [
            ("lessons", "Nguồn không có phần bài học.")
        ]

    def test_every_kind_of_block_has_a_neutral_form(self):
        for part in StoryBodyBlock().child_blocks.values():
            for block in part.child_blocks["content"].child_blocks.values():
                assert callable(block.neutral), block.name


class TestWhole:
    def test_it_is_valid_against_the_published_schema(self):
        document = json.loads(summary_of(make.figure("97.1")).to_json())
        jsonschema.Draft202012Validator(story_summary_schema()).validate(document)

    def test_an_old_province_stands_beside_its_successor(self):
        province = summary_of(province="Thái Bình").province
        assert (province.name, province.today.name) == ("Thái Bình", "Hưng Yên")


class TestCorrection:
    def test_a_published_change_of_a_figure_is_a_correction_with_both_values(self):
        figure = make.figure("144", unit=make.unit("%", kind="percent"), label="Tỉ lệ")
        page = make.publish_through_workflow(make.story_page(figures=[figure]))
        assert build_summary(page).corrections == ()
        figure["value"]["quantity"]["value"] = "127.4"
        make.edit(page, body=make.body([figure]))
        page = make.publish_through_workflow(StoryPage.objects.get(pk=page.pk))
        summary = build_summary(page)
        (correction,) = summary.corrections
        assert (correction.figure, correction.before, correction.after) == (figure["id"], "144%", "127,4%")
        assert summary.figures[0].value == "127.4"
