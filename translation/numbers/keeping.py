"""Keeping a number that the check holds to be wrong: a checker who knows better says so, by name and with a reason.

What is kept is one finding of two texts. Another word in either of them makes it another finding, which is open again.
"""

import hashlib
import html
import re
from dataclasses import dataclass
from unicodedata import normalize

from django.utils.translation import gettext as _

from translation.numbers.findings import Finding

LEAST_REASON, MOST_REASON = 10, 500
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Kept:
    """A finding that was kept: which one, who knows it to be right, and why."""

    fingerprint: str
    person: str
    reason: str

    def __str__(self) -> str:
        return _("Kept by %(person)s: “%(reason)s”") % {"person": self.person, "reason": self.reason}


def fingerprint(finding: Finding) -> str:
    """What tells this finding of these two texts from every other; the names of links and spaces do not matter."""
    sides = (finding.original, finding.translation)
    told = [finding.kind.value]
    for side in sides:
        told += [side.locale, _plain(side.text), _plain(side.printed)]
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()


def can_be_kept(finding: Finding) -> bool:
    """Whether there is a way around it: not around a figure, which is data and stands on both sides or on none."""
    return finding.blocking and any(side.mention for side in (finding.original, finding.translation))


def refusal(finding: Finding, reason: str, *, own: bool) -> str:
    """Why it cannot be kept like this, in plain words; empty where it can. `own` is whether the same person translated it."""
    if not can_be_kept(finding):
        return _("This finding cannot be kept: only a number in a sentence can, not a figure.")
    if own:
        return _("You translated this sentence yourself: ask another person to check the number.")
    length = len(" ".join(reason.split()))
    if length < LEAST_REASON:
        return _("Say in a few words why the number is right; the approver will read it.")
    if length > MOST_REASON:
        return _("The reason is longer than %(most)d characters.") % {"most": MOST_REASON}
    return ""


def _plain(text: str) -> str:
    return " ".join(normalize("NFC", html.unescape(_TAG.sub("", text))).split())
