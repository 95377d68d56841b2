"""The translators' desk: one panel for each language, its counts leading to the list of the same stories."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.forms import Media
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.staticfiles import versioned_static
from wagtail.models import Locale

from story.desk.panels import MOST_ROWS, Count, Desk, DeskPanel, Row
from translation import progress
from translation.progress import LanguageState
from translation.report import address_of, deadline_words, state_words

COUNTED = {
    LanguageState.OUTDATED: True,
    LanguageState.HELD: True,
    LanguageState.RETURNED: True,
    LanguageState.MISSING: False,
    LanguageState.IN_WORK: False,
    LanguageState.CHECK: False,
    LanguageState.APPROVAL: False,
    LanguageState.PUBLISHED: False,
}


class TranslatorPanel(DeskPanel):
    """What waits for whoever translates into one language."""

    template_name = "admin/translation/desk.html"
    empty = gettext_lazy("Every story is translated and up to date.")

    def __init__(self, desk: Desk, order: int, locale: Locale) -> None:
        super().__init__(desk, order)
        self.locale = locale
        self.name = f"translating-{locale.language_code}"

    @property
    def title(self) -> str:
        """Names the language."""
        return _("Translations: %(language)s") % {"language": self.locale.get_display_name()}

    @cached_property
    def standing(self) -> Any:
        """The stories with where they stand in this language."""
        return progress.with_language_state(progress.sources_for(self.user, self.locale), self.locale)

    @cached_property
    def numbers(self) -> dict[str, int]:
        return progress.numbers(self.standing)

    @property
    def total(self) -> int:
        """How many stories there are to translate."""
        return sum(self.numbers.values())

    @property
    def done(self) -> int:
        """How many of them are public and up to date."""
        return self.numbers[LanguageState.PUBLISHED]

    def counts(self) -> Iterator[Count]:
        for state, urgent in COUNTED.items():
            query = urlencode({"language": self.locale.language_code, "state": state.value})
            address = f"{reverse('translation_report')}?{query}"
            yield Count(str(state.label), self.numbers[state], address, urgent)

    def rows(self) -> list[Row]:
        """The most pressing ones that a translator can do something about."""
        mine = (LanguageState.MISSING, LanguageState.IN_WORK, LanguageState.RETURNED, *progress.STALE)
        found = self.standing.filter(language_state__in=mine).select_related("province")
        return [self.row(story) for story in progress.in_order(found)[:MOST_ROWS]]

    def row(self, story: Any) -> Row:
        words = " · ".join(filter(None, [state_words(story), deadline_words(story)]))
        urgent = COUNTED[story.language_state]
        return Row(story, address_of(story), note=words if urgent else "", quiet="" if urgent else words)

    @property
    def media(self) -> Media:
        own = Media(css={"all": [versioned_static("translation/progress.css")]})
        return super().media + own
