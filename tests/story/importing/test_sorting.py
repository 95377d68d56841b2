"""A document finds its way into the five parts, and no word of it is lost."""

import re
import unicodedata

import pytest

from story.importing.headings import part_named
from story.importing.word import read_document
from tests.story.importing import files
from tests.story.importing.files import word

LONG = (
    "Người dân vùng cao phải đi hàng chục cây số đường rừng để rút tiền, nhiều khi đến nơi máy lại hết tiền."
)


def read(*lines, **options):
    return read_document(word(*lines, **options), options.pop("name", "bai-viet.docx"))


def told(document):
    """Part -> (kind, texts) of each item."""
    return {part.name: [(item.kind, list(item.texts())) for item in part.items] for part in document.parts}


def texts(document, part):
    return [text for _kind, texts in told(document).get(part, []) for text in texts]


class TestNames:
    @pytest.mark.parametrize(
        ("part", "headings"),
        [
            (
                "problem",
                "Vấn đề|1. Đặt vấn đề|I. BỐI CẢNH|Thực trạng:|a) Khó khăn, vướng mắc|Problem|The challenge|thuc trang",
            ),
            (
                "approach",
                "Cách làm|2. Giải pháp|II. GIẢI PHÁP THỰC HIỆN|Cách làm hay, sáng tạo|Approach|Our solution|2/ Giai phap",
            ),
            (
                "steps",
                "Các bước triển khai|3) Quá trình thực hiện|III- Tổ chức thực hiện|Steps|Implementation",
            ),
            (
                "results",
                "Kết quả|4. Kết quả đạt được|IV. HIỆU QUẢ|Kết quả triển khai|Kết quả và bài học|Results",
            ),
            (
                "lessons",
                "Bài học|5. Bài học kinh nghiệm|Kiến nghị, đề xuất|Bài học rút ra|Lessons learned|Lessons learnt",
            ),
            (
                "",
                "Chợ phiên Kỳ Lừa|1. Dịch vụ phản ánh hiện trường|Lời cảm ơn|2. Quy trình hóa|Mục tiêu|2022",
            ),
        ],
    )
    def test_headings_name_their_parts_in_every_dress(self, part, headings):
        for heading in headings.split("|"):
            for dressed in (heading, heading.upper(), unicodedata.normalize("NFD", heading), f"  {heading} "):
                assert part_named(dressed)[0] == part, dressed


PARTS = {
    "problem": "1. Bối cảnh",
    "approach": "2. Giải pháp",
    "steps": "3. Các bước triển khai",
    "results": "4. Kết quả",
    "lessons": "5. Bài học",
}


@pytest.mark.parametrize(
    "dress",
    [
        lambda text: (text, "Heading 1"),
        lambda text: (text, "Heading 3"),
        lambda text: f"**{text}**",
        lambda text: text.upper(),
        lambda text: text,
        lambda text: f"{text}:",
        lambda text: f"**{unicodedata.normalize('NFD', text)}**",
    ],
)
def test_all_five_parts_are_found_by_style_or_by_hand(dress):
    lines = [
        line
        for part, heading in PARTS.items()
        for line in (dress(heading), f"Nội dung của phần {part}. {LONG}")
    ]
    document = read(*lines)
    assert {name: texts(document, name) for name in PARTS} == {
        part: [f"Nội dung của phần {part}. {LONG}"] for part in PARTS
    }
    assert (document.headline, document.unplaced, document.unsorted) == ("Chợ số về bản", (), False)


def test_heading_in_bold_before_its_text_begins_a_part():
    document = read("**Vấn đề:** " + LONG, "**Kết quả**: có 200 cửa hàng số ở các xã vùng cao.")
    assert texts(document, "results") == ["có 200 cửa hàng số ở các xã vùng cao."]


