"""Whatever way a text was set in Word, it is read once, in order, without what is no text."""

import unicodedata

import pytest

from story.importing.word import read_document
from tests.story.importing import files
from tests.story.importing.files import p

SENTENCE = "Người dân đi hàng giờ đường rừng mới tới một máy rút tiền."
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
NOTES = files.text('<w:footnote w:id="2">' + p("Theo niên giám 2021.") + "</w:footnote>", "footnotes")


def items(file):
    document = read_document(file, "bai.docx")
    return [item for part in document.parts for item in part.items]


def texts(body, **parts):
    return [
        text for item in items(files.raw(p(SENTENCE + " Mở đầu.") + body, **parts)) for text in item.texts()
    ][1:]


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (p("Một", "<w:r><w:tab/></w:r>", "hai."), ["Một hai."]),
        (p("Một\u00a0hai."), ["Một hai."]),
        (p("chuyển\u00ad đổi\u200b số."), ["chuyển đổi số."]),
        (p("Covid", "<w:r><w:noBreakHyphen/></w:r>", "19 ở tỉnh."), ["Covid-19 ở tỉnh."]),
        (p("Một.", "<w:r><w:br/></w:r>", "Hai."), ["Một.", "Hai."]),
        (
            p(
                "<w:ins>" + run("Thêm vào.") + "</w:ins>",
                "<w:del><w:r><w:delText>Bỏ đi.</w:delText></w:r></w:del>",
            ),
            ["Thêm vào."],
        ),
        (
            p(
                "<w:moveFrom>" + run("Chỗ cũ.") + "</w:moveFrom>",
                "<w:moveTo>" + run("Chỗ mới.") + "</w:moveTo>",
            ),
            ["Chỗ mới."],
        ),
        (
            p(
                "<w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>"
                + run("Trong ô.")
                + "</w:sdtContent></w:sdt></w:smartTag>"
            ),
            ["Trong ô."],
        ),
        ("<w:sdt><w:sdtContent>" + p("Cả khối.") + "</w:sdtContent></w:sdt>", ["Cả khối."]),
        (p("Ngoài.", BOX.format(p("Trong khung."))), ["Ngoài.", "Trong khung."]),
        (p("<w:commentRangeStart/>", "Có nhận xét."), ["Có nhận xét."]),
        (p(*(run(unicodedata.normalize("NFD", part)) for part in ("Tuyế", "n Quang."))), ["Tuyến Quang."]),
    ],
)
def test_text_is_read_once_and_clean(body, read):
    assert texts(body) == read


def test_table_of_contents_is_no_text():
    styles = files.text('<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>', "styles")
    body = p("1. Kết quả ... 3", style="TOC1") + p("Có 200 hộ.")
    read = texts(body, parts=[("word/styles.xml", styles)], related=[("s", "styles", "styles.xml", False)])
    assert read == ["Có 200 hộ."]


def test_letter_torn_from_its_mark_by_a_style_is_whole_again():
    (item,) = items(files.raw(p(run("Tuye", "<w:b/>"), run("\u0302\u0301n đường sắt đã mở."))))
    assert item.texts().__next__() == "Tuyến đường sắt đã mở."


def test_footnote_follows_its_paragraph():
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    read = texts(
        p("Dân số tăng", note, "."),
        parts=[("word/footnotes.xml", NOTES)],
        related=[("r3", "footnotes", "footnotes.xml", False)],
    )
    assert read == ["Dân số tăng [2].", "[2] Theo niên giám 2021."]


def test_headers_and_footers_stand_aside_once_and_page_numbers_nowhere():
    parts = [
        ("word/header1.xml", files.text(p("TỈNH LẠNG SƠN"), "hdr")),
        ("word/header2.xml", files.text(p("TỈNH LẠNG SƠN"), "hdr")),
        ("word/footer1.xml", files.text(p("Trang ", "3", "/", "12"), "ftr")),
    ]
    related = [
        ("a", "header", "header1.xml", False),
        ("b", "header", "header2.xml", False),
        ("c", "footer", "footer1.xml", False),
    ]
    document = read_document(files.raw(p(SENTENCE), parts, related), "x.docx")
    assert [text for item in document.unplaced for text in item.texts()] == ["TỈNH LẠNG SƠN"]


def test_remarks_in_the_margin_are_left_out_and_that_is_said():
    parts = [
        (
            "word/comments.xml",
            files.text('<w:comment w:id="1">' + p("Bỏ câu này!") + "</w:comment>", "comments"),
        )
    ]
    document = read_document(
        files.raw(p(SENTENCE), parts, [("a", "comments", "comments.xml", False)]), "x.docx"
    )
    assert "Bỏ câu này" not in repr(document) and len(document.notes) == 2


