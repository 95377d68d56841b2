"""Words that are one letter away: what a typo may have meant."""

import string
from collections.abc import Iterator

# In shorter words one letter is half of the matter.
SHORTEST = 3
LONGEST = 20


def one_letter_away(word: str) -> set[str]:
    """Each word that one letter left out, put in, changed, or changed places with its neighbour makes of this one."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isascii() or any(map(str.isdigit, word)):
        return set()
    return set(_changed(word)) - {word}


def _changed(word: str) -> Iterator[str]:
    for cut in range(len(word) + 1):
        before, after = word[:cut], word[cut:]
        yield from (before + letter + after for letter in string.ascii_lowercase)
        if not after:
            continue
        yield before + after[1:]
        yield from (before + letter + after[1:] for letter in string.ascii_lowercase)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
