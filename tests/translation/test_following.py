"""A figure is corrected in Vietnamese: every English surface says so at once, and what waits is named."""

import csv
import io
import json

import pytest
from django.urls import reverse
from django.utils.translation import activate
from wagtail.models import PageLogEntry, Site
from wagtail_localize.models import StringTranslation

from accounts import roles
from story.models import Notification, StoryPage
from tests.factories import body, edit, figure, paragraph, person, publish_through_workflow, story_page, unit
from tests.translation.following import correct, fill, pass_through, published, send, work_off
from tests.translation.working import english_of
from translation import freshness
from translation.changes import SourceChange, TranslationPolicy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
OLD, NEW = "116000", "118250"
KEY = "11111111-1111-4111-8111-111111111111"


def told(value=OLD, **fields):
    shops = unit("cửa hàng", en="shops")
    fields = {"id": KEY, "unit": shops, "highlight": True} | fields
    return figure(value, "cửa hàng số", **fields)


def link(text):
    return f'<p>Tỉnh có <a linktype="figure" id="{KEY}">{text}</a> trên sàn.</p>'


BLOCK = paragraph(link("116.000 cửa hàng"))
PLAIN = paragraph("<p>Bà con bán hàng qua mạng.</p>")


def content(*blocks):
    return {"results": list(blocks)}


@pytest.fixture
def both(signed_in):
    """A public story and its public translation: (story, translation, English page)."""
    words = {
        "Chợ số": "Digital market",
        "cửa hàng số": "digital shops",
        "Báo cáo chuyên đề": "Topical report",
    }
    page = story_page(headline="Chợ số", figures=[told()], content=content(BLOCK, PLAIN))
    return published(page, signed_in, words)


def artefact(client, page, name):
    response = client.get(reverse("press:artefact", args=[page.pk, name]))
    return b"".join(response.streaming_content).decode("utf-8-sig")


def figures_corrected(page, value=NEW):
    return correct(page, body([told(value)], content(BLOCK, PLAIN)))


class TestFiguresFollow:
    def test_page_and_running_text_say_the_new_value_in_english_form(self, client, both):
        page, _translation, english = both
        assert "116,000" in client.get(english.url).content.decode()
        figures_corrected(page)
        text = client.get(english.url).content.decode()
        running = text[text.index("EN Tỉnh có") :][:400]
        assert "118,250" in running
        assert "116,000" not in running

    def test_summary_and_table_and_infographic_say_it(self, client, both):
        page, _translation, english = both
        figures_corrected(page)
        summary = json.loads(artefact(client, english, "summary.json"))
        assert summary["figures"][0]["value"] == NEW
        assert summary["figures"][0]["forms"]["screen"] == "118,250"
        rows = list(csv.DictReader(io.StringIO(artefact(client, english, "figures.csv"))))
        assert (rows[0]["value"], rows[0]["label"]) == (NEW, "digital shops")
        assert "118,250" in artefact(client, english, "infographic-16x9.svg").replace("\u200b", "")

    def test_corrections_and_history_of_the_translation_say_so(self, client, both):
        page, _translation, english = both
        figures_corrected(page)
        summary = json.loads(artefact(client, english, "summary.json"))
        assert [(c["before"], c["after"]) for c in summary["corrections"]] == [
            ("116,000\N{NO-BREAK SPACE}shops", "118,250\N{NO-BREAK SPACE}shops")
        ]
        entry = PageLogEntry.objects.get(page=english.pk, action="translation.follow")
        assert entry.data["figures"] == "116,000\N{NO-BREAK SPACE}shops → 118,250\N{NO-BREAK SPACE}shops"

    def test_trap_e_nothing_waits_for_anybody(self, both):
        page, translation, english = both
        figures_corrected(page)
        fresh = freshness.freshness(translation)
        assert (fresh.missing, fresh.sentences, fresh.status) == (0, [], "Cập nhật đầy đủ")
        assert [row.figure for row in fresh.figures] == [KEY]
        assert not Notification.objects.filter(page=english.pk, text__contains="bản gốc").exists()

    def test_the_words_of_a_figure_s_link_are_no_new_sentence(self, both):
        """The editor writes the new value between the tags of the link: nobody translates that again."""
        page, translation, _english = both
        block = {**BLOCK, "value": link("118.250 cửa hàng")}
        correct(page, body([told(NEW)], content(block, PLAIN)))
        assert freshness.freshness(translation).missing == 0
        assert not SourceChange.objects.exists()


