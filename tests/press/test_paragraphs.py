"""Lines of text as they are measured and broken."""

from press.layout.fonts import Role, advance, drawable, ink, measures
from press.layout.paragraphs import Piece, balanced, line_width, shortened, wrapped


class TestLines:
    def test_kerning_is_measured(self):
        apart = advance("A", Role.HEADLINE, 100) + advance("V", Role.HEADLINE, 100)
        assert advance("AV", Role.HEADLINE, 100) < apart

    def test_ink_of_stacked_marks_is_higher(self):
        assert ink("Ổ", Role.SANS)[0] > ink("O", Role.SANS)[0]

    def test_every_vietnamese_letter_is_in_every_font(self):
        letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
        for role in Role:
            assert ".notdef" not in [measures(role).glyph(letter) for letter in letters + letters.upper()]

    def test_balanced_lines_are_as_few_and_more_even(self):
        pieces = [Piece("một hai ba bốn năm sáu bảy tám chín mười mười một")]
        greedy, even = wrapped(pieces, 20, 300), balanced(pieces, 20, 300)
        assert len(even) == len(greedy)
        spread = [
            max(widths) - min(widths) for widths in ([line_width(x, 20) for x in y] for y in (even, greedy))
        ]
        assert spread[0] <= spread[1]

    def test_long_words_are_cut_not_clipped(self):
        lines = wrapped([Piece("W" * 90)], 20, 200)
        assert "".join(piece.text for line in lines for piece in line) == "W" * 90
        assert all(line_width(line, 20) <= 200 for line in lines)

    def test_shortened_lines_end_in_an_ellipsis_within_the_width(self):
        lines = shortened(wrapped([Piece("chữ " * 60)], 20, 200), 2, 20, 200)
        assert len(lines) == 2
        assert lines[-1][-1].text.endswith("…")
        assert line_width(lines[-1], 20) <= 200

    def test_decomposed_and_invisible_letters_are_drawn_composed(self):
        assert drawable("Hue\u0302\u0301\u200b\u202e số\u0000\nliệu") == "Huế số liệu"
