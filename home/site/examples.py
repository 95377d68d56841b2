"""Figures of public stories that show how a figure is set: one measured and verified, one ahead, one unverified."""

from story.listing import with_figures
from story.records import FigureRecord
from story.selectors import in_listing, visible_to

LOOKED_AT = 20


def examples(locale: str) -> dict[str, FigureRecord]:
    """For each kind the first that the newest stories of a language have; a kind that none has is absent."""
    stories = in_listing(visible_to(None).filter(locale__language_code=locale))[:LOOKED_AT]
    found: dict[str, FigureRecord] = {}
    for page in with_figures(stories):
        for record in page.figures.values():
            found.setdefault(_kind(record), record)
    return found


def _kind(record: FigureRecord) -> str:
    if record.is_ahead:
        return "ahead"
    return "verified" if record.verified else "unverified"
