"""What the newsroom has in hand: who does what until when, figures to be made clear, questions to the province."""

from typing import Any

from accounts.models import User
from home.demo.clock import Clock
from home.demo.everyday import AssignmentContent, DisputeContent, Everyday, QueryContent
from story import actions
from story.models import Assignment, FigureQuery, FigureReview, FigureSignOff, StoryPage


class Desk:
    """Does what is missing; what was done already is left as it is."""

    def __init__(self, users: dict[str, User], clock: Clock) -> None:
        self.users, self.clock = users, clock

    def load(self, content: Everyday) -> None:
        """All of it."""
        for assignment in content.assignments:
            self._assign(assignment)
        for dispute in content.disputes:
            self._dispute(dispute)
        for query in content.queries:
            self._ask(query)
        for slug in content.reviews:
            self._review(slug)

    def _assign(self, content: AssignmentContent) -> None:
        page = _story(content.story)
        if Assignment.objects.filter(page=page).exists():
            return
        self.clock.go_back(content.days_ago)
        due = self.clock.today(content.due)
        actions.assign(page, self.users["bientap"], self.users[content.account], due)

    def _dispute(self, content: DisputeContent) -> None:
        page = _story(content.story)
        words = FigureSignOff.objects.filter(translation_key=page.translation_key)
        if words.filter(decision=FigureSignOff.Decision.DISPUTED).exists():
            return
        self.clock.go_back(content.days_ago)
        (key,) = _keys(page, content.figure)
        actions.dispute(page, key, self.users["kiemchung"], page.latest_revision_id, content.note)

    def _ask(self, content: QueryContent) -> None:
        page = _story(content.story)
        if FigureQuery.objects.filter(page=page).exists():
            return
        self.clock.go_back(content.days_ago)
        actions.ask_province(
            page,
            self.users["kiemchung"],
            page.latest_revision_id,
            _keys(page, *content.figures),
            name=content.name,
            email=content.email,
            organisation=content.organisation,
        )

    def _review(self, slug: str) -> None:
        page = _story(slug)
        if FigureReview.objects.filter(page=page).exists():
            return
        self.clock.go_back(5)
        actions.ask_review(page, [key for key, figure in page.figures.items() if figure.highlight])


def _story(slug: str) -> StoryPage:
    return StoryPage.objects.get(slug=slug, locale__language_code="vi")


def _keys(page: Any, *labels: str) -> list[str]:
    """The figures of the latest version with these labels, in the order of the labels."""
    version = page.get_latest_revision_as_object()
    by_label = {figure.label: key for key, figure in version.figures.items()}
    return [by_label[label] for label in labels]
