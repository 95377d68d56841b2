"""Names in the order of the Vietnamese alphabet."""

import unicodedata

import pytest

from story.alphabet import in_order


def order(*names):
    return [name for name, _thing in in_order((name, None) for name in names)]


@pytest.mark.parametrize(
    "names",
    [
        ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Đà Nẵng", "Điện Biên", "Đồng Nai", "Gia Lai"],
        ["Ca", "Cà", "Cả", "Cã", "Cá", "Cạ", "Căn", "Cân", "Da", "Đa", "E", "Ê"],
        ["112", "áo", "ATM", "xã"],
        ["Hà Nội", "Hà Tĩnh", "Hải Phòng", "Huế", "Hưng Yên"],
    ],
)
def test_letters_first_then_tones(names):
    assert order(*reversed(names)) == names
    assert order(*(unicodedata.normalize("NFD", name) for name in reversed(names))) == [
        unicodedata.normalize("NFD", name) for name in names
    ]


def test_signs_and_foreign_letters_have_a_place():
    assert order("Ω", "“Alo”", "", "Z", "日本")[0] == ""
