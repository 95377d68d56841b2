"""Bring the units of the fixture into the database."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from places.models import AdministrativeUnit

UNITS = Path(__file__).parent / "fixtures" / "units.json"


@transaction.atomic
def load_units() -> int:
    """Create or update every unit of the fixture by code and first day; returns how many units it lists."""
    rows = json.loads(UNITS.read_text(encoding="utf-8"))
    units = {(row["code"], row["valid_from"]): _upsert(row) for row in rows}
    # A second pass: a successor may stand after its predecessors in the file.
    for row in rows:
        unit = units[row["code"], row["valid_from"]]
        unit.successor = units[tuple(row["successor"])] if row["successor"] else None
    AdministrativeUnit.objects.bulk_update(units.values(), ["successor"])
    return len(units)


def _upsert(row: dict[str, Any]) -> AdministrativeUnit:
    values = row | {
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        "latitude": Decimal(row["latitude"]) if row["latitude"] else None,
        "longitude": Decimal(row["longitude"]) if row["longitude"] else None,
    }
    del values["successor"]
    unit, _created = AdministrativeUnit.objects.update_or_create(
        code=values.pop("code"), valid_from=values.pop("valid_from"), defaults=values
    )
    return unit