def test_heading_with_more_to_say_keeps_its_words():
    document = read(("Bối cảnh", "Heading 1"), LONG, ("Kết quả sau ba năm ở Lạng Sơn", "Heading 1"), LONG)
    assert told(document)["results"] == [
        ("heading", ["Kết quả sau ba năm ở Lạng Sơn"]),
        ("paragraph", [LONG]),
    ]


def test_unknown_and_deeper_headings_stay_where_they_stood():
    document = read(
        ("Giải pháp", "Heading 1"),
        ("Khó khăn khi kết nối", "Heading 2"),
        LONG,
        ("Chợ phiên", "Heading 1"),
        LONG,
    )
    kinds = [kind for kind, _texts in told(document)["approach"]]
    assert list(told(document)) == ["approach"] and kinds == ["heading", "paragraph", "heading", "paragraph"]


def test_text_before_the_first_part_opens_the_problem():
    document = read("Mở đầu một. " + LONG, "Mở đầu hai. " + LONG, ("Cách làm", "Heading 1"), LONG)
    assert len(texts(document, "problem")) == 2 and not document.standfirst


def test_document_without_parts_stays_whole_and_says_so():
    document = read("Một. " + LONG, ("Chợ phiên", "Heading 2"), "Hai. " + LONG)
    assert document.unsorted and len(document.notes) == 1
    assert [kind for kind, _texts in told(document)["problem"]] == ["paragraph", "heading", "paragraph"]


def test_several_stories_in_one_document_are_told_under_their_titles():
    stories = [
        line
        for title, town in (("1. Phản ánh hiện trường", "Huế"), ("2. Giải pháp ATM mềm", "Lạng Sơn"))
        for line in (
            (title, "Heading 1"),
            f"Tác giả: Nguyễn Văn A, Giám đốc Sở {town}",
            ("Vấn đề", "Heading 2"),
            f"Ở {town}: {LONG}",
            ("Kết quả", "Heading 2"),
            f"Tại {town} đã có kết quả. {LONG}",
        )
    ]
    document = read(("Lời nói đầu", "Heading 1"), *[LONG] * 8, *stories, title="Báo cáo tuần")
    results = texts(document, "results")
    assert results[0] == "1. Phản ánh hiện trường" and results[2] == "2. Giải pháp ATM mềm"
    assert document.bylines == () and "approach" not in told(document)


class TestLists:
    def test_points_under_steps_are_steps(self):
        document = read(
            ("Các bước triển khai", "Heading 1"),
            ("Khảo sát: đi 200 xã.", "List Number"),
            ("Tập huấn", "List Number"),
        )
        assert told(document)["steps"] == [("step", ["Khảo sát:", "đi 200 xã."]), ("step", ["Tập huấn"])]

    def test_counted_words_are_steps(self):
        document = read(
            ("Các bước", "Heading 1"), "Bước 1: Khảo sát.", "Bước 2. Tập huấn cho tổ công nghệ số. " + LONG
        )
        assert [kind for kind, _texts in told(document)["steps"]] == ["step", "step"]
        assert "".join(texts(document, "steps")).count("Bước") == 2

    @pytest.mark.parametrize("dash", ["- ", "– ", "• ", "-", "* "])
    def test_points_by_hand_under_lessons_are_lessons(self, dash):
        document = read(
            ("Bài học", "Heading 1"), dash + "Lấy dân làm gốc.", dash + "Làm đến đâu chắc đến đó."
        )
        assert told(document)["lessons"] == [
            ("lesson", ["Lấy dân làm gốc."]),
            ("lesson", ["Làm đến đâu chắc đến đó."]),
        ]

    def test_points_elsewhere_are_lists_with_their_levels(self):
        document = read(
            ("Giải pháp", "Heading 1"),
            "- Một",
            "+ Một một",
            "- Hai",
            LONG,
            "1. Đầu tiên là dân;",
            "2. Sau đó là máy;",
        )
        first, _text, second = document.parts[0].items
        assert [(line.text, line.level, line.ordered) for line in first.lines] == [
            ("Một", 0, False),
            ("Một một", 1, False),
            ("Hai", 0, False),
        ]
        assert [(line.text, line.ordered) for line in second.lines] == [
            ("Đầu tiên là dân;", True),
            ("Sau đó là máy;", True),
        ]

    def test_note_with_an_asterisk_is_no_list(self):
        assert (
            told(read(("Kết quả", "Heading 1"), "*Cũng tại Hội nghị, có 63 điểm cầu."))["results"][0][0]
            == "paragraph"
        )

    def test_long_first_sentence_of_a_step_loses_nothing(self):
        point = (
            "Thành lập tổ công nghệ số cộng đồng ở từng thôn bản, "
            + "trong đó mỗi tổ có trưởng thôn và hai đoàn viên " * 6
        )
        document = read(("Các bước", "Heading 1"), "- " + point, "- Tập huấn.")
        item = document.parts[0].items[0]
        assert len(item.text) <= 160 and " ".join(item.texts()) == point.strip()


