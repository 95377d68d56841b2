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

from home.demo.people import PASSWORD, PEOPLE
from home.demo.word_files import load_word_stories
from press.artefacts import artefact
from press.build import build_summary
from press.formats.registry import formats, offered
from press.slotfit import fit
from story.models import StoryPage
from story.states import State, with_state
from tests.press.readers import readers
from tests.press.scripts import check_script

EXPECTED = Path(__file__).parent / "home" / "expected_figures.tsv"
EXPECTED_OF_WORD = Path(__file__).parent / "home" / "expected_word_figures.tsv"
EMERGENCY = "tong-dai-ai-f0"
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
    def test_eighteen_stories_are_public_two_of_them_in_english(self):
        locales = [page.locale.language_code for page in published()]
        assert (locales.count("vi"), locales.count("en")) == (18, 2)

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

    def test_the_english_page_shows_the_numbers_of_the_same_records(self):
        for slug, english in (("atm-mem", "soft-atm"), ("hue-s", "hue-s")):
            here, there = story(slug).figures, story(english, "en").figures
            assert [r.quantity.value for r in here.values()] == [r.quantity.value for r in there.values()]
            assert list(here) == list(there)
            assert not [r.label for r in there.values() if r.label == here[r.id].label]

    def test_no_vietnamese_sentence_is_left_in_the_english_text(self):
        for slug in ("soft-atm", "hue-s"):
            summary = build_summary(story(slug, "en"))
            prose = " ".join(
                [summary.headline, summary.standfirst, summary.problem, summary.results, *summary.lessons]
            )
            assert not re.search(r"\b(và|của|không|được|người)\b", prose)

    def test_apostrophes_survive_the_loading(self):
        assert "the banks' cash machines" in build_summary(story("soft-atm", "en")).problem

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
        second = readers()
        for page in published():
            summary = build_summary(page)
            for form in offered(summary):
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
