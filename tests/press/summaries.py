"""Summaries for tests: a story as it really is, and ways to make it extreme."""

from decimal import Decimal
from typing import Any

from press.summary import StorySummary
from story.figures.forms import figure_forms
from story.figures.types import Nature, Qualifier, Quantity, UnitKind, UnitNames, UnitTerm

KEY = "urn:uuid:0b7c1f6e-6a5e-4c7e-9d3a-2f6b8a1c4d5e"
REPORT = {"title": "Báo cáo số 05/BC-UBQGCĐS, ngày 11/4/2022", "url": "", "page": "4"}
SIGNED = {"at": "2022-04-12T02:30:00+00:00", "by": "Trần Thị Hiền", "revision": 7}
COSTS = {
    "id": "costs",
    "title": "Nếu mỗi xã một máy: tốn 300 tỷ đồng",
    "kind": "stacked-bar",
    "unit": "tỷ đồng",
    "categories": ["mua máy", "duy trì trong 5 năm"],
    "series": [{"name": "Chi phí", "values": ["100", "200"]}],
    "alt": "Mua máy 100 tỷ đồng, duy trì 200 tỷ đồng.",
    "source": "",
}
RIGHTS = {
    "licence": "CC BY 4.0",
    "usage_terms": "Được dùng lại khi ghi nguồn.",
    "credit_line": "Lời giải, theo Sở Thông tin và Truyền thông tỉnh Lạng Sơn",
}


def figure(
    identity: str, value: str, unit: str, label: str, kind: str = "count", **changes: Any
) -> dict[str, Any]:
    """A figure as data, its forms written by the rules of the house."""
    locale = changes.pop("locale", "vi")
    data = {
        "id": identity,
        "part": "results",
        "value": value,
        "unit": unit,
        "unit_kind": kind,
        "label": label,
        "source": REPORT,
        "verified": SIGNED,
        **changes,
    }
    quantity = Quantity(
        Decimal(value),
        Decimal(data["value_max"]) if data.get("value_max") else None,
        Decimal(data["total"]) if data.get("total") else None,
        Qualifier(data.get("qualifier", "exactly")),
        UnitTerm(UnitKind(kind), {locale: UnitNames(unit)}) if unit or kind != "count" else None,
        Nature(data.get("nature", "measured")),
    )
    forms = figure_forms(quantity, locale)
    data.setdefault("forms", {"screen": forms.screen, "compact": forms.compact, "spoken": forms.spoken})
    return data


def atm_figures() -> list[dict[str, Any]]:
    """What was reached, its target, what it should save, what the old way costs."""
    return [
        figure(
            "served",
            "68",
            "điểm",
            "Điểm bưu điện văn hóa xã đang chi trả tiền mặt, không cần máy ATM",
            highlight=True,
            target="goal",
            period="2022-04-11",
            period_basis="document-date",
        ),
        figure("goal", "200", "xã", "Xã có điểm chi trả tiền mặt", nature="target", part="approach"),
        figure(
            "saved",
            "300000000000",
            "đồng",
            "Tiết kiệm trong 5 năm, khi phủ đủ 200 xã; chưa trừ chi phí ATM mềm",
            "money",
            nature="projection",
        ),
        figure(
            "machine",
            "500000000",
            "đồng",
            "Vốn đầu tư một máy ATM",
            "money",
            nature="cost",
            qualifier="about",
            part="problem",
        ),
        figure(
            "running",
            "200000000",
            "đồng/cây/năm",
            "Chi phí duy trì một máy ATM mỗi năm",
            "money",
            nature="cost",
            part="problem",
        ),
    ]


def soft_atm(**changes: Any) -> StorySummary:
    """The soft ATM of Lạng Sơn: 68 of 200 communes, savings projected, part of the costs as a chart."""
    data: dict[str, Any] = {
        "id": KEY,
        "locale": "vi",
        "revision": 7,
        "url": "http://127.0.0.1:8000/cau-chuyen/lang-son/atm-mem/",
        "headline": "ATM mềm: rút tiền ngay tại bưu điện văn hóa xã vùng cao",
        "standfirst": "Thay vì mua máy ATM cho từng xã, Lạng Sơn dùng ứng dụng ngân hàng và mạng bưu điện xã để "
        "người dân nạp, rút tiền gần nhà.",
        "province": {"code": "20", "name": "Lạng Sơn", "today": {"code": "20", "name": "Lạng Sơn"}},
        "pillars": ["digital-economy", "digital-society"],
        "figures": atm_figures(),
        "charts": [COSTS],
        "rights": RIGHTS,
        "published_at": "2022-04-12T03:00:00+00:00",
        "updated_at": "2022-04-12T03:00:00+00:00",
    }
    return StorySummary.model_validate({**data, **changes})


def english(**changes: Any) -> StorySummary:
    """The same story in English."""
    return soft_atm(
        **{
            "locale": "en",
            "headline": "Soft ATM: cash at the commune post office in the highlands",
            "standfirst": "Instead of buying an ATM for every commune, Lạng Sơn pairs a banking app with post offices.",
            "figures": [
                figure(
                    "served",
                    "68",
                    "post offices",
                    "Commune post offices that pay out cash without an ATM",
                    highlight=True,
                    target="goal",
                    period="2021-12",
                    period_basis="stated",
                    locale="en",
                ),
                figure(
                    "goal", "200", "communes", "Communes with a pay-out point", nature="target", locale="en"
                ),
                figure(
                    "saved",
                    "300000000000",
                    "VND",
                    "Saved in five years",
                    "money",
                    nature="projection",
                    locale="en",
                ),
            ],
            "charts": [],
            **changes,
        }
    )
