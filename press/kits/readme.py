"""README.txt of a kit: what each file is for, how to credit, how to ask whether it is still right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from press.addresses import fact_address
from press.kits.contents import KitFile, KitStory, LeftOut
from press.layout.footing import notice_words, taker_words

RULE = "=" * 72


def readme(stories: list[KitStory], files: list[KitFile], left_out: list[LeftOut]) -> bytes:
    """The text, once in each language of the site."""
    parts = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            parts.append("\r\n".join(_lines(stories, files, left_out)))
    # Windows' own editor knows UTF-8 by the mark at the beginning.
    return f"\r\n\r\n{RULE}\r\n\r\n".join(parts).encode("utf-8-sig", "replace") + b"\r\n"


def line(text: str) -> str:
    """A text as one line that says what it shows: without control signs and without those that turn its direction."""
    words = " ".join(str(text).split())
    return "".join(sign for sign in words if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))


def _lines(stories: list[KitStory], files: list[KitFile], left_out: list[LeftOut]) -> Iterator[str]:
    yield line(_("Kit of %(site)s") % {"site": settings.WAGTAIL_SITE_NAME})
    yield _("manifest.json lists every file with its size, SHA-256, rights and version, for machines.")
    for story in stories:
        yield from _story(story, [file for file in files if file.summary is story.summary])
        yield from _missing([item for item in left_out if item.summary is story.summary])
    yield ""
    yield _("HOW TO CREDIT")
    yield _("Print or say the credit line with every figure and picture.")
    yield _("Keep the words “projected”, “target”, “about” with their figures.")


def _story(story: KitStory, files: list[KitFile]) -> Iterator[str]:
    summary, rights = story.summary, story.summary.rights
    yield from ("", RULE[:36], line(summary.headline))
    yield from filter(None, (line(notice_words(summary)), line(taker_words(summary))))
    yield line(summary.url)
    yield _("Language: %(locale)s. Version: %(revision)s.") % {
        "locale": summary.locale,
        "revision": summary.revision,
    }
    if rights.credit_line:
        yield line(_("Credit: %(credit)s") % {"credit": rights.credit_line})
    if rights.licence or rights.usage_terms:
        yield line(_("Rights: %(rights)s") % {"rights": f"{rights.licence} {rights.usage_terms}"})
    yield _("Is this still right? Ask before you print or air it:")
    yield fact_address(summary.id, summary.locale, summary.revision)
    yield ""
    for file in files:
        yield line(f"- {file.name}: {file.label}")
        own = {key: value for key, value in file.rights.items() if value}
        if own and file.item in story.originals:
            yield line("  " + ". ".join(value.rstrip(".") for value in own.values()))


def _missing(left_out: list[LeftOut]) -> Iterator[str]:
    if left_out:
        yield ""
        yield _("Not in this kit:")
    for item in left_out:
        yield line(f"- {item.title}: {item.reason} {item.url} {f'({item.terms})' if item.terms else ''}")
