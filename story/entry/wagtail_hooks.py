"""Where the editor's screens meet Wagtail: addresses, the figure in rich text, viewsets, ways to a place in the form."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.action_menu import PublishMenuItem, SaveDraftMenuItem, SubmitForModerationMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from story import draftail
from story.entry.action_menu import SaveAndSubmit, is_story
from story.entry.urls import urlpatterns
from story.viewsets import StoryViewSet, VocabularyGroup

register_snippet(VocabularyGroup)


@hooks.register("register_admin_urls")
def register_entry_urls() -> list[URLPattern]:
    """What the boxes ask while somebody types."""
    return urlpatterns


@hooks.register("register_admin_viewset")
def register_story_viewset() -> StoryViewSet:
    """The story's own edit view."""
    return StoryViewSet()


@hooks.register("register_rich_text_features")
def register_figure_feature(features: FeatureRegistry) -> None:
    """The figure as an entity of the rich text editor."""
    draftail.register(features)


SCRIPTS = (
    "story/entry-settle.js",
    "story/entry-places.js",
    "story/entry-numbers.js",
    "story/entry-meter.js",
    "story/entry-told.js",
)


@hooks.register("insert_editor_js")
def load_scripts() -> SafeString:
    """Presses that wait for the text, the way to what is missing, numbers made figures, the count, like stories."""
    return format_html_join(
        "\n", '<script src="{}"></script>', ((versioned_static(script),) for script in SCRIPTS)
    )


@hooks.register("insert_global_admin_css")
def load_styles() -> SafeString:
    """The editor's own boxes."""
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("story/entry-desk.css"))


@hooks.register("construct_page_action_menu")
def show_submission(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Whoever sends stories in has the button beside the one that saves, not behind the arrow."""
    save = next((item for item in menu_items if isinstance(item, SaveDraftMenuItem)), None)
    submit = next((item for item in menu_items if isinstance(item, SubmitForModerationMenuItem)), None)
    may_publish = any(isinstance(item, PublishMenuItem) for item in menu_items)
    if save and submit and not may_publish and is_story(context):
        menu_items[:] = [item for item in menu_items if item not in (save, submit)]
        menu_items.insert(0, SaveAndSubmit(save, submit))


@hooks.register("construct_help_menu")
def keep_help_at_home(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's own news and guide are in English on another host: they are not for editors here."""
    menu_items[:] = [item for item in menu_items if item.url.startswith(("/", "#"))]
