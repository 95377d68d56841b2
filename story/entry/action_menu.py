"""The buttons below the form of a story."""

from typing import Any

from wagtail.admin.action_menu import ActionMenuItem

from story.models import ProvincePage, StoryPage


def is_story(context: dict[str, Any]) -> bool:
    """Whether the form is a story's; a new one knows only its parent."""
    page = context.get("page")
    return isinstance(page, StoryPage) if page else isinstance(context.get("parent_page"), ProvincePage)


class SaveAndSubmit(ActionMenuItem):
    """Both buttons at once. Saving comes first, so that Enter in a box never submits."""

    template_name = "admin/story/entry/save_and_submit.html"

    def __init__(self, save: ActionMenuItem, submit: ActionMenuItem) -> None:
        super().__init__(order=0)
        self.save, self.submit = save, submit
        submit.classname = "story-submit"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "save": self.save.render_html(parent_context),
            "submit": self.submit.render_html(parent_context),
        }
