"""Graphics laid out: nothing clipped, nothing overlapping, nothing hollow without its word, whatever the story."""

from dataclasses import replace
from itertools import combinations

import pytest
import segno
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.addresses import fact_address
from press.layout import RATIOS, poster
from press.layout.fonts import drawable
from press.layout.primitives import Box, Circles, Shapes, Text
from tests.press.summaries import KEY, english, figure, soft_atm

NAMES = list(RATIOS)
SAFE = {
    "16x9": Box(96, 54, 1728, 972),
    "1x1": Box(40, 40, 1000, 1000),
    "9x16": Box(54, 150, 972, 1700),
    "a4": Box(120, 120, 2240, 3268),
}


def texts(drawn, *parts):
    return [item for item in drawn.items if isinstance(item, Text) and (not parts or item.part in parts)]


def words(drawn):
    return " ".join(item.text for item in texts(drawn))


def solid_boxes(drawn):
    """Every mark that must stand free: each line of text, each group of shapes as one."""
    boxes = [(item.part, item.box) for item in texts(drawn)]
    shapes = [item for item in drawn.items if not isinstance(item, Text) and not item.ground]
    fields = [item.box for item in shapes if item.part == "field"]
    if fields:
        x, y = min(box.x for box in fields), min(box.y for box in fields)
        right, bottom = max(box.right for box in fields), max(box.bottom for box in fields)
        boxes.append(("field", Box(x, y, right - x, bottom - y)))
    return boxes + [(item.part, item.box) for item in shapes if item.part != "field"]


def marks(drawn):
    """The lines across a graphic that is not public: they alone lie over all else."""
    return texts(drawn, "watermark")


def assert_sound(drawn):
    safe = SAFE[drawn.name]
    canvas = Box(0, 0, drawn.width, drawn.height)
    assert all(canvas.holds(Box(mark.x, mark.y, 1, 1)) for mark in marks(drawn))
    drawn = replace(drawn, items=tuple(item for item in drawn.items if item not in marks(drawn)))
    for item in drawn.items:
        assert safe.holds(item.box), (drawn.name, item.part, item.box)
    for (part, box), (other, another) in combinations(solid_boxes(drawn), 2):
        assert not box.overlaps(another), (drawn.name, part, box, other, another)
    grounds = [item for item in drawn.items if isinstance(item, Shapes) and item.ground]
    for one, two in combinations(grounds, 2):
        assert not one.box.overlaps(two.box), (drawn.name, one.part, two.part)
    for ground in grounds:
        for part, box in solid_boxes(drawn):
            own = ground.part == "slab" and part == "lead"
            assert own or not ground.box.overlaps(box) or ground.box.holds(box), (
                drawn.name,
                ground.part,
                part,
            )


def assert_hollow_carries_its_word(drawn, locale):
    hollow = [item for item in texts(drawn) if item.outline]
    named = [item.text for item in texts(drawn, "word")]
    assert len(hollow) == len(named)
    assert set(named) <= ({"Mục tiêu", "Dự kiến"} if locale == "vi" else {"Target", "Projected"})


class TestSoftAtm:
    @pytest.fixture(params=NAMES)
    def drawn(self, request):
        return poster(soft_atm(), request.param)

    def test_is_sound(self, drawn):
        assert_sound(drawn)

    def test_has_its_size(self, drawn):
        sizes = {"16x9": (1920, 1080), "1x1": (1080, 1080), "9x16": (1080, 1920), "a4": (2480, 3508)}
        assert (drawn.width, drawn.height) == sizes[drawn.name]

    def test_lead_is_the_highlighted_figure_and_huge(self, drawn):
        (lead,) = texts(drawn, "lead")
        others = texts(drawn, "figure")
        assert lead.text == "68"
        assert others
        assert lead.size > 2 * max(item.size for item in others)

    def test_slab_lies_under_the_lead_alone(self, drawn):
        slabs = [item for item in drawn.items if item.part == "slab"]
        (lead,) = texts(drawn, "lead")
        assert len(slabs) == 1
        assert slabs[0].box.x == lead.box.x
        assert slabs[0].box.overlaps(lead.box)
        assert slabs[0].box.h < lead.box.h * 0.45

    def test_field_has_a_cell_for_each_thing(self, drawn):
        field = [item for item in drawn.items if item.part == "field"]
        solid = sum(len(item.polygons) for item in field if item.fill)
        hollow = sum(len(item.polygons) for item in field if item.stroke)
        assert (solid, hollow) == (68, 132)

    def test_projection_is_hollow_with_its_word(self, drawn):
        assert_hollow_carries_its_word(drawn, "vi")
        hollow = [item.text for item in texts(drawn) if item.outline]
        assert hollow == ["300"]
        assert [item.text for item in texts(drawn, "word")] == ["Dự kiến"]

    def test_target_of_the_lead_is_said_in_the_legend_only(self, drawn):
        assert "200 xã" in " ".join(item.text for item in texts(drawn, "legend"))
        assert "Mục tiêu" not in [item.text for item in texts(drawn, "word")]

    def test_source_and_date_are_printed(self, drawn):
        source = " ".join(item.text for item in texts(drawn, "source"))
        assert "Báo cáo số 05/BC-UBQGCĐS" in source
        assert "11/4/2022" in source

    def test_qr_code_is_that_of_the_live_answer(self, drawn):
        (code,) = (item for item in drawn.items if item.part == "qr")
        module = RATIOS[drawn.name].module
        dark = {
            (round((x - code.box.x) / module) + n, round((y - code.box.y) / module))
            for (x, y), (right, _), *_ in code.polygons
            for n in range(round((right - x) / module))
        }
        rows = segno.make(fact_address(KEY, "vi", 7), error="m", micro=False).matrix
        assert dark == {(x, y) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit}

    def test_chart_values_are_in_their_bars(self, drawn):
        assert {"100", "200"} <= {item.text for item in texts(drawn, "bar-value")}


