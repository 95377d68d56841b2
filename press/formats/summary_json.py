"""The summary itself, for machines."""

from django.utils.translation import gettext_lazy as _

from press.formats.registry import Format, register
from press.summary import StorySummary


def build(summary: StorySummary) -> bytes:
    """The summary as JSON."""
    return summary.to_json()


register(Format("summary.json", "application/json", _("Summary"), "data", build))
