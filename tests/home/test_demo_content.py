import csv
import re
import unicodedata
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
import yaml

from home.demo import content
from home.demo.content import FIGURE_REFERENCE, ContentError, StoryContent, load_story, texts
from home.demo.entries import State
from home.demo.word_files import load_word_stories

DEMO = content.DIRECTORY
STORY_FILES = sorted((DEMO / "stories").glob("*.yaml"))
DRAFT_FILES = sorted((DEMO / "drafts").glob("*.yaml"))
IDEA = "du-lieu-mo"
WORDS_OF_NATURE = {"target": "mục tiêu", "projection": "dự kiến"}
QUALIFIERS = r"(khoảng|hơn|trên|gần|dưới|tối đa|ít nhất|tối thiểu)"
DATES_AND_NAMES = re.compile(
    r"COVID-19|24/7|\bA4\b|\bF0\b|\b05/BC\b"
    r"|\b\d{1,2}/\d{1,2}/20\d\d\b|\b\d{1,2}/20\d\d\b|\bngày \d{1,2}/\d{1,2}\b|\b20[12]\d\b"
    r"|\b(ngày|tháng|tuần|mục) \d{1,2}\b",
    re.IGNORECASE,
)
SCALE = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}

with (Path(__file__).parent / "expected_figures.tsv").open(encoding="utf-8") as rows:
    EXPECTED = list(csv.DictReader(rows, delimiter="\t"))


@cache
def stories() -> list[StoryContent]:
    return [*content.load_stories(), *content.load_drafts()]


STORIES = pytest.mark.parametrize("story", stories(), ids=lambda story: story.slug)
PUBLISHED = pytest.mark.parametrize("story", content.load_stories(), ids=lambda story: story.slug)


def prose(story: StoryContent) -> list[tuple[str, str]]:
    """Texts in which figures stand as references: paragraphs, steps, lessons."""
    found = []
    for name, part in story.parts.items():
        for index, item in enumerate(part.content):
            for exchange in item.interview.exchanges if item.interview else ():
                found.append((f"{name}[{index}]", exchange.answer.vi))
            text = {"paragraph": item.paragraph, "lesson": item.lesson, "step": item.step and item.step.text}
            if chosen := text.get(item.kind):
                found.append((f"{name}[{index}]", chosen.vi))
    return found


def plain(story: StoryContent) -> list[tuple[str, str]]:
    """Every other text that readers see: here numbers may be typed."""
    inside = {words for _path, words in prose(story)}
    return [
        (path, text.vi)
        for path, text in texts(story)
        if not path.startswith(("checker_notes", "return_note")) and text.vi not in inside
    ]


def typed_numbers(words: str) -> list[Decimal]:
    found = []
    for number, scale in re.findall(r"(\d[\d.,]*\d|\d)(?:\s+(\w+))?", DATES_AND_NAMES.sub(" ", words)):
        found.append(Decimal(number.replace(".", "").replace(",", ".")) * SCALE.get(scale, 1))
    return found


class TestFiguresOfTheSource:
    @pytest.mark.parametrize("row", EXPECTED, ids=lambda row: f"{row['story']}-{row['fid']}")
    def test_each_is_recorded_as_printed(self, row):
        story = next(s for s in stories() if s.fact_sheet == row["story"] and s.slug != IDEA)
        figure = story.figures[row["fid"]]
        assert figure.model_dump(include={"value", "value_max", "total", "printed"}) == {
            name: row[name] for name in ("value", "value_max", "total", "printed")
        }

    def test_no_record_is_invented(self):
        known = {(row["story"], row["fid"], row["value"]) for row in EXPECTED}
        recorded = {(s.fact_sheet, fid, f.value) for s in stories() for fid, f in s.figures.items()}
        assert recorded == known


class TestFiguresInTheText:
    @STORIES
    def test_every_figure_stands_in_the_prose(self, story):
        used = {fid for _path, words in prose(story) for fid in FIGURE_REFERENCE.findall(words)}
        assert used == set(story.figures)

    @STORIES
    def test_prose_types_no_number(self, story):
        for path, words in prose(story):
            assert not re.search(r"\d", DATES_AND_NAMES.sub("", FIGURE_REFERENCE.sub("", words))), path

    @STORIES
    def test_plain_fields_hold_no_reference(self, story):
        assert [path for path, words in plain(story) if "[[" in words] == []

    @STORIES
    def test_typed_numbers_are_those_of_the_records(self, story):
        records = {Decimal(n) for f in story.figures.values() for n in (f.value, f.value_max, f.total) if n}
        for path, words in plain(story):
            if not path.startswith(("source", "figures")):
                assert set(typed_numbers(words)) <= records, path

    @STORIES
    def test_target_and_projection_are_called_so(self, story):
        for path, words in prose(story):
            for fid in FIGURE_REFERENCE.findall(words):
                word = WORDS_OF_NATURE.get(story.figures[fid].nature, "")
                assert word in words.casefold(), f"{path}: {fid}"

    @STORIES
    def test_neither_unit_nor_qualifier_is_said_twice(self, story):
        units = content.load_units()
        for path, words in prose(story):
            for match in FIGURE_REFERENCE.finditer(words):
                name = units[story.figures[match[1]].unit].vi.name
                before, after = words[: match.start()].rstrip(), words[match.end() :].lstrip()
                assert not re.search(rf"\b{QUALIFIERS}$", before, re.IGNORECASE), f"{path}: {match[1]}"
                assert not after.startswith(name) and not before.endswith(f" {name}"), f"{path}: {match[1]}"

    @PUBLISHED
    def test_lead_is_among_three_to_five_key_figures(self, story):
        key = [fid for fid, figure in story.figures.items() if figure.highlight]
        assert 3 <= len(key) <= 5
        assert story.lead in key


