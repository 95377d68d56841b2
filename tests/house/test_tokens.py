"""Colours are as docs/components.md says, and everybody can read them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEET = (ROOT / "static/css/tokens.css").read_text()
ROW = re.compile(
    r"^\| `--(\w+)` \| `(#\w{6})` \| ([\d.]*) ?\| ([\d.]*) ?\| `(#\w{6})` \| ([\d.]*) ?\| ([\d.]*) ?\|$", re.M
)
TABLE = ROW.findall((ROOT / "docs/components.md").read_text())
# For text of any size, by WCAG 2.2.
LEAST = 4.5


def tokens(dark):
    """The colours of a theme; the night changes some of the day's."""
    day, night = SHEET.split("prefers-color-scheme: dark", 1)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", day))
    if dark:
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", night))
    return {name: full(colour) for name, colour in found.items()}


def full(colour):
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_measure_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_table_is_there():
    assert len(TABLE) == 8


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_documented_colours_and_contrasts_are_those_of_the_sheet(row):
    name, day, day_paper, day_wash, night, night_paper, night_wash = row
    for dark, colour, said in ((False, day, (day_paper, day_wash)), (True, night, (night_paper, night_wash))):
        have = tokens(dark)
        assert have[name] == colour
        if all(said):
            for ground, ratio in zip(("paper", "wash"), said, strict=True):
                assert contrast(colour, have[ground]) == pytest.approx(float(ratio), abs=0.1), (
                    name,
                    ground,
                    dark,
                )


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["ink", "ink2", "government", "economy", "society", "error"])
def test_everything_that_is_read_can_be_read(name, dark):
    have = tokens(dark)
    assert min(contrast(have[name], have[ground]) for ground in ("paper", "wash")) >= LEAST


@pytest.mark.parametrize(
    ("words", "ground"), [("ink", "hit"), ("on-deep", "deep"), ("on-deep2", "deep"), ("on-solid", "solid")]
)
def test_words_on_grounds_of_their_own_can_be_read(words, ground):
    for dark in (False, True):
        have = tokens(dark)
        # Buttons are of ink.
        have["solid"] = have["ink"]
        assert contrast(have[words], have[ground]) >= LEAST, (words, ground, dark)


def test_marker_carries_ink_by_day_and_stands_out_by_night():
    assert contrast(tokens(False)["on-mark"], tokens(False)["mark"]) >= 12
    assert contrast(tokens(True)["mark"], tokens(True)["paper"]) >= 12
