"""Slides: nothing outside of them, nothing over something else, nothing overflowing, each number as its record has it."""

import io
from functools import cache
from itertools import combinations

import pytest
from django.utils import translation
from pptx import Presentation
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Pt

from press.formats import get_format
from press.layout.fonts import Role
from press.layout.primitives import Box
from press.office.words import FACES, Paragraph, Run, line_count
from press.slides.figures import digit_width
from tests.press.readers import slides as reader
from tests.press.summaries import english, figure, soft_atm
from tests.press.test_wire import RICH, WAITING, hostile

NAME = "slides.pptx"
SENTENCE = "Ở Lạng Sơn, muốn rút tiền có khi phải mất cả một chuyến đi qua nhiều quả đồi. "
CHART = {
    "id": "shops",
    "title": "Cửa hàng số: từ lác đác đến quá nửa số hộ",
    "kind": "bar",
    "unit": "cửa hàng",
    "categories": ["Ban đầu", "Nay", "Mục tiêu"],
    "series": [{"name": "Cửa hàng", "values": ["200", "116000", "150000"], "figures": ["", "now", "hoped"]}],
    "alt": "Ba thanh.",
}
SHOPS = [
    figure("now", "116000", "cửa hàng", "Cửa hàng số", qualifier="over", highlight=True),
    figure("hoped", "150000", "cửa hàng", "Cửa hàng số cần có", nature="target", highlight=True),
]
LONG = {
    "problem": "\n\n".join([SENTENCE * 5] * 4),
    "approach": SENTENCE * 30,
    "results": SENTENCE,
    "lessons": [SENTENCE * 2] * 7,
    "steps": [
        {"position": n, "title": "Chạy thử ở ba xã", "text": SENTENCE * (1 + n % 3), "period": "2021-12", "planned": n == 7}
        for n in range(1, 8)
    ],
    "quotes": [{"text": SENTENCE * 4, "speaker": "Bà Hoa", "role": "xã Yên Phúc"}],
    "absent": [{"part": "results", "reason": "Bản tin không kể kết quả."}],
    "figures": [
        figure(f"f{n}", str(10**n + 17), "điểm bưu điện văn hóa xã", f"Số thứ {n} " + SENTENCE[:120], highlight=True,
               nature=("measured", "target", "projection", "estimate")[n % 4], qualifier="about", verified=None if n == 2 else reader_signed)
        for n in range(8) for reader_signed in [{"at": "2022-04-12T02:30:00+00:00", "by": "Trần Thị Hiền", "revision": 7}]
    ],
    "charts": [
        {**CHART, "categories": [f"Huyện thứ {n}" for n in range(23)],
         "series": [{"name": "Xã", "values": [str(n * 7 + 1) for n in range(23)]}]},
        {**CHART, "kind": "stacked-bar", "categories": ["A", "B"],
         "series": [{"name": name, "values": ["1", "900"]} for name in ("Hài lòng", "Chấp nhận", "Không hài lòng")]},
    ],
}  # fmt: skip
SUMMARIES = {
    "story": lambda: soft_atm(**RICH),
    "english": english,
    "long": lambda: soft_atm(**LONG),
    "hostile": hostile,
    "shops": lambda: soft_atm(figures=SHOPS, charts=[CHART]),
    "embargoed": lambda: soft_atm(**{**RICH, **LONG, **WAITING}, taken_by="Nguyễn An, VTV"),
    "empty": lambda: soft_atm(figures=[], charts=[], standfirst=""),
    "percent": lambda: soft_atm(
        figures=[figure("p", "97.1", "", "Tỉ lệ xử lý", "percent")], charts=[], pillars=[]
    ),
}
ROLES = {face: role for role, face in FACES.items() if role is not Role.STRONG}


@pytest.fixture(params=SUMMARIES)
def summary(request):
    return SUMMARIES[request.param]()


@cache
def built(summary):
    data = get_format(NAME).build(summary)
    reader.check(data, summary, NAME)
    return data


def slides(summary):
    return list(Presentation(io.BytesIO(built(summary))).slides)


def box(shape):
    return Box(*(round(side / Pt(1), 2) for side in (shape.left, shape.top, shape.width, shape.height)))


def texts(slide):
    return [
        shape
        for shape in slide.shapes
        if shape.has_text_frame and shape.text_frame.text and shape.name != "Watermark"
    ]


def told(slide):
    return " ".join(shape.text_frame.text for shape in texts(slide))


def chart_words(slide):
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    return [element.text.replace("\u00a0", " ") for element in chart._chartSpace.iter(qn("a:t"))]


def height(frame, width):
    """How tall the words of a frame are at most, from what stands in the file."""
    tall = 0.0
    for paragraph in frame.paragraphs:
        runs = tuple(Run(run.text, ROLES[run.font.name, bool(run.font.bold)]) for run in paragraph.runs)
        if runs:
            size = paragraph.runs[0].font.size.pt
            numbered = int(paragraph._p.pPr.find(qn("a:buAutoNum")) is not None)
            tall += line_count(Paragraph(runs, number=numbered), size, width) * paragraph.line_spacing.pt
            tall += paragraph.space_after.pt
    return tall


