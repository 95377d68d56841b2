"""Form widgets of the figure block: plain text boxes, which a script on the page makes helpful."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static


class EntryInput(forms.TextInput):
    """A text box with a controller of static/story; its words and addresses travel as attributes."""

    controller = ""
    values: dict[str, Any] = {}

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {"data-controller": self.controller, "autocomplete": "off"}
        own |= {f"data-{self.controller}-{name}-value": value for name, value in self.values.items()}
        super().__init__(own | (attrs or {}))

    @property
    def media(self) -> forms.Media:
        scripts = ("figures", "echo", "unit", "reference")
        return forms.Media(
            js=[versioned_static(f"story/entry-{name}.js") for name in scripts],
            css={"all": [versioned_static("story/entry.css")]},
        )


class QuantityInput(EntryInput):
    """The box a number is typed into; below it stands what was understood."""

    controller = "story-quantity"
    values = {
        "url": reverse_lazy("story_read_figure"),
        "understood": _("Understood as"),
        "screen": _("on screen"),
        "compact": _("in short"),
        "spoken": _("read aloud"),
        "failed": _("The server does not answer. The number is checked when you save."),
    }


class PeriodInput(EntryInput):
    """The box a period is typed into."""

    controller = "story-period"
    values = {"url": reverse_lazy("story_read_period"), "understood": _("Understood as")}


class ReferenceInput(EntryInput):
    """A choice among the figures of the story being edited."""

    controller = "story-reference"
    values = {"none": _("no figure"), "gone": _("a figure that is no longer there"), "free": ""}


class ChartNumberInput(ReferenceInput):
    """A number, or a figure of the story."""

    values = {**ReferenceInput.values, "none": _("or a figure of this story…"), "free": "true"}


class UnitInput(EntryInput):
    """A unit, found by its name."""

    controller = "story-unit"
    values = {
        "url": reverse_lazy("story_units"),
        "create": _("New unit “%(name)s”"),
        "unknown": _("not a unit yet"),
        "list": _("Units"),
    }
