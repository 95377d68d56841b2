"""The drawn graphic: both engines give the same picture, words stay words, data is never code."""

import io
import re

import numpy
import pypdfium2
import pytest
import resvg_py
from lxml import etree
from PIL import Image

from press.drawing.svg import draw_svg
from press.drawing.typst import draw_pdf, draw_png
from press.layout import RATIOS, poster
from press.layout.fonts import FOLDER
from tests.press.summaries import english, figure, soft_atm

SVG = "{http://www.w3.org/2000/svg}"
NAMES = list(RATIOS)
HOSTILE = (
    '#read("/etc/passwd") $x$ @a <b> *c* _d_ \\e `f` </text><script>alert(1)</script> &amp; ]]> “g” -- ~'
)


def picture(data):
    return numpy.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=float)


def resvg(svg):
    return resvg_py.svg_to_bytes(svg_string=svg.decode(), skip_system_fonts=True, font_dirs=[str(FOLDER)])


def page_text(pdf):
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    return " ".join(text.split())


class TestPng:
    @pytest.mark.parametrize("name", NAMES)
    def test_has_exactly_its_pixels(self, name):
        with Image.open(io.BytesIO(draw_png(poster(soft_atm(), name)))) as image:
            assert image.size == (RATIOS[name].width, RATIOS[name].height)

    def test_keeps_the_margins_free(self):
        image = picture(draw_png(poster(soft_atm(), "9x16")))
        assert image[:150].min() == 255
        assert image[-70:].min() == 255

    def test_is_the_same_each_time(self):
        drawn = poster(soft_atm(), "1x1")
        assert draw_png(drawn) == draw_png(drawn)


class TestBothEngines:
    @pytest.mark.parametrize("name", ["16x9", "9x16"])
    @pytest.mark.parametrize("story", [soft_atm, english])
    def test_give_the_same_picture(self, name, story):
        drawn = poster(story(), name)
        difference = numpy.abs(picture(draw_png(drawn)) - picture(resvg(draw_svg(drawn))))
        assert difference.mean() < 0.4
        # No line stands elsewhere: over patches of 12 pixels the ink is the same.
        side = 12
        height, width = (size // side * side for size in difference.shape[:2])
        signed = picture(draw_png(drawn)) - picture(resvg(draw_svg(drawn)))
        patches = signed[:height, :width].mean(axis=2).reshape(height // side, side, width // side, side)
        assert numpy.abs(patches.mean(axis=(1, 3))).max() < 15

    def test_a_shifted_line_would_be_noticed(self):
        drawn = poster(soft_atm(), "16x9")
        one, other = (
            picture(draw_png(drawn)),
            picture(draw_png(poster(soft_atm(headline="Khác hẳn"), "16x9"))),
        )
        assert numpy.abs(one - other).mean() > 0.8


class TestPdf:
    def test_a4_is_a_real_sheet(self):
        document = pypdfium2.PdfDocument(draw_pdf(poster(soft_atm(), "a4")))
        assert len(document) == 1
        assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.01)

    @pytest.mark.parametrize("name", NAMES)
    def test_words_are_found_with_every_diacritic(self, name):
        text = page_text(draw_pdf(poster(soft_atm(), name)))
        for words in ("bưu điện văn hóa xã", "68", "300", "Báo cáo số 05/BC-UBQGCĐS", "Lạng Sơn", "Dự kiến"):
            assert words in text

    def test_has_title_and_language(self):
        pdf = draw_pdf(poster(english(), "16x9"))
        document = pypdfium2.PdfDocument(pdf)
        assert document.get_metadata_value("Title") == english().headline
        assert re.search(rb"/Lang ?\(en\)", pdf)
        assert b"/MarkInfo" in pdf

    def test_holds_our_fonts_alone(self):
        pdf = draw_pdf(poster(soft_atm(), "16x9"))
        names = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([A-Za-z0-9-]+)", pdf))
        assert names
        assert all(name.startswith((b"Archivo", b"SourceSerif4")) for name in names)


class TestSvg:
    @pytest.mark.parametrize("name", NAMES)
    def test_words_are_text_elements_a_line_each(self, name):
        drawn = poster(soft_atm(), name)
        root = etree.fromstring(draw_svg(drawn))
        headline = [node for node in root.iter(f"{SVG}text") if node.get("class") == "headline"]
        assert " ".join("".join(node.itertext()) for node in headline) == soft_atm().headline
        written = " ".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))
        for words in ("68", "300", "Dự kiến", "Báo cáo số 05/BC-UBQGCĐS"):
            assert words in written

    def test_speaks_for_itself(self):
        root = etree.fromstring(draw_svg(poster(soft_atm(), "1x1")))
        assert root.get("lang") == "vi"
        assert root.get("role") == "img"
        assert root.find(f"{SVG}title").text == soft_atm().headline
        assert "/k/" in root.find(f"{SVG}desc").text

    def test_carries_its_fonts_and_asks_for_nothing(self):
        svg = draw_svg(poster(soft_atm(), "1x1")).decode()
        assert svg.count("@font-face") == 5
        assert set(re.findall(r"url\((.{20})", svg)) == {"data:font/woff2;base"}
        assert "<script" not in svg
        assert "href" not in svg
        assert len(svg) < 120_000

    def test_is_the_same_each_time(self):
        drawn = poster(soft_atm(), "1x1")
        assert draw_svg(drawn) == draw_svg(drawn)


class TestLiteralWords:
    @pytest.fixture
    def hostile(self):
        return soft_atm(
            headline=HOSTILE, figures=[figure("a", "5", HOSTILE, HOSTILE, highlight=True)], charts=[]
        )

    @pytest.mark.parametrize("name", ["16x9", "a4"])
    def test_markup_is_printed_as_typed(self, hostile, name):
        drawn = poster(hostile, name)
        text = page_text(draw_pdf(drawn)).replace(" ", "")
        assert (
            '#read("/etc/passwd")$x$@a<b>*c*_d_\\e`f`</text><script>alert(1)</script>&amp;]]>“g”--~' in text
        )
        assert "root:" not in text

    def test_svg_holds_it_as_text(self, hostile):
        root = etree.fromstring(draw_svg(poster(hostile, "16x9")))
        assert not list(root.iter(f"{SVG}script"))
        headline = [node for node in root.iter(f"{SVG}text") if node.get("class") == "headline"]
        assert " ".join("".join(node.itertext()) for node in headline) == HOSTILE
