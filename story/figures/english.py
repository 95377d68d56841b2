"""English number words and the way back."""

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
LIMIT = 1000 ** len(SCALES)

_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth"} | {
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def integer_words(number: int) -> str:
    """A whole number from zero in words; raises ValueError from 10²⁴ on."""
    if number >= LIMIT:
        raise ValueError(f"No English words for numbers from {LIMIT} on")
    if number == 0:
        return UNITS[0]
    words: list[str] = []
    for power in range(len(SCALES) - 1, -1, -1):
        group, number = divmod(number, 1000**power)
        if group:
            link = ["and"] if words and power == 0 and group < 100 else []
            words += [*link, _group_words(group), SCALES[power]]
    return " ".join(filter(None, words))


def fraction_words(digits: str) -> str:
    """The digits after the point, one by one."""
    return " ".join(UNITS[int(digit)] for digit in digits)


def ordinal_words(number: int) -> str:
    """A place in an order: first, second, twenty-first …"""
    head, last = _split_last(integer_words(number))
    return head + _ordinal(last)


def ordinal_suffix(number: int) -> str:
    """st, nd, rd or th, as it follows the digits."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def parse_integer(text: str) -> int:
    """The whole number of the words; raises ValueError."""
    words = text.replace("-", " ").split()
    number, group = 0, 0
    for word in words:
        if word in UNITS:
            group += UNITS.index(word)
        elif word in TENS[2:]:
            group += TENS.index(word) * 10
        elif word == "hundred":
            group *= 100
        elif word in SCALES[1:]:
            number, group = number + group * 1000 ** SCALES.index(word), 0
        elif word != "and":
            raise ValueError(word)
    number += group
    # The words must be the words of that number: "five ten" is none.
    if _without_and(integer_words(number)) != _without_and(text):
        raise ValueError(text)
    return number


def parse_fraction(text: str) -> str:
    """The digits of the words after the point; raises ValueError."""
    return "".join(str(UNITS[:10].index(word)) for word in text.split())


def parse_ordinal(text: str) -> int | None:
    """The place that the words name, or None where the last word is no ordinal."""
    head, last = _split_last(text)
    for word in (*UNITS, *TENS[2:], "hundred", *SCALES[1:]):
        if last == _ordinal(word):
            return parse_integer(head + word)
    return None


def _group_words(group: int) -> str:
    hundreds, rest = divmod(group, 100)
    words = [f"{UNITS[hundreds]} hundred"] if hundreds else []
    if rest:
        tens, unit = divmod(rest, 10)
        small = UNITS[rest] if rest < 20 else TENS[tens] + (f"-{UNITS[unit]}" if unit else "")
        words.append(small)
    return " and ".join(words)


def _ordinal(word: str) -> str:
    if word.endswith("y"):
        return f"{word[:-1]}ieth"
    return _IRREGULAR.get(word, f"{word}th")


def _split_last(text: str) -> tuple[str, str]:
    place = max(text.rfind(" "), text.rfind("-")) + 1
    return text[:place], text[place:]


def _without_and(text: str) -> list[str]:
    return [word for word in text.replace("-", " ").split() if word != "and"]
