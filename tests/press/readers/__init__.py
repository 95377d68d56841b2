"""Second readers: a schema or a program that is not ours reads each format back, and refuses broken files.

A module for each format, with
- `FORMATS`: the names in the registry of formats that it reads (a family by its name with the star),
- `check(data, summary, name)`: raises when the file is not valid or does not say what the summary says,
- `broken(data, summary, name)`: pairs of what is wrong and a file that `check` must refuse.
"""

import importlib
import pkgutil
from types import ModuleType


def readers() -> dict[str, ModuleType]:
    """Each format's reader by the name of the format."""
    modules = [
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    return {name: module for module in modules for name in module.FORMATS}


def says(words: str, summary) -> None:
    """The words hold the headline, and the figure that leads with its number and source."""
    assert all(word in words for word in summary.headline.split()), summary.headline
    # A story may have no figure that can lead it: nothing but the headline is told large then.
    for lead in (figure for figure in summary.figures if figure.id == summary.lead):
        shown = [numeral(form) for form in (lead.forms.screen, lead.forms.compact)]
        assert any(number in words for number in shown), shown
        assert lead.source.title.split(",")[0] in words


def numeral(form: str) -> str:
    """The digits of a written figure."""
    return next(word for word in form.split() if word[0].isdigit() or word[-1].isdigit()).strip("%")


def carries_rights(image, summary):
    """The picture holds credit, terms, alt text and how it was made, read by another library."""
    told = image.getxmp()["xmpmeta"]["RDF"]["Description"]
    assert told.get("Credit", "") == summary.rights.credit_line
    assert told["DigitalSourceType"].endswith("/dataDrivenMedia")
    if summary.rights.usage_terms:
        assert told["UsageTerms"]["Alt"]["li"]["text"] == summary.rights.usage_terms
    assert told["AltTextAccessibility"]["Alt"]["li"]["text"]
