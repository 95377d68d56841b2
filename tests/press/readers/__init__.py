"""Second readers: a schema or a program that is not ours reads each format back, and refuses broken files.

A module for each format, with
- `FORMATS`: the names in the registry of formats that it reads (a family by its name with the star),
- `check(data, summary, name)`: raises when the file is not valid or does not say what the summary says,
- `broken(data, summary, name)`: pairs of what is wrong and a file that `check` must refuse.
"""

import importlib
import pkgutil
from types import ModuleType

from press.layout.fonts import drawable


def readers() -> dict[str, ModuleType]:
    """Each format's reader by the name of the format."""
    modules = [
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    return {name: module for module in modules for name in module.FORMATS}


def shows(words: str, text: str) -> bool:
    """The words hold a text; of one that no picture could hold, its beginning."""
    return all(word in words for word in drawable(text).split()[:20] if len(word) < 40)


def says(words: str, summary) -> None:
    """The words hold the headline, and the figure that leads with its number and source."""
    assert shows(words, summary.headline), summary.headline
    # A story may have no figure that can lead it: nothing but the headline is told large then.
    for lead in (figure for figure in summary.figures if figure.id == summary.lead):
        shown = [numeral(form) for form in (lead.forms.screen, lead.forms.compact)]
        assert any(number in words for number in shown), shown
        assert drawable(lead.source.title).split(",")[0] in words


def numeral(form: str) -> str:
    """The digits of a written figure."""
    return next(word for word in form.split() if word[0].isdigit() or word[-1].isdigit()).strip("%")


def holds(told, words):
    """The words as they are, or the beginning of those that are too long for the file."""
    whole = drawable(words)
    return told == whole or (len(told) >= 400 and whole.startswith(told.rstrip("…")))


def carries_rights(image, summary):
    """The picture holds credit, terms, alt text and how it was made, read by another library."""
    told = image.getxmp()["xmpmeta"]["RDF"]["Description"]
    assert holds(told.get("Credit", ""), summary.rights.credit_line)
    assert told["DigitalSourceType"].endswith("/dataDrivenMedia")
    if summary.rights.usage_terms:
        assert holds(told["UsageTerms"]["Alt"]["li"]["text"], summary.rights.usage_terms)
    assert told["AltTextAccessibility"]["Alt"]["li"]["text"]
