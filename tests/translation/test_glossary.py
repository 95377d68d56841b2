"""The glossary at the translator's side: terms found in the source, and whether the translation uses them."""

import json
import unicodedata

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from accounts import roles
from library.loading import load_glossary
from library.models import Term, TermRendering
from story.models import StoryPage
from tests.factories import paragraph, person, publish_through_workflow, story_page
from tests.translation.working import begin
from translation import checking, glossary
from translation.glossary.wording import Wording, stem

pytestmark = pytest.mark.django_db


def levels(source, target):
    return [found.level.value for found in glossary.findings(source, target, "en")]


class TestInflection:
    @pytest.mark.parametrize(
        ("rendering", "text"),
        [
            ("digital platform", "Digital platforms help."),
            ("party cell", "the party cell's members"),
            ("data cleaning", "They cleaned data; data-cleaning took a year."),
            ("e-commerce", "ecommerce and e commerce"),
            ("People's Committee", "the People’s Committees of two communes"),
            ("administrative procedure", "administrative\N{NO-BREAK SPACE}procedures"),
            ("digital society", "two digital societies"),
            ("map", "mapping the fields"),
            ("TTS", "three TTSs"),
        ],
    )
    def test_a_rendering_is_found_however_english_bends_it(self, rendering, text):
        assert Wording(text, "en").find(rendering)

    @pytest.mark.parametrize(
        ("rendering", "text"),
        [("AI", "he said ai"), ("data", "database"), ("soft ATM", "software ATM"), ("map", "maple")],
    )
    def test_other_words_are_not_taken_for_it(self, rendering, text):
        assert Wording(text, "en").find(rendering) == []

    def test_other_languages_are_compared_as_they_are_written(self):
        assert Wording("plateformes", "fr").find("plateforme") == []
        assert Wording("la Plateforme", "fr").find("plateforme")

    def test_short_words_keep_their_letters(self):
        assert [stem(word) for word in ("bus", "is", "red", "gas")] == ["bus", "is", "red", "gas"]


class TestFindings:
    @pytest.fixture(autouse=True)
    def terms(self):
        load_glossary()

    def test_a_preferred_or_allowed_rendering_is_right(self):
        assert levels("Chuyển đổi số ở xã.", "Digital transformation in communes.") == []
        assert levels("Chuyển đổi số ở xã.", "DX in communes.") == []

    def test_a_term_that_is_not_used_is_a_warning_that_names_both(self):
        (found,) = glossary.findings("Đẩy mạnh chuyển đổi số.", "Push the digital change.", "en")
        assert not found.blocking
        assert "chuyển đổi số" in found.message and "digital transformation" in found.message

    def test_a_forbidden_rendering_is_an_error_that_names_what_to_write(self):
        (found,) = glossary.findings("Tàu trên Biển Đông.", "Ships in the South China Sea.", "en")
        assert found.blocking
        assert found.translation.printed == "South China Sea"
        assert "East Sea" in found.message

    def test_the_longest_term_counts_alone(self):
        source = "Nộp qua dịch vụ công trực tuyến mức độ 4."
        (pair,) = [pair.slug for pair, *_place in glossary.Lexicon("vi", "en").find(source)]
        assert pair == "dich-vu-cong-truc-tuyen-muc-do-4"

    def test_letters_may_be_large_and_decomposed_but_accents_must_agree(self):
        decomposed = unicodedata.normalize("NFD", "CHUYỂN ĐỔI SỐ")
        assert levels(decomposed, "Nothing.") == ["warning"]
        assert levels("chuyen doi so", "Nothing.") == []

    def test_markup_hides_no_term(self):
        assert levels('<b>Chuyển đổi</b> số <a id="a1">ở xã</a>', "Digital <i>transformations</i>") == []

    def test_a_forbidden_word_inside_of_a_right_one_is_right(self):
        term = Term.objects.get(slug="bien-dong")
        TermRendering.objects.create(term=term, locale="en", text="Sea", status="forbidden")
        assert levels("Biển Đông", "The East Sea") == []

    def test_terms_that_are_not_public_serve_translators_too(self):
        Term.objects.update(public=False)
        assert levels("Đẩy mạnh chuyển đổi số.", "Push it.") == ["warning"]

    def test_capitals_inside_of_the_number_of_a_document_are_no_term(self):
        assert levels("Báo cáo số 05/BC-UBQGCĐS.", "Report 05/BC-UBQGCĐS.") == []
        assert levels("UBQGCĐS họp.", "They met.") == ["warning"]


