"""What the figures of a story do not prove, said from its own records and never from an opinion."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from story.blocks import PARTS
from story.figures import Nature, agrees, format_number
from story.records import FigureRecord, printed_value

if TYPE_CHECKING:
    from story.models import StoryPage

# The editor may say more in a call-out of this title; it is shown in the same block.
TITLE = "What the figures do not say"
MOST_NAMED = 3

Figures = Mapping[str, FigureRecord]
# How a figure is named inside a sentence: as it is read, or as it is said aloud.
Form = Callable[[FigureRecord], str]


@dataclass(frozen=True)
class Line:
    """One thing that is not proven; `spoken` is how it is read aloud."""

    text: str
    spoken: str


def unsaid(page: "StoryPage") -> list[Line]:
    """Each thing once, the gravest first, in the language of the page."""
    with override(page.locale.language_code):
        pair = (
            _lines(page, lambda figure: figure.forms.sentence),
            _lines(page, lambda figure: figure.forms.spoken),
        )
        return [Line(text, spoken) for text, spoken in zip(*pair, strict=True)]


def _lines(page: "StoryPage", form: Form) -> list[str]:
    found = [line.replace("….", "…") for say in SAYINGS for line in say(page.figures, form)]
    return [*found, *_absent(page)]


def title_in(locale: str) -> str:
    """The title of the block in a language."""
    with override(locale):
        return _(TITLE)


def _none(figures: Figures, form: Form) -> Iterator[str]:
    if not figures:
        yield _("This story has no figure: what it tells has not been measured.")


def _nothing_measured(figures: Figures, form: Form) -> Iterator[str]:
    results = [figure for figure in figures.values() if figure.part == "results"]
    if results and all(figure.is_ahead for figure in results):
        yield _("No result has been measured yet: what stands under the results lies ahead.")


def _ahead(figures: Figures, form: Form) -> Iterator[str]:
    found = [figure for figure in figures.values() if figure.is_ahead]
    if found:
        yield ngettext(
            "%(count)s figure is a target or a projection, not a result: %(named)s.",
            "%(count)s figures are targets or projections, not results: %(named)s.",
            len(found),
        ) % {"count": len(found), "named": _named(found, form)}


def _estimated(figures: Figures, form: Form) -> Iterator[str]:
    found = [figure for figure in figures.values() if figure.nature is Nature.ESTIMATE]
    if found:
        yield ngettext(
            "%(count)s figure is an estimate, nobody has counted it: %(named)s.",
            "%(count)s figures are estimates, nobody has counted them: %(named)s.",
            len(found),
        ) % {"count": len(found), "named": _named(found, form)}


def _undated(figures: Figures, form: Form) -> Iterator[str]:
    # A rule or a cost holds until it changes, and what lies ahead is told above.
    found = [figure for figure in figures.values() if figure.nature is Nature.MEASURED and not figure.period]
    if found:
        yield ngettext(
            "%(count)s measured figure has no date: the source does not say of when it is.",
            "%(count)s measured figures have no date: the source does not say of when they are.",
            len(found),
        ) % {"count": len(found)}


def _unverified(figures: Figures, form: Form) -> Iterator[str]:
    waiting = [figure for figure in figures.values() if not figure.verified and not figure.disputed]
    if waiting:
        yield ngettext(
            "%(count)s figure has not been verified by anybody yet.",
            "%(count)s figures have not been verified by anybody yet.",
            len(waiting),
        ) % {"count": len(waiting)}
    for figure in figures.values():
        if figure.disputed:
            yield _("“%(label)s” is being clarified with the source.") % {"label": figure.label}


def _disagreeing(figures: Figures, form: Form) -> Iterator[str]:
    for figure in figures.values():
        computed, printed = figure.computed_from(dict(figures)), printed_value(figure)
        if computed is None:
            continue
        if printed is not None and not agrees(printed, computed):
            said = {"label": figure.label, "printed": figure.printed, "computed": _short(computed, figure)}
            yield _("“%(label)s”: the source prints %(printed)s, its own numbers give %(computed)s.") % said
        elif figure.disagreement(dict(figures)) is not None:
            said = {
                "label": figure.label,
                "told": form(figure),
                "computed": _short(computed, figure),
            }
            yield _("“%(label)s” is told as %(told)s, the two numbers behind it give %(computed)s.") % said


def _short(computed: Any, figure: FigureRecord) -> str:
    rounded = format_number(round(computed, 1).normalize(), figure.locale)
    sign = "%" if figure.unit and figure.unit.kind == "percent" else ""
    return f"{rounded}{sign}"


def _absent(page: "StoryPage") -> Iterator[str]:
    missing = [str(PARTS[part.block_type]).lower() for part in page.body if part.value["absent"]]
    if missing:
        yield _("The source does not tell: %(parts)s.") % {"parts": get_text_list(missing, _("and"))}


def _named(found: list[FigureRecord], form: Form) -> str:
    names = [f"{figure.label} ({form(figure)})" for figure in found[:MOST_NAMED]]
    return "; ".join([*names, "…"] if len(found) > MOST_NAMED else names)


SAYINGS: tuple[Callable[[Figures, Form], Iterator[str]], ...] = (
    _none,
    _nothing_measured,
    _disagreeing,
    _ahead,
    _estimated,
    _undated,
    _unverified,
)