class TestWords:
    @PUBLISHED
    def test_short_telling_is_short(self, story):
        assert 80 <= len(story.abridged.vi.split()) <= 130

    @STORIES
    def test_place_names_keep_their_dash(self, story):
        for path, text in texts(story):
            assert "Rịa -" not in text.vi and "Rịa Vũng" not in text.vi, path

    def test_files_are_in_nfc(self):
        for path in DEMO.rglob("*.yaml"):
            assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8")), path


class TestCharts:
    def test_costs_of_conventional_atms_add_up_to_the_printed_total(self):
        story = load_story(DEMO / "stories" / "atm-mem.yaml")
        chart = next(item.chart for item in story.parts.problem.content if item.chart)
        parts = [Decimal(series.values[0]) for series in chart.series]
        assert sum(parts) == Decimal(story.figures["f06"].value)
        machines, years = Decimal(story.figures["f07"].value), Decimal(story.figures["f08"].value)
        assert parts == [
            machines * Decimal(story.figures["f04"].value),
            machines * years * Decimal(story.figures["f05"].value),
        ]

    def test_ratings_of_hue_s_are_a_whole(self):
        story = load_story(DEMO / "stories" / "hue-s.yaml")
        chart = next(item.chart for item in story.parts.results.content if item.chart)
        assert sum(Decimal(story.figures[series.values[0]].value) for series in chart.series) == 100


class TestCollection:
    def test_slugs_are_file_names_and_differ(self):
        paths = [*STORY_FILES, *DRAFT_FILES]
        assert [load_story(path).slug for path in paths] == [path.stem for path in paths]
        assert max(Counter(path.stem for path in paths).values()) == 1

    def test_every_state_of_the_desk_is_seen(self):
        states = {story.state for story in load_word_stories()}
        assert states == set(get_args(State))

    def test_shared_lists_hold_only_what_is_used(self):
        loaded = stories()
        charts = [i.chart for s in loaded for _name, part in s.parts.items() for i in part.content if i.chart]
        units = {f.unit for s in loaded for f in s.figures.values()} | {chart.unit for chart in charts}
        sent = " ".join(
            f"{file.text} {figure.unit}" for file in load_word_stories() for figure in file.figures
        )
        units |= {key for key, unit in content.load_units().items() if unit.vi.name in sent}
        assert units == set(content.load_units())
        assert {tag for s in loaded for tag in s.tags} == set(content.load_tags())
        assert {tool for s in loaded for tool in s.tools} == set(content.load_tools())


class TestErrors:
    """A slip in a file is refused with the name of the file and of the key."""

    @pytest.fixture
    def slip(self, tmp_path):
        def load(change, original="stories/atm-mem.yaml"):
            given = yaml.load((DEMO / original).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            change(given)
            path = tmp_path / "slip.yaml"
            path.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
            return load_story(path)

        return load

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda g: g["figures"]["f12"].update(value="68 điểm"), "figures.f12.value"),
            (lambda g: g["figures"]["f12"].update(unit="con-ga"), "not in units.yaml: con-ga"),
            (lambda g: g["figures"]["f12"].update(target="f99"), "no such figure: f99"),
            (lambda g: g["figures"]["f12"].update(period="2021-12"), "figures.f12: .*basis"),
            (lambda g: g["figures"]["f12"]["label"].update(en="Points"), "figures.f12.label.en"),
            (lambda g: g.update(headlin="x"), "headlin"),
            (lambda g: g.update(tags=["la"]), "not in tags.yaml: la"),
            (lambda g: g.update(tools=["la"]), "not in tools.yaml: la"),
            (lambda g: g["standfirst"].update(vi="ca\u0309"), "standfirst.vi.*NFC"),
            (lambda g: g["parts"]["lessons"].update(figures=["f12"]), "exactly one part: f12"),
            (lambda g: g["parts"]["results"]["figures"].remove("f12"), "exactly one part: f12"),
            (lambda g: g["parts"]["lessons"].update(content=[]), "incomplete .*lessons"),
            (lambda g: g["parts"]["lessons"]["content"][0].update(paragraph={"vi": "x"}), "exactly one of"),
            (
                lambda g: g["parts"]["problem"]["content"][0]["paragraph"].update(vi="[[f1]]"),
                "no such figure: f1",
            ),
            (lambda g: g["parts"].pop("steps"), "parts.steps"),
            (lambda g: g.update(state="returned"), "published story has a date|return_note"),
        ],
    )
    def test_says_file_and_key(self, slip, change, said):
        with pytest.raises(ContentError, match=rf"^slip\.yaml: .*{said}|^slip\.yaml: {said}"):
            slip(change)

    def test_key_given_twice(self, tmp_path):
        path = tmp_path / "slip.yaml"
        path.write_text("slug: a\nslug: b\n", encoding="utf-8")
        with pytest.raises(ContentError, match=r"^slip\.yaml: slug: given twice"):
            load_story(path)

    def test_broken_yaml(self, tmp_path):
        path = tmp_path / "slip.yaml"
        path.write_text("slug: [a\n", encoding="utf-8")
        with pytest.raises(ContentError, match=r"^slip\.yaml: "):
            load_story(path)
