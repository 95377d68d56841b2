"""Charts alone: the numbers of the story, targets hollow with their word, every label literal."""

import json
import re

import pytest
from lxml import etree

from press.formats import FormatError, get_format, offered
from tests.press.readers.charts import check
from tests.press.summaries import COSTS, english, soft_atm

SVG = "{http://www.w3.org/2000/svg}"
AHEAD = {
    "id": "points",
    "title": "Số điểm chi trả",
    "kind": "bar",
    "unit": "điểm",
    "categories": ["2022", "2025"],
    "series": [{"name": "Điểm", "values": ["1068.5", "200"], "figures": ["", "goal"]}],
    "alt": "Năm 2022 và mục tiêu.",
    "source": "Báo cáo số 05",
}
HOSTILE = ']]> </text><script>alert(1)</script> {"expr": "1"} datum[\'x\'] #read(x) \u202e\x0b\ud800'
NASTY = {
    **AHEAD,
    "id": "nasty",
    "title": HOSTILE,
    "unit": HOSTILE,
    "categories": [HOSTILE, HOSTILE],
    "series": [{"name": HOSTILE, "values": ["-5", ""]}, {"name": "x" * 10_000, "values": ["3", "4"]}],
    "alt": HOSTILE,
    "source": HOSTILE,
}


def build(name, summary):
    return get_format(name).build(summary)


def words(svg):
    return [" ".join(node.itertext()) for node in etree.fromstring(svg).iter(f"{SVG}text")]


class TestFiles:
    def test_a_story_has_three_for_each_chart(self):
        names = [form.name for form in offered(soft_atm(charts=[COSTS, AHEAD]))]
        assert sorted(name for name in names if name.startswith("chart-")) == [
            f"chart-{item}.{kind}" for item in ("costs", "points") for kind in ("json", "png", "svg")
        ]

    @pytest.mark.parametrize("kind", ["json", "svg", "png"])
    @pytest.mark.parametrize("story", [soft_atm, english])
    def test_are_sound_and_the_same_each_time(self, kind, story):
        summary = story(charts=[AHEAD])
        data = build(f"chart-points.{kind}", summary)
        assert data == build(f"chart-points.{kind}", summary)
        check(data, summary, f"chart-points.{kind}")

    def test_a_chart_that_the_story_has_not_is_said(self):
        with pytest.raises(FormatError, match="none"):
            build("chart-none.json", soft_atm())


class TestMeaning:
    def test_a_target_is_hollow_and_dashed_and_carries_its_word(self):
        rows = json.loads(build("chart-points.json", soft_atm(charts=[AHEAD])))["data"]["values"]
        assert [(row["fill"], row["dash"], row["label"]) for row in rows] == [
            ("#B5390B", [1, 0], "1.068,5"),
            ("#FFFFFF", [5, 3], "Mục tiêu: 200"),
        ]
        assert "Mục tiêu: 200" in words(build("chart-points.svg", soft_atm(charts=[AHEAD])))

    def test_the_axis_speaks_the_language_of_the_story(self):
        assert {"1.068,5", "1.000"} <= set(words(build("chart-points.svg", soft_atm(charts=[AHEAD]))))
        assert {"1,068.5", "1,000"} <= set(words(build("chart-points.svg", english(charts=[AHEAD]))))

    def test_parts_of_a_whole_share_one_bar(self):
        rows = json.loads(build("chart-costs.json", soft_atm()))["data"]["values"]
        assert [(row["row"], row["start"], row["end"]) for row in rows] == [(0, 0, 100), (0, 100, 300)]

    def test_a_figure_that_awaits_verification_says_so(self):
        summary = soft_atm(charts=[AHEAD])
        waiting = [f.model_copy(update={"verified": None}) for f in summary.figures]
        drawn = build("chart-points.json", summary.model_copy(update={"figures": tuple(waiting)})).decode()
        assert "Mục tiêu: 200 (Đang chờ xác nhận)" in drawn

    def test_what_is_embargoed_says_so_across_and_in_words(self):
        told = {
            "status": "embargoed",
            "embargo_until": "2026-12-01T00:00:00+00:00",
            "taken_by": "Lê Báo, VTV",
        }
        for kind in ("json", "svg"):
            assert "Lê Báo, VTV" in build(f"chart-points.{kind}", soft_atm(charts=[AHEAD], **told)).decode()
        marks = [
            word
            for word in words(build("chart-points.svg", soft_atm(charts=[AHEAD], **told)))
            if " · " in word
        ]
        assert len([word for word in marks if "Lê Báo" in word]) == 3


class TestLiteralWords:
    def test_labels_are_text_and_never_code(self):
        summary = soft_atm(charts=[NASTY])
        svg = build("chart-nasty.svg", summary)
        assert not list(etree.fromstring(svg).iter(f"{SVG}script"))
        told = re.sub(r"\s", "", "".join(words(svg)))
        assert "]]></text><script>alert(1)</script>" in told
        assert "datum['x']#read(x)" in told
        spec = json.loads(build("chart-nasty.json", summary))
        assert spec["title"]["text"][0].startswith("]]> </text>")
        assert build("chart-nasty.png", summary).startswith(b"\x89PNG")