def chart(*values):
    series = [{"name": "Tỉ lệ", "values": list(values)}]
    value = {"title": "Người dân hài lòng", "kind": "bar", "unit": None, "categories": ["Hài lòng", "Chưa"]}
    value |= {"series": series, "alt": "Hài lòng và chưa.", "source": ""}
    return {"type": "chart", "id": "44444444-4444-4444-8444-444444444444", "value": value}


def step(period):
    value = {"title": "Mở điểm đầu tiên", "text": "<p>Ở xã.</p>", "period": period, "planned": False}
    return {"type": "step", "id": "55555555-5555-4555-8555-555555555555", "value": value}


def test_numbers_of_charts_and_times_of_steps_follow_too(client, signed_in):
    before = {"results": [chart("56.8", "43.2")], "steps": [step("2021-12")]}
    page, translation, english = published(story_page(content=before), signed_in)
    after = {"results": [chart("61.5", "38.5")], "steps": [step("2022-01")]}
    correct(page, body(content=after))
    html = client.get(english.url).content.decode()
    assert "61.5" in html
    assert "56.8" not in html
    assert "January 2022" in html
    summary = json.loads(artefact(client, english, "summary.json"))
    assert summary["charts"][0]["series"][0]["values"] == ["61.5", "38.5"]
    assert summary["steps"][0]["period"] == "2022-01"


class TestSentencesWait:
    def changed(self, page):
        later = {**PLAIN, "value": "<p>Bà con bán hàng qua điện thoại.</p>"}
        return correct(page, body([told()], content(BLOCK, later)))

    def test_trap_e_progress_falls_without_a_click(self, both):
        page, translation, _english = both
        before, _filled = translation.get_progress()
        self.changed(page)
        total, filled = translation.get_progress()
        assert (total, filled) == (before, before - 1)

    def test_trap_j_filled_strings_alone_are_not_up_to_date(self, both):
        page, translation, _english = both
        assert translation.get_status_display() == "Cập nhật đầy đủ"
        self.changed(page)
        assert translation.get_status_display() != "Cập nhật đầy đủ"
        fill(translation)
        assert translation.get_status_display() == "Bản gốc đã thay đổi"

    def test_the_sentence_is_named_with_its_words(self, both):
        page, translation, _english = both
        self.changed(page)
        (sentence,) = freshness.freshness(translation).sentences
        assert sentence.kind == "changed"
        assert [(piece.kind, piece.text.strip()) for piece in sentence.words if piece.kind != "same"] == [
            ("gone", "mạng."),
            ("new", "điện thoại."),
        ]

    def test_added_and_removed_sentences_are_told_apart(self, both):
        page, translation, _english = both
        correct(page, body([told()], content(BLOCK, paragraph("<p>Thêm một câu.</p>"))))
        kinds = sorted(each.kind for each in freshness.freshness(translation).sentences)
        assert kinds == ["added", "removed"]

    def test_translators_are_told_once(self, both):
        page, _translation, english = both
        one, other = person(roles.TRANSLATOR), person(roles.EDITOR)
        self.changed(page)
        work_off()
        found = Notification.objects.filter(page=english.pk, kind=Notification.Kind.WAITS, user=one)
        assert [row.text for row in found] == ["Bản gốc của “Digital market” đã thay đổi: 1 câu chờ dịch"]
        assert not Notification.objects.filter(user=other, page=english.pk).exists()

    def test_readers_of_the_translation_are_told_on_its_page(self, client, both):
        page, _translation, english = both
        assert 'class="notice"' not in client.get(english.url).content.decode()
        self.changed(page)
        assert "being brought up to date" in client.get(english.url).content.decode()
        assert 'class="notice"' not in client.get(page.url).content.decode()

    def test_a_new_translation_ends_it(self, client, both, signed_in):
        page, translation, english = both
        self.changed(page)
        fill(translation)
        send(translation, signed_in)
        client.logout()
        assert "being brought up to date" in client.get(english.url).content.decode()
        pass_through(english_of(page))
        assert "being brought up to date" not in client.get(english.url).content.decode()
        activate("vi")
        assert translation.get_status_display() == "Cập nhật đầy đủ"

    def test_what_changed_is_a_screen_for_translators(self, signed_in, both):
        page, _translation, english = both
        self.changed(page)
        figures_corrected_text = (
            signed_in(person(roles.TRANSLATOR))
            .get(reverse("translation_changes", args=[english.pk]))
            .content.decode()
        )
        assert "<del>mạng.</del>" in figures_corrected_text
        assert "EN Bà con bán hàng qua mạng." in figures_corrected_text
        assert signed_in(person("contributor", "Huế")).get(
            reverse("translation_changes", args=[english.pk])
        ).status_code in (302, 403)


