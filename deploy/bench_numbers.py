"""How well and how fast the number check reads: precision and recall on its corpus, and the time of a story.

A right pair that is reported is a false alarm, a wrong one that is not is missed; a doubtful one counts as wrong.
Time is that of this process alone, the median of some rounds over a story of 200 segments that all hold numbers.
"""

import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "translation" / "number_pairs.tsv"
ROUNDS, SEGMENTS = 9, 200
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Print one line a direction and one for the time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    import django

    django.setup()
    from translation.numbers import compare

    rows = [line.split("\t") for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    print(f"\n{'numbers of sentence pairs':<44}{'pairs':>7}{'precision':>11}{'recall':>9}")
    for source, target in (("vi", "en"), ("en", "vi")):
        counts = {"hit": 0, "missed": 0, "alarm": 0}
        for verdict, vietnamese, english in rows:
            texts = (vietnamese, english) if source == "vi" else (english, vietnamese)
            reported = bool(compare(*texts, source, target))
            wrong = verdict != "right"
            counts["hit"] += wrong and reported
            counts["missed"] += wrong and not reported
            counts["alarm"] += reported and not wrong
        precision = counts["hit"] / (counts["hit"] + counts["alarm"])
        recall = counts["hit"] / (counts["hit"] + counts["missed"])
        print(f"{source} -> {target:<38}{len(rows):>7}{precision:>10.1%}{recall:>9.1%}")
    story = [row[1:] for row in rows if row[0] == "right"][:SEGMENTS]
    spent = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for vietnamese, english in story:
            compare(vietnamese, english)
        spent.append((time.process_time() - started) * 1000)
    print(f"{f'a story of {len(story)} segments':<44}{statistics.median(spent):>7.0f} ms")


if __name__ == "__main__":
    main()
