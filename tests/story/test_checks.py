"""The named checks: level, place and cure of each, and the two doors they guard."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import roles
from library.models import LibraryImage
from story import actions
from story.checks.pictures import is_file_name
from story.completeness import Gap, Level, gaps
from story.models import LinkCheck
from story.registry import StoryCheck, story_checks
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

ID = "0358f9c3-8450-50d7-a3d9-f0574ee20653"


def picture(tmp_image, caption="Chợ nổi lúc rạng đông", alt="Thuyền chở chè trên sông", **rights):
    rights = {"credit": "Nguyễn Văn A", "licence": "CC BY 4.0"} | rights
    image = LibraryImage.objects.create(title="Chợ nổi", file=tmp_image, **rights)
    value = {"image": {"image": image.pk, "alt_text": alt, "decorative": False}, "caption": caption}
    return {"type": "picture", "id": ID, "value": value}


@pytest.fixture
def tmp_image():
    from wagtail.images.tests.utils import get_test_image_file

    return get_test_image_file()


def story(content=None, **kwargs):
    kwargs.setdefault("author", factories.superuser())
    return factories.story_page(content={"results": [content]} if content else None, **kwargs)


def found(page):
    return {gap.check: gap for gap in gaps(page)}


class TestEachCheck:
    @pytest.mark.parametrize(
        ("fields", "check", "level", "anchor"),
        [
            ({"pillars": []}, "fields", "error", "id_pillars"),
            ({"standfirst": "Ngắn."}, "standfirst-length", "warning", "id_standfirst"),
            ({"standfirst": "dài " * 90}, "standfirst-length", "warning", "id_standfirst"),
            ({"headline": "Chợ quê lên mạng " * 14}, "headline-room", "warning", "id_title"),
            ({"headline": "Làng có 60 hộ số"}, "numbers", "warning", "id_title"),
            (
                {"figures": [factories.figure(id=ID, source_title="")]},
                "figure-source",
                "error",
                f"block-{ID}-section",
            ),
            ({"figures": [factories.figure(id=ID, label="")]}, "figure", "error", f"block-{ID}-section"),
        ],
    )
    def test_what_is_wrong_has_a_name_a_level_a_place_and_a_cure(self, fields, check, level, anchor):
        gap = found(story(**fields))[check]
        assert (gap.level, gap.anchor) == (level, anchor)
        assert gap.message and gap.cure and gap.where

    def test_a_story_without_a_province_belongs_nowhere(self):
        page = story()
        page.province = None
        assert found(page)["fields"].anchor == "id_province"

    def test_a_good_story_passes_them_all(self, tmp_image):
        assert gaps(story(picture(tmp_image))) == []

    @pytest.mark.parametrize(
        ("fields", "check"),
        [
            ({"caption": "IMG_2031.jpg"}, "file-names"),
            ({"alt": "20220113-pg1"}, "file-names"),
            ({"alt": ""}, "picture-alt"),
            ({"credit": ""}, "picture"),
            ({"licence": ""}, "picture-rights"),
        ],
    )
    def test_pictures_need_words_credit_and_licence(self, tmp_image, fields, check):
        gap = found(story(picture(tmp_image, **fields)))[check]
        assert gap.blocking
        assert gap.anchor == f"block-{ID}-section"

    @pytest.mark.parametrize("name", ["credit", "licence"])
    def test_the_cover_needs_them_too(self, tmp_image, name):
        rights = {"credit": "Nguyễn Văn A", "licence": "CC BY 4.0"} | {name: ""}
        cover = LibraryImage.objects.create(title="Bìa", file=tmp_image, **rights)
        assert found(story(cover=cover))["picture-rights"].anchor == "id_cover"

    def test_an_embargo_in_the_past_is_an_error_until_the_story_is_public(self):
        past = timezone.now() - timedelta(hours=1)
        assert found(story(go_live_at=past))["embargo"].blocking
        assert "embargo" not in found(story(go_live_at=timezone.now() + timedelta(hours=1)))
        public = story(live=True)
        public.go_live_at = past
        assert "embargo" not in found(public)

    @pytest.mark.parametrize(
        ("result", "warned"), [("missing", True), ("silent", True), ("refused", True), ("reached", False)]
    )
    def test_a_link_that_did_not_answer_is_a_warning(self, result, warned):
        url = "https://chuviet.example/bai"
        LinkCheck.objects.create(url=url, result=result, status=404, checked_at=timezone.now())
        page = story(factories.paragraph(f'<p>Xem <a href="{url}">bài</a>.</p>'))
        gap = found(page).get("links")
        assert (gap is not None) is warned
        if gap:
            assert gap.level is Level.WARNING
            assert url in gap.message


@pytest.mark.parametrize(
    "text",
    [
        "IMG_2031.jpg",
        "20220113-pg1",
        "20220113-pg4_1",
        "DSC01234",
        "anh-chup.PNG",
        "image (3)",
        "IMG-20220113-WA0001",
        "Screenshot 2022",
    ],
)
def test_names_of_files_are_known(text):
    assert is_file_name(text)


@pytest.mark.parametrize(
    "text", ["", "Chợ nổi", "Năm 2021", "Ảnh chụp ngày 13/1/2022", "Bản đồ 63 tỉnh", "P" * 5000]
)
def test_words_are_no_names_of_files(text):
    assert not is_file_name(text)


class TestDoors:
    @pytest.fixture
    def faulty(self):
        """One more check, as another room would fill it in."""

        def fill(level):
            check = StoryCheck(lambda page: [Gap("Chữ", "Lỗi đặt ra", "id_title", level)], "Sửa chữ.")
            story_checks.fill("made-up", check)

        yield fill
        story_checks.fillers.pop("made-up", None)

    @pytest.mark.parametrize("verb", ["submit", "publish"])
    def test_an_error_keeps_the_story_in_and_a_warning_does_not(self, faulty, verb):
        def go(page):
            if verb == "submit":
                actions.submit(page, factories.person(roles.EDITOR))
            else:
                actions.publish(page, factories.person(roles.APPROVER), reason="Bão đến.")

        faulty(Level.WARNING)
        go(story())
        story_checks.fillers.pop("made-up")
        faulty(Level.ERROR)
        page = story()
        with pytest.raises(actions.IncompleteStoryError, match="Chữ: Lỗi đặt ra"):
            go(page)
        page.refresh_from_db()
        assert not page.live
        assert page.current_workflow_state is None

    def test_a_name_is_given_once(self):
        with pytest.raises(ValueError, match="numbers"):
            story_checks.fill("numbers", StoryCheck(lambda page: []))
