"""The order of a Vietnamese dictionary: đ is a letter of its own, tones decide last."""

import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: number for number, letter in enumerate(ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def order(name: str) -> tuple[list[int], list[int]]:
    """What sorts names as a dictionary does: letters first, tones where the letters are the same."""
    letters: list[int] = []
    tones: list[int] = []
    for sign in unicodedata.normalize("NFC", name.lower()):
        base, tone = _parted(sign)
        letters.append(_RANK.get(base, -1 if base == " " else len(ALPHABET)))
        tones.append(tone)
    return letters, tones


def _parted(sign: str) -> tuple[str, int]:
    pieces = unicodedata.normalize("NFD", sign)
    base = unicodedata.normalize("NFC", "".join(p for p in pieces if p not in _TONES))
    return base, next((_TONES[piece] for piece in pieces if piece in _TONES), 0)


def heading(name: str) -> str:
    """The letter under which a name stands: A for ă and â too, Đ by itself; digits and signs under #."""
    base = fold(name[:1], keep_d=True).upper()
    return base if base.isalpha() else "#"


def fold(text: str, keep_d: bool = False) -> str:
    """Small letters without any mark, so that “chuyen doi so” finds “chuyển đổi số”."""
    pieces = unicodedata.normalize("NFD", text.lower())
    plain = "".join(piece for piece in pieces if not unicodedata.combining(piece))
    return plain if keep_d else plain.replace("đ", "d")
