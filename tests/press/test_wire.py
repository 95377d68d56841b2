"""The wire formats: valid by the schemas of the IPTC in every state of a story, and hostile text stays text."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from home.vocabulary import PILLARS, SECTORS
from press.build import build_summary
from press.formats import get_format
from press.wire import items, topics
from tests import factories as make
from tests.press.readers import newsml, ninjs
from tests.press.summaries import english, figure, soft_atm

READERS = {"ninjs.json": ninjs, "newsml-g2.xml": newsml}
EVIL = (
    "<script>alert(1)</script> & ]]> \"'; =1+1 #let x = 1 ${x} {{ x }} \u202egnp.\u202c\x00\x0b\ud800\ufffe\r\n\tX: y "
    + "dài" * 3000
)
WAITING = {
    "status": "embargoed",
    "embargo_until": "2031-11-30T23:00:00+00:00",
    "published_at": None,
    "updated_at": None,
}
CORRECTED = {
    "at": "2022-05-01T00:00:00+00:00",
    "figure": "served",
    "label": "Điểm chi trả",
    "before": "144%",
    "after": "127,4%",
    "note": "Bản trước ghi sai.",
}
MEDIA = [
    {
        "id": "image-1",
        "kind": "picture",
        "title": "Chợ số",
        "alt": "Bà con quét mã",
        "credit": "Ảnh: Lan",
        "licence": "CC BY-NC 4.0",
        "usage_terms": "Không dùng trên truyền hình.",
        "url": "http://127.0.0.1:8000/media/cho số.jpg",
        "width": 800,
        "height": 600,
        "sha256": "0" * 64,
    }
]
RICH = {
    "media": MEDIA,
    "corrections": [CORRECTED],
    "press_url": "http://127.0.0.1:8000/press/5/",
    "quotes": [{"text": "Đi năm phút là có tiền.", "speaker": "Bà Hoa", "role": "xã Yên Phúc"}],
    "bylines": [{"name": "Nông Lan", "role": "phóng viên", "organisation": "Báo Lạng Sơn"}],
    "contact": {"name": "Sở KH&CN", "phone": "0205 000", "email": "a@example.com", "hours": "8–17"},
    "translations": [{"locale": "en", "url": "http://127.0.0.1:8000/en/stories/lang-son/soft-atm/"}],
    "body": [
        {"part": "problem", "kind": "paragraph", "text": "Xa một điểm.", "runs": [
            {"text": "Xa "}, {"text": "một điểm", "bold": True, "figure": "served"}, {"text": ".", "href": "javascript:x"}]},
        {"part": "steps", "kind": "step", "text": "Chạy thử", "runs": [{"text": "Ba xã."}], "items": ["2021-12"]},
        {"part": "lessons", "kind": "lesson", "text": "Bắt đầu nhỏ.", "runs": [{"text": "Bắt đầu nhỏ."}]},
        {"part": "results", "kind": "table", "text": "Bảng", "rows": [["a", "b"], ["1", "2"]]},
    ],
}  # fmt: skip


def hostile():
    """A summary with hostile text in every field that holds words."""

    def spoil(value, key=""):
        if isinstance(value, dict):
            return {name: spoil(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [spoil(item, key) for item in value]
        kept = {"schema", "id", "locale", "status", "value", "values", "nature", "period_basis", "figure", "lead", "target",
                "kind", "part", "unit_kind", "qualifier", "latitude", "longitude", "ref", "at", "published_at", "updated_at"}  # fmt: skip
        return EVIL if isinstance(value, str) and key not in kept else value

    data = spoil(json.loads(soft_atm(**RICH).to_json()))
    return soft_atm(**{**data, "schema": "/schemas/story-summary-1.json"})


@pytest.fixture(params=READERS)
def name(request):
    return request.param


def built(name, summary):
    data = get_format(name).build(summary)
    READERS[name].check(data, summary, name)
    return data


class TestEveryState:
    @pytest.mark.parametrize(
        "summary", [soft_atm(), english(), soft_atm(**RICH), soft_atm(figures=[], charts=[])]
    )
    def test_it_is_valid_and_says_what_the_summary_says(self, name, summary):
        assert built(name, summary) == built(name, summary)

    def test_an_embargo_stands_in_data_and_visibly_in_text_with_the_taker(self, name):
        assert "Chưa được đăng, phát trước 06:00 1/12/2031" in built(name, soft_atm(**WAITING)).decode()
        told = built(name, soft_atm(**WAITING, taken_by="Nguyễn An, VTV")).decode()
        assert told.count("Nguyễn An, VTV") >= 2

    def test_a_withdrawn_story_is_cancelled_and_its_text_no_longer_sent(self, name):
        told = built(name, soft_atm(status="withdrawn", **RICH)).decode()
        assert "Bắt đầu nhỏ." not in told and "Đi năm phút" not in told and "Chợ số" not in told

    def test_a_correction_stands_with_both_values(self, name):
        told = built(name, soft_atm(**RICH)).decode()
        assert "144%" in told and "127,4%" in told

    def test_the_terms_of_a_picture_reach_the_desk(self, name):
        told = built(name, soft_atm(**RICH)).decode()
        assert "Không dùng trên truyền hình." in told and "Ảnh: Lan" in told

    def test_what_is_not_verified_is_not_called_verified(self, name):
        unsigned = figure("a", "68", "điểm", "Điểm", verified=None)
        told = built(name, soft_atm(figures=[unsigned])).decode()
        assert "Trần Thị Hiền" not in told

    def test_a_qualified_number_keeps_its_word(self, name):
        about = figure("a", "500000000", "đồng", "Vốn", "money", qualifier="about")
        target = figure("b", "200", "xã", "Xã", nature="target", qualifier="over")
        told = built(name, soft_atm(figures=[about, target])).decode()
        assert ">khoảng 500.000.000<" in told.replace('\\"', '"') and ">mục tiêu hơn 200<" in told

    def test_a_range_is_never_told_by_its_lower_end_alone(self, name):
        told = built(name, soft_atm(figures=[figure("a", "1", "cây", "Máy", value_max="2")])).decode()
        assert "1..2" in told and 'value="1"' not in told.replace('\\"', '"')

    def test_hostile_text_is_text(self, name):
        summary = hostile()
        data = get_format(name).build(summary)
        told = data.decode()
        assert not re.search("[\x00-\x08\x0b\x0c\u202e\ufffe]", told)
        if name == "ninjs.json":
            item = json.loads(told)
            ninjs.schema().validate(item)
            html = item["bodies"][1]["value"]
            assert "script" not in ninjs.Words(html).tags and "javascript:" not in html
            assert "<script>alert(1)</script>" in ninjs.Words(html).words
        else:
            root = newsml.etree.fromstring(data)
            newsml.schema().assertValid(root)
            assert not root.xpath("//*[local-name()='script']") and "javascript:" not in told
            assert "<script>alert(1)</script>" in root.xpath("string(//*[local-name()='headline'])")


class TestIdentity:
    def test_each_language_has_a_name_of_its_own_for_ever(self):
        key = soft_atm().id
        assert items.item_urn(key, "vi") == "urn:uuid:9ddbf90d-1d91-5b1e-85e0-be1177fafb20"
        assert items.item_urn(key, "en") != items.item_urn(key, "vi")

    def test_the_translation_is_named_as_it_names_itself(self):
        item = json.loads(built("ninjs.json", soft_atm(**RICH)))
        (other,) = (each for each in item["associations"] if each["rel"] == "translation")
        assert other["uri"] == json.loads(built("ninjs.json", english()))["uri"]

    @pytest.mark.parametrize(
        "text", ["javascript:alert(1)", "ftp://a", "//a.vn", "http://", "", "http:// a b", "data:text/html,x"]
    )
    def test_only_the_web_is_linked(self, text):
        assert items.web_address(text) == ""

    def test_moments_have_the_offset_of_the_newsroom(self):
        assert items.moment("2022-04-12T03:00:00+00:00") == "2022-04-12T10:00:00+07:00"
        assert [items.moment(text) for text in (None, "", "soon", "2022-02-31T00:00:00Z")] == [None] * 4


class TestTopics:
    def test_every_pillar_and_sector_of_the_newsroom_is_filed(self):
        ours = {code: (filing.vi, filing.en) for code, filing in topics.PILLARS.items()}
        assert ours == PILLARS
        assert {code: (filing.vi, filing.en) for code, filing in topics.SECTORS.items()} == SECTORS

    def test_an_unknown_one_stands_by_its_code(self):
        (*_known, last) = topics.filings_of(soft_atm(sectors=["space"]))
        assert last[1].name_in("vi") == "space"


@pytest.mark.django_db
@pytest.mark.usefixtures("newsroom")
class TestOfARealStory:
    def test_it_carries_place_files_and_time(self):
        page = make.publish_through_workflow(make.story_page("Thái Bình", figures=[make.figure("97.1")]))
        assert 'latitude="' in built("newsml-g2.xml", build_summary(page)).decode()
        item = json.loads(built("ninjs.json", build_summary(page)))
        then, today = item["places"]
        assert (then["name"], today["name"]) == ("Thái Bình", "Hưng Yên")
        assert then["geoJSON"]["coordinates"] == pytest.approx([106.4, 20.5], abs=0.5)
        files = {file["name"]: file for each in item["associations"] for file in each.get("renditions", ())}
        assert files["figures.csv"]["href"].endswith(f"/press/{page.pk}/figures.csv")
        assert (files["infographic-16x9.png"]["width"], files["infographic-16x9.png"]["height"]) == (
            1920,
            1080,
        )

    def test_one_that_waits_has_the_time_it_was_written(self):
        page = make.embargoed(at=timezone.now() + timedelta(days=2), figures=[make.figure("97.1")])
        summary = build_summary(page)
        assert summary.status == "embargoed" and summary.revised_at
        for name in READERS:
            assert summary.revised_at in built(name, summary).decode()
