"""Bring the terms that a new site begins with into the database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction

from library.terms import Term, TermRendering

GLOSSARY = Path(__file__).parent / "fixtures" / "glossary.yaml"
STATUSES = {
    "also": TermRendering.Status.ALLOWED,
    "printed": TermRendering.Status.PRINTED,
    "avoid": TermRendering.Status.FORBIDDEN,
}


@transaction.atomic
def load_glossary() -> int:
    """Make the terms that are missing, by their slug; those that are there are an editor's. Returns how many."""
    known = set(Term.objects.values_list("slug", flat=True))
    rows = [row for row in yaml.safe_load(GLOSSARY.read_text(encoding="utf-8")) if row["slug"] not in known]
    # At once and without their signal: what follows a change is done once for all of them by who calls.
    terms = Term.objects.bulk_create(_term(row) for row in rows)
    TermRendering.objects.bulk_create(
        rendering for term, row in zip(terms, rows, strict=True) for rendering in _renderings(term, row)
    )
    return len(terms)


def _term(row: dict[str, Any]) -> Term:
    codes = [code for code, _name in settings.LANGUAGES if code in row]
    return Term(
        slug=row["slug"],
        names={code: row[code] for code in codes},
        definitions={code: row[f"{code}_means"] for code in codes},
        domain=row["domain"],
        note=row.get("note", ""),
        explained=row.get("explained", True),
    )


def _renderings(term: Term, row: dict[str, Any]) -> Iterator[TermRendering]:
    position = 0
    for key, status in STATUSES.items():
        for code, texts in row.get(key, {}).items():
            for text in texts:
                yield TermRendering(term=term, locale=code, text=text, status=status, sort_order=position)
                position += 1