class TestMeaning:
    def test_unverified_lead_has_no_slab_but_an_empty_box_and_words(self):
        figures = [figure("a", "68", "điểm", "Điểm đang phục vụ", verified=None)]
        drawn = poster(soft_atm(figures=figures, charts=[]), "1x1")
        assert not [item for item in drawn.items if item.part == "slab"]
        assert texts(drawn, "state")
        assert [item for item in drawn.items if item.part == "tick" and item.dash]
        assert not [item for item in drawn.items if item.part == "tick" and item.fill]

    @pytest.mark.parametrize("name", NAMES)
    def test_the_foot_speaks_of_the_figures_shown_alone(self, name):
        many = [figure(f"f{n}", str(n + 100), "xã", f"Nhãn {n} " + "dài " * 20) for n in range(5)]
        many.append(figure("last", "7", "xã", "Nhãn", verified=None, source={"title": "Nguồn lạ"}))
        drawn = poster(soft_atm(figures=many), name)
        told = "7" in [item.text for item in texts(drawn, "figure")]
        assert bool(texts(drawn, "state")) == told
        assert told or not [item for item in drawn.items if item.part == "tick" and item.dash]

    def test_stacked_bars_share_one_scale(self):
        series = [{"name": "Một", "values": ["10", "20"]}, {"name": "Hai", "values": ["30", "60"]}]
        chart = {
            "id": "c",
            "title": "Kinh phí",
            "kind": "stacked-bar",
            "categories": ["2021", "2022"],
            "series": series,
        }
        bars = [i.box for i in poster(soft_atm(charts=[chart]), "a4").items if i.part == "bar"]
        assert [bar.w / bars[0].w for bar in bars] == pytest.approx([1, 3, 2, 6])

    @pytest.mark.parametrize("kind", ["bar", "stacked-bar"])
    @pytest.mark.parametrize(("locale", "word"), [("vi", "Mục tiêu"), ("en", "Target")])
    def test_target_in_a_chart_is_an_outline_with_its_word(self, kind, locale, word):
        figures = [
            figure("now", "68", "xã", "Xã đã có điểm"),
            figure("then", "200", "xã", "Xã sẽ có điểm", nature="target", verified=None),
        ]
        series = [{"name": "Xã", "values": ["68", "200"], "figures": ["now", "then"]}]
        chart = {"id": "c", "title": "Điểm", "kind": kind, "categories": ["nay", "sau"], "series": series}
        drawn = poster((soft_atm if locale == "vi" else english)(figures=figures, charts=[chart]), "a4")
        bars = [item for item in drawn.items if item.part == "bar"]
        assert [bool(bar.fill) for bar in bars] == [True, False]
        assert bars[1].dash
        assert bars[1].box.w / bars[0].box.w == pytest.approx(200 / 68)
        said = [
            " ".join(item.text.split()) for item in texts(drawn) if item.part in ("bar-value", "bar-label")
        ]
        assert [line for line in said if line.startswith(f"{word}:")]
        waits = "Đang chờ xác nhận" if locale == "vi" else "Awaiting verification"
        assert waits in " ".join(said)

    def test_target_as_lead_is_hollow_in_digits_and_cells(self):
        figures = [figure("a", "200", "xã", "Xã có điểm", nature="target", highlight=True)]
        drawn = poster(soft_atm(figures=figures, charts=[]), "16x9")
        field = [item for item in drawn.items if item.part == "field"]
        assert texts(drawn, "lead")[0].outline
        assert field
        assert all(item.stroke and not item.fill for item in field)
        assert_hollow_carries_its_word(drawn, "vi")

    @pytest.mark.parametrize(("kind", "unit"), [("money", "đồng"), ("rank", "hạng"), ("duration", "ngày")])
    def test_no_field_where_cells_mean_nothing(self, kind, unit):
        drawn = poster(soft_atm(figures=[figure("a", "12", unit, "Số liệu", kind)], charts=[]), "1x1")
        assert not [item for item in drawn.items if item.part == "field"]

    def test_percentage_is_a_bar_out_of_a_hundred(self):
        drawn = poster(soft_atm(figures=[figure("a", "75", "", "Đúng hạn", "percent")], charts=[]), "16x9")
        solid, rest = (item for item in drawn.items if item.part == "field")
        assert texts(drawn, "lead")[0].text == "75%"
        assert solid.box.w == pytest.approx((rest.box.right - solid.box.x) * 0.75)
        assert rest.stroke

    def test_more_than_two_thousand_is_a_bar(self):
        drawn = poster(soft_atm(figures=[figure("a", "1500", "hộ", "Hộ", total="6000")], charts=[]), "16x9")
        solid, rest = (item for item in drawn.items if item.part == "field")
        assert solid.box.w == pytest.approx((rest.box.right - solid.box.x) * 0.25)
        assert "6.000 hộ" in words(drawn)

    @pytest.mark.parametrize("count", [1702, 2000])
    def test_up_to_two_thousand_is_a_cell_each(self, count):
        summary = soft_atm(
            figures=[figure("a", str(count), "tổ", "Tổ")], charts=[], pillars=["digital-society"]
        )
        drawn = poster(summary, "9x16")
        assert (
            sum(len(i.centres) for i in drawn.items if isinstance(i, Circles) and i.part == "field") == count
        )

    def test_qualifier_stands_before_the_digits_and_is_smaller(self):
        figures = [figure("a", "100000", "hộ", "Hộ dùng", qualifier="over", highlight=True)]
        drawn = poster(soft_atm(figures=figures, charts=[]), "1x1")
        (qualifier,) = texts(drawn, "qualifier")
        (lead,) = texts(drawn, "lead")
        assert qualifier.text == "hơn"
        assert qualifier.box.bottom <= lead.box.y
        assert qualifier.size < lead.size / 2

    def test_rounded_money_never_says_more_than_there_is(self):
        drawn = poster(
            soft_atm(figures=[figure("a", "3098490000", "đồng", "Doanh thu", "money")], charts=[]), "1x1"
        )
        assert texts(drawn, "lead")[0].text == "3,1"
        assert texts(drawn, "qualifier")[0].text == "gần"
        assert "tỷ đồng" in words(drawn)

    def test_english_words_and_numbers(self):
        drawn = poster(english(), "16x9")
        assert_hollow_carries_its_word(drawn, "en")
        assert "Source:" in words(drawn)
        assert "VND" in words(drawn)
        assert "December 2021" in words(drawn)

    def test_a_source_without_a_date_is_said(self):
        drawn = poster(english(figures=[figure("a", "7", "days", "Limit", "duration", locale="en")]), "1x1")
        assert "The source gives no date." in words(drawn)

    @pytest.mark.parametrize("name", NAMES)
    def test_embargo_is_marked(self, name):
        drawn = poster(english(status="embargoed", embargo_until="2026-12-01T01:00:00+00:00"), name)
        assert texts(drawn, "notice")[0].text == "Embargoed until 08:00 1 December 2026"
        assert_sound(drawn)

    @pytest.mark.parametrize("name", NAMES)
    def test_story_without_figures_tells_its_standfirst(self, name):
        drawn = poster(soft_atm(figures=[], charts=[]), name)
        assert_sound(drawn)
        assert texts(drawn, "standfirst")
        assert not texts(drawn, "lead")

    def test_negative_or_missing_values_make_no_chart(self):
        chart = {"id": "c", "title": "Lãi lỗ", "kind": "bar", "categories": ["a", "b"]}
        for values in (["-1", "2"], ["", "2"], ["0", "0"]):
            summary = soft_atm(charts=[{**chart, "series": [{"name": "", "values": values}]}])
            assert not texts(poster(summary, "a4"), "chart-title")


