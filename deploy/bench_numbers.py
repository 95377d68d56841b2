"""How well and how fast the number check reads: precision and recall on each set of pairs, and the time of a story.

A right pair that is reported is a false alarm, a wrong one that is not is missed; a doubtful one counts as wrong.
Time is that of this process alone, the median of some rounds over a story of 200 segments that all hold numbers.
"""

import os
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAIRS = ROOT / "tests" / "translation"
ROUNDS, SEGMENTS = 9, 200
Row = tuple[str, str, str]
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Print one line a set and direction, and one for the time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    import django

    django.setup()
    sets = {path.stem: read(path) for path in sorted(PAIRS.glob("number_pairs*.tsv"))}
    print(f"\n{'numbers of sentence pairs':<44}{'pairs':>7}{'precision':>11}{'recall':>9}")
    for name, rows in sets.items():
        for source, target in (("vi", "en"), ("en", "vi")):
            precision, recall = scores(rows, source, target)
            print(f"{f'{name}, {source} -> {target}':<44}{len(rows):>7}{precision:>10.1%}{recall:>9.1%}")
    story = [row[1:] for row in sets["number_pairs"] if row[0] == "right"][:SEGMENTS]
    for name, afresh in ((f"a story of {len(story)} segments", True), ("the same again", False)):
        print(f"{name:<44}{milliseconds(story, afresh=afresh):>7.0f} ms")


def read(path: Path) -> list[Row]:
    """The rows of a set: verdict, Vietnamese, English."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(verdict, vietnamese, english) for verdict, vietnamese, english in rows]


def scores(rows: Sequence[Row], source: str, target: str) -> tuple[float, float]:
    """Precision and recall, where `source` is the language of the original."""
    from translation.numbers import compare

    hits = missed = alarms = 0
    for verdict, vietnamese, english in rows:
        texts = (vietnamese, english) if source == "vi" else (english, vietnamese)
        reported, wrong = bool(compare(*texts, source, target)), verdict != "right"
        hits += wrong and reported
        missed += wrong and not reported
        alarms += reported and not wrong
    return hits / (hits + alarms), hits / (hits + missed)


def milliseconds(story: Sequence[tuple[str, ...]], *, afresh: bool) -> float:
    """The processor time of one check of all segments, the first or one after it."""
    from translation.numbers import compare, reading

    spent = []
    for _ in range(ROUNDS):
        if afresh:
            reading.forget()
        started = time.process_time()
        for vietnamese, english in story:
            compare(vietnamese, english)
        spent.append((time.process_time() - started) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
