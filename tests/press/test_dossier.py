"""The source dossier: a Word file in which every figure shows what it is, and nothing runs, fetches or links badly."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from press.formats import get_format
from press.office.document import address_of
from tests.press.readers import dossier as reader
from tests.press.readers.office import parts
from tests.press.summaries import english, figure, soft_atm
from tests.press.test_wire import RICH, WAITING

NAME = "dossier.docx"
FIELDS = ["{ INCLUDETEXT c:/x }", "{{ x }}", "=cmd|' /C calc'!A0", "<w:t>x</w:t>", "a" * 10_000, "مرحبا"]
BODY = [
    {"part": "problem", "kind": "list", "items": ["Một", "Hai"]},
    {"part": "problem", "kind": "question", "text": "Vì sao?", "items": ["Nông Lan", "Bà Hoa", "nông dân"]},
    {"part": "problem", "kind": "callout", "text": "Điều số liệu chưa nói", "items": ["Không ai đếm."]},
    {"part": "approach", "kind": "quote", "text": "Đi năm phút.", "items": ["Bà Hoa", ""]},
    {"part": "approach", "kind": "picture", "text": "Chợ số", "ref": "image-1"},
    {"part": "approach", "kind": "gallery", "text": "Một ngày", "items": ["image-1"]},
    {"part": "results", "kind": "embed", "text": "Phim", "runs": [{"text": "Phim", "href": "https://vtv.vn/a"}],
     "items": ["VTV", "Phóng sự"]},
    {"part": "results", "kind": "chart", "text": "Chi phí", "ref": "costs"},
    {"part": "results", "kind": "something-new", "text": "Chưa có tên gọi."},
    {"part": "results", "kind": "paragraph", "text": "Tới 200 xã.", "runs": [
        {"text": "Tới "}, {"text": "200 xã", "figure": "goal"}, {"text": " và "}, {"text": "thư", "href": "mailto:a@b.vn"},
        {"text": " hoặc "}, {"text": "nguồn", "href": "https://a.vn/b"}]},
    {"part": "results", "kind": "figure", "text": "68 điểm", "ref": "served"},
    {"part": "results", "kind": "figure", "text": "200 xã", "ref": "goal"},
]  # fmt: skip


def built(summary):
    data = get_format(NAME).build(summary)
    reader.check(data, summary, NAME)
    return docx.Document(io.BytesIO(data))


def words(document):
    return "\n".join(
        "".join(run.text or "" for run in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    )


def styles(document):
    """The text of each run by the name of its style."""
    found = {}
    for run in document.element.body.iter(qn("w:r")):
        text = "".join(each.text or "" for each in run.iter(qn("w:t"))).strip()
        found.setdefault(reader.style_of(run), []).append(text)
    return found


class TestStory:
    def test_every_kind_of_piece_stands_in_it(self):
        told = words(
            built(soft_atm(**{**RICH, "body": BODY, "absent": [{"part": "steps", "reason": "Chưa kể."}]}))
        )
        for text in (
            "Hai",
            "Vì sao?",
            "Nông Lan",
            "Không ai đếm.",
            "“Đi năm phút.”",
            "Phóng sự",
            "Chưa có tên gọi.",
        ):
            assert text in told
        assert "Chưa kể." in told and told.count("\nmua máy\n100\n") == 1

    def test_parts_are_headings_and_steps_are_numbered(self):
        document = built(soft_atm(**RICH))
        named = {
            style: [p.text for p in document.paragraphs if p.style.name == style]
            for style in ("Title", "Heading 2")
        }
        assert named == {
            "Title": [soft_atm().headline],
            "Heading 2": ["Vấn đề", "Các bước", "Kết quả", "Bài học"],
        }
        (step,) = [p for p in document.paragraphs if p.style.name == "List Number"]
        assert step.text == "Chạy thử (12/2021). Ba xã."

    def test_a_figure_in_the_text_leads_to_its_row(self):
        document = built(soft_atm(**{**RICH, "body": BODY}))
        leads = {each.get(qn("w:anchor")) for each in document.element.body.iter(qn("w:hyperlink"))} - {None}
        there = {each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))}
        assert leads == {"figure_1", "figure_2"} and leads <= there

    def test_a_figure_that_a_sentence_shows_is_not_listed_again(self):
        lines = [
            p.text
            for p in built(soft_atm(**{**RICH, "body": BODY})).paragraphs
            if p.style.name == "Figure Line"
        ]
        assert lines == ["68 điểm: Điểm bưu điện văn hóa xã đang chi trả tiền mặt, không cần máy ATM"]

    def test_only_the_web_and_mailboxes_are_linked(self):
        document = built(soft_atm(**{**RICH, "body": [*BODY, *RICH["body"]]}))
        linked = {each.target_ref for each in document.part.rels.values() if each.is_external}
        assert {"mailto:a@b.vn", "https://a.vn/b", "https://vtv.vn/a", "mailto:a@example.com"} <= linked
        assert not any("javascript" in address for address in linked)

    def test_a_place_has_its_name_of_then_and_of_today(self):
        province = {"code": "11", "name": "Hà Giang", "today": {"code": "08", "name": "Tuyên Quang"}}
        assert "Hà Giang (nay là Tuyên Quang)" in words(built(soft_atm(province=province)))

    def test_what_may_not_be_broadcast_says_so_in_bold(self):
        assert "Không được phát sóng" in styles(built(soft_atm(**RICH)))["Strong"]

    def test_an_english_dossier_is_english(self):
        document = built(english(**{**RICH, "body": RICH["body"][1:3]}))
        told = words(document)
        assert "What it rests on" in told and "Do not say" in told and "Nguồn" not in told

    def test_of_a_withdrawn_story_the_notice_alone_is_left(self):
        document = built(soft_atm(**RICH, status="withdrawn"))
        assert (
            len(document.paragraphs) == 4 and document.sections[0].header.paragraphs[0].style.name == "Notice"
        )


class TestFigures:
    def test_a_target_or_projection_never_stands_without_its_word(self):
        body = [{"part": "results", "kind": "paragraph", "text": "x", "runs": [
            {"text": "200 xã", "figure": "goal"}, {"text": ", "}, {"text": "300 tỷ đồng", "figure": "saved"}]}]  # fmt: skip
        told = words(built(soft_atm(body=body))).replace("\N{NO-BREAK SPACE}", " ")
        assert "200 xã  mục tiêu , 300 tỷ đồng  dự kiến " in told

    def test_a_chart_of_targets_says_so_beside_each_number(self):
        series = [{"name": "Xã", "values": ["68", "200"], "figures": ["served", "goal"]}]
        chart = {"id": "c", "title": "Xã", "kind": "bar", "categories": ["nay", "sau"], "series": series}
        told = words(built(soft_atm(charts=[chart]))).replace("\N{NO-BREAK SPACE}", " ")
        assert "\nsau\n200  mục tiêu \n" in told and "\nnay\n68\n" in told

    def test_a_number_of_a_chart_keeps_the_word_before_it(self):
        over = figure("served", "116000", "điểm", "Điểm", qualifier="over")
        series = [{"name": "Điểm", "values": ["116000"], "figures": ["served"]}]
        chart = {"id": "c", "title": "Điểm", "kind": "bar", "categories": ["nay"], "series": series}
        assert "\nnay\nhơn 116.000\n" in words(built(soft_atm(figures=[over], charts=[chart])))

    def test_yellow_is_for_the_verified_alone(self):
        unsigned = [
            figure("a", "68", "điểm", "Điểm", verified=None),
            figure("b", "9", "xã", "Xã", verified=None),
        ]
        body = [
            {
                "part": "results",
                "kind": "paragraph",
                "text": "68",
                "runs": [{"text": "68 điểm", "figure": "a"}],
            }
        ]
        found = styles(built(soft_atm(figures=unsigned, body=body)))
        assert not {"FigureVerified", "VerifiedTick"} & set(found)
        assert found["FigureOpen"] == ["68 điểm", "68", "9"] and len(found["OpenBox"]) == 2

    def test_a_target_is_never_yellow_in_itself(self):
        found = styles(built(soft_atm()))
        assert "200" in found["FigureAhead"] and "200" not in found["FigureVerified"]

    def test_a_number_keeps_its_qualifier_unit_and_grounds(self):
        more = figure("a", "500000000", "đồng", "Vốn", "money", qualifier="about", printed="500 triệu",
                      baseline={"value": "400000000", "period": "2020"},
                      source={"title": "Báo cáo", "url": "https://a.vn/b?c=d e", "page": "mục 2"})  # fmt: skip
        told = words(built(soft_atm(figures=[more])))
        for text in ("khoảng 500.000.000", "Báo cáo, mục 2", "500 triệu", "400.000.000 (2020)"):
            assert text in told

    def test_a_computed_figure_names_what_it_was_computed_from(self):
        share = figure(
            "c", "34", "%", "Tỷ lệ", "percent", derived={"rule": "share", "operands": ["served", "goal"]}
        )
        told = words(built(soft_atm(figures=[*soft_atm().model_dump()["figures"][:2], share])))
        assert "“Điểm bưu điện văn hóa xã đang chi trả tiền mặt, không cần máy ATM”; “Xã có điểm" in told


class TestState:
    def test_an_embargo_stands_in_bold_on_every_page_with_the_taker(self):
        document = built(soft_atm(**WAITING, taken_by="Nguyễn An, VTV"))
        notice = document.sections[0].header.paragraphs[0]
        assert "phát trước 06:00 1/12/2031" in notice.text and "Nguyễn An, VTV" in notice.text
        assert notice.style.font.bold

    def test_its_parts_are_only_what_is_needed(self):
        found = parts(get_format(NAME).build(soft_atm(**RICH)))
        assert not [name for name in found if "thumbnail" in name or "customXml" in name or "Effects" in name]

    def test_the_qr_code_is_told_in_words(self):
        document = built(soft_atm())
        (shown,) = document.element.body.iter(qn("wp:docPr"))
        assert "/k/" in shown.get("descr")


class TestHostile:
    def test_no_row_is_kept_with_the_next(self):
        """With rows longer than a page, LibreOffice would never come to an end."""
        document = built(soft_atm(**{**RICH, "body": [*BODY, *RICH["body"]]}))
        kept = {
            style.style_id
            for style in document.styles
            if style.element.find(f".//{qn('w:keepNext')}") is not None
        }
        cells = [p for table in document.tables for p in table._tbl.iter(qn("w:p"))]
        assert kept and cells
        assert not [p for p in cells if p.style in kept or p.find(f".//{qn('w:keepNext')}") is not None]

    @pytest.mark.parametrize("text", FIELDS)
    def test_text_is_literal_everywhere(self, text):
        body = [
            {"part": "problem", "kind": "paragraph", "text": text, "runs": [{"text": text, "href": text}]}
        ]
        label = figure("a", "1", text, text, source={"title": text, "url": text, "page": text}, printed=text)
        told = words(built(soft_atm(headline=text, body=body, figures=[label])))
        assert told.count(text) >= 4

    @pytest.mark.parametrize(
        "text",
        ["javascript:alert(1)", "file:///etc/passwd", "https://[x", "http://a.vn:99999/", "mailto:a b@c.vn",
         "https://a.vn/" + "x" * 3000, "\\\\server\\share", "mailto:a@b.vn?attach=/etc/passwd", "http://", ""],
    )  # fmt: skip
    def test_what_is_no_plain_address_is_not_linked(self, text):
        assert address_of(text) == ""

    def test_addresses_are_linked(self):
        assert (
            address_of("https://a.vn/đường dẫn".replace(" ", "-"))
            == "https://a.vn/%C4%91%C6%B0%E1%BB%9Dng-d%E1%BA%ABn"
        )
        assert address_of("a@b.vn") == address_of("mailto:a@b.vn") == "mailto:a@b.vn"
