"""The glossary as a sheet: a term a row, several renderings in a cell parted by a bar; nothing in it is a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from library.cells import as_written, inert
from library.exchange.records import Rendering, Status, TermRecord
from library.hostile import UnreadableFileError, text_of
from library.terms import Term

MEDIA_TYPE = "text/csv"
_BAR = " | "
_DEFINITION = "definition"
_YES, _NO = "yes", "no"
_TRUTH = {
    _YES: True,
    "1": True,
    "true": True,
    "có": True,
    _NO: False,
    "0": False,
    "false": False,
    "không": False,
}
_OWN = ("slug", "domain", "public", "explained", "note")


def columns() -> list[str]:
    """The heads of the columns: those of the term, then `vi`, `vi_allowed` and so on for each language."""
    kinds = [*Status.values, _DEFINITION]
    return [*_OWN, *(name for code in _codes() for name in (code, *(f"{code}_{kind}" for kind in kinds)))]


def _codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def write(records: Iterable[TermRecord]) -> bytes:
    """A file of terms, behind the mark by which Excel knows UTF-8."""
    file = io.StringIO()
    rows = csv.DictWriter(file, columns())
    rows.writeheader()
    for record in records:
        rows.writerow({name: inert(cell) for name, cell in _cells(record)})
    return file.getvalue().encode("utf-8-sig")


def _cells(record: TermRecord) -> Iterator[tuple[str, str]]:
    yield "slug", record.slug
    yield "domain", record.domain or ""
    yield "note", record.note or ""
    for name in ("public", "explained"):
        yield name, _YES if getattr(record, name) else _NO
    for code in _codes():
        yield code, record.names.get(code, "")
        yield f"{code}_{_DEFINITION}", record.definitions.get(code, "")
        for status in Status.values:
            own = [row.text for row in record.renderings if (row.locale, row.status) == (code, status)]
            yield f"{code}_{status}", _BAR.join(own)


def read(data: bytes) -> list[TermRecord]:
    """The terms of a file; raises UnreadableFileError. A column that is not there says nothing of its terms."""
    text = text_of(data)
    first = text.partition("\n")[0]
    # A Vietnamese Excel parts by semicolons.
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        heads = [head.strip() for head in rows.fieldnames or []]
        if settings.LANGUAGE_CODE not in heads:
            raise UnreadableFileError(
                _("The sheet has no column “%(name)s”, the name of the term.")
                % {"name": settings.LANGUAGE_CODE}
            )
        if unknown := [head for head in heads if head and head not in columns()]:
            raise UnreadableFileError(
                _("The sheet has columns that are not known: %(names)s.")
                % {"names": ", ".join(unknown)[:200]}
            )
        rows.fieldnames = heads
        return [_record(row, rows.line_num) for row in rows if any(row.values())]
    except csv.Error as error:
        raise UnreadableFileError(_("The file is no readable sheet.")) from error


def _record(row: dict[str, str | None], line: int) -> TermRecord:
    if None in row or None in row.values():
        raise UnreadableFileError(_("Line %(line)d has another number of cells.") % {"line": line})
    cells = {name: as_written((cell or "").strip()) for name, cell in row.items()}
    codes = [code for code in _codes() if any(name.partition("_")[0] == code for name in cells)]
    renderings = [
        Rendering(code, status, text.strip())
        for code in codes
        for status in Status.values
        for text in cells.get(f"{code}_{status}", "").split(_BAR.strip())
        if text.strip()
    ]
    return TermRecord(
        slug=cells.get("slug", ""),
        names={code: cells[code] for code in codes if cells.get(code)},
        definitions={code: said for code in codes if (said := cells.get(f"{code}_{_DEFINITION}"))},
        languages=frozenset(codes),
        renderings=tuple(renderings),
        domain=_domain(cells.get("domain"), line),
        note=cells.get("note"),
        public=_truth(cells.get("public"), line),
        explained=_truth(cells.get("explained"), line),
        place=_("line %(line)d") % {"line": line},
    )


def _truth(said: str | None, line: int) -> bool | None:
    if not said:
        return None
    if said.lower() not in _TRUTH:
        raise UnreadableFileError(
            _("Line %(line)d: “%(said)s” is neither yes nor no.") % {"line": line, "said": said[:60]}
        )
    return _TRUTH[said.lower()]


def _domain(said: str | None, line: int) -> str | None:
    known = {str(word).lower(): value for value, label in Term.Domain.choices for word in (value, label)}
    if said and said.lower() not in known:
        raise UnreadableFileError(
            _("Line %(line)d: there is no domain “%(said)s”.") % {"line": line, "said": said[:60]}
        )
    return known[said.lower()] if said else None
