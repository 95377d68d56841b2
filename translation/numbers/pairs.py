"""A file of sentence pairs: Vietnamese, tab, English, one pair a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from translation.numbers.findings import Finding, compare

MOST_BYTES = 50_000_000


class PairsError(Exception):
    """The file cannot be read as pairs; its text says why."""


@dataclass(frozen=True)
class Pair:
    """One line of the file, counted from one."""

    line: int
    vietnamese: str
    english: str

    def findings(self) -> list[Finding]:
        """What differs between the numbers of the two."""
        return compare(self.vietnamese, self.english, "vi", "en")


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file in UTF-8, with or without a mark at its start; empty lines are passed over.

    Raises PairsError for a file that is missing, too large, of another encoding, or has a line without a tab.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PairsError(_("The file is larger than %(most)d MB.") % {"most": MOST_BYTES // 10**6})
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise PairsError(
            _("The file cannot be read: %(reason)s.") % {"reason": error.strerror or error}
        ) from error
    except UnicodeDecodeError as error:
        raise PairsError(_("The file is not in UTF-8: save it in that encoding.")) from error
    return list(_pairs(text))


def _pairs(text: str) -> Iterator[Pair]:
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) < 2:
            message = _("Line %(line)d has no tab between the Vietnamese and the English sentence.")
            raise PairsError(message % {"line": number})
        yield Pair(number, cells[0], cells[1])


def as_json(pairs: list[Pair], found: list[tuple[Pair, Finding]]) -> dict[str, Any]:
    """What was found, for programs."""
    levels = [finding.level.value for _pair, finding in found]
    return {
        "pairs": len(pairs),
        "errors": levels.count("error"),
        "warnings": levels.count("warning"),
        "findings": [{"line": pair.line, **finding.as_json()} for pair, finding in found],
    }