class TestOldNumbersInProse:
    def test_a_sentence_that_names_the_old_value_waits(self, signed_in):
        prose = paragraph("<p>Nay có 116.000 cửa hàng.</p>")
        words = {"Nay có 116.000 cửa hàng.": "There are 116,000 shops now."}
        story = story_page(headline="Chợ số", figures=[told()], content=content(BLOCK, prose))
        page, translation, _english = published(story, signed_in, words)
        correct(page, body([told(NEW)], content(BLOCK, prose)))
        row = StringTranslation.objects.get(data="There are 116,000 shops now.")
        assert row.has_error
        assert "118,250\N{NO-BREAK SPACE}shops" in row.get_error()
        assert freshness.freshness(translation).missing == 1


class TestHolding:
    @pytest.fixture
    def hold(self, newsroom):
        site = Site.objects.get(is_default_site=True)
        TranslationPolicy.objects.create(site=site, follow=TranslationPolicy.Follow.HOLD)

    def test_a_site_may_hold_the_translation_until_somebody_has_looked(self, client, both, hold, signed_in):
        page, translation, english = both
        translator = person(roles.TRANSLATOR)
        figures_corrected(page)
        response = client.get(english.url)
        assert response.status_code == 410
        assert "looked through" in response.content.decode()
        assert client.get(page.url).status_code == 200
        assert "tạm gỡ" in Notification.objects.get(user=translator, page=english.pk).detail
        send(translation, signed_in)
        pass_through(english_of(page))
        client.logout()
        assert client.get(english.url).status_code == 200
        assert "118,250" in client.get(english.url).content.decode()

    def test_by_default_it_stays(self, client, both):
        page, _translation, english = both
        figures_corrected(page)
        assert client.get(english.url).status_code == 200

    def test_an_administrator_sets_it(self, signed_in):
        address = reverse("wagtailsettings:edit", args=["translation", "translationpolicy"])
        response = signed_in(person(roles.ADMINISTRATOR)).get(address, follow=True)
        assert response.status_code == 200
        assert signed_in(person(roles.TRANSLATOR)).get(address).status_code == 302


class TestBeforeThePublic:
    def test_an_approved_version_that_waits_for_its_time_brings_its_words(self, signed_in):
        """Its translation is made from what will go out, not from the first draft."""
        from datetime import timedelta

        from django.utils import timezone

        page = story_page(headline="Bản nháp")
        edit(page, title="Tít đã duyệt", go_live_at=timezone.now() + timedelta(days=1))
        from tests.translation.following import begin

        translation = begin(StoryPage.objects.get(pk=page.pk))
        publish_through_workflow(StoryPage.objects.get(pk=page.pk))
        work_off()
        texts = translation.source.stringsegment_set.values_list("string__data", flat=True)
        assert "Tít đã duyệt" in texts
        assert "Bản nháp" not in texts
