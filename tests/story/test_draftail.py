"""Figures in rich text: from the stored link to the editor and back, and what is kept of text nobody typed."""

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from story.richtext import FEATURES, clean_source, figure_ids
from tests import factories

ID = "0358f9c3-8450-50d7-a3d9-f0574ee20653"


@pytest.fixture
def converter():
    return ContentstateConverter(FEATURES)


def state_of(converter, html):
    return json.loads(converter.from_database_format(html))


def test_stored_link_becomes_one_piece_that_cannot_be_half_edited(converter):
    state = state_of(converter, f'<p>Có <a linktype="figure" id="{ID}">200 xã</a>.</p>')
    assert state["blocks"][0]["text"] == "Có 200 xã."
    assert list(state["entityMap"].values()) == [
        {"type": "FIGURE", "mutability": "IMMUTABLE", "data": {"id": ID}}
    ]


def test_link_survives_the_way_there_and_back(converter):
    html = f'<p>Có <b>gần</b> <a linktype="figure" id="{ID}">200 xã</a>, <a href="https://a.vn">xem</a>.</p>'
    back = converter.to_database_format(json.dumps(state_of(converter, html)))
    assert figure_ids(back) == [ID]
    assert "200 xã" in back and 'href="https://a.vn"' in back


@pytest.mark.parametrize("key", ["", None, "5", "x' onclick='", 7, ["a"]])
def test_entity_without_a_figure_is_plain_text(converter, key):
    state = state_of(converter, f'<p><a linktype="figure" id="{ID}">200 xã</a></p>')
    state["entityMap"]["0"]["data"]["id"] = key
    back = converter.to_database_format(json.dumps(state))
    assert "200 xã" in back and "<a" not in back


def test_posted_script_address_is_dropped(converter):
    state = state_of(converter, '<p><a href="https://a.vn">xem</a></p>')
    state["entityMap"]["0"]["data"]["url"] = "javascript:alert(1)"
    assert "javascript" not in converter.to_database_format(json.dumps(state))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ("<p>a<script>alert(1)</script><style>b{}</style></p>", "<p>a</p>"),
        ('<p><img src=x onerror="x()">a</p>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p>a</p>"),
        ('<p><a href="java\tscript:alert(1)">a</a></p>', "<p>a</p>"),
        ('<p><a href="//evil.vn">a</a></p>', "<p>a</p>"),
        ('<p><a href="https://a.vn" target="x">a</a></p>', '<p><a href="https://a.vn">a</a></p>'),
        ('<p><a linktype="page" id="7" href="x">a</a></p>', '<p><a id="7" linktype="page">a</a></p>'),
        ('<p><a linktype="evil" id="7">a</a></p>', "<p>a</p>"),
        ("<div><p>a</p><!-- b --><svg><p>c</p></svg></div>", "<p>a</p>"),
        ("<ul><li>a <b>b</b></li></ul>", "<ul><li>a <b>b</b></li></ul>"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("", ""),
        (None, ""),
    ],
)
def test_text_that_no_editor_typed_keeps_words_and_loses_tricks(given, kept):
    cleaned = clean_source(given)
    assert cleaned.replace('linktype="page" id="7"', 'id="7" linktype="page"') == kept
    assert clean_source(cleaned) == cleaned


def test_figure_link_of_a_file_is_kept():
    html = factories.paragraph(f'<p><a linktype="figure" id="{ID}">5</a></p>')["value"]
    assert figure_ids(clean_source(html)) == [ID]
