"""The markup of a string as inline codes of XLIFF, and back: figures are locked, links stay, formatting may move.

A code is named after its tag: `a1` is the link or figure of that name, `b1` the first bold text, `br2` the second break.
"""

import html
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Mapping
from typing import NoReturn

from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _
from wagtail_localize.strings import INLINE_TAGS

from library.hostile import local
from translation.memory.keys import canonical
from translation.memory.tmx import CONTROL

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_FORMATS = {"b": "xlf:b", "strong": "xlf:b", "i": "xlf:i", "em": "xlf:i"}
_NAME = re.compile(r"([a-z]+)(\d+)")


class CodeError(Exception):
    """A code is not one of the string; the text names it."""


def write(parent: ET.Element, data: str, figures: Mapping[str, str]) -> None:
    """Put a string into a `source` or `target`; `figures` are the words of its links that are figures."""
    root = fromstring(f"<x>{CONTROL.sub('', canonical(data))}</x>")
    _write(parent, root, figures, Counter())


def _write(parent: ET.Element, node: ET.Element, figures: Mapping[str, str], count: Counter[str]) -> None:
    parent.text = node.text
    for child in node:
        code = _code(parent, child, figures, count)
        if code.tag.endswith("pc"):
            _write(code, child, figures, count)
        code.tail = child.tail


def _code(parent: ET.Element, tag: ET.Element, figures: Mapping[str, str], count: Counter[str]) -> ET.Element:
    locked = {"canCopy": "no", "canDelete": "no"}
    name = tag.get("id", "")
    if tag.tag == "a" and name in figures:
        about = {"id": name, **locked, "type": "other", "subType": "site:figure"}
        return ET.SubElement(
            parent, f"{{{NAMESPACE}}}ph", about | {"disp": figures[name], "equiv": figures[name]}
        )
    if tag.tag == "a":
        return ET.SubElement(parent, f"{{{NAMESPACE}}}pc", {"id": name, **locked, "type": "link"})
    count[tag.tag] += 1
    name = f"{tag.tag}{count[tag.tag]}"
    if tag.tag == "br":
        return ET.SubElement(parent, f"{{{NAMESPACE}}}ph", {"id": name, "type": "fmt", "subType": "xlf:lb"})
    format_ = {"subType": _FORMATS[tag.tag]} if tag.tag in _FORMATS else {}
    return ET.SubElement(parent, f"{{{NAMESPACE}}}pc", {"id": name, "type": "fmt", **format_})


def read(element: ET.Element, links: set[str], figures: Mapping[str, str]) -> str:
    """The string of a `source` or `target`; raises CodeError.

    `links` are the names of the links of the original, `figures` the whole tag of each that is a figure.
    """
    return canonical(_read(element, links, figures))


def _read(element: ET.Element, links: set[str], figures: Mapping[str, str]) -> str:
    pieces = [_text(element.text)]
    for child in element:
        kind, name = local(child), child.get("id", "")
        if kind == "mrk":  # a remark of another program about these words
            pieces.append(_read(child, links, figures))
        elif kind == "ph" and name in figures:
            pieces.append(figures[name])
        elif kind == "ph" and re.fullmatch(r"br\d+", name):
            pieces.append("<br/>")
        elif kind == "pc":
            opening, closing = _tags(name, links - set(figures))
            pieces += [opening, _read(child, links, figures), closing]
        else:
            _foreign(name or kind)
        pieces.append(_text(child.tail))
    return "".join(pieces)


def _tags(name: str, links: set[str]) -> tuple[str, str]:
    match = _NAME.fullmatch(name)
    tag = match[1] if match else ""
    if name in links:
        return f'<a id="{name}">', "</a>"
    if tag in {"a", "br"} or tag not in INLINE_TAGS:
        _foreign(name)
    return f"<{tag}>", f"</{tag}>"


def _foreign(name: str) -> NoReturn:
    raise CodeError(_("the code “%(name)s” is not one of this sentence") % {"name": name[:60]})


def _text(text: str | None) -> str:
    return html.escape(text or "", quote=False)
