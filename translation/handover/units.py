"""The strings of a translation as a file has them: named by their blocks, with what a translator has to know."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from story.records import FigureRecord, figure_records
from translation import places
from translation.memory.keeping import figures_of


@dataclass(frozen=True)
class Unit:
    """One string of one place.

    `id` is the path of its block; the second string of the same block has a 2 behind it, and so on. `where` is that place
    in the words of the editor, `limit` how many characters fit there.
    `figures` gives for each link that is a figure the words that the figure has in the target.
    """

    id: str
    segment: StringSegment
    where: str
    limit: int | None
    figures: dict[str, str]
    row: StringTranslation | None

    @property
    def path(self) -> str:
        """The path of localize, which several strings of a block share."""
        return str(self.segment.context.path)

    @property
    def source(self) -> str:
        """The original with its markup."""
        return str(self.segment.string.data)

    @property
    def target(self) -> str:
        """The translation with its markup; empty where there is none."""
        return self.row.data if self.row else ""

    @property
    def done(self) -> bool:
        """Whether a person translated it, without a mistake that is known."""
        row = self.row
        return row is not None and not row.has_error and row.translation_type == "manual"

    @property
    def notes(self) -> Iterator[str]:
        """What a translator has to know, in the language of the moment."""
        yield self.where
        if self.limit:
            yield _("At most %(most)d characters.") % {"most": self.limit}
        for name, words in self.figures.items():
            yield _("%(name)s is a figure, shown as “%(words)s”; it stays as it is.") % {
                "name": name,
                "words": words,
            }


class Units:
    """All strings of a translation in the order of the page, each once."""

    def __init__(self, translation: Translation) -> None:
        self.translation = translation

    @cached_property
    def all(self) -> list[Unit]:
        """Every unit."""
        return list(self._made())

    def _made(self) -> Iterator[Unit]:
        source = self.translation.source.as_instance()
        segments = self.translation.source.stringsegment_set.select_related("string", "context").order_by(
            "order"
        )
        rows = {
            (row.translation_of_id, row.context_id): row
            for row in StringTranslation.objects.filter(
                locale=self.translation.target_locale_id, translation_of__in=segments.values("string")
            )
        }
        paths: Counter[str] = Counter()
        seen = set()
        for segment in segments:
            key = (segment.string_id, segment.context_id)
            if key in seen:
                continue
            seen.add(key)
            path, field = segment.context.path, segment.context.get_field_path(source)
            paths[path] += 1
            yield Unit(
                id=path if paths[path] == 1 else f"{path}.{paths[path]}",
                segment=segment,
                where=" › ".join(places.labels(type(source), field)),
                limit=places.limit(type(source), field),
                figures=self._figures_of(segment),
                row=rows.get(key),
            )

    def _figures_of(self, segment: StringSegment) -> dict[str, str]:
        known = {name: self._records.get(block) for name, block in figures_of(segment).items()}
        return {name: record.told if record else strip_tags(name) for name, record in known.items()}

    @cached_property
    def _records(self) -> dict[str, FigureRecord]:
        page = self.translation.get_target_instance()
        return figure_records(page) if isinstance(page, Page) and hasattr(page, "body") else {}
