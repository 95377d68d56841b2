"""What the columns of the table of figures mean, for machines: CSV on the Web."""

from __future__ import annotations

import json
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.formats.figures_csv import COLUMNS
from press.formats.registry import Format, register
from press.layout.fonts import drawable
from press.summary import StorySummary
from press.wire import items

NAME = "figures.csv-metadata.json"
DATATYPES: dict[str, Any] = {
    "value": "decimal",
    "value_max": "decimal",
    "total": "decimal",
    "verified_at": "dateTimeStamp",
    "highlight": {"base": "string", "format": "1?"},
}


def build(summary: StorySummary) -> bytes:
    """The description as JSON-LD, titles in the summary's language."""
    with translation.override(summary.locale):
        described = {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": summary.locale}],
            "@type": "Table",
            "url": "figures.csv",
            "dc:title": drawable(summary.headline),
            "dc:identifier": summary.id,
            "dc:modified": {"@value": items.version_created(summary), "@type": "xsd:dateTime"},
            "dc:creator": items.rights_holder(summary),
            "dc:rights": " ".join(filter(None, [items.copyright_notice(summary), *items.lines(summary.rights.usage_terms)])),
            "dc:language": summary.locale,
            **({"dc:license": {"@id": address}} if (address := items.licence_address(summary.rights.licence)) else {}),
            **({"dc:accessRights": notice} if (notice := items.notice(summary)) else {}),
            "dialect": {"encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "header": True},
            "tableSchema": {
                "columns": [column(name, summary.locale) for name in COLUMNS],
                "primaryKey": "id",
            },
        }  # fmt: skip
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def column(name: str, locale: str) -> dict[str, Any]:
    """One column: its name, what people call it, and the type of its cells."""
    return {
        "name": name,
        "titles": {"und": name},
        "dc:description": {"@value": meanings()[name], "@language": locale},
        "datatype": DATATYPES.get(name, "string"),
        "required": name in ("id", "value"),
    }


def meanings() -> dict[str, str]:
    """What stands in each column."""
    return {
        "id": _("Identity of the figure, the same for ever and in every language"),
        "part": _("Part of the story"),
        "label": _("What the figure is about"),
        "value": _("Number"),
        "value_max": _("Upper end of a range"),
        "total": _("Whole of which the number is a part"),
        "qualifier": _("How the number stands to the true one"),
        "unit": _("Unit"),
        "unit_kind": _("Kind of the unit"),
        "nature": _("Measured, estimate, target, projection, rule or cost"),
        "period": _("Period, ISO 8601"),
        "period_basis": _("Where the period comes from"),
        "screen": _("Form on screen"),
        "compact": _("Short form"),
        "spoken": _("Form read aloud"),
        "printed": _("As printed in the source"),
        "source_title": _("Source"),
        "source_url": _("Address of the source"),
        "source_page": _("Page of the source"),
        "verified_at": _("When it was verified"),
        "verified_by": _("Who verified it"),
        "highlight": _("1 for a highlighted figure"),
        "embargo_until": _("Not to be published before"),
        "taken_by": _("Whom this copy was made for"),
    }


register(
    Format(
        NAME,
        "application/csvm+json",
        gettext_lazy("Description of the table"),
        "data",
        build,
        audience="systems",
    )
)
