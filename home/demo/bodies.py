"""Turns the content files into stream data: the same block ids at every loading."""

import re
import uuid
from decimal import Decimal
from html import escape
from typing import Any

from home.demo import content as c
from home.demo.shelf import Shelf
from story.figures import Nature, Qualifier, Quantity, figure_forms
from story.models import Unit

NAMESPACE = uuid.UUID("5d0c7f0e-7a4f-5c7e-9b0a-6a1f6d9f2c11")
BOLD = re.compile(r"\*\*(.+?)\*\*")


class BodyBuilder:
    """One story as StreamField data; `units` maps the keys of units.yaml to saved units."""

    def __init__(self, story: c.StoryContent, units: dict[str, Unit], shelf: Shelf) -> None:
        self.story, self.units, self.shelf = story, units, shelf

    def key(self, *path: Any) -> str:
        """The block id for a place in a story."""
        return str(uuid.uuid5(NAMESPACE, "/".join(map(str, (self.story.fact_sheet, *path)))))

    def figure_key(self, fid: str | None) -> str:
        """The id of a figure, "" for none."""
        return self.key("figure", fid) if fid else ""

    def say(self, text: c.Text | None) -> str:
        """The words of a text, "" for none."""
        return text.vi if text else ""

    def body(self) -> list[dict[str, Any]]:
        """The five parts."""
        return [
            {
                "type": name,
                "id": self.key(name),
                "value": {
                    "content": [self._item(item, name, index) for index, item in enumerate(part.content)],
                    "figures": [
                        {"type": "item", "id": self.figure_key(fid), "value": self._figure(fid)}
                        for fid in part.figures
                    ],
                    "absent": self.say(part.absent),
                },
            }
            for name, part in self.story.parts.items()
        ]

    def bylines(self) -> list[dict[str, Any]]:
        """The authors."""
        return [
            {
                "type": "byline",
                "id": self.key("byline", index),
                "value": {
                    "name": byline.name,
                    "role": self.say(byline.role),
                    "organisation": self.say(byline.organisation),
                    "contributor": self.shelf.people.get(byline.name),
                },
            }
            for index, byline in enumerate(self.story.bylines)
        ]

    def _list(self, values: list[Any], *path: Any) -> list[dict[str, Any]]:
        return [{"type": "item", "id": self.key(*path, n), "value": value} for n, value in enumerate(values)]

    def _item(self, item: c.Item, part: str, index: int) -> dict[str, Any]:
        path = (part, index)
        return {
            "type": item.kind,
            "id": self.key(*path),
            "value": getattr(self, f"_{item.kind}")(item.content, path),
        }

    def _paragraph(self, text: c.Text, path: tuple[Any, ...]) -> str:
        key = self.key(*path, "p")[:5]
        return f'<p data-block-key="{key}">{self.rich(self.say(text))}</p>'

    def _lesson(self, text: c.Text, path: tuple[Any, ...]) -> dict[str, Any]:
        return {"text": self._paragraph(text, path)}

    def _step(self, step: c.StepContent, path: tuple[Any, ...]) -> dict[str, Any]:
        return {
            "title": self.say(step.title),
            "text": self._paragraph(step.text, path),
            "period": step.period,
            "planned": step.planned,
        }

    def _quote(self, quote: c.QuoteContent, path: tuple[Any, ...]) -> dict[str, Any]:
        return {"text": self.say(quote.text), "speaker": quote.speaker, "role": self.say(quote.role)}

    def _callout(self, callout: c.CalloutContent, path: tuple[Any, ...]) -> dict[str, Any]:
        items = [self.say(item) for item in callout.items]
        return {"title": self.say(callout.title), "items": self._list(items, *path, "items")}

    def _gallery(self, gallery: c.GalleryContent, path: tuple[Any, ...]) -> dict[str, Any]:
        pictures = [
            {
                "image": {
                    "image": self.shelf.files[one.picture],
                    "alt_text": self.shelf.alts[one.picture],
                    "decorative": False,
                },
                "caption": self.say(one.caption),
            }
            for one in gallery.pictures
        ]
        return {"title": self.say(gallery.title), "pictures": self._list(pictures, *path, "pictures")}

    def _audio(self, sound: c.RecordingContent, path: tuple[Any, ...]) -> dict[str, Any]:
        return {"audio": self.shelf.files[sound.recording], **self._words_of(sound)}

    def _video(self, film: c.RecordingContent, path: tuple[Any, ...]) -> dict[str, Any]:
        return {"video": self.shelf.files[film.recording], **self._words_of(film)}

    def _words_of(self, recording: c.RecordingContent) -> dict[str, str]:
        return {"caption": self.say(recording.caption), "transcript": self.say(recording.transcript)}

    def _interview(self, interview: c.InterviewContent, path: tuple[Any, ...]) -> dict[str, Any]:
        exchanges = [
            {
                "question": self.say(exchange.question),
                "answer": self._paragraph(exchange.answer, (*path, number)),
            }
            for number, exchange in enumerate(interview.exchanges)
        ]
        return {
            "speaker": interview.speaker,
            "role": self.say(interview.role),
            "interviewer": interview.interviewer,
            "exchanges": self._list(exchanges, *path, "exchanges"),
        }

    def _chart(self, chart: c.ChartContent, path: tuple[Any, ...]) -> dict[str, Any]:
        series = []
        for number, row in enumerate(chart.series):
            values = [self.figure_key(value) if value.startswith("f") else value for value in row.values]
            series.append(
                {"name": self.say(row.name), "values": self._list(values, *path, "series", number, "values")}
            )
        return {
            "title": self.say(chart.title),
            "kind": chart.kind,
            "unit": self.units[chart.unit].pk,
            "categories": self._list([self.say(text) for text in chart.categories], *path, "categories"),
            "series": self._list(series, *path, "series"),
            "alt": self.say(chart.alt),
            "source": self.say(chart.source),
        }

    def _table(self, table: c.TableContent, path: tuple[Any, ...]) -> dict[str, Any]:
        rows = [
            {"cells": self._list([self.say(cell) for cell in row], *path, "rows", number, "cells")}
            for number, row in enumerate(table.rows)
        ]
        return {
            "caption": self.say(table.caption),
            "header": self._list([self.say(text) for text in table.header], *path, "header"),
            "rows": self._list(rows, *path, "rows"),
        }

    def _figure(self, fid: str) -> dict[str, Any]:
        figure = self.story.figures[fid]
        source = figure.source or self.story.source
        first, second = figure.derived.operands if figure.derived else ("", "")
        return {
            "quantity": {
                "value": figure.value,
                "value_max": figure.value_max or None,
                "total": figure.total or None,
                "qualifier": figure.qualifier,
            },
            "unit": self.units[figure.unit].pk,
            "label": self.say(figure.label),
            "nature": figure.nature,
            "period": figure.period,
            "period_basis": figure.period_basis,
            "printed": figure.printed,
            "source_title": self.say(source.title),
            "source_url": source.url,
            "source_page": source.page,
            "highlight": figure.highlight,
            "target": self.figure_key(figure.target),
            "rule": figure.derived.rule if figure.derived else "",
            "first": self.figure_key(first),
            "second": self.figure_key(second),
            "baseline": {"value": figure.baseline.value, "qualifier": "exactly"} if figure.baseline else None,
            "baseline_period": figure.baseline.period if figure.baseline else "",
        }

    def rich(self, text: str) -> str:
        """Plain text with `**bold**` and `[[f01]]` as the rich text that an editor's toolbar would have made."""
        html = BOLD.sub(r"<b>\1</b>", escape(text, quote=False))
        return c.FIGURE_REFERENCE.sub(lambda match: self._link(match.group(1)), html)

    def _link(self, fid: str) -> str:
        figure = self.story.figures[fid]
        quantity = Quantity(
            Decimal(figure.value),
            Decimal(figure.value_max) if figure.value_max else None,
            Decimal(figure.total) if figure.total else None,
            qualifier=Qualifier(figure.qualifier),
            unit=self.units[figure.unit].term,
            nature=Nature(figure.nature),
        )
        words = figure_forms(quantity, "vi").sentence
        return f'<a linktype="figure" id="{self.figure_key(fid)}">{escape(words)}</a>'
