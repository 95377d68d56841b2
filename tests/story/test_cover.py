"""Covers are drawn from the lead figure alone."""

from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from story.cover import INK, cover_of
from story.models import StoryPage
from tests.factories import figure, story_page, unit

pytestmark = pytest.mark.once

SVG = "{http://www.w3.org/2000/svg}"


def drawn(story):
    cover = cover_of(StoryPage.objects.get(pk=story.pk))
    return cover, ElementTree.fromstring(render_to_string("components/cover.html", {"cover": cover}).strip())


@pytest.fixture
def counted(newsroom):
    one = figure("112", "bảng dữ liệu", unit=unit("bảng"), highlight=True)
    return story_page(figures=[one], pillars=["digital-government"], live=True)


class TestCover:
    def test_ground_of_the_pillar_field_of_cells_and_the_figure(self, counted):
        cover, svg = drawn(counted)
        assert svg.find(f"{SVG}rect").get("fill") == "#1B4DB3"
        assert svg.find(f".//{SVG}path").get("d").count("z") == 112
        assert [text.text for text in svg.findall(f"{SVG}text")] == ["112"]
        assert cover.label == "bảng dữ liệu"

    def test_the_digits_stay_inside_and_below_the_field(self, counted):
        cover, _svg = drawn(counted)
        field_bottom = 58 + 392 * cover.field.drawing.height / cover.field.drawing.width
        assert cover.figure_y - 0.69 * cover.size > field_bottom
        assert cover.size * 0.52 * cover.display.ems <= 392

    def test_a_long_figure_shrinks_to_its_cover(self, newsroom):
        long = story_page(figures=[figure("3098490000", "tiền phạt", highlight=True)], live=True)
        short = story_page(figures=[figure("17", "tổ", highlight=True)], live=True)
        assert drawn(long)[0].size < drawn(short)[0].size / 2

    def test_a_projection_is_hollow_and_keeps_its_word(self, newsroom):
        ahead = figure("300", "tiết kiệm", nature="projection", highlight=True)
        cover, svg = drawn(story_page(figures=[ahead], pillars=["digital-economy"], live=True))
        digits = svg.findall(f"{SVG}text")[-1]
        assert digits.get("fill") == cover.ground and digits.get("stroke") == "#fff"
        assert cover.label.startswith(cover.figure.nature_word) and cover.figure.nature_word

    def test_without_a_figure_the_headline_stands_on_ink(self, newsroom):
        cover, svg = drawn(
            story_page(headline="Gắn ID cho mỗi công dân", pillars=["digital-society"], live=True)
        )
        assert svg.find(f"{SVG}rect").get("fill") == INK
        assert "Gắn ID cho mỗi công dân" in "".join(svg.itertext())

    @pytest.mark.parametrize(
        ("value", "fields"), [("97.1", {}), ("116000", {}), ("7", {"value_max": "10"}), ("1", {})]
    )
    def test_what_cannot_be_counted_out_has_no_field(self, newsroom, value, fields):
        story = story_page(figures=[figure(value, highlight=True, **fields)], live=True)
        assert drawn(story)[0].field is None

    def test_markup_in_words_stays_words(self, newsroom):
        evil = figure("12", '<script>"&', highlight=True)
        _cover, svg = drawn(story_page(figures=[evil], live=True))
        assert '<script>"&' in "".join(svg.itertext())
