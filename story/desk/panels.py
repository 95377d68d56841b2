"""The panels of the desk, one for each role."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from story import permissions
from story.checking.selectors import Survey
from story.desk import selectors
from story.models import StoryPage
from story.reports.ageing import old_figures
from story.reports.links import broken_links
from story.states import IN_WORK, State

MOST_ROWS = 5


@dataclass(frozen=True)
class Count:
    """A number that leads to the list behind it; `urgent` ones stand out unless they are zero."""

    label: str
    number: int
    url: str
    urgent: bool = False


@dataclass(frozen=True)
class Row:
    """A story that waits: where a click leads, and what is asked; `quiet` is only good to know."""

    story: Any
    url: str
    note: str = ""
    comment: str = ""
    quiet: str = ""


def listed(**filters: Any) -> str:
    """The address of the list of stories with these filters."""
    return f"{reverse('story_report_stories')}?{urlencode(filters, doseq=True)}"


class Desk:
    """What the panels of one person share, asked for once."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def stories(self) -> QuerySet[StoryPage]:
        """The stories the person works with, each with its state."""
        return selectors.stories_of(self.user)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How many of them stand in each state, and need somebody."""
        return selectors.numbers(self.stories, self.user)

    @cached_property
    def oldest(self) -> dict[str, list[StoryPage]]:
        """Those that wait longest at each step."""
        return selectors.oldest(self.stories, MOST_ROWS)

    @property
    def may_begin(self) -> bool:
        """Whether there is a unit for which the person may begin a story."""
        return permissions.writes(self.user)


class DeskPanel(Component):
    """Counts, then the stories that wait longest."""

    template_name = "admin/story/desk/panel.html"
    name = ""
    title: Any = ""
    empty: Any = ""
    begins = False
    step: State

    def __init__(self, desk: Desk, order: int) -> None:
        self.desk, self.user, self.order = desk, desk.user, order

    @property
    def stories(self) -> QuerySet[StoryPage]:
        """The stories of this panel, each with its state."""
        return self.desk.stories

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How many of them stand in each state, and need somebody."""
        return self.desk.numbers

    def counts(self) -> Iterator[Count]:
        """The panel's numbers."""
        raise NotImplementedError

    def row(self, story: Any) -> Row:
        """How one of them is shown."""
        return Row(story, reverse("wagtailadmin_pages:edit", args=[story.pk]))

    def rows(self) -> list[Row]:
        """The stories the person should take up, the oldest first."""
        return [self.row(story) for story in self.desk.oldest.get(self.step, [])]

    def by_state(self, state: State, *, urgent: bool = False, **filters: Any) -> Count:
        """The count of one state."""
        label = str(state.label)
        return Count(label, self.numbers.get(state, 0), listed(state=state.value, **filters), urgent)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"panel": self, "counts": list(self.counts()), "rows": self.rows(), "user": self.user}

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("story/desk.css")]})


class ContributorPanel(DeskPanel):
    """A contributor's own stories, and what is asked of them."""

    name = "contributor"
    title = gettext_lazy("My stories")
    empty = gettext_lazy("Nothing is asked of you.")
    begins = True

    @property
    def stories(self) -> QuerySet[StoryPage]:
        return self.desk.stories.filter(owner=self.user)

    @cached_property
    def numbers(self) -> dict[str, int]:
        return selectors.numbers(self.stories, self.user)

    def counts(self) -> Iterator[Count]:
        yield self.by_state(State.DRAFT, only="mine")
        yield self.by_state(State.RETURNED, urgent=True, only="mine")
        in_work = sum(self.numbers.get(state, 0) for state in IN_WORK)
        yield Count(_("being worked on"), in_work, listed(state=[s.value for s in IN_WORK], only="mine"))
        yield self.by_state(State.SCHEDULED, only="mine")
        yield self.by_state(State.PUBLISHED, only="mine")

    def rows(self) -> list[Row]:
        found = selectors.asked_of_author(self.stories).order_by("since", "pk").select_related("province")
        return [self.row(story) for story in found[:MOST_ROWS]]

    def row(self, story: Any) -> Row:
        if story.state != State.RETURNED:
            return replace(super().row(story), note=_("A figure has to be made clear"))
        return replace(super().row(story), note=_("Returned to you"), comment=story.comment or "")


class EditorPanel(DeskPanel):
    """What an editor has in hand."""

    name = "editor"
    title = gettext_lazy("Editing")
    empty = gettext_lazy("No story waits for an editor.")
    begins = True
    step = State.EDIT

    def counts(self) -> Iterator[Count]:
        yield self.by_state(State.EDIT, urgent=True)
        yield self.by_state(State.CHECK)
        yield self.by_state(State.APPROVAL)
        yield self.by_state(State.RETURNED)
        yield Count(_("in my hands"), self.numbers["assigned"], listed(only="assigned"))
        yield Count(_("overdue"), self.numbers["overdue"], listed(only="overdue"), urgent=True)
        yield Count(_("stuck for a week"), self.numbers["stuck"], listed(only="stuck"), urgent=True)
        yield Count(_("broken links"), broken_links().count(), reverse("story_report_links"))


class CheckerPanel(DeskPanel):
    """What waits for whoever checks figures."""

    name = "checker"
    title = gettext_lazy("Checking figures")
    empty = gettext_lazy("No figure waits to be checked.")
    step = State.CHECK

    def counts(self) -> Iterator[Count]:
        survey = Survey(self.user)
        for state, label, found in (
            ("waiting", _("figures to check"), survey.waiting),
            ("disputed", _("to be made clear"), survey.disputed),
            ("asked", _("asked of the province"), survey.asked),
        ):
            address = f"{reverse('story_figures')}?state={state}"
            yield Count(label, len(found), address, urgent=state == "waiting")
        address = f"{reverse('story_figures')}?state=ageing"
        yield Count(_("figures over a year old"), old_figures().count(), address)

    def row(self, story: Any) -> Row:
        return Row(story, reverse("story_figure_check", args=[story.pk]))


class ApproverPanel(DeskPanel):
    """What waits for an approver, and what goes out by itself."""

    name = "approver"
    title = gettext_lazy("Approving")
    empty = gettext_lazy("No story waits for approval.")
    step = State.APPROVAL

    def counts(self) -> Iterator[Count]:
        yield self.by_state(State.APPROVAL, urgent=True)
        yield self.by_state(State.SCHEDULED)
        yield self.by_state(State.PUBLISHED)
        yield self.by_state(State.WITHDRAWN)

    def row(self, story: Any) -> Row:
        own = story.writer == self.user.pk
        note = _("You wrote the latest version: another person approves it.") if own else ""
        return Row(story, reverse("wagtailadmin_pages:edit", args=[story.pk]), note)


class TranslationPanel(DeskPanel):
    """What waits for whoever compares translations with their source."""

    name = "translation"
    title = gettext_lazy("Checking translations")
    empty = gettext_lazy("No translation waits to be checked.")
    step = State.TRANSLATION

    def counts(self) -> Iterator[Count]:
        yield self.by_state(State.TRANSLATION, urgent=True)


class NotificationsPanel(Component):
    """What the person was told and has not read."""

    template_name = "admin/story/desk/notifications.html"
    name = "notifications"

    def __init__(self, desk: Desk, order: int) -> None:
        self.user, self.order = desk.user, order

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "notifications": selectors.unread(self.user)[:MOST_ROWS],
            "count": selectors.unread_count(self.user),
            "csrf_token": parent_context["csrf_token"],
        }

    @property
    def media(self) -> Media:
        return Media(css={"all": [versioned_static("story/desk.css")]})