class TestStyle:
    def runs(self, body, **parts):
        return [
            (run.text, run.bold, run.italic, run.href)
            for run in items(files.raw(body, **parts))[0].lines[0].runs
        ]

    def test_bold_and_italic_by_hand_and_by_style(self):
        styles = files.text(
            '<w:style w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
            '<w:style w:styleId="T"><w:basedOn w:val="S"/></w:style>',
            "styles",
        )
        body = p("a ", run("b ", "<w:i/>"), run("c ", '<w:rStyle w:val="T"/>'), run("d", '<w:b w:val="0"/>'))
        found = self.runs(
            body, parts=[("word/styles.xml", styles)], related=[("s", "styles", "styles.xml", False)]
        )
        assert found == [
            ("a ", False, False, ""),
            ("b ", False, True, ""),
            ("c ", True, False, ""),
            ("d", False, False, ""),
        ]

    @pytest.mark.parametrize(
        ("target", "href"),
        [
            ("https://t63.mic.gov.vn/", "https://t63.mic.gov.vn/"),
            ("mailto:a@b.vn", "mailto:a@b.vn"),
            ("javascript:alert(1)", ""),
            ("java\tscript:alert(1)", ""),
            ("file:///etc/passwd", ""),
            ("data:text/html,x", ""),
        ],
    )
    def test_links_lead_to_the_web_or_to_mail_alone(self, target, href):
        link = '<w:hyperlink r:id="h">' + run("đây") + "</w:hyperlink>"
        assert self.runs(p(link), related=[("h", "hyperlink", target, True)]) == [("đây", False, False, href)]

    def test_link_made_by_a_field(self):
        field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        code = '<w:r><w:instrText> HYPERLINK "https://a.vn/" </w:instrText></w:r>'
        body = p(
            "Xem ",
            field.format("begin"),
            code,
            field.format("separate"),
            run("trang"),
            field.format("end"),
            " này.",
        )
        assert self.runs(body) == [
            ("Xem ", False, False, ""),
            ("trang", False, False, "https://a.vn/"),
            (" này.", False, False, ""),
        ]


class TestTables:
    def cell(self, *texts, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(text) for text in texts)}</w:tc>"

    def table(self, *rows):
        return "<w:tbl>" + "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows) + "</w:tbl>"

    def test_table_of_data_is_kept_with_its_caption(self):
        rows = [[self.cell("Huyện"), self.cell("Số hộ")], [self.cell("Chi Lăng"), self.cell("1.200")]]
        *_told, item = items(files.raw(p(SENTENCE) + p("Bảng 1. Số hộ theo huyện") + self.table(*rows)))
        assert (item.kind, item.text) == ("table", "Bảng 1. Số hộ theo huyện")
        assert item.rows == (("Huyện", "Số hộ"), ("Chi Lăng", "1.200"))

    @pytest.mark.parametrize(
        ("above", "caption"),
        [
            ("Số tổ ở từng huyện:", "Số tổ ở từng huyện:"),
            ("Có 68/200 xã đã làm xong. Số tổ ở từng huyện như sau:", ""),
            ("Có 68/200 xã đã làm xong.", ""),
        ],
    )
    def test_sentence_with_its_numbers_is_no_caption(self, above, caption):
        rows = [[self.cell("Huyện"), self.cell("Số tổ")], [self.cell("Chi Lăng"), self.cell("180")]]
        assert items(files.raw(p(SENTENCE) + p(above) + self.table(*rows)))[-1].text == caption

    def test_merged_cells_keep_the_columns(self):
        wide = self.cell("Cả tỉnh", properties='<w:gridSpan w:val="2"/>')
        rows = [
            [self.cell("Năm"), self.cell("Hộ"), self.cell("Xã")],
            [self.cell("2021"), wide],
            [self.cell("2022"), self.cell("5"), self.cell("6")],
        ]
        assert items(files.raw(p(SENTENCE) + self.table(*rows)))[-1].rows[1] == ("2021", "Cả tỉnh", "")

    @pytest.mark.parametrize(
        "rows",
        [
            [["Bên trái", "Bên phải"]],
            [["Một cột"], ["Dòng hai"]],
            [["Tiêu đề", "Nội dung"], ["Ngắn", "Rất dài. " * 60]],
        ],
    )
    def test_table_for_layout_becomes_paragraphs(self, rows):
        made = items(
            files.raw(p(SENTENCE) + self.table(*([self.cell(text) for text in row] for row in rows)))
        )
        assert {item.kind for item in made} == {"paragraph"}
        said = [item.lines[0].text for item in made[1:]]
        assert said == [text.strip() for row in rows for text in row]

    def test_table_in_a_table_is_unrolled(self):
        inner = self.table([self.cell("Huyện"), self.cell("Hộ")], [self.cell("A"), self.cell("1")])
        outer = f"<w:tbl><w:tr><w:tc>{p('Trước.')}{inner}{p('Sau.')}</w:tc></w:tr></w:tbl>"
        assert [item.kind for item in items(files.raw(p(SENTENCE) + outer))] == [
            "paragraph",
            "paragraph",
            "table",
            "paragraph",
        ]


class TestPictures:
    body = (
        p("Chợ số họp đông vui từ sáng sớm.")
        + '<w:p><w:r><w:drawing><a:blip xmlns:a="a" r:embed="r9"/></w:drawing></w:r></w:p>'
    )

    def read(self, data, name="media/image1.png", after=""):
        parts, related = [(f"word/{name}", data)], [("r9", "image", name, False)]
        return read_document(files.raw(self.body + after, parts, related), "x.docx")

    def test_picture_stands_where_it_stood_with_its_caption(self):
        document = self.read(files.picture(), after=p("Ảnh: Chợ phiên Kỳ Lừa"))
        item = document.parts[0].items[-1]
        assert (item.kind, item.text, item.picture.name) == ("picture", "Ảnh: Chợ phiên Kỳ Lừa", "image1.png")

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
    def test_name_says_what_the_picture_is(self, kind):
        (picture,) = self.read(files.picture(kind=kind), "media/image1.emf").pictures
        assert picture.name == f"image1.{'jpg' if kind == 'JPEG' else kind.lower()}"

    @pytest.mark.parametrize(
        "data", [b"\x01\x00\x00\x00EMF", b"<svg onload='x'/>", b"", files.picture()[:-20]]
    )
    def test_broken_or_foreign_picture_is_left_out_and_named(self, data):
        document = self.read(data)
        assert document.pictures == [] and "image1.png" in " ".join(document.notes)
