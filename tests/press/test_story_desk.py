"""The press page of one story: what is copied is what is shown, nothing is missing, nothing forbidden is handed out."""

import unicodedata
from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation

from accounts import roles
from press.build import build_summary
from press.formats import Format, offered, register, registry
from press.kits import contents, packing
from press.kits.store import kept_kit, stories_of
from press.offers import downloads, graphics
from story import actions
from story.models import StoryPage
from tests import factories as make
from tests.press.summaries import soft_atm
from tests.story import files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]

UNTIL = timezone.make_aware(datetime(2031, 12, 1, 6))


@pytest.fixture(autouse=True)
def own_artefacts(settings, tmp_path):
    settings.ARTEFACTS_ROOT = tmp_path


def every_kind():
    """A figure of each kind whose words stand otherwise around the digits."""
    dong = make.unit("đồng", kind="money", en={"name": "VND", "spoken": "Vietnamese dong"})
    level = make.unit("mức độ", kind="level", en="level")
    return [
        make.figure("68", "Điểm phục vụ", unit=make.unit("điểm", en="points"), total="200", highlight=True),
        make.figure("300000000000", "Tiết kiệm", unit=dong, nature="projection", qualifier="about"),
        make.figure("200", "Xã được phủ", unit=make.unit("xã", en="communes"), nature="target"),
        make.figure("97.1", "Đúng hạn", unit=make.unit("%", kind="percent", en="%")),
        make.figure("4", "Dịch vụ công", unit=level, nature="target", qualifier="at-least"),
        make.figure("2", "Xếp hạng", unit=make.unit("hạng", kind="rank", en="rank")),
        make.figure("1", "Máy mỗi huyện", value_max="2", unit=make.unit("cây", en="machines")),
        make.figure("3098490000", "Tiền phạt", unit=dong),
    ]


def published(figures=None, **fields):
    figures = every_kind() if figures is None else figures
    return make.publish_through_workflow(make.story_page(headline="Rút tiền ở xã", figures=figures, **fields))


def english_of(story, *, labels=None, live=True):
    """The story in English, its figures named as `labels` says."""
    page = make.in_english(story)
    for part in page.body:
        for child in part.value["figures"].bound_blocks:
            child.value["label"] = (labels or {}).get(child.value["label"], child.value["label"])
    page.save()
    revision = page.save_revision()
    if live:
        revision.publish()
    return StoryPage.objects.get(pk=page.pk)


