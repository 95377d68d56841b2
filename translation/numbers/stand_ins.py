"""Words that stand for a number without being one: both, a decade, all for 100%, once."""

import re

from translation.numbers import units
from translation.numbers.mentions import EXACTLY, Mention, Sort

# What stands for a small number without being one.
_STANDS_FOR = {
    ("vi", 0): r"không|chưa|miễn phí",
    ("en", 0): r"no|none|zero|nil|nothing|free|without|scratch|nobody|never",
    ("vi", 1): r"một|mỗi|từng|mọi|duy nhất|đầu|nhất|riêng|đơn",
    ("en", 1): r"a|an|one|single|each|every|once|per|only|sole|first|another",
    ("vi", 2): r"đôi|cặp|song|kép|lưỡng|nhì",
    ("en", 2): r"both|pair|pairs|couple|either|dual|twin|twins|bilateral|neither"
    r"|fortnightly|every other|every second|alternate",
    ("vi", 3): r"tam|tay ba",
    ("en", 3): r"trio|triangle",
    (
        "vi",
        5,
    ): r"(?<![0-9] )(?<!mỗi )(?<!hằng )(?<!hàng )(?<!trong )(?<!một )năm(?! (?:[0-9]|nay|qua|sau|trước|tới|ngoái))",
    ("vi", 10): r"thập kỷ|thập niên|chục",
    ("en", 10): r"decade|decades",
    ("vi", 12): r"tá",
    ("en", 12): r"dozen",
    ("vi", 100): r"thế kỷ",
    ("en", 100): r"century|centenary",
    # All of them: hundred percent.
    ("vi", "once"): r"một lần",
    ("en", "once"): r"once",
    ("vi", "all"): r"toàn bộ|tất cả|toàn|mọi|cả|các|hoàn toàn|tuyệt đối|trọn vẹn",
    (
        "en",
        "all",
    ): r"all|every|each|entire|entirely|whole|full|fully|complete|completely|universal|everyone|total|totally",
}
_COMPILED = {
    key: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for key, words in _STANDS_FOR.items()
}


def found(mention: Mention, language: str, text: str) -> bool:
    """Whether the text says this number in another word."""
    reading = mention.reading
    if reading.sort is not Sort.AMOUNT or reading.value % 1:
        return False
    value: int | str = int(reading.value)
    if not EXACTLY.issubset(mention.qualifiers):
        if value != 1 or reading.unit != units.TIMES:
            return False
        value = "once"
    if reading.unit == units.PERCENT and value == 100:
        value = "all"
    pattern = _COMPILED.get((language, value))
    return pattern is not None and pattern.search(text) is not None
