"""Lower thirds, card and thumbnail: nothing clipped, nothing outside, verified means yellow, a target has its word."""

import pytest

from press.formats import get_format, offered
from press.layout import poster
from press.layout.card import card
from press.layout.lower_third import lower_third, speaker, speakers
from press.layout.primitives import Box, Text
from tests.press.readers.screen import check
from tests.press.summaries import english, figure, soft_atm

SAFE = {
    "card": Box(50, 24, 1100, 582),
    "thumbnail": Box(60, 32, 1160, 656),
    "lower-third": Box(192, 108, 1536, 864),
}
QUOTES = [
    {"text": "Gần hơn.", "speaker": "Nguyễn Thị Hồng Hạnh", "role": "Phó Giám đốc Sở"},
    {"text": "Nhanh hơn.", "speaker": "Nguyễn Thị Hồng Hạnh", "role": "Phó Giám đốc Sở"},
    {"text": "Không tên.", "speaker": "", "role": ""},
    {"text": "Rẻ hơn.", "speaker": "Ông Lý", "role": ""},
]
EMBARGOED = {
    "status": "embargoed",
    "embargo_until": "2026-12-01T00:00:00+00:00",
    "taken_by": "Lê Thị Báo Chí, VTV",
}
HOSTILE = ']]> <b>&amp; #read("x") =1+1 \u202e' + "dài" * 3_000


def thumbnail(summary):
    return poster(summary, "thumbnail")


def first_speaker(summary):
    return speaker(summary, "1")


def money(**changes):
    return figure(
        "a", "3098490000001", "đồng", "Tổng giao dịch qua bưu điện xã", "money", highlight=True, **changes
    )


STORIES = {
    "the soft ATM": soft_atm(quotes=QUOTES),
    "English": english(quotes=QUOTES),
    "long headline": soft_atm(headline="Đưa dịch vụ tới từng xã vùng cao " * 6, quotes=QUOTES),
    "thirteen digits": soft_atm(figures=[money(verified=None)], quotes=QUOTES),
    "a projection": soft_atm(figures=[money(nature="projection")], quotes=QUOTES),
    "no figure": soft_atm(figures=[], charts=[], pillars=[], quotes=QUOTES),
    "embargoed": soft_atm(quotes=QUOTES, **EMBARGOED),
    "hostile": soft_atm(
        headline=HOSTILE,
        figures=[figure("a", "5", HOSTILE, HOSTILE, highlight=True)],
        quotes=[{"text": HOSTILE, "speaker": HOSTILE, "role": HOSTILE}],
    ),
}


def texts(drawn, *parts):
    return [item for item in drawn.items if isinstance(item, Text) and (not parts or item.part in parts)]


def words(drawn):
    return " ".join(item.text for item in texts(drawn))


@pytest.mark.parametrize("draw", [card, thumbnail, lower_third, first_speaker])
@pytest.mark.parametrize("story", STORIES)
class TestEveryStory:
    def test_no_word_leaves_the_safe_area_or_touches_another(self, draw, story):
        drawn = draw(STORIES[story])
        lines = [item for item in texts(drawn) if item.part != "watermark"]
        for number, line in enumerate(lines):
            assert SAFE[drawn.name].holds(line.box), (line.part, line.text, line.box)
            assert not [other.text for other in lines[:number] if other.box.overlaps(line.box)], line.text

    def test_hollow_digits_carry_their_word(self, draw, story):
        drawn = draw(STORIES[story])
        hollow = [item for item in texts(drawn) if item.outline]
        assert len(texts(drawn, "word")) == len(hollow)


class TestMeaning:
    def test_only_what_is_verified_is_yellow(self):
        for drawn in (card(STORIES["thirteen digits"]), lower_third(STORIES["thirteen digits"])):
            assert "#FFD21F" not in {getattr(item, "fill", None) for item in drawn.items}
        for drawn in (card(STORIES["the soft ATM"]), lower_third(STORIES["the soft ATM"])):
            assert "#FFD21F" in {getattr(item, "fill", None) for item in drawn.items}

    @pytest.mark.parametrize("draw", [card, thumbnail, lower_third, first_speaker])
    def test_what_is_embargoed_says_so_across_and_in_words(self, draw):
        drawn = draw(STORIES["embargoed"])
        assert "Lê Thị Báo Chí, VTV" in " ".join(item.text for item in texts(drawn, "taker"))
        assert texts(drawn, "notice")
        assert len(texts(drawn, "watermark")) == 3
        assert "Lê Thị Báo Chí" in drawn.imprint.instructions
        assert not texts(draw(STORIES["the soft ATM"]), "watermark")

    def test_each_person_quoted_has_a_lower_third(self):
        assert [quote.speaker for quote in speakers(STORIES["the soft ATM"]).values()] == [
            "Nguyễn Thị Hồng Hạnh",
            "Ông Lý",
        ]
        names = [form.name for form in offered(STORIES["the soft ATM"]) if form.name.startswith("lower")]
        assert sorted(names) == ["lower-third-1.png", "lower-third-2.png", "lower-third.png"]
        assert "Phó Giám đốc Sở" in words(speaker(STORIES["the soft ATM"], "1"))


@pytest.mark.parametrize("name", ["card.png", "thumbnail.png", "lower-third.png", "lower-third-1.png"])
def test_each_file_is_sound_and_the_same_each_time(name):
    summary = STORIES["embargoed"]
    data = get_format(name).build(summary)
    assert data == get_format(name).build(summary)
    check(data, summary, name)