class TestAroundTheStory:
    def test_letterhead_and_signature_stand_aside(self):
        head = [
            "UBND TỈNH LẠNG SƠN",
            "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 05/BC-STTTT",
            "Lạng Sơn, ngày 11 tháng 4 năm 2022",
        ]
        body = [
            "**BÁO CÁO**",
            "**Chợ số về bản**",
            "Kính gửi: Bộ Khoa học và Công nghệ",
            ("Kết quả", "Heading 1"),
            LONG + "/.",
        ]
        closing = ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "Nguyễn Văn A"]
        document = read(*head, *body, *closing, title="")
        aside = [text for item in document.unplaced for text in item.texts()]
        assert document.headline == "Chợ số về bản"
        around = [*head, "BÁO CÁO", "Kính gửi: Bộ Khoa học và Công nghệ", *closing]
        assert aside == [line.strip("*").removeprefix("- ") for line in around]
        assert texts(document, "results") == [LONG]

    @pytest.mark.parametrize(
        ("line", "byline"),
        [
            (
                "Tác giả: Nguyễn Khắc Lịch, Giám đốc Sở Thông tin và Truyền thông tỉnh Lạng Sơn",
                ("Nguyễn Khắc Lịch", "Giám đốc", "Sở Thông tin và Truyền thông tỉnh Lạng Sơn"),
            ),
            ("Người viết: Trần Thị B - Sở Y tế", ("Trần Thị B", "", "Sở Y tế")),
            ("Author: Le Van C, Director", ("Le Van C", "Director", "")),
            ("Theo Báo Lạng Sơn", ("Báo Lạng Sơn", "", "")),
        ],
    )
    def test_author_is_recognised(self, line, byline):
        (found,) = read(line, ("Kết quả", "Heading 1"), LONG).bylines
        assert (found.name, found.role, found.organisation) == byline

    def test_two_authors(self):
        found = read(
            "Tác giả: Nguyễn A, Giám đốc; Trần B, Phó Giám đốc Sở Y tế", ("Kết quả", "Heading 1"), LONG
        ).bylines
        assert [(byline.name, byline.role) for byline in found] == [
            ("Nguyễn A", "Giám đốc"),
            ("Trần B", "Phó Giám đốc"),
        ]

    def test_source_names_where_figures_come_from(self):
        document = read(("Kết quả", "Heading 1"), LONG, LONG, "Nguồn: Báo cáo số 05/BC-STTTT")
        assert document.source_title == document.source == "Báo cáo số 05/BC-STTTT"

    @pytest.mark.parametrize("line", [f"**{LONG}**", f"__{LONG}__", f"Tóm tắt: {LONG}", (LONG, "Subtitle")])
    def test_standfirst_is_the_paragraph_set_apart(self, line):
        document = read(line, LONG + " Thêm.", ("Kết quả", "Heading 1"), LONG)
        assert document.standfirst == LONG and len(texts(document, "problem")) == 1

    @pytest.mark.parametrize(
        ("lines", "options", "headline"),
        [
            (["**Chợ số**", LONG], {"title": ""}, "Chợ số"),
            (["CHỢ SỐ VỀ BẢN", LONG], {"title": ""}, "CHỢ SỐ VỀ BẢN"),
            (["Chợ số về bản", LONG], {"title": ""}, "Chợ số về bản"),
            ([LONG + " " + LONG, LONG], {"title": "", "core_title": "Tên trong tệp"}, "Tên trong tệp"),
            ([("Vấn đề", "Heading 1"), LONG], {"title": ""}, "bai-viet"),
        ],
    )
    def test_headline_is_what_stands_out_else_what_the_file_says(self, lines, options, headline):
        assert read(*lines, **options).headline == headline