class TestEverySlide:
    def test_the_same_story_gives_the_same_bytes(self, summary):
        assert get_format(NAME).build(summary) == built(summary)

    def test_nothing_lies_outside(self, summary):
        for slide in slides(summary):
            for shape in slide.shapes:
                if shape.name != "Watermark":
                    assert Box(0, 0, 960, 540).holds(box(shape)), shape.name

    def test_no_words_lie_over_others(self, summary):
        for slide in slides(summary):
            for one, other in combinations(texts(slide), 2):
                assert not box(one).overlaps(box(other)), (one.text_frame.text, other.text_frame.text)

    def test_no_words_overflow_their_box(self, summary):
        for slide in slides(summary):
            for shape in texts(slide):
                assert height(shape.text_frame, box(shape).w) <= box(shape).h + 0.5, shape.text_frame.text

    def test_words_shrink_where_a_wider_font_stands_in(self, summary):
        boxes = [shape for slide in slides(summary) for shape in texts(slide) if shape.name == "Digits"]
        assert {shape.text_frame.auto_size for shape in boxes} <= {MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE}
        assert all(shape.text_frame.word_wrap for shape in boxes)

    def test_words_are_large_enough_to_be_read_from_afar(self, summary):
        for slide in slides(summary):
            for shape in texts(slide):
                least = 10 if shape.name in ("Source", "Page number") else 16
                sizes = [
                    run.font.size.pt for paragraph in shape.text_frame.paragraphs for run in paragraph.runs
                ]
                assert all(size >= least for size in sizes), (shape.name, sizes)

    def test_charts_lie_over_no_words(self, summary):
        for slide in slides(summary):
            drawn = [shape for shape in slide.shapes if shape.has_chart or "Field" in shape.name]
            for one in drawn:
                assert not [shape.name for shape in texts(slide) if box(one).overlaps(box(shape))]


class TestFigures:
    def test_the_broken_ones_are_refused(self):
        summary = soft_atm(**RICH, figures=[*SHOPS, *soft_atm().figures[:1]], charts=[CHART])
        data = built(summary)
        wrong = list(reader.broken(data, summary, NAME))
        assert len(wrong) > 10
        for what, mutant in wrong:
            with pytest.raises(Exception):  # noqa: B017 - python-pptx and zipfile refuse in their own ways
                reader.check(mutant, summary, NAME)
                pytest.fail(what, pytrace=False)

    def test_a_target_among_the_bars_is_an_outline_with_its_word_and_over_stays_over(self):
        (slide,) = (slide for slide in slides(SUMMARIES["shops"]()) if any(s.has_chart for s in slide.shapes))
        assert chart_words(slide) == ["200", "hơn 116.000", "Mục tiêu: 150.000"]

    def test_what_nobody_has_verified_is_never_yellow(self):
        unsigned = soft_atm(figures=[figure("a", "68", "điểm", "Điểm", verified=None)], charts=[])
        (slide,) = (slide for slide in slides(unsigned) if reader.named(slide, "Digits"))
        assert "Chưa kiểm chứng" in told(slide) and not reader.named(slide, "Marker")
        assert "sáu mươi tám" not in slide.notes_slide.notes_text_frame.text

    def test_a_planned_step_is_a_ring_with_its_word(self):
        found = [slide for slide in slides(soft_atm(**LONG)) if reader.named(slide, "Planned step")]
        assert len(found) == 1 and "Dự kiến · 12/2021" in told(found[0])

    def test_the_marker_is_as_wide_as_condensed_digits(self):
        assert digit_width("68") == pytest.approx(0.912) and digit_width("97,1%") == pytest.approx(2.325)


class TestWords:
    def test_long_parts_go_on_on_further_slides_without_a_lost_word(self):
        written = " ".join(told(slide) for slide in slides(soft_atm(**LONG)) if "Vấn đề" in told(slide))
        assert written.count(SENTENCE.strip()) == 20

    def test_the_notes_say_figures_in_words_and_what_not_to_say(self):
        notes = [slide.notes_slide.notes_text_frame.text for slide in slides(SUMMARIES["shops"]())]
        assert "hơn một trăm mười sáu nghìn cửa hàng" in notes[1] and "Không nói:" in notes[1]
        assert not any(digit in notes[1].splitlines()[0] for digit in "0123456789")

    def test_only_the_web_and_mailboxes_are_linked(self):
        rich = {**RICH, "contact": {"name": "Sở", "email": "javascript:alert(1)@x.vn"}}
        bad = soft_atm(
            **rich,
            figures=[figure("a", "1", "x", "x", source={"title": "Nguồn", "url": "javascript:alert(1)"})],
        )
        *_others, last = slides(bad)
        links = {
            run.hyperlink.address
            for shape in texts(last)
            for p in shape.text_frame.paragraphs
            for run in p.runs
        }
        assert all(link is None or link.startswith("http") for link in links) and "alert(1)" in told(last)

    def test_names_that_look_like_formulas_are_text(self):
        chart = {**CHART, "categories": ["=1+1", "http://a.vn", "@SUM(A1)"]}
        assert built(soft_atm(charts=[chart], figures=SHOPS))

    def test_an_embargo_and_the_taker_stand_on_every_slide_and_in_its_notes(self):
        for slide in slides(SUMMARIES["embargoed"]()):
            for words in (told(slide), slide.notes_slide.notes_text_frame.text):
                assert "phát trước 06:00 1/12/2031" in words and "Nguyễn An, VTV" in words

    def test_they_speak_the_language_of_the_story_whatever_the_reader_speaks(self):
        with translation.override("vi"):
            assert any("Sources and rights" in told(slide) for slide in slides(english()))
