"""The English of the demonstration: every story has it, no number of it is wrong, and the desk has some in each state."""

import re
from collections import Counter
from typing import get_args

import pytest
import yaml

from home.demo import content, english
from home.demo.clock import Clock
from home.demo.people import load_people
from home.demo.word_files import load_word_stories
from library import loading
from tests.factories import story_page
from translation.numbers import compare

FILES = english.load_english()
QUALIFIERS = r"\b(about|over|nearly|almost|under|at least|at most) ?$"
MOST_CHARACTERS = {0: 100, 2: 400}
EVERY = pytest.mark.parametrize("slug", FILES)


def spoken(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)


class TestFiles:
    def test_every_story_has_its_english(self):
        stories = [*content.load_stories(), *load_word_stories()]
        assert len(stories) == 28 and set(FILES) == {story.slug for story in stories}

    def test_every_state_is_there(self):
        states = Counter(file.state for file in FILES.values())
        assert set(states) == set(get_args(english.State)) and states["in-work"] == 2

    @EVERY
    def test_no_number_is_wrong_and_none_is_doubtful(self, slug):
        title, _slug, *others = FILES[slug].texts
        found = [f for text in (title, *others) for f in compare(text.vi, text.en, "vi", "en")]
        # “Half a year and more” is what the headline of the level-4 services says in both languages.
        assert [f.message for f in found if f.blocking or slug != "dich-vu-cong-muc-do-4"] == []

    @EVERY
    def test_figures_and_bold_words_are_those_of_the_vietnamese(self, slug):
        for text in FILES[slug].texts:
            marks = r'<a id="\w+">|<b>'
            assert Counter(re.findall(marks, text.vi)) == Counter(re.findall(marks, text.en)), text.en

    @EVERY
    def test_no_qualifier_stands_twice_before_a_figure(self, slug):
        for text in FILES[slug].texts:
            for match in re.finditer(r"<a ", text.en):
                assert not re.search(QUALIFIERS, text.en[: match.start()], re.IGNORECASE), text.en

    @EVERY
    def test_headline_and_standfirst_fit(self, slug):
        for position, most in MOST_CHARACTERS.items():
            assert len(FILES[slug].texts[position].en) <= most

    @EVERY
    def test_spaces_are_plain(self, slug):
        assert not any("\xa0" in text.vi + text.en for text in FILES[slug].texts)

    def test_same_sentence_reads_the_same_in_every_story(self):
        told: dict[str, set[str]] = {}
        for file in FILES.values():
            for vietnamese, words in file.by_source.items():
                told.setdefault(vietnamese, set()).add(words)
        assert [words for words in told.values() if len(words) > 1] == []

    @EVERY
    def test_no_word_is_used_that_the_glossary_forbids(self, slug):
        terms = yaml.safe_load(loading.GLOSSARY.read_text(encoding="utf-8"))
        for text in FILES[slug].texts:
            for term in terms:
                if term["vi"].casefold() in spoken(text.vi).casefold():
                    words = spoken(text.en).casefold()
                    assert not [w for w in term.get("avoid", {}).get("en", []) if w.casefold() in words], (
                        words
                    )


class TestErrors:
    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ("state: returned\ntexts: []\n", "a returned translation has a comment"),
            ("state: waiting\ncomment: x\ntexts: []\n", "and no other has"),
            ("state: waiting\ntexts: [{vi: a, en: b}, {vi: a, en: c}]\n", "given twice: a"),
            ("state: waiting\ntexts: [{vi: a, en: ''}]\n", "texts.0.en"),
        ],
    )
    def test_slip_is_refused_by_name(self, tmp_path, given, said):
        path = tmp_path / "slip.yaml"
        path.write_text(given, encoding="utf-8")
        with pytest.raises(content.ContentError, match=rf"^slip\.yaml: .*{said}"):
            content.read(path, english.EnglishContent)


@pytest.mark.django_db
def test_changed_vietnamese_sentence_finds_no_english():
    """A sentence that was rewritten stops the loading by name."""
    page = story_page(headline="Tít đã sửa")
    loader = english.EnglishLoader(load_people(), Clock(), lambda _line: None)
    with pytest.raises(content.ContentError, match="no English for “Tít đã sửa”"):
        loader._translate(page, FILES["c-thai-nguyen"])
