"""Text as it is searched."""

import unicodedata

import pytest

from search.folding import Marks, fold, folded_words, pieces, words
from search.spelling import one_letter_away


class TestFolding:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("Đường sắt", "duong sat"),
            ("THỪA THIÊN HUẾ", "thua thien hue"),
            ("Lời giải", "loi giai"),
            ("", ""),
        ],
    )
    def test_marks_and_capitals_go(self, text, folded):
        assert fold(text) == folded
        assert fold(unicodedata.normalize("NFD", text)) == folded

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("116.000 cửa hàng", ("116000", "cua", "hang")),
            ("116,000 và 116000", ("116000", "va", "116000")),
            ("3.098.490.000 đồng", ("3098490000", "dong")),
            ("97,1% hay 97.1%", ("97p1", "hay", "97p1")),
            ("ngày 31.12.2020", ("ngay", "31", "12", "2020")),
            ("02 tuần, 2 tuần", ("2", "tuan", "2", "tuan")),
            ("TT&TT, TP.HCM, F0, Hue-S", ("tt", "tt", "tp", "hcm", "f0", "hue", "s")),
            ("Thừa Thiên – Huế", ("thua", "thien", "hue")),
        ],
    )
    def test_numbers_are_their_digits_and_signs_part_words(self, text, found):
        assert folded_words(text) == found
        assert folded_words(unicodedata.normalize("NFD", text)) == found

    def test_exact_words_differ_by_their_accents_and_not_by_where_the_tone_stands(self):
        def exact(text):
            return [word.exact for word in words(text)]

        assert exact("rừng") != exact("rụng") != exact("rung")
        assert exact("hoà thuý Tiền") == exact("hòa thúy tiền")

    def test_a_slip_is_one_letter_away(self):
        assert {"tien", "tuyen", "tun", "teun"} <= one_letter_away("tuen")
        assert "tuen" not in one_letter_away("tuen")
        assert one_letter_away("an") == one_letter_away("116000") == set()


class TestPieces:
    def test_they_give_the_whole_text_back(self):
        text = "Dân đi đường rừng, rất xa."
        made = pieces(text, Marks({("duong",), ("rung",)}))
        assert "".join(piece for piece, _hit in made) == text
        assert [piece for piece, hit in made if hit] == ["đường rừng"]

    def test_a_phrase_is_marked_as_a_whole_or_not_at_all(self):
        made = pieces("Số hóa là chuyển đổi số, đổi cách làm.", Marks({("chuyen", "doi", "so")}))
        assert [piece for piece, hit in made if hit] == ["chuyển đổi số"]

    def test_where_the_typed_accents_stand_others_are_no_hits(self):
        asked = Marks({("ma",)}, {word.exact for word in words("mã")})
        assert [piece for piece, hit in pieces("Má quét mã", asked) if hit] == ["mã"]
        assert [piece for piece, hit in pieces("Má quét", asked) if hit] == ["Má"]
