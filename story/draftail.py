"""The figure in rich text: a button in the toolbar, and the stored link `<a linktype="figure" id="…">` both ways."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from story.blocks.fields import is_reference
from story.richtext import FigureLinkHandler

FEATURE = "figure"
ENTITY = "FIGURE"


class FigureElementHandler(InlineEntityElementHandler):
    """A stored figure link becomes an entity that is deleted whole and never half edited."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"id": attrs.get("id", "")}


def figure_link(props: dict[str, Any]) -> Any:
    """The entity as its stored link; one without a figure's id is plain text."""
    key = str(props.get("id") or "")
    if not is_reference(key):
        return props["children"]
    return DOM.create_element("a", {"linktype": FEATURE, "id": key}, props["children"])


def register(features: FeatureRegistry) -> None:
    """Add the feature to Wagtail's registry."""
    features.register_link_type(FigureLinkHandler)
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        EntityFeature(
            {
                "type": ENTITY,
                "icon": "decimal",
                "description": _("Figure"),
                "strings": {
                    "title": _("Put a figure into the text"),
                    "empty": _("This story has no figures yet. Add the first one; it is then in this list."),
                    "unread": _("The number is not readable yet"),
                    "add": _("Add a figure"),
                    "close": _("Close"),
                    "gone": _("This figure is no longer in the story"),
                },
            },
            js=["story/entry-figures.js", "story/draftail-figure.js"],
            css={"all": ["story/entry.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {'a[linktype="figure"]': FigureElementHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: figure_link}},
        },
    )
