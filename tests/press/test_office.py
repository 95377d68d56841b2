"""Files for office programs: read back in every state of a story, the same bytes each time, hostile text literal."""

import io

import openpyxl
import pytest
from lxml import etree

from press.formats import get_format
from press.office.numbers import cell_number, number_format
from tests.press.readers import dossier, figures_csvw, figures_xlsx, slides
from tests.press.readers.office import parts
from tests.press.summaries import english, figure, soft_atm
from tests.press.test_wire import RICH, WAITING, hostile

READERS = {
    name: reader for reader in (figures_xlsx, figures_csvw, dossier, slides) for name in reader.FORMATS
}


@pytest.fixture(params=READERS)
def name(request):
    return request.param


def built(name, summary):
    data = get_format(name).build(summary)
    READERS[name].check(data, summary, name)
    return data


def words(data):
    """All that a file says, as one text."""
    if not data.startswith(b"PK"):
        return data.decode()
    trees = (etree.fromstring(part) for each, part in parts(data).items() if each.endswith(".xml"))
    return " ".join(text for tree in trees for text in tree.itertext())


class TestEveryFormat:
    @pytest.mark.parametrize(
        "summary",
        [soft_atm(**RICH), english(), soft_atm(figures=[], charts=[])],
        ids=["rich", "english", "empty"],
    )
    def test_it_says_what_the_summary_says_in_the_same_bytes_each_time(self, name, summary):
        assert built(name, summary) == built(name, summary)

    def test_an_embargo_stands_in_it_with_the_taker(self, name):
        told = words(built(name, soft_atm(**WAITING, taken_by="Nguyễn An, VTV")))
        assert "phát trước 06:00 1/12/2031" in told and "Nguyễn An, VTV" in told

    def test_of_a_withdrawn_story_nothing_is_told(self, name):
        told = words(built(name, soft_atm(**RICH, status="withdrawn")))
        assert "Bắt đầu nhỏ." not in told and "Chợ số" not in told and "144%" not in told

    def test_what_is_not_verified_is_not_called_verified(self, name):
        told = words(built(name, soft_atm(figures=[figure("a", "68", "điểm", "Điểm", verified=None)])))
        assert "Trần Thị Hiền" not in told

    def test_hostile_text_is_text(self, name):
        data = built(name, hostile())
        assert "\u202e" not in words(data) and "alert(1)" in words(data)

    def test_broken_files_are_refused(self, name):
        summary = soft_atm(**RICH)
        data = built(name, summary)
        for what, mutant in READERS[name].broken(data, summary, name):
            with pytest.raises(Exception):  # noqa: B017 - each reader has its own way to refuse
                READERS[name].check(mutant, summary, name)
                pytest.fail(what, pytrace=False)


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("68", 68),
            ("97.1", 97.1),
            ("-12.5", -12.5),
            ("300000000000", 300000000000),
            ("123456789012345", 123456789012345),
            ("1234567890123456", None),
            ("0.1234567890123456", None),
            ("1" + "0" * 400, None),
            ("", None),
            (None, None),
        ],
    )
    def test_a_number_stays_one_while_no_digit_is_lost(self, text, number):
        assert cell_number(text) == number

    def test_the_format_shows_the_last_digit(self):
        assert number_format("116000") == "#,##0"
        assert number_format("97.10", "percent") == '#,##0.0"%"'
        assert number_format("2021", "rank") == "0"


class TestWorkbook:
    def test_huge_numbers_are_kept_to_the_last_digit_and_say_so(self):
        huge = "123456789012345678.25"
        data = built("figures.xlsx", english(figures=[figure("a", huge, "x", "x", locale="en")]))
        row = next(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(min_row=5))
        assert row[1].value == huge and "Kept as text" in row[16].value

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "1/2/2022", "_x0041_"])
    def test_what_looks_like_something_else_is_text(self, text):
        data = built("figures.xlsx", soft_atm(figures=[figure("a", "1", text, "x", printed=text)]))
        row = next(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(min_row=5))
        assert row[18].data_type == "s"
        assert row[18].value == text.replace("_x", "_x005F_x")
        assert bool(row[18].quotePrefix) == (text[0] in "=+-@")

    def test_targets_and_projections_carry_their_word(self):
        data = built("figures.xlsx", english())
        rows = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(min_row=6, values_only=True)
        assert [row[5] for row in rows] == ["A target, not a result", "A projection, not a result"]

    def test_no_text_lies_over_the_row_below(self):
        sheet = openpyxl.load_workbook(io.BytesIO(built("figures.xlsx", english()))).worksheets[0]
        wide = {letter: column.width for letter, column in sheet.column_dimensions.items()}
        rows = [row for row in sheet.iter_rows(min_row=5) if any(cell.value for cell in row)]
        lines = [
            max(len(str(cell.value or "")) / wide[cell.column_letter] for cell in row if not cell.is_date)
            for row in rows
        ]
        assert max(lines) > 1
        for row, needed in zip(rows, lines, strict=True):
            assert sheet.row_dimensions[row[0].row].height >= needed * 12
