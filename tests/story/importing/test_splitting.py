"""A report of several stories is parted where each begins; what is one story stays one."""

import pytest

from places.models import AdministrativeUnit
from story.importing.document import Byline, ImportedDocument
from story.importing.guessing import Gazetteer
from story.importing.splitting import MOST_STORIES
from story.importing.word import read_document, read_stories
from tests.story.importing import files

pytestmark = pytest.mark.once

LONG = "Trước kia người dân phải đi bốn mươi cây số để rút tiền, nay chỉ cần ra bưu điện xã."
PARTS = [("Vấn đề", "Heading 2"), LONG, ("Kết quả", "Heading 2"), "Đạt 60% số hộ."]


def stories(*lines, title="", **options):
    return read_stories(files.word(*lines, title=title, **options), "bao-cao.docx")


def headlines(*lines, **options):
    return [document.headline for document in stories(*lines, **options)]


def told(document):
    items = [*(item for part in document.parts for item in part.items), *document.unplaced]
    return [document.headline, document.standfirst, *(text for item in items for text in item.texts())]


class TestWhereStoriesBegin:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("**Câu chuyện 1: Chợ số**", "**Câu chuyện 2: Lúa số**"),
            ("Câu chuyện số 1. Chợ số", "Câu chuyện số 2. Lúa số"),
            ("CÂU CHUYỆN I – Chợ số", "CÂU CHUYỆN II – Lúa số"),
            ("Story 1: Chợ số", "Story 2: Lúa số"),
        ],
    )
    def test_where_they_are_called_stories(self, first, second):
        assert headlines(first, LONG, second, LONG) == ["Chợ số", "Lúa số"]

    def test_number_may_stand_above_its_title(self):
        found = headlines("**Câu chuyện 1**", "Chợ số về bản", LONG, "**Câu chuyện 2**", "Lúa số", LONG)
        assert found == ["Chợ số về bản", "Lúa số"]

    def test_number_without_a_title_is_all_the_title_there_is(self):
        found = headlines("**Câu chuyện 1**", *PARTS, "**Câu chuyện 2**", *PARTS)
        assert found == ["Câu chuyện 1", "Câu chuyện 2"]

    def test_table_of_contents_is_no_beginning(self):
        contents = ["Câu chuyện 1: Chợ số", "Câu chuyện 2: Lúa số"]
        documents = stories(*contents, contents[0], LONG, contents[1], LONG)
        assert [document.headline for document in documents] == ["Chợ số", "Lúa số"]
        assert LONG in told(documents[0]) and LONG in told(documents[1])

    def test_title_with_its_author_below(self):
        lines = (
            "1. Chợ số về bản",
            "Tác giả: Lan, Sở A",
            LONG,
            "2. Lúa số ra đồng",
            "Tác giả: Huệ, Sở B",
            LONG,
        )
        documents = stories(*lines)
        assert [(item.headline, item.bylines[0].name) for item in documents] == [
            ("Chợ số về bản", "Lan"),
            ("Lúa số ra đồng", "Huệ"),
        ]

    @pytest.mark.parametrize("style", ["Heading 1", None])
    def test_titles_with_the_same_parts_again(self, style):
        def title(text):
            return (text, style) if style else f"**{text}**"

        parts = PARTS if style else ["**1. Vấn đề**", LONG, "**2. Kết quả**", "Đạt 60%."]
        documents = stories(title("I. Chợ số"), *parts, title("II. Lúa số"), *parts)
        assert [item.headline for item in documents] == ["Chợ số", "Lúa số"]
        assert [[part.name for part in item.parts] for item in documents] == [["problem", "results"]] * 2


class TestWhatIsOneStory:
    @pytest.mark.parametrize(
        "lines",
        [
            PARTS,
            ["Câu chuyện 1: Chợ số", *PARTS],
            [("Kết quả", "Heading 1"), "1. Kinh tế", LONG, "2. Xã hội", LONG],
            ["Câu chuyện 1 đã cho thấy điều đó.", LONG, "Câu chuyện 2 cũng vậy.", LONG],
            ["**Bước 1: Khảo sát**", "Tác giả: Lan", LONG, "**Bước 2: Tập huấn**", "Tác giả: Huệ", LONG],
            [f"**Câu chuyện {n % 100}: Tên**" for n in range(300)],
            [line for n in range(MOST_STORIES + 1) for line in (f"{n}. Tên", "Tác giả: Lan", LONG)],
        ],
    )
    def test_stays_one_and_reads_as_ever(self, lines):
        file = files.word(*lines)
        (document,) = read_stories(file, "bai.docx")
        assert document == read_document(file, "bai.docx")


class TestNothingIsLost:
    def test_what_stands_before_the_first_goes_to_it_marked(self):
        before = "Bộ gửi báo cáo chuyên đề tuần 14 về chuyển đổi số ở các tỉnh."
        first, second = stories(before, "Câu chuyện 1: Chợ", LONG, "Câu chuyện 2: Lúa", LONG)
        assert before in [text for item in first.unplaced for text in item.texts()]
        assert before not in told(second)

    def test_every_paragraph_is_in_exactly_one_story(self):
        texts = [f"Đoạn văn thứ {n} kể chuyện của bản {n}." for n in range(9)]
        documents = stories(
            *texts[:3], "Câu chuyện 1: Chợ", *texts[3:6], "Câu chuyện 2: Lúa", *texts[6:], title="Báo cáo"
        )
        places = [[text in told(document) for document in documents].count(True) for text in texts]
        assert places == [1] * 9 and "Báo cáo" in told(documents[0])

    def test_pictures_stay_with_their_story(self):
        def picture(document):
            document.add_picture(__import__("io").BytesIO(files.picture()))

        documents = stories("Câu chuyện 1: Chợ", LONG, "Câu chuyện 2: Lúa", picture, LONG)
        assert [len(document.pictures) for document in documents] == [0, 1]


@pytest.mark.django_db
class TestWhoseItIs:
    @pytest.mark.parametrize(
        ("headline", "unit"),
        [
            ("ATM mềm tỉnh Lạng Sơn", "Lạng Sơn"),
            ("Trợ lý ảo, tỉnh Bà Rịa – Vũng Tàu", "Bà Rịa – Vũng Tàu"),
            ("Dịch vụ ở Thừa Thiên - Huế", "Thừa Thiên Huế"),
            ("Lúa số o Thai Binh", "Thái Bình"),
            ("Lạng sơn lên sàn", "Lạng Sơn"),
            ("Chợ số ở Thanh Hoá", "Thanh Hóa"),
            ("Diễn biến của dịch", None),
            ("Không nói ở đâu", None),
        ],
    )
    def test_is_told_by_its_names(self, newsroom, headline, unit):
        found = Gazetteer().told_of(ImportedDocument("", headline))
        assert found == (unit and AdministrativeUnit.objects.by_name(unit))

    def test_author_goes_before_the_headline(self, newsroom):
        by = (Byline("Lan", "Giám đốc", "Sở Thông tin và Truyền thông tỉnh Lạng Sơn"),)
        assert Gazetteer().told_of(ImportedDocument("", "Học từ Huế", bylines=by)).name == "Lạng Sơn"