@pytest.fixture
def started(newsroom):
    """A public story whose translation lacks one sentence: (English draft, translation, that segment)."""
    load_glossary()
    content = {"problem": [paragraph("Tàu trên Biển Đông.")]}
    page = publish_through_workflow(story_page(headline="Chợ số", content=content))
    translation = begin(page)
    segments = translation.source.stringsegment_set.select_related("string", "context")
    for segment in segments.exclude(string__data="Tàu trên Biển Đông."):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            data=f"EN {segment.string.data}",
        )
    draft = StoryPage.objects.get(translation_key=page.translation_key, locale__language_code="en")
    return draft, translation, segments.get(string__data="Tàu trên Biển Đông.")


def put(client, translation, segment, text):
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    response = client.put(address, f"value={text}", content_type="application/x-www-form-urlencoded")
    return json.loads(response.content)


class TestTheTranslatorsScreen:
    def test_hints_offer_the_preferred_rendering_first(self, started):
        _draft, translation, segment = started
        (hint,) = glossary.hints(translation, [segment])[segment.pk]
        assert (hint.kind, hint.insert) == ("term", "East Sea")
        assert "South China Sea" in hint.detail

    def test_hints_of_a_whole_story_cost_two_queries(self, started, django_assert_max_num_queries):
        _draft, translation, _segment = started
        segments = list(translation.source.stringsegment_set.select_related("string"))
        with django_assert_max_num_queries(4):
            glossary.hints(translation, segments)

    def test_a_forbidden_rendering_is_answered_with_an_error_that_stays(self, signed_in, started):
        _draft, translation, segment = started
        client = signed_in(person(roles.TRANSLATOR))
        assert "East Sea" in put(client, translation, segment, "Ships in the South China Sea.")["error"]
        assert StringTranslation.objects.get(translation_of=segment.string).has_error
        assert put(client, translation, segment, "Ships in the East Sea.")["error"] is None

    def test_a_term_that_is_missing_is_said_beside_the_string(self, signed_in, started):
        _draft, translation, segment = started
        answer = put(signed_in(person(roles.TRANSLATOR)), translation, segment, "Ships at sea.")
        assert answer["error"] is None
        assert "East Sea" in answer["comment"]

    def test_a_forbidden_rendering_is_not_sent_for_checking(self, signed_in, started):
        draft, translation, segment = started
        client = signed_in(person(roles.TRANSLATOR))
        put(client, translation, segment, "Ships in the South China Sea.")
        screen = client.get(reverse("translation_submit", args=[draft.pk])).content.decode()
        assert "South China Sea" in screen
        client.post(reverse("translation_submit", args=[draft.pk]))
        assert not StoryPage.objects.get(pk=draft.pk).workflow_in_progress

    def test_a_missing_term_lets_it_pass_with_a_word(self, signed_in, started):
        draft, translation, segment = started
        client = signed_in(person(roles.TRANSLATOR))
        put(client, translation, segment, "Ships at sea.")
        response = client.post(reverse("translation_submit", args=[draft.pk]), follow=True)
        assert "East Sea" in " ".join(str(message) for message in response.context["messages"])
        assert StoryPage.objects.get(pk=draft.pk).workflow_in_progress

    def test_of_a_whole_story_a_term_is_missed_once_and_only_where_it_is_said_nowhere(self, started):
        _draft, translation, segment = started
        row = StringTranslation.objects.create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            data="Ships at sea.",
        )
        (found,) = checking.of_translation(translation)
        assert found.finding.slug == "bien-dong"
        other = (
            StringTranslation.objects.exclude(pk=row.pk).exclude(context__path__in=["slug", "title"]).first()
        )
        StringTranslation.objects.filter(pk=other.pk).update(data="EN The East Sea.")
        assert [each for each in checking.of_translation(translation) if not each.blocking] == []
