"""Files of the library in a story: what is asked of them, where they stand, what readers and the press get."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import override_settings
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.operations import translate_object
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from press.build import build_summary
from story.blocks import StoryBodyBlock
from story.blocks.body import ContentBlock
from story.blocks.elsewhere import EmbedBlock, provider_of
from story.completeness import blocking
from story.media import media_of, pictures
from story.models import StoryPage
from tests import factories
from tests.factories import story_page, superuser
from tests.story.files import (
    FIGURE,
    block,
    document,
    embed,
    everything,
    gallery,
    image,
    interview,
    png,
    recording,
    shown,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(name="everything")
def one_of_each():
    return everything()


@pytest.fixture
def told(everything, newsroom):
    blocks, _files = everything
    figure = factories.figure("116000", id=FIGURE, highlight=True)
    return story_page(content={"results": blocks}, figures=[figure], live=True)


def clean(*blocks):
    """The body with these blocks, as a submission would judge it."""
    data = json.loads(factories.body(content={"results": list(blocks)}))
    return StoryBodyBlock().clean(StoryBodyBlock().to_python(data))


def refusal(*blocks):
    """The texts of what is wrong with the blocks."""
    with pytest.raises(ValidationError) as refused:
        clean(*blocks)
    return json.dumps(refused.value.as_json_data(), ensure_ascii=False, default=str)


class TestSelectors:
    def test_everything_of_the_library_comes_in_order_with_its_place_in_the_form(self, told, everything):
        blocks, (first, second, sound, film, poster, paper) = everything
        found = media_of(told)
        assert [medium.file.pk for medium in found] == [
            file.pk for file in (first, second, first, sound, film, poster, paper)
        ]
        inner = [item["id"] for item in blocks[1]["value"]["pictures"]]
        ids = [blocks[0]["id"], *inner, *(item["id"] for item in blocks[2:5]), blocks[6]["id"]]
        assert [medium.anchor for medium in found] == [f"block-{key}-section" for key in ids]
        assert {medium.part for medium in found} == {"results"}
        assert [medium.kind for medium in pictures(told)] == ["picture"] * 4

    def test_alt_text_is_of_the_story_else_of_the_library_and_none_for_decoration(self, newsroom):
        one = image(description="Của thư viện")
        page = story_page(
            cover=one,
            content={
                "results": [
                    block("picture", shown(one)),
                    block("picture", shown(one, alt_text="")),
                    block("picture", shown(one, decorative=True)),
                ]
            },
        )
        said = [(medium.alt, medium.decorative, medium.anchor == "id_cover") for medium in pictures(page)]
        assert said == [
            ("Của thư viện", False, True),
            ("Người mua quét mã", False, False),
            ("Của thư viện", False, False),
            ("", True, False),
        ]

    def test_file_that_was_deleted_shows_nothing_and_breaks_nothing(self, client, told, everything):
        for file in everything[1]:
            file.delete()
        page = StoryPage.objects.get(pk=told.pk)
        assert media_of(page) == [] and build_summary(page).media == ()
        assert client.get(page.url).status_code == 200


class TestSubmission:
    def test_everything_with_its_credit_is_clean(self, everything):
        figure = factories.figure(id=FIGURE)
        data = json.loads(factories.body([figure], content={"results": everything[0]}))
        StoryBodyBlock().clean(StoryBodyBlock().to_python(data))

    @pytest.mark.parametrize(
        "make",
        [
            lambda: gallery(shown(image()), shown(image(credit=""))),
            lambda: block("audio", {"audio": recording(credit="").pk, "caption": "", "transcript": ""}),
            lambda: block("document", {"document": document(credit="").pk, "caption": ""}),
            lambda: embed(poster=image(credit="")),
        ],
    )
    def test_work_of_nobody_is_refused_and_named(self, make):
        assert "chưa ghi nguồn" in refusal(make()) or "no credit" in refusal(make())

    @pytest.mark.parametrize("count", [0, 1, 13])
    def test_gallery_has_two_to_twelve_pictures(self, count):
        one = image()
        refusal(gallery(*[shown(one)] * count))
        clean(gallery(shown(one), shown(one)))

    def test_recording_needs_its_words_in_writing(self):
        silent = recording(transcript="")
        refusal(block("audio", {"audio": silent.pk, "caption": "", "transcript": ""}))
        clean(block("audio", {"audio": silent.pk, "caption": "", "transcript": "Viết lại đây."}))

    def test_list_of_what_is_missing_leads_to_the_picture(self, newsroom):
        nameless = gallery(shown(image()), shown(image("Chợ phiên", credit="")))
        page = story_page(content={"results": [nameless]})
        anchor = f"block-{nameless['value']['pictures'][1]['id']}-section"
        assert [gap.anchor for gap in blocking(page) if "Chợ phiên" in gap.message] == [anchor]

    def test_film_is_no_sound(self):
        refusal(block("audio", {"audio": recording("video").pk, "caption": "", "transcript": ""}))

    def test_answer_that_names_a_figure_that_is_gone_is_found_where_it_stands(self):
        with pytest.raises(ValidationError) as refused:
            clean(interview(f'<p><a linktype="figure" id="{FIGURE}">5</a></p>'))
        error = refused.value
        for step in (3, "content", 0, "exchanges", 0):
            error = error.block_errors[step]
        assert set(error.block_errors) == {"answer"}

    @pytest.mark.parametrize(
        ("url", "provider"),
        [
            ("https://www.youtube.com/watch?v=abc", "YouTube"),
            ("https://youtu.be/abc", "YouTube"),
            ("https://vtv.vn/video/1.htm", "VTV"),
            ("http://www.youtube.com/watch?v=abc", ""),
            ("https://www.youtube.com.evil.example/", ""),
            ("https://youtube.com@evil.example/", ""),
            ("https://user@vtv.vn/", ""),
            ("https://www.youtube.com:8443/", ""),
            ("https://evil.example/?https://youtube.com", ""),
            ("javascript:alert(1)//youtube.com", ""),
            ("https://[::1", ""),
            ("https://vtv.vn:abc/", ""),
            ("", ""),
        ],
    )
    def test_only_providers_on_the_list_are_linked(self, url, provider):
        assert provider_of(url) == provider
        value = EmbedBlock().to_python(embed(url)["value"])
        html = EmbedBlock().render(value)
        assert ("<a href" in html) == bool(provider)
        if not provider:
            refusal(embed(url))

    @override_settings(EMBED_PROVIDERS={"Kênh tỉnh": ["kenh.example"]})
    def test_list_of_providers_is_a_setting(self):
        clean(embed("https://kenh.example/1"))
        assert "Kênh tỉnh" in refusal(embed("https://www.youtube.com/watch?v=abc"))


class TestReading:
    def test_page_asks_nobody_else_and_loads_no_recording(self, client, told):
        html = client.get(told.url).content.decode()
        for unwanted in ("<iframe", "autoplay", 'src="http', "youtube.com/embed", "style="):
            assert unwanted not in html.split("<main")[1]
        assert html.count('preload="none"') == 2 and html.count("<details") >= 2
        assert 'href="https://www.youtube.com/watch?v=abc"' in html
        assert "media-src 'self'" in client.get(told.url)["Content-Security-Policy"]

    def test_reader_sees_captions_credits_words_and_figures(self, client, told):
        html = client.get(told.url).content.decode()
        for text in (
            "Thứ nhất",
            "Sở Y tế",
            "Bà con nói.",
            "Lời của phim.",
            "Khó gì nhất?",
            "Báo tỉnh",
            "Kế hoạch 12",
        ):
            assert text in html
        assert "116.000" in html.split("exchange__answer")[1].split("</section>")[0]
        assert "10\xa0byte" in html.split('class="document"')[1]

    def test_key_figure_stands_beside_the_interview_that_names_it(self, client, told):
        html = client.get(told.url).content.decode()
        before = html.split('class="interview"')[0]
        assert 'class="notes"' in before.rsplit('class="with-notes"', 1)[1]

    def test_library_transcript_says_its_language_and_the_storys_own_does_not(self, client, told, everything):
        html = client.get(told.url).content.decode()
        assert '<div class="transcript__text" lang="vi"><p>Bà con nói.' in html
        assert '<div class="transcript__text"><p>Lời của phim.' in html

    def test_poster_and_captions_of_a_film(self):
        film = recording("video", language="en")
        film.thumbnail.save("poster.png", ContentFile(png()))
        film.captions.save("loi.vtt", ContentFile(b"WEBVTT\n"))
        value = (
            ContentBlock()
            .child_blocks["video"]
            .to_python({"video": film.pk, "caption": "", "transcript": ""})
        )
        html = ContentBlock().child_blocks["video"].render(value)
        assert (
            f'poster="{film.thumbnail.url}"' in html and 'srclang="en"' in html and 'kind="captions"' in html
        )

    def test_script_in_any_leaf_is_inert(self, client, newsroom):
        evil = '"><script>alert(1)</script>'
        sound = recording(title=evil, credit=evil, transcript=evil)
        paper = document(title=evil, credit=evil, licence=evil)
        blocks = [
            gallery(*[shown(image(title=evil, credit=evil), evil, alt_text=evil)] * 2),
            block("audio", {"audio": sound.pk, "caption": evil, "transcript": ""}),
            block("document", {"document": paper.pk, "caption": evil}),
            embed("https://vtv.vn/" + evil, title=evil, caption=evil),
        ]
        asked = interview("<p>x</p>")
        asked["value"] |= {"speaker": evil, "role": evil, "interviewer": evil}
        asked["value"]["exchanges"][0]["value"]["question"] = evil
        page = story_page(content={"results": [*blocks, asked]}, live=True)
        html = client.get(page.url).content.decode()
        assert "<script>alert" not in html and html.count("&lt;script&gt;") > 10


class TestPress:
    def test_every_file_is_in_the_summary_once_with_its_rights(self, told, everything):
        media = {medium.id: medium for medium in build_summary(told).media}
        _blocks, (first, second, sound, film, poster, paper) = everything
        assert list(media) == [
            f"image-{first.pk}",
            f"image-{second.pk}",
            f"media-{sound.pk}",
            f"media-{film.pk}",
            f"image-{poster.pk}",
            f"document-{paper.pk}",
        ]
        heard = media[f"media-{sound.pk}"]
        assert (heard.kind, heard.credit, heard.transcript) == ("audio", "Đài Lạng Sơn", "Bà con nói.")
        assert all(medium.url.startswith("http") and len(medium.sha256) == 64 for medium in media.values())

    def test_body_says_each_block_without_html(self, told):
        summary = build_summary(told)
        body = [item for item in summary.body if item.part == "results"]
        kinds = [item.kind for item in body]
        assert kinds[:-1] == [
            "picture", "gallery", "picture", "picture", "audio", "video", "embed", "question", "paragraph", "document",
        ]  # fmt: skip
        assert body[1].items == (body[2].ref, body[3].ref)
        known = {medium.id for medium in summary.media}
        assert {item.ref for item in body if item.kind in ("picture", "audio", "video", "document")} <= known
        answer = body[8]
        assert [run.figure for run in answer.runs if run.figure] == [FIGURE]
        assert "Khó gì nhất?" in summary.results and "116.000" in summary.results
        assert body[6].runs[0].href == "https://www.youtube.com/watch?v=abc" and body[6].items[0] == "YouTube"


class TestTranslation:
    def test_words_are_segments_and_files_are_not(self, told):
        segments = extract_segments(told)
        words = {segment.render_text() for segment in segments if isinstance(segment, StringSegmentValue)}
        assert {"Một ngày ở chợ", "Thứ nhất", "Nghe", "Lời của phim.", "Khó gì nhất?", "Phóng sự"} <= words
        assert {"Kế hoạch của tỉnh", "Chủ tịch xã"} <= words
        assert not {"Lê Văn Bình", "Báo tỉnh"} & words
        paths = {segment.path for segment in segments}
        assert not [path for path in paths if path.endswith((".audio", ".video", ".document"))]

    def test_translation_shows_the_same_files_and_its_editor_opens(self, signed_in, told):
        english = Locale.objects.get(language_code="en")
        translate_object(told, [english], user=superuser())
        target = StoryPage.objects.get(translation_key=told.translation_key, locale=english)
        draft = target.get_latest_revision_as_object()
        assert [medium.ref for medium in media_of(draft)] == [medium.ref for medium in media_of(told)]
        response = signed_in(superuser()).get(reverse("wagtailadmin_pages:edit", args=[target.pk]))
        assert response.status_code == 200


class TestDamagedForms:
    @pytest.mark.parametrize("broken", ["abc", "9" * 30, "-1", "१२", "1 OR 1=1"])
    @pytest.mark.parametrize(
        ("kind", "key"),
        [
            ("picture", "image-image"),
            ("audio", "audio"),
            ("video", "video"),
            ("document", "document"),
            ("embed", "poster-image"),
        ],
    )
    def test_id_that_is_no_number_is_an_error_beside_the_chooser(self, kind, key, broken):
        child = ContentBlock().child_blocks[kind]
        value = child.value_from_datadict({f"x-{key}": broken, "x-caption": "Giữ lại"}, {}, "x")
        assert value["caption"] == "Giữ lại"
        with pytest.raises(ValidationError) as refused:
            child.clean_deferred(value)
        assert set(refused.value.block_errors) == {key.split("-")[0]}
        json.dumps(child.get_form_state(value), default=str)

    @pytest.mark.parametrize("damage", [{"x-pictures-count": "many"}, {"x-pictures-1-order": "x"}, {}])
    def test_gallery_survives_damaged_bookkeeping(self, damage):
        one = image()
        data = {"x-title": "Chợ", "x-pictures-count": "2"}
        for number in range(2):
            own = f"x-pictures-{number}"
            data |= {
                f"{own}-deleted": "",
                f"{own}-order": str(number),
                f"{own}-value-image-image": str(one.pk),
            }
        child = ContentBlock().child_blocks["gallery"]
        value = child.value_from_datadict(data | damage, {}, "x")
        assert len(value["pictures"]) == 2
        if damage:
            with pytest.raises(ValidationError):
                child.clean_deferred(value)


def test_caption_names_whose_work_it_is():
    html = render_to_string("components/file_caption.html", {"caption": "", "file": image(), "said": "Ảnh:"})
    assert "Ảnh: Sở Y tế" in html
