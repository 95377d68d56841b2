"""Files that people hand in: bounded, in UTF-8 where they are text, and XML that reaches for nothing."""

from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

MOST_BYTES = 5_000_000
MOST_DEPTH = 40


class UnreadableFileError(Exception):
    """The file cannot be taken; its text says why."""


def content_of(upload: Any, most: int = MOST_BYTES) -> bytes:
    """The bytes of an uploaded file; raises UnreadableFileError for an empty or a huge one."""
    if upload is None or not upload.size:
        raise UnreadableFileError(_("The file is empty."))
    if upload.size > most:
        raise UnreadableFileError(_("The file is larger than %(most)d MB.") % {"most": most // 10**6})
    return bytes(upload.read())


def text_of(data: bytes) -> str:
    """Text in UTF-8, with or without a mark at its start; raises UnreadableFileError for another encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(_("The file is not in UTF-8: save it in that encoding.")) from error


def xml_of(data: bytes) -> Element:
    """The root of an XML file; raises UnreadableFileError for what is none, declares entities or is endlessly deep."""
    try:
        root: Element = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise UnreadableFileError(
            _("The file declares entities, which no file of translations needs.")
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableFileError(_("The file is no readable XML.")) from error
    level, depth = [root], 0
    while level:
        level, depth = [child for element in level for child in element], depth + 1
        if depth > MOST_DEPTH:
            raise UnreadableFileError(_("The file is nested too deeply."))
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
