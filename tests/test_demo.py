"""The demonstration as its users meet it: loaded once through the verbs, then walked from end to end."""

import csv
import fnmatch
import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.demo import english
from home.demo.clock import Clock
from home.demo.people import PASSWORD, PEOPLE, load_people
from home.demo.word_files import load_word_stories
from press.artefacts import artefact
from press.build import build_summary
from press.formats.registry import formats, offered
from press.slotfit import fit
from story.models import StoryPage
from story.states import State, with_state
from tests.press.readers import readers
from tests.press.scripts import check_script
from translation import checking

EXPECTED = Path(__file__).parent / "home" / "expected_figures.tsv"
EXPECTED_OF_WORD = Path(__file__).parent / "home" / "expected_word_figures.tsv"
EMERGENCY = "tong-dai-ai-f0"
ENGLISH = english.load_english()
EVERY = pytest.mark.parametrize("slug", ENGLISH)
DRAWN = (".png", ".svg", ".pdf")
WORDS_OF_NATURE = {"target": r"\b(target|hope|aim|goal)", "projection": r"\b(project|expect|would)"}
SLUGS = {
    "hue-s-phan-anh-hien-truong": "hue-s",
    "lang-son-atm-mem": "atm-mem",
    "ba-ria-vung-tau-tro-ly-ao-lanh-dao": "tro-ly-ao-lanh-dao",
    "da-nang-kho-du-lieu-dung-chung": "kho-du-lieu-dung-chung",
    "thai-binh-so-tay-dang-vien-dien-tu": "so-tay-dang-vien",
    "lang-son-to-cong-nghe-so-cong-dong": "to-cong-nghe-so-cong-dong",
}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demonstration in a transaction of this module's own, undone after its last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.usefixtures("demo", "db")]


def published():
    return list(StoryPage.objects.live().select_related("locale").order_by("pk"))


def rows():
    """How many rows every table of the house and of Wagtail's pages has."""
    ours = {"accounts", "home", "library", "places", "press", "story", "wagtailcore", "wagtail_localize"}
    models = [model for model in apps.get_models() if model._meta.app_label in ours]
    return {model._meta.label: model._base_manager.count() for model in models}


def client_page(path):
    return Client().get(path).content.decode()


def numbers(quantity):
    return tuple(
        "" if number is None else f"{number.normalize():f}"
        for number in (quantity.value, quantity.value_max, quantity.total)
    )


def story(slug, locale="vi"):
    return StoryPage.objects.get(slug=slug, locale__language_code=locale)


class TestStories:
    def test_eighteen_stories_are_public_twelve_of_them_in_english(self):
        locales = [page.locale.language_code for page in published()]
        assert (locales.count("vi"), locales.count("en")) == (18, 12)

    def test_stories_that_came_as_word_files_hold_every_value_of_the_fact_sheet(self):
        rows = list(csv.DictReader(EXPECTED_OF_WORD.open(encoding="utf-8"), delimiter="\t"))
        files = load_word_stories()
        assert len(files) == 22 and {row["story"] for row in rows} <= {file.fact_sheet for file in files}
        for file in files:
            page = story(file.slug).get_latest_revision_as_object()
            held = Counter(numbers(record.quantity) for record in page.figures.values())
            wanted = Counter(
                (row["value"], row["value_max"], row["total"])
                for row in rows
                if row["story"] == file.fact_sheet
            )
            assert held == wanted, file.slug

    def test_every_paragraph_of_a_word_file_found_its_part(self):
        for file in load_word_stories():
            body = story(file.slug).get_latest_revision_as_object().body
            assert "unplaced" not in [block.block_type for part in body for block in part.value["content"]]
            told = " ".join(str(item) for item in body.stream_block.get_searchable_content(body))
            headings = re.findall(r"^## (.+)$", file.text, re.M)
            assert len(told) > 100 and not [heading for heading in headings if f"{heading}<" in told], (
                file.slug
            )

    def test_every_value_of_the_fact_sheet_is_in_the_summary(self):
        rows = list(csv.DictReader(EXPECTED.open(encoding="utf-8"), delimiter="\t"))
        for sheet, slug in SLUGS.items():
            figures = build_summary(story(slug)).figures
            held = [(f.value, f.value_max or "", f.total or "") for f in figures]
            wanted = [(r["value"], r["value_max"], r["total"]) for r in rows if r["story"] == sheet]
            assert wanted and not set(wanted) - set(held), slug
            assert len(figures) == len(wanted)

    def test_every_published_figure_was_signed_off_by_a_named_person_but_in_an_emergency(self):
        for page in published():
            if page.slug == EMERGENCY:
                assert page.figures and not any(record.verified for record in page.figures.values())
            else:
                assert all(record.verified.by == "Đỗ Quang Minh" for record in page.figures.values())

    def test_old_provinces_keep_their_names_under_the_page_of_today(self):
        page = story("so-tay-dang-vien")
        assert (page.province.name, page.get_parent().title) == ("Thái Bình", "Hưng Yên")

    def test_what_is_not_public_stands_in_every_state_and_readers_find_none_of_it(self):
        hidden = with_state(StoryPage.objects.filter(live=False))
        assert {page.state for page in hidden} == set(State) - {State.PUBLISHED}
        client = Client()
        for page in hidden:
            gone = 410 if page.state == State.WITHDRAWN else 404
            assert client.get(page.get_url()).status_code == gone, page.slug

    def test_withdrawn_story_tells_its_reason(self):
        page = client_page(story("theo-doi-khach-nhap-canh").get_url())
        assert "quy định đang áp dụng" in page

    def test_correction_shows_what_was_printed_first(self):
        page = client_page(story("to-cong-nghe-so-cong-dong").get_url())
        assert "6.241" in page and "gõ nhầm hai chữ số cuối" in page

    def test_sound_film_pictures_document_and_conversation_stand_on_public_pages(self):
        seen = {
            "hue-s": ["<audio", "Tiếng cao là hài lòng"],
            "to-cong-nghe-so-cong-dong": ["<video", "Phim không lời", 'class="gallery"'],
            "kho-du-lieu-dung-chung": ['class="document"', "PDF"],
            "so-tay-dang-vien": ['class="interview"', "Vì sao bài ghi tỉnh Thái Bình?"],
        }
        for slug, words in seen.items():
            page = client_page(story(slug).get_url())
            assert [word for word in words if word not in page] == [], slug

    def test_the_known_contradiction_is_shown_to_the_checker(self):
        page = story("hue-s-hoi-nghi").get_latest_revision_as_object()
        disagreements = [record.disagreement(page.figures) for record in page.figures.values()]
        assert [f"{value:.1f}" for value in disagreements if value is not None] == ["127.4"]

    def test_loading_again_changes_nothing(self):
        before = rows()
        said = StringIO()
        call_command("demo", stdout=said)
        assert before == rows()
        assert all(person.username in said.getvalue() for person in PEOPLE) and PASSWORD in said.getvalue()


