"""What wagtail-localize lets through and this newsroom does not: strings too long, untouched, half done; slugs; queries.

`docs/translation.md` says for each known trap which test holds it shut.
"""

import pytest
from django.urls import reverse

from accounts import roles
from story import actions
from story.models import StoryPage
from tests.factories import (
    figure,
    paragraph,
    person,
    province_page,
    publish_through_workflow,
    story_page,
    superuser,
)
from tests.translation.working import (
    edit_address,
    english,
    english_of,
    in_work,
    put,
    segments,
    send,
    started,
    started_from,
    told,
    write,
    write_all,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


@pytest.fixture
def translator(signed_in):
    return signed_in(person(roles.TRANSLATOR))


class TestLengths:
    """Trap f."""

    def test_a_label_longer_than_its_box_is_an_error_where_it_is_typed(self, translator):
        _draft, translation = started(figures=[figure(label="cửa hàng số")])
        segment = segments(translation).get(string__data="cửa hàng số")
        answer = put(translator, translation, segment, "x" * 300).json()
        assert "300" in answer["error"]

    def test_a_label_longer_than_its_box_is_not_sent(self, translator):
        draft, translation = started(figures=[figure(label="cửa hàng số")])
        write_all(translation)
        write(segments(translation).get(string__data="cửa hàng số"), "x" * 300)
        assert "300" in told(send(translator, draft))
        assert not in_work(draft)

    def test_a_standfirst_that_is_too_long_is_not_sent(self, translator):
        draft, translation = started()
        write_all(translation)
        write(segments(translation).get(context__path="standfirst"), "x" * 401)
        assert "400" in told(send(translator, draft))
        assert not in_work(draft)


class TestUntouched:
    """Trap d: what is not translated, or only copied, stays out of the public."""

    def sentence(self, translation):
        return segments(translation).get(context__path="title")

    def test_a_mere_copy_of_the_original_is_an_error(self, translator):
        _draft, translation = started(headline="Chợ số")
        answer = put(translator, translation, self.sentence(translation), "Chợ số").json()
        assert answer["error"]

    def test_a_copy_that_came_another_way_is_not_sent(self, translator):
        draft, translation = started(headline="Chợ số")
        write_all(translation)
        write(self.sentence(translation), "Chợ số")
        assert "Chợ số" in told(send(translator, draft))
        assert not in_work(draft)

    def keep(self, client, translation, segment):
        return client.post(reverse("translation_keep", args=[translation.pk, segment.pk]))

    def test_what_is_kept_on_purpose_is_sent(self, translator):
        draft, translation = started(headline="MISA")
        write_all(translation)
        assert self.keep(translator, translation, self.sentence(translation)).status_code == 200
        send(translator, draft)
        assert in_work(draft)
        assert StoryPage.objects.get(pk=draft.pk).get_latest_revision_as_object().title == "MISA"

    def test_what_is_kept_stays_kept_when_it_is_saved_again(self, translator):
        _draft, translation = started(headline="MISA")
        segment = self.sentence(translation)
        self.keep(translator, translation, segment)
        assert put(translator, translation, segment, "MISA").json()["error"] is None

    def test_something_else_typed_ends_the_keeping(self, translator):
        _draft, translation = started(headline="MISA")
        segment = self.sentence(translation)
        self.keep(translator, translation, segment)
        put(translator, translation, segment, "Something")
        assert put(translator, translation, segment, "MISA").json()["error"]

    def test_a_half_translated_version_is_not_published_in_an_emergency(self):
        draft, translation = started(content={"problem": [paragraph("Câu chưa dịch.")]})
        write_all(translation)
        translation.target_locale.string_translations.filter(data__contains="Câu chưa dịch").delete()
        translation.save_target(publish=False)
        with pytest.raises(actions.IncompleteStoryError, match="Câu chưa dịch"):
            actions.publish(StoryPage.objects.get(pk=draft.pk), person(roles.APPROVER), reason="Gấp")
        assert not StoryPage.objects.get(pk=draft.pk).live


class TestSlugs:
    """Trap k."""

    def test_an_address_keeps_the_letters_of_vietnamese(self, translator):
        draft, translation = started(headline="Đường sắt")
        write_all(translation)
        write(segments(translation).get(context__path="slug"), "đường-sắt")
        send(translator, draft)
        assert StoryPage.objects.get(pk=draft.pk).get_latest_revision_as_object().slug == "duong-sat"

    def test_without_one_of_its_own_the_address_comes_from_the_headline(self, translator):
        draft, translation = started(headline="Đường sắt Đà Nẵng")
        write_all(translation)
        write(segments(translation).get(context__path="title"), "The railway of Đà Nẵng")
        translation.target_locale.string_translations.filter(context__path="slug").delete()
        send(translator, draft)
        version = StoryPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
        assert (in_work(draft), version.slug) == (True, "the-railway-of-da-nang")


def long_story(figures):
    content = {
        part: [paragraph(f"Câu {n} của {part}.") for n in range(5)] for part in ("problem", "approach")
    }
    told_of = [figure(str(100 + n), f"nhãn số {n}") for n in range(figures)]
    return publish_through_workflow(story_page(figures=told_of, content=content))


class TestQueries:
    """Trap i."""

    def test_a_story_of_thirty_figures_is_begun_with_at_most_120_queries(
        self, translator, django_assert_max_num_queries
    ):
        page = long_story(figures=30)
        translator.get("/admin/")
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        with django_assert_max_num_queries(120):
            translator.post(address, {"locales": [english().pk]})
        assert not english_of(page).live

    def test_the_stories_below_a_page_are_begun_as_quickly_and_once(
        self, signed_in, django_assert_max_num_queries
    ):
        page = province_page()
        chief = signed_in(superuser())
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        for each in page.get_translations():
            each.delete()
        stories = [long_story(figures=30) for _story in range(3)]
        chief.get("/admin/")
        with django_assert_max_num_queries(4 * 120):
            chief.post(address, {"locales": [english().pk], "include_subtree": "on"})
        drafts = [english_of(story) for story in stories]
        assert not any(draft.live for draft in drafts)
        assert english().translations.filter(enabled=True).count() == 4

    def test_what_stands_there_already_is_left_alone(self, signed_in):
        page, chief = province_page(), signed_in(superuser())
        draft, translation = started()
        write_all(translation)
        send(chief, draft)
        here = page.get_translation(english())
        StoryPage.objects.get(pk=draft.pk).move(province_page("Huế", "en"), pos="last-child")
        type(here).objects.get(pk=here.pk).delete()
        before = StoryPage.objects.get(pk=draft.pk).latest_revision_id
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        chief.post(address, {"locales": [english().pk], "include_subtree": "on"})
        assert page.has_translation(english())
        assert StoryPage.objects.get(pk=draft.pk).latest_revision_id == before

    def test_the_editor_opens_with_at_most_40_queries_however_long_the_story(
        self, translator, django_assert_max_num_queries
    ):
        page = long_story(figures=12)
        user = person(roles.TRANSLATOR)
        translator.post(
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [english().pk]}
        )
        draft = english_of(page)
        translation = english().translations.get(source__object_id=page.translation_key)
        write_all(translation, user)
        assert segments(translation).count() >= 40
        translator.get(edit_address(draft))
        with django_assert_max_num_queries(40):
            response = translator.get(edit_address(draft))
        assert "tr-words" in response.content.decode()

    def test_what_is_cut_in_bulk_is_what_localize_cuts(self):
        page = long_story(figures=3)
        _draft, translation = started_from(page)
        ours = sorted(
            segments(translation).values_list("context__path", "context__field_path", "order", "attrs")
        )
        kept = set(segments(translation).values_list("pk", flat=True))
        plain = type(translation.source).objects.get(pk=translation.source_id)
        plain.refresh_segments()
        theirs = sorted(
            segments(translation).values_list("context__path", "context__field_path", "order", "attrs")
        )
        assert ours == theirs
        assert set(segments(translation).values_list("pk", flat=True)) == kept