words_of = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyẰỔẬỢỆỹgỵ  0123456789", min_size=1, max_size=200)
unbroken = st.text(alphabet="WMạỔgđỷQ", min_size=40, max_size=160)
anything = st.one_of(words_of, unbroken, st.text(max_size=60), st.just("Ằ" * 30), st.just("y g Ổ ạ " * 20))
spoken = anything.filter(lambda text: bool(drawable(text)))


@st.composite
def figures(draw, locale):
    made = []
    for place in range(draw(st.integers(0, 8))):
        kind = draw(
            st.sampled_from(["count", "count", "money", "percent", "duration", "rank", "level", "rate"])
        )
        size = draw(st.integers(1, 13))
        value = draw(st.integers(1, 10**size - 1)) if kind != "percent" else draw(st.integers(1, 100))
        decimals = draw(st.sampled_from(["", "", ".5", ".25"])) if kind not in {"rank", "level"} else ""
        extra = draw(st.sampled_from([{}, {}, {"value_max": str(value + 7)}, {"total": str(value * 3)}]))
        made.append(
            figure(
                f"f{place}",
                f"{value}{decimals}",
                draw(st.one_of(st.just(""), st.just("điểm"), words_of.map(str.strip), unbroken)),
                draw(spoken),
                kind,
                locale=locale,
                nature=draw(
                    st.sampled_from(["measured", "estimate", "target", "projection", "rule", "cost"])
                ),
                qualifier=draw(st.sampled_from(["exactly", "about", "over", "nearly", "at-least"])),
                highlight=draw(st.booleans()),
                target=draw(st.sampled_from([None, "f0", "f1"])),
                period=draw(st.sampled_from(["", "2021", "2021-12", "2021-12-15/2021-12-31", "nonsense"])),
                source={"title": draw(anything)},
                verified=draw(st.sampled_from([None, {"at": "2022-04-12", "by": "A", "revision": 1}])),
                **extra,
            )
        )
    return made