def translated(slug):
    return Translation.objects.get(source__object_id=story(slug).translation_key)


def in_english():
    return with_state(StoryPage.objects.filter(locale__language_code="en"))


def public():
    return [page for page in published() if page.locale.language_code == "en"]


def loader():
    return english.EnglishLoader(load_people(), Clock(), lambda _line: None)


def source_of(slug):
    source, _created = TranslationSource.update_or_create_from_instance(
        story(slug).get_latest_revision_as_object()
    )
    return source


class TestEnglish:
    def test_each_state_is_seen(self):
        states = {page.state for page in in_english()}
        assert states == {
            State.DRAFT,
            State.RETURNED,
            State.TRANSLATION,
            State.APPROVAL,
            State.PUBLISHED,
            State.WITHDRAWN,
        }

    def test_a_public_story_is_not_started(self):
        page = story("tong-dai-ai-f0")
        assert page.live and page.get_translations().count() == 0

    def test_two_are_in_work_half_done(self):
        for slug in ("ma-qr-diem-den", "van-ban-dien-tu"):
            total, done = translated(slug).get_progress()
            assert 0 < done < total

    def test_returned_one_says_why(self):
        page = translated("ho-tro-nguoi-xa-que").get_target_instance()
        step = page.current_workflow_state.current_task_state
        assert (
            step.comment == ENGLISH["ho-tro-nguoi-xa-que"].comment
            and step.finished_by.username == "kiembandich"
        )

    def test_one_is_out_of_date_for_a_sentence_that_came_later(self):
        source = translated("kho-du-lieu-dung-chung").source
        before = set(source.stringsegment_set.values_list("string__data", flat=True))
        source.update_from_db()
        after = set(source.stringsegment_set.values_list("string__data", flat=True))
        added = after - before
        assert len(added) == 1 and "A4" in added.pop() and before <= after

    def test_translator_checker_and_approver_are_three_people(self):
        for page in public():
            steps = page.workflow_states.get().task_states.order_by("pk")
            people = [page.latest_revision.user, *(step.finished_by for step in steps)]
            assert [user.username for user in people] == ["biendich", "kiembandich", "duyet"]

    def test_nobody_translates_what_is_not_public(self):
        for page in StoryPage.objects.filter(locale__language_code="vi", live=False):
            if page.slug != "theo-doi-khach-nhap-canh":
                assert not Translation.objects.filter(source__object_id=page.translation_key).exists()

    def test_public_pages_show_the_figures_of_the_same_records(self):
        for page in public():
            here = StoryPage.objects.get(
                translation_key=page.translation_key, locale__language_code="vi"
            ).figures
            there = page.figures
            assert list(here) == list(there)
            for key, figure in there.items():
                assert figure.quantity.value == here[key].quantity.value
                assert figure.label != here[key].label and figure.unit.name_in("en")

    def test_no_vietnamese_word_is_left_on_public_pages(self):
        for page in public():
            summary = build_summary(page)
            told = [summary.headline, summary.standfirst, summary.abridged, summary.problem, summary.approach]
            told += [summary.results, *summary.lessons, *(figure.label for figure in summary.figures)]
            told += [figure.forms.spoken for figure in summary.figures]
            assert not re.search(r"\b(và|của|không|được|người|là)\b", " ".join(filter(None, told))), page.slug

    def test_short_telling_is_short(self):
        lengths = [len(page.abridged.split()) for page in public() if page.abridged]
        assert len(lengths) >= 4 and all(80 <= length <= 130 for length in lengths), lengths

    def test_target_and_projection_are_called_so(self):
        for summary in map(build_summary, public()):
            natures = {figure.id: figure.nature for figure in summary.figures}
            for item in summary.body:
                for run in item.runs:
                    word = WORDS_OF_NATURE.get(natures.get(run.figure, ""), "")
                    told = "".join(each.text for each in item.runs)
                    assert re.search(word, told, re.IGNORECASE), told

    def test_addresses_answer_in_english(self):
        for page in public():
            answer = Client().get(page.get_url())
            assert answer.status_code == 200 and page.get_url().startswith("/en/")

    def test_withdrawn_story_is_gone_in_english_too(self):
        page = translated("theo-doi-khach-nhap-canh").get_target_instance()
        assert Client().get(page.get_url()).status_code == 410

    @EVERY
    def test_every_sentence_of_the_story_has_its_english_and_the_file_no_other(self, slug):
        source = source_of(slug)
        strings = source.stringsegment_set.values_list("string__data", flat=True)
        assert {text.replace("\xa0", " ") for text in strings} == set(ENGLISH[slug].by_source)

    @EVERY
    def test_whole_story_would_stand_in_english(self, slug):
        """Also where the desk is still at work: every block is valid, and no number keeps it from going out."""
        page = story(slug).get_latest_revision_as_object()
        if page.has_translation(loader().locale) and ENGLISH[slug].state not in ("in-work", "not-started"):
            made = page.get_translation(loader().locale)
        else:
            Translation.objects.filter(source__object_id=page.translation_key).delete()
            StringTranslation.objects.filter(context__object_id=page.translation_key).delete()
            whole = ENGLISH[slug].model_copy(update={"state": "waiting"})
            made = loader()._translate(page, whole)
        version = made.get_latest_revision_as_object()
        version.full_clean()
        assert [str(found) for found in checking.of_version(version) if found.blocking] == []
        assert version.title == ENGLISH[slug].texts[0].en