def read(client, story):
    response = client.get(f"/press/{story.pk}/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def plain(text):
    return " ".join(text.split()).casefold()


def row_of(soup, label):
    return next(row for row in soup.select("li.press-figure") if row.h3.get_text() == label)


def copies(row, language):
    return [button["data-copy"] for button in row.select(f'.press-wording[lang="{language}"] [data-copy]')]


class TestFigures:
    def test_what_is_copied_reads_as_what_is_shown(self, client):
        soup = read(client, published())
        forms = soup.select(".press-form-of dd")
        assert len(forms) == 8 * 2 * 3
        for form in forms:
            assert plain(form.p.get_text()) == plain(form.button["data-copy"])

    @pytest.mark.parametrize(
        ("label", "vi", "en"),
        [
            (
                "Tiết kiệm",
                [
                    "dự kiến khoảng 300.000.000.000 đồng",
                    "dự kiến khoảng 300 tỷ đồng",
                    "dự kiến khoảng ba trăm tỷ đồng",
                ],
                [
                    "projected about VND 300,000,000,000",
                    "projected about VND 300 billion",
                    "projected about three hundred billion Vietnamese dong",
                ],
            ),
            (
                "Dịch vụ công",
                ["mục tiêu ít nhất mức độ 4", "mục tiêu ít nhất mức độ 4", "mục tiêu ít nhất mức độ bốn"],
                ["target at least level 4", "target at least level 4", "target at least level four"],
            ),
            (
                "Điểm phục vụ",
                ["68/200 điểm", "68/200 điểm", "sáu mươi tám trên hai trăm điểm"],
                ["68/200 points", "68/200 points", "sixty-eight out of two hundred points"],
            ),
            (
                "Tiền phạt",
                [
                    "3.098.490.000 đồng",
                    "gần 3,1 tỷ đồng",
                    "ba tỷ không trăm chín mươi tám triệu bốn trăm chín mươi nghìn đồng",
                ],
                [
                    "VND 3,098,490,000",
                    "nearly VND 3.1 billion",
                    "three billion ninety-eight million four hundred ninety thousand Vietnamese dong",
                ],
            ),
        ],
    )
    def test_each_form_is_copied_with_every_word_that_belongs_to_it(self, client, label, vi, en):
        row = row_of(read(client, published()), label)
        assert copies(row, "vi") == vi
        assert [text.replace(" and ", " ") for text in copies(row, "en")] == en

    def test_the_other_language_speaks_as_its_own_page_does(self, client):
        story = published()
        english = english_of(story, labels={"Điểm phục vụ": "Service points"})
        row = row_of(read(client, story), "Điểm phục vụ")
        assert "Service points" in row.select_one('[lang="en"]').get_text()
        row = row_of(read(client, english), "Service points")
        first, second = row.select(".press-wording")
        assert (first["lang"], second["lang"]) == ("en", "vi")
        assert "Tiếng Việt Điểm phục vụ" in unicodedata.normalize("NFC", second.get_text())

    def test_words_of_a_translation_that_is_not_public_stay_inside(self, client):
        story = published()
        english_of(story, labels={"Điểm phục vụ": "Canary points"}, live=False)
        soup = read(client, story)
        assert "Canary" not in soup.get_text()
        assert copies(row_of(soup, "Điểm phục vụ"), "en")[0] == "68/200 points"

    def test_a_unit_without_a_name_in_a_language_is_not_mixed_into_it(self, client):
        row = row_of(
            read(client, published([make.figure("68", "Điểm", unit=make.unit("nhà sách xã"))])), "Điểm"
        )
        assert [wording["lang"] for wording in row.select(".press-wording")] == ["vi"]

    def test_it_says_who_verified_it_and_what_nobody_has(self, client):
        story = published()
        row = row_of(read(client, story), "Xã được phủ")
        (record,) = (each for each in story.figures.values() if each.label == "Xã được phủ")
        warning = "Chưa kiểm chứng: chưa nên phát"
        assert record.verified.by in row.get_text() and warning not in row.get_text()
        loose = make.story_page(figures=[make.figure("7", "Chưa ai kiểm")], live=True)
        soup = read(client, loose)
        assert warning in row_of(soup, "Chưa ai kiểm").get_text()
        assert "có số liệu đang chờ xác nhận" in soup.select_one(".press-status").get_text()

    def test_it_tells_what_stands_beside_the_figure(self, client):
        whole, part, goal = (
            make.figure("40", "Tổng"),
            make.figure("10", "Xong"),
            make.figure("20", "Đích", nature="target"),
        )
        share = make.figure(
            "25",
            "Tỷ lệ xong",
            unit=make.unit("%", kind="percent"),
            rule="share",
            first=part["id"],
            second=whole["id"],
            target=goal["id"],
            baseline={"value": "12.5", "qualifier": "exactly"},
            baseline_period="2020",
            period="2021",
            period_basis="stated",
            source_url="https://example.org/bao-cao.pdf",
            source_page="trang 9",
        )
        with translation.override("vi"):
            row = row_of(read(client, published([whole, part, goal, share])), "Tỷ lệ xong")
        facts = plain(row.select_one(".press-figure__facts").get_text())
        for said in ("12,5% (2020)", "đích (mục tiêu 20)", "xong (10)", "tổng (40)", "2021", "trang 9"):
            assert said in facts
        assert row.select_one('a[href="https://example.org/bao-cao.pdf"]').get_text() == "Báo cáo chuyên đề"

    def test_it_says_what_not_to_say(self, client):
        soup = read(client, published())
        cautions = row_of(soup, "Xã được phủ").select_one(".press-cautions").get_text()
        assert "mục tiêu" in cautions


class TestFiles:
    def test_every_file_that_the_story_has_is_linked_once_in_its_place(self, client):
        story = published()
        soup = read(client, story)
        linked = {
            link["href"].partition("?")[0].rpartition("/")[2]
            for link in soup.select(".press-graphics .press-kinds a, .press-downloads a")
        }
        assert linked == {fmt.name for fmt in offered(build_summary(story))}

    def test_a_new_format_appears_by_itself_for_those_it_is_made_for(self, client, monkeypatch):
        story = published()
        monkeypatch.setattr(registry, "_formats", dict(registry._formats))
        build = soft_atm().to_json
        register(Format("cues.edl", "text/plain", "Danh sách cảnh", "text", build))
        register(Format("slides.odp", "application/x", "Trình chiếu ODP", "data", build))
        register(Format("feed.nitf", "text/xml", "Tin NITF", "data", build, audience="systems"))
        columns = {
            column.h3.get_text(): column.get_text()
            for column in read(client, story).select(".press-downloads > div")
        }
        assert "Danh sách cảnh" in columns["Truyền hình"]
        found = {name for name, text in columns.items() if "Trình chiếu ODP" in text or "Tin NITF" in text}
        assert len(found) == 2 and "Truyền hình" not in found

    def test_kinds_of_one_thing_stand_together(self):
        columns = dict(downloads(soft_atm()))
        (table,) = (offer for column in columns.values() for offer in column if offer.name == "figures")
        assert [kind for _name, kind in table.files] == ["CSV", "XLSX"]

    def test_the_previews_begin_with_the_infographics_and_show_the_charts(self):
        found = graphics(soft_atm())
        assert [offer.name for offer in found[:4]] == [
            f"infographic-{r}" for r in ("16x9", "1x1", "9x16", "a4")
        ]
        (chart,) = (offer for offer in found if offer.name == "chart-costs")
        assert chart.preview == "chart-costs.svg" and chart.title == "Nếu mỗi xã một máy: tốn 300 tỷ đồng"
        assert {kind for _name, kind in chart.files} == {"JSON", "SVG", "PNG"}

    def test_the_kit_tells_its_size_once_it_is_made(self, client, monkeypatch):
        # Graphics have tests of their own, and take long to draw.
        for module in (packing, contents):
            monkeypatch.setattr(module, "offered", lambda summary: [registry.get_format("figures.csv")])
        story = published()
        assert read(client, story).select_one(".press-kit a")["href"] == f"/press/{story.pk}/kit.zip"
        assert "KB" not in read(client, story).select_one(".press-kit").get_text()
        path = kept_kit(stories_of([StoryPage.objects.get(pk=story.pk)]))
        assert path.stat().st_size > 1024
        assert "KB" in read(client, story).select_one(".press-kit").get_text()


class TestRights:
    def test_what_rights_forbid_is_named_and_not_handed_out(self, client):
        free = files.image("Chợ nổi")
        kept = files.image("Ca mổ", usage_terms="Không được phát sóng.")
        shown = [files.block("picture", files.shown(each, each.title)) for each in (free, kept)]
        soup = read(client, published(content={"results": shown}))
        rows = {row.strong.get_text(): row for row in soup.select(".press-media li")}
        assert rows["Chợ nổi"].a["href"].endswith(free.file.url) and "Sở Y tế" in rows["Chợ nổi"].get_text()
        assert rows["Ca mổ"].a is None and "Không được phát sóng." in rows["Ca mổ"].get_text()
        assert kept.file.url not in str(soup)

    def test_the_credit_line_is_copied_whole(self, client):
        soup = read(client, published(credit_line="Lời giải, theo Sở TT&TT"))
        assert soup.select_one(".press-foot [data-copy]")["data-copy"] == "Lời giải, theo Sở TT&TT"


class TestScript:
    def test_the_copied_script_is_the_one_that_is_shown(self, client):
        soup = read(client, published())
        shown = [line.get_text() for line in soup.select(".press-fit__script p")]
        assert soup.select_one(".press-fit__buttons [data-copy]")["data-copy"].splitlines() == shown
        assert "Rút tiền ở xã." in shown

    def test_each_length_leads_to_its_script(self, client):
        soup = read(client, published())
        links = [link["href"] for link in soup.select(".press-fit__slots a")]
        lengths = [client.get(link).context["script"].slot.length for link in links]
        assert lengths == [15, 30, 60, 90]

    def test_the_slot_page_warns_of_the_figures_it_says(self, client):
        figure = make.figure("68", "Điểm phục vụ", unit=make.unit("người"), highlight=True)
        page = client.get(f"/press/{published([figure]).pk}/slot/?medium=television&length=60")
        soup = BeautifulSoup(page.content, "html.parser")
        said = soup.select_one("section[aria-labelledby=cautions]").get_text()
        assert "Điểm phục vụ" in said and "không nói thành lượt" in said


class TestState:
    def test_a_correction_leads_to_what_changed(self, client):
        figure = make.figure("68", "Điểm phục vụ")
        story = published([figure])
        assert "Chưa có đính chính" in read(client, story).select_one(".press-status").get_text()
        figure["value"]["quantity"]["value"] = "70"
        make.edit(story, body=make.body([figure]))
        make.publish_through_workflow(StoryPage.objects.get(pk=story.pk))
        link = read(client, story).select_one(f'.press-status a[href="{story.history_url}"]')
        assert link and "70" in client.get(link["href"]).content.decode()

    def test_a_withdrawn_story_has_no_page(self, client):
        story = published()
        actions.withdraw(story, make.superuser(), reason="Nguồn rút số liệu")
        assert client.get(f"/press/{story.pk}/").status_code == 410

    def test_the_answer_for_everyone_hangs_on_no_session(self, client):
        response = client.get(f"/press/{published().pk}/")
        assert "Cookie" not in response.get("Vary", "") and not response.cookies

    def test_many_figures_cost_no_more_queries(self, client, django_assert_max_num_queries):
        unit = make.unit("điểm", en="points")
        story = published([make.figure(str(n), f"Điểm {n}", unit=unit) for n in range(1, 25)])
        english_of(story)
        client.get(f"/press/{story.pk}/")
        with django_assert_max_num_queries(24):
            client.get(f"/press/{story.pk}/")


class TestEmbargo:
    @pytest.fixture
    def story(self):
        return make.embargoed(at=UNTIL, headline="Bí mật", figures=every_kind())

    def test_it_names_the_time_and_the_taker_before_all_else(self, story, signed_in):
        person = make.person(roles.PRESS, first_name="Chi", last_name="Phạm")
        soup = read(signed_in(person), story)
        band = soup.select_one(".press-embargo").get_text()
        assert "06:00 1/12/2031" in band and person.display_name in band
        assert soup.select_one(".press-embargo").find_previous("h1") is None

    def test_it_draws_nothing_heavy_for_who_only_looks(self, story, signed_in):
        soup = read(signed_in(make.person(roles.PRESS)), story)
        shown = [image["src"].rpartition("/")[2] for image in soup.select(".press-graphic img")]
        assert shown and all(name.endswith(".svg") and "infographic" in name for name in shown)

    def test_its_waiting_translation_speaks_beside_it(self, story, signed_in):
        english_of(story, labels={"Điểm phục vụ": "Service points"})
        soup = read(signed_in(make.person(roles.PRESS)), story)
        assert "Service points" in row_of(soup, "Điểm phục vụ").get_text()
