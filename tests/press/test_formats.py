"""Formats: each comes through the same door, builds from the summary alone, and is safe to open."""

import csv
import io
import json

import pytest

from press.formats import Format, FormatError, formats, get_format, offered, register, registry
from press.formats.figures_csv import COLUMNS, inert
from press.layout.fonts import drawable
from press.summary import StorySummary
from tests.press.summaries import figure, soft_atm

INFOGRAPHICS = {f"infographic-{r}.{e}" for r in ("16x9", "1x1", "9x16", "a4") for e in ("png", "pdf", "svg")}


@pytest.fixture
def empty_registry(monkeypatch):
    formats()
    monkeypatch.setattr(registry, "_formats", {})


def plain(name="notes.txt", **changes):
    values = {"content_type": "text/plain", "label": "Notes", "group": "text", "build": lambda summary: b""}
    return Format(name, **{**values, **changes})


class TestRegistry:
    def test_discovers_every_module(self):
        names = {fmt.name for fmt in formats()}
        assert names >= {"summary.json", "figures.csv", *INFOGRAPHICS}

    def test_a_registered_format_is_found(self, empty_registry):
        fmt = register(plain())
        assert get_format("notes.txt") is fmt

    def test_refuses_a_second_of_the_same_name(self, empty_registry):
        register(plain())
        with pytest.raises(FormatError, match="twice"):
            register(plain())

    @pytest.mark.parametrize("thing", [None, "notes.txt", object(), plain(build=None)])
    def test_refuses_what_is_no_format(self, empty_registry, thing):
        with pytest.raises(TypeError):
            register(thing)

    @pytest.mark.parametrize(
        "name", ["", "notes", "../notes.txt", "Notes.txt", "no tes.txt", ".txt", "a/b.txt"]
    )
    def test_refuses_names_that_are_no_file(self, empty_registry, name):
        with pytest.raises(FormatError, match="file name"):
            register(plain(name))

    def test_refuses_an_unknown_group(self, empty_registry):
        with pytest.raises(FormatError, match="group"):
            register(plain(group="misc"))

    def test_refuses_an_unknown_audience(self, empty_registry):
        with pytest.raises(FormatError, match="audience"):
            register(plain(audience="friends"))

    def test_unknown_name_is_said(self):
        with pytest.raises(FormatError, match="nothing.txt"):
            get_format("nothing.txt")

    def test_a_family_has_a_file_for_each_item(self, empty_registry):
        ids = ["a1", "b2"]
        family = plain("note-*.txt", items=lambda summary: ids, build=lambda summary, item: item.encode())
        register(family)
        assert [(fmt.name, fmt.build(soft_atm())) for fmt in offered(soft_atm())] == [
            ("note-a1.txt", b"a1"),
            ("note-b2.txt", b"b2"),
        ]
        assert get_format("note-b2.txt").build(soft_atm()) == b"b2"
        for name in ("note-.txt", "note-*.txt", "note-a/b.txt", "note-A.txt"):
            with pytest.raises(FormatError):
                get_format(name)

    @pytest.mark.parametrize("changes", [{"name": "note-*.txt"}, {"items": lambda summary: []}])
    def test_a_family_says_what_its_star_stands_for(self, empty_registry, changes):
        with pytest.raises(FormatError, match="family"):
            register(plain(**changes))

    def test_a_story_is_offered_what_it_has(self, empty_registry):
        register(plain(offered=lambda summary: bool(summary.media)))
        register(plain("else.txt"))
        assert [fmt.name for fmt in offered(soft_atm())] == ["else.txt"]

    @pytest.mark.parametrize("fmt", offered(soft_atm()), ids=lambda fmt: fmt.name)
    def test_every_format_builds_and_says_what_it_is(self, fmt):
        data = fmt.build(soft_atm())
        assert isinstance(data, bytes)
        assert data
        assert str(fmt.label)
        magic = {"png": b"\x89PNG", "pdf": b"%PDF-1.7", "svg": b"<?xml"}.get(fmt.name.rsplit(".")[-1], b"")
        assert data.startswith(magic)


class TestSummaryJson:
    def test_is_the_summary(self):
        data = get_format("summary.json").build(soft_atm())
        assert StorySummary.model_validate_json(data) == soft_atm()
        assert json.loads(data)["figures"][0]["value"] == "68"


def rows(summary):
    data = get_format("figures.csv").build(summary)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


class TestFiguresCsv:
    def test_opens_in_spreadsheets_as_utf8(self):
        assert get_format("figures.csv").build(soft_atm()).startswith(b"\xef\xbb\xbfid,part,label,value")

    def test_has_a_row_for_each_figure_in_order(self):
        table = rows(soft_atm())
        assert [row["id"] for row in table] == ["served", "goal", "saved", "machine", "running"]
        assert list(table[0]) == list(COLUMNS)
        assert table[0]["source_title"] == "Báo cáo số 05/BC-UBQGCĐS, ngày 11/4/2022"
        assert table[0]["verified_by"] == "Trần Thị Hiền"
        assert [row["highlight"] for row in table] == ["1", "", "", "", ""]
        assert table[2]["compact"] == "dự kiến 300 tỷ đồng"

    def test_real_negative_numbers_stay_numbers(self):
        (row,) = rows(soft_atm(figures=[figure("a", "-12.5", "điểm", "Thay đổi", "percentage-point")]))
        assert row["value"] == "-12.5"

    @pytest.mark.parametrize(
        "cell",
        [
            "=1+1",
            "+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "＝1",
            "＋1",
            "－1",
            "＠a",
            " =1",
            "\u200b=1",
            "\ufeff@a",
        ],
    )
    def test_formulas_are_inert(self, cell):
        assert inert(cell) == f"'{cell}"
        (row,) = rows(soft_atm(figures=[figure("a", "1", "điểm", cell, printed=cell)]))
        assert row["label"] == row["printed"] == f"'{drawable(cell)}"

    @pytest.mark.parametrize("cell", ["-5", "5", "-0.25", "68 điểm", "Đ", "a=b", "", "“=”"])
    def test_plain_cells_stay_as_they_are(self, cell):
        assert inert(cell) == cell
