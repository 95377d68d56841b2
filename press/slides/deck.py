"""All slides of a story in the order of telling: problem, approach, figures, steps, charts, results, lessons, sources."""

from __future__ import annotations

from press.slides.charts import chart_slides
from press.slides.closing import closing_slides
from press.slides.cover import cover
from press.slides.figures import further_slides, lead_slide
from press.slides.frame import Deck
from press.slides.steps import step_slides
from press.slides.telling import absence_slides, lesson_slides, part_slides, quote_slides
from press.summary import StorySummary


def deck_of(summary: StorySummary) -> bytes:
    """The file; of a withdrawn story it says no more than that. Call it with the summary's locale active."""
    deck = Deck(summary)
    cover(deck)
    if summary.status == "withdrawn":
        return deck.file()
    part_slides(deck, "problem")
    part_slides(deck, "approach")
    further_slides(deck, lead_slide(deck))
    step_slides(deck)
    chart_slides(deck)
    part_slides(deck, "results")
    quote_slides(deck)
    lesson_slides(deck)
    absence_slides(deck)
    closing_slides(deck)
    return deck.file()
