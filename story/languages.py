"""The languages in which a story is not public: what its language switch says of them, and what there is all the same."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from story import registry
from story.models import StoryPage
from story.selectors import visible_to

CSV = "text/csv"


@dataclass(frozen=True)
class MissingLanguage:
    """A language without the story, in its own words; `figures` is the address of its table of figures, if it has one."""

    code: str
    only: str
    figures: str = ""
    figures_label: str = ""


def missing_languages(page: Any, public: list[str]) -> list[MissingLanguage]:
    """What a public story in its first language says of the other ones; nothing where it is public in each."""
    missing = [code for code, _name in settings.LANGUAGES if code not in public]
    if not missing or not isinstance(page, StoryPage) or page.locale.language_code not in public:
        return []
    tables = _tables(page)
    return [_missing(code, tables.get(code, "")) for code in missing]


def _missing(code: str, address: str) -> MissingLanguage:
    with override(code):
        return MissingLanguage(
            code, _("Only in Vietnamese"), address, _("Table of figures (CSV)") if address else ""
        )


def _tables(page: StoryPage) -> dict[str, str]:
    """By language, the table of figures of a page that is not public."""
    addresses = [file.address for file in registry.data_files if file.media_type == CSV]
    if not addresses or not registry.figures_ahead.fillers:
        return {}
    others = StoryPage.objects.filter(translation_key=page.translation_key, alias_of=None)
    others = others.exclude(pk=page.pk).exclude(pk__in=visible_to(None).values("pk"))
    return {
        other.locale.language_code: addresses[0](other)
        for other in others.select_related("locale")
        if ahead(other)
    }


def ahead(page: StoryPage) -> StoryPage | None:
    """The page with the figures that may be told in its language although it is not public; else None."""
    return next((found for told in registry.figures_ahead if (found := told(page))), None)
