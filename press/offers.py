"""What can be taken from a story, as its press page lists it: one thing in several kinds of file is one offer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from press.formats.registry import AUDIENCES, Format, offered
from press.layout.lower_third import speakers
from press.layout.ratios import CARD, LOWER_THIRD, RATIOS, THUMBNAIL
from press.summary import StorySummary

# The pixels of a graphic, by how its name begins; a chart is as large as its numbers need.
SIZES = {
    **{f"infographic-{ratio.name}": (ratio.width, ratio.height) for ratio in RATIOS.values()},
    **{ratio.name: (ratio.width, ratio.height) for ratio in (CARD, THUMBNAIL, LOWER_THIRD)},
}
SHOWN = ("svg", "png")


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to take: its files with their kinds, which one of several it is, the file that shows it."""

    name: str
    label: str
    title: str
    files: tuple[tuple[str, str], ...]
    preview: str
    audience: str

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height in pixels, where they are always the same."""
        return next((size for name, size in SIZES.items() if self.name.startswith(name)), None)


def offers(summary: StorySummary, group: Iterable[Format]) -> list[Offer]:
    """Files that differ in their ending alone, put together; in the order of the formats."""
    found: dict[str, list[Format]] = {}
    for fmt in group:
        found.setdefault(fmt.name.rpartition(".")[0], []).append(fmt)
    titles = titles_of(summary)
    return [
        Offer(
            name,
            label(together),
            titles.get(name, ""),
            tuple((fmt.name, kind(fmt)) for fmt in together),
            preview(summary, together),
            together[0].made_for,
        )
        for name, together in found.items()
    ]


def label(together: list[Format]) -> str:
    """What the files are called together: of names that differ the shortest, without the kind behind its comma."""
    names = {str(fmt.label) for fmt in together}
    return names.pop() if len(names) == 1 else min(sorted(names), key=len).partition(",")[0]


def kind(fmt: Format) -> str:
    """The ending of a file as people say it: DOCX, XLSX."""
    return fmt.name.rpartition(".")[2].upper()


def preview(summary: StorySummary, together: list[Format]) -> str:
    """The file that shows a graphic.

    What waits for its time is drawn anew for each who looks at it: there only what is drawn quickly.
    """
    by_kind = {kind(fmt).lower(): fmt for fmt in together if not fmt.heavy or summary.status == "published"}
    return next((by_kind[ending].name for ending in SHOWN if ending in by_kind), "")


def titles_of(summary: StorySummary) -> dict[str, str]:
    """Which chart, person or recording a file of a family is of."""
    return {
        **{f"chart-{chart.id}": chart.title for chart in summary.charts},
        **{f"captions-{medium.id}": medium.title for medium in summary.media},
        **{f"lower-third-{number}": quote.speaker for number, quote in speakers(summary).items()},
    }


def graphics(summary: StorySummary) -> list[Offer]:
    """Everything that is a picture, the infographics first; call it with the language of the summary active."""
    found = offers(summary, (fmt for fmt in offered(summary) if fmt.group == "graphics"))
    return sorted(found, key=lambda offer: not offer.name.startswith("infographic"))


def downloads(summary: StorySummary) -> list[tuple[str | Promise, list[Offer]]]:
    """The files by those for whom they are made, who has none left out; call it with the language active."""
    every = offers(summary, (fmt for fmt in offered(summary) if fmt.made_for))
    columns = {name: [offer for offer in every if offer.audience == name] for name in AUDIENCES}
    return [(AUDIENCES[name], column) for name, column in columns.items() if column]