class TestMendedByHand:
    def test_sentence_parted_by_a_page_is_whole(self):
        document = read(
            ("Kết quả", "Heading 1"),
            "Số liệu báo cáo có sẵn và",
            "",
            "mới nhất, giúp lãnh đạo quyết định kịp thời.",
        )
        assert texts(document, "results") == [
            "Số liệu báo cáo có sẵn và mới nhất, giúp lãnh đạo quyết định kịp thời."
        ]

    @pytest.mark.parametrize("after", ["Mới nhất.", "- mới nhất", "**mới nhất** thôi"])
    def test_what_begins_anew_is_not_joined(self, after):
        document = read(("Kết quả", "Heading 1"), "Số liệu báo cáo có sẵn ở mọi nơi", after)
        assert len(told(document)["results"]) == (1 if after.startswith("**") else 2)


def letters(text):
    """Every character that is no space, invisible sign, mark of a list or end of a letter."""
    plain = unicodedata.normalize("NFC", text).replace("./.", ".")
    return sorted(re.sub(r"[\s\u00ad\u200b]|^[-–•+*]\s?", "", plain))


MESSY = [
    "UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 05/BC-STTTT", "**BÁO CÁO**", "**Chợ số về bản**",
    unicodedata.normalize("NFD", "Kính gửi: Sở Nội vụ"), LONG, ("I. Bối cảnh chung", "Heading 1"), "Cả tỉnh có\u00a0200 xã và", "nhiều thôn bản ở xa.",
    "**II. Giải pháp ATM mềm**", "- Một điểm bưu\u00ad điện;", "+ Nhánh con", "1. Đầu", "2. Cuối", ("Ý khác", "Heading 3"), "Lời\u200b dẫn.",
    "III. CÁC BƯỚC", "Bước 1: Khảo sát. Rồi làm.", "- Điểm lẻ", "**Kết quả:** tăng 60%./.", "V. Bài học", "- Thứ nhất: tin dân;", "Đoạn cuối.",
    "Nơi nhận:", "- Như trên.",
]  # fmt: skip


def test_not_one_character_is_lost():
    document = read(*MESSY, title="")
    wanted = letters(
        "".join(
            part
            for line in MESSY
            for part in (line[0] if isinstance(line, tuple) else line.replace("**", ""),)
        )
        .replace("- ", "")
        .replace("+ ", "")
        .replace("1. Đầu2. ", "Đầu")
    )
    items = [item for part in document.parts for item in part.items] + list(document.unplaced)
    placed = [document.headline, document.standfirst, *(text for item in items for text in item.texts())]
    named = [
        part.heading
        for part in document.parts
        if not any(part.heading in text for item in part.items for text in item.texts())
    ]
    assert letters("".join(placed + named)) == wanted


def test_paragraph_of_nothing_but_marks_is_no_trouble():
    for line in ("***", "-", "1.", "+", "./.", "…", ":", "**:** x", "(((((" * 50, "Bước 1:"):
        read(line, LONG, ("Kết quả", "Heading 1"), line, LONG)


def test_style_based_on_itself_ends():
    styles = files.text('<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>', "styles")
    file = files.raw(
        files.p(LONG, style="A"), [("word/styles.xml", styles)], [("s", "styles", "styles.xml", False)]
    )
    assert read_document(file, "x.docx").parts