class TestPages:
    def test_every_public_address_answers(self):
        client = Client()
        addresses = ["/", "/en/", "/cau-chuyen/", "/en/stories/", "/press/", "/cau-chuyen/lang-son/"]
        for page in published():
            addresses += [page.get_url(), f"/press/{page.pk}/"]
        assert {path: client.get(path).status_code for path in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.once
class TestFormats:
    def test_a_second_reader_reads_every_format_of_every_story(self):
        """Files of text and tables all of them; of what is drawn each story takes its turn with a quarter of the formats."""
        second = readers()
        for turn, page in enumerate(published()):
            summary = build_summary(page)
            for place, form in enumerate(offered(summary)):
                if form.name.endswith(DRAWN) and (turn + place) % 4:
                    continue
                data = artefact(summary, form.name).path.read_bytes()
                second[reader_name(form.name)].check(data, summary, form.name)

    def test_every_story_fits_every_slot_as_far_as_its_material_reaches(self):
        for page in published():
            summary = build_summary(page)
            for seconds in (15, 30, 45, 60, 90):
                script = fit(summary, "radio", seconds)
                check_script(script, summary)
                assert script == fit(summary, "radio", seconds)

    def test_a_second_reader_refuses_what_is_broken(self):
        second = readers()
        summary = build_summary(story(SLUGS["lang-son-atm-mem"]))
        for form in offered(summary):
            data = artefact(summary, form.name).path.read_bytes()
            reader = second[reader_name(form.name)]
            wrong = list(reader.broken(data, summary, form.name))
            assert wrong, form.name
            for what, mutant in wrong:
                with pytest.raises(Exception):  # noqa: B017 - each reader has its own way to refuse
                    reader.check(mutant, summary, form.name)
                    pytest.fail(f"{form.name}: {what} passes", pytrace=False)


def reader_name(name):
    """The name under which a file's format is registered: that of its family, if it is of one."""
    known = {form.name for form in formats()}
    return name if name in known else next(each for each in known if fnmatch.fnmatch(name, each))