@st.composite
def charts(draw):
    count, rows = draw(st.integers(1, 7)), draw(st.integers(1, 3))
    values = st.integers(0, 10**12).map(str)
    return {
        "id": "c",
        "title": draw(anything),
        "kind": draw(st.sampled_from(["bar", "stacked-bar"])),
        "unit": draw(anything),
        "categories": [draw(anything) for _ in range(count)],
        "series": [
            {"name": draw(anything), "values": [draw(values) for _ in range(count)]} for _ in range(rows)
        ],
        "source": draw(anything),
    }


@st.composite
def stories(draw):
    locale = draw(st.sampled_from(["vi", "en"]))
    place = {"code": "20", "name": draw(words_of)}
    return (soft_atm if locale == "vi" else english)(
        headline=draw(spoken),
        standfirst=draw(anything),
        province={**place, "today": place},
        pillars=draw(st.sampled_from([[], ["digital-government"], ["digital-economy"], ["digital-society"]])),
        figures=draw(figures(locale)),
        charts=draw(st.lists(charts(), max_size=1)),
        rights={"credit_line": draw(anything), "licence": draw(words_of)},
        status=draw(st.sampled_from(["published", "embargoed", "withdrawn"])),
    )


class TestExtremes:
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(summary=stories(), name=st.sampled_from(NAMES))
    def test_nothing_is_clipped_and_nothing_overlaps(self, summary, name):
        drawn = poster(summary, name)
        assert_sound(drawn)
        assert_hollow_carries_its_word(drawn, summary.locale)

    @pytest.mark.parametrize("name", NAMES)
    def test_two_hundred_letters_of_headline_are_all_there(self, name):
        headline = ("Chuyển đổi số ở vùng cao " * 8).strip()
        drawn = poster(soft_atm(headline=headline), name)
        assert " ".join(item.text for item in texts(drawn, "headline")) == headline
        assert_sound(drawn)

    @pytest.mark.parametrize("name", NAMES)
    def test_thirteen_digits_fit(self, name):
        long = {"screen": "1.234.567.890.123", "compact": "1.234.567.890.123 lượt", "spoken": "…"}
        drawn = poster(soft_atm(figures=[figure("a", "1234567890123", "lượt", "Lượt", forms=long)]), name)
        assert texts(drawn, "lead")[0].text == "1.234.567.890.123"
        assert_sound(drawn)

    @pytest.mark.parametrize("name", NAMES)
    def test_lesser_figures_are_dropped_whole(self, name):
        many = [figure(f"f{n}", str(n + 100), "xã", f"Nhãn {n} " + "dài " * 20) for n in range(8)]
        drawn = poster(soft_atm(figures=many), name)
        shown = [item.text for item in texts(drawn, "figure")]
        assert shown == [str(n + 100) for n in range(1, len(shown) + 1)]
        assert 0 < len(shown) <= 5
