"""Examples of every component of the public pages, made of made-up figures: what the page of components shows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from places.models import AdministrativeUnit
from story.blocks.body import ContentBlock
from story.cover import cover_of
from story.display import nature_label, state_label
from story.drawing import draw_count, field_of
from story.figures import Nature, PeriodBasis, Qualifier, Quantity
from story.models import Pillar, StoryPage, Unit
from story.records import FigureRecord, Verification

MANY = 60


@dataclass(frozen=True)
class Example:
    """One component in one state: its template and what it is given; `frame` is the element it stands in."""

    template: str
    title: str
    values: dict[str, Any]
    frame: str = ""


def _say(vietnamese: str, english: str) -> str:
    return vietnamese if (get_language() or "vi").startswith("vi") else english


def _record(value: str, label: str, nature: Nature = Nature.MEASURED, **changes: Any) -> FigureRecord:
    unit = changes.pop("unit", None) or Unit(names={"vi": "cửa hàng", "en": "shops"}, kind="count")
    numbers = {
        "value_max": changes.pop("value_max", None),
        "total": changes.pop("total", None),
        "qualifier": changes.pop("qualifier", Qualifier.EXACT),
    }
    verified = Verification(timezone.now(), "Đỗ Quang Minh", 1) if changes.pop("verified", True) else None
    base = FigureRecord(
        id=f"example-{nature}-{value.replace('.', '-')}",
        part="results",
        locale=get_language() or "vi",
        quantity=Quantity(Decimal(value), unit=unit.term, nature=nature, **numbers),
        unit=unit,
        label=label,
        period="2021-12",
        period_basis=PeriodBasis.STATED,
        printed=value,
        source_title=_say("Báo cáo chuyên đề", "A report on the subject"),
        source_url="",
        source_page="",
        highlight=True,
        target="",
        rule="",
        operands=(),
        baseline_value=None,
        baseline_period="",
        verified=verified,
    )
    return replace(base, **changes)


def figures() -> list[FigureRecord]:
    """A figure of each nature, verified and not, the widest and the narrowest."""
    opened, sold = _say("mở trên sàn", "opened online"), _say("bán qua mạng", "sold online")
    percent = Unit(names={"vi": "%", "en": "%"}, kind="percent")
    money = Unit(names={"vi": "đồng", "en": "dong"}, kind="money")
    return [
        _record("116000", opened, qualifier=Qualifier.OVER),
        _record("97.1", _say("hộ có tài khoản", "households with an account"), unit=percent, verified=False),
        _record("68", opened, total=Decimal(200)),
        _record("10", sold, value_max=Decimal(20), unit=percent),
        _record("3098490000000", sold, unit=money),
        _record("42000", opened, Nature.ESTIMATE, qualifier=Qualifier.ABOUT, verified=False),
        _record("150000", _say("vào năm 2025", "by 2025"), Nature.TARGET),
        _record("180000", _say("vào năm 2030", "by 2030"), Nature.PROJECTION, verified=False),
        _record("5", _say("mức tối đa", "at most"), Nature.RULE, unit=percent),
        _record("12000000", _say("chi phí một xã", "for one commune"), Nature.COST, unit=money),
    ]


def story(shown: list[FigureRecord]) -> StoryPage:
    """A story of a province that has another name today; it stands nowhere, and its links lead nowhere."""
    page = StoryPage(
        title=_say("Chợ số về từng bản", "A market in every hamlet"),
        standfirst=_say(
            "Bà con bán hàng mà không phải xuống chợ.", "People sell without going down to the market."
        ),
        province=AdministrativeUnit.objects.by_name("Bắc Kạn"),
        replication=StoryPage.Replication.IN_USE,
    )
    page.pillars = Pillar.objects.order_by("position")
    page.figures = {record.id: record for record in shown}
    page.problem = _say("Chợ xa nhất cách xã 28 km.", "The next market is 28 km away.")
    page.get_url = lambda request=None, current_site=None: "#content"
    return page


def _of_figures(shown: list[FigureRecord]) -> Iterator[Example]:
    for record in shown:
        title = f"{nature_label(record)}, {state_label(record)}"
        yield Example("components/key_figure.html", title, {"figure": record, "first": True}, "key")
    yield Example("components/figure_row.html", _("Rows of all figures"), {"rows": shown}, "table")
    yield Example("components/figure_list.html", _("Figures beside a story"), {"figures": shown[:3]})
    yield Example("components/figure_note.html", _("A note in the margin"), {"figure": shown[0]})
    yield Example("components/figure_inline.html", _("In a sentence"), {"figure": shown[0]}, "sentence")
    yield Example(
        "components/figure_inline.html", _("A target in a sentence"), {"figure": shown[6]}, "sentence"
    )
    target = _record("200", _say("điểm phục vụ", "service points"), Nature.TARGET)
    lead = _record("112", _say("điểm phục vụ", "service points"), target=target.id)
    if drawn := field_of(lead, {lead.id: lead, target.id: target}, "triangle", 660, 250):
        yield Example("components/field.html", _("A field of cells"), {"field": drawn, "with_note": True})
    yield Example("components/cells.html", _("Cells alone"), {"drawing": draw_count(28, "disc")})


def _of_stories(shown: list[FigureRecord]) -> Iterator[Example]:
    told, ahead, bare = story(shown[:4]), story(shown[6:7]), story([])
    yield Example("components/ledger.html", _("A ledger of stories"), {"stories": [told, ahead, bare]})
    for one, title in (
        (told, _("A cover")),
        (ahead, _("The cover of a target")),
        (bare, _("A cover without a figure")),
    ):
        yield Example("components/cover.html", title, {"cover": cover_of(one)}, "cover")
    yield Example("components/pillars.html", _("Pillars"), {"pillars": Pillar.objects.order_by("position")})
    yield Example("components/place.html", _("A place then and now"), {"unit": told.province})


def _around() -> Iterator[Example]:
    pages = Paginator(range(MANY), 20).page(2)
    yield Example("components/pagination.html", _("Pages of a list"), {"pages": pages})
    correction = {
        "label": _say("cửa hàng số", "digital shops"),
        "kind_label": "",
        "at": datetime.now(timezone.get_current_timezone()),
        "before": "96.000",
        "after": "116.000",
        "note": _say("Bản trước ghi sai.", "The last version had it wrong."),
        "note_language": get_language(),
    }
    yield Example("components/corrections.html", _("Corrections"), {"corrections": [correction]})
    yield Example("components/corrections.html", _("No corrections"), {"corrections": []})


@dataclass(frozen=True)
class BlockExample:
    """A block of the story with the value that the editor previews it by."""

    name: str
    title: str
    description: str
    bound: Any


def blocks() -> list[BlockExample]:
    """Every block that a part of a story may hold."""
    return [
        BlockExample(name, block.label, block.get_description(), block.bind(block.get_preview_value()))
        for name, block in ContentBlock().child_blocks.items()
    ]


def groups() -> list[tuple[str, list[Example]]]:
    """All examples under their headings."""
    shown = figures()
    return [
        (_("Figures"), list(_of_figures(shown))),
        (_("Stories in lists"), list(_of_stories(shown))),
        (_("Around them"), list(_around())),
    ]
