"""PO: localize's own file, with the place, the limits and the figures of each string written beside it."""

import tempfile
from pathlib import Path

import polib
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from library.hostile import UnreadableFileError
from translation.handover.plan import Incoming, about
from translation.handover.units import Units

MEDIA_TYPE = "text/x-gettext-translation"
_ID = "X-WagtailLocalize-TranslationID"


def write(translation: Translation) -> bytes:
    """The whole translation as a file; what is no longer in the story stays at its end, as localize leaves it."""
    file: polib.POFile = translation.export_po()
    told = {(unit.path, unit.source): unit for unit in Units(translation).all}
    seen = set()
    for entry in list(file):
        key = (entry.msgctxt, entry.msgid)
        unit = told.get(key)
        if entry.obsolete or unit is None:
            continue
        if key in seen:
            file.remove(entry)
            continue
        seen.add(key)
        entry.comment = "\n".join(unit.notes)
        if unit.limit:
            entry.flags.append(f"max-length:{unit.limit}")
        if unit.target and not unit.done:
            entry.flags.append("fuzzy")
    return str(file).encode()


def read(data: bytes, translation: Translation) -> tuple[list[Incoming], list[str]]:
    """The translations of a file, and what is wrong with it; raises UnreadableFileError."""
    file = _parsed(data)
    if file.metadata.get(_ID) is None:
        raise UnreadableFileError(_("This is no PO file of this translation."))
    if file.metadata[_ID] != str(translation.uuid):
        raise UnreadableFileError(_("This file was made for another translation."))
    units = Units(translation).all
    known = {(unit.path, unit.source): unit for unit in units}
    paths = {unit.path: unit for unit in units}
    incoming: list[Incoming] = []
    wrong: list[str] = []
    for entry in file:
        if entry.obsolete:
            continue
        unit = known.pop((entry.msgctxt or "", entry.msgid), None)
        if unit:
            incoming.append(Incoming(unit, entry.msgstr))
        elif (place := paths.get(entry.msgctxt or "")) is not None:
            wrong.append(about(place, _("the original changed since the file was made")))
        else:
            text = _("The file has a string that is not in this story: %(name)s.")
            wrong.append(text % {"name": (entry.msgctxt or entry.msgid)[:120]})
    return incoming, wrong


def _parsed(data: bytes) -> polib.POFile:
    # polib takes a text for the name of a file where one of that name exists: it is given a file of ours.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "uploaded.po"
        path.write_bytes(data)
        try:
            return polib.pofile(str(path))
        except (OSError, ValueError, LookupError) as error:
            raise UnreadableFileError(_("This is no PO file of this translation.")) from error
