"""Relatives who are counted together: "ba mẹ con" are a mother and her two children, "2 vợ chồng" a couple."""

import re
from dataclasses import replace

from translation.numbers.mentions import Mention, Weight, amount

_TOGETHER = re.compile(
    r" (?:(?:bố|mẹ|cha|má|ba) con|(?:ông|bà) cháu|(?:anh|chị) em|vợ chồng|thầy trò|cô trò|ông bà|bố mẹ|cha mẹ)\b",
    re.IGNORECASE,
)


def together(mention: Mention, text: str) -> Mention:
    """A number of relatives may be told without the one who is named, or not at all."""
    reading = mention.reading
    if reading.unit or not 2 <= reading.value <= 9 or not _TOGETHER.match(text, mention.end):
        return mention
    return replace(mention, readings=(reading, amount(reading.value - 1)), weight=Weight.SPARE)
