"""Which figures wait for a checker, across all stories the checker may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState, get_default_page_content_type

from accounts.answers import once
from story.listing import with_figures
from story.models import FigureCheckTask, FigureQuery, FigureReview, FigureSignOff, StoryPage
from story.records import FigureRecord, decided, drafted_records, newest_words
from story.reports.ageing import old_figures
from story.selectors import visible_to

DISPUTED = FigureSignOff.Decision.DISPUTED


@dataclass(frozen=True)
class FigureItem:
    """One figure on the checker's list, and why it is there."""

    page: StoryPage
    record: FigureRecord
    revision: int
    state: str
    at: datetime | None = None
    note: str = ""
    query: FigureQuery | None = None

    @property
    def address(self) -> str:
        """The checker's screen at this figure."""
        query = urlencode({"figure": self.record.id})
        return f"{reverse('story_figure_check', args=[self.page.pk])}?{query}#figure"

    @property
    def answered(self) -> bool:
        """Whether the province has said something of it."""
        return bool(self.query and self.query.said)


@dataclass(frozen=True)
class Draft:
    """The latest version of a story, its figures as they stand there."""

    page: StoryPage
    revision: int
    figures: list[FigureRecord]


def checks_of(user: Any) -> QuerySet[FigureCheckTask]:
    """The figure checks whose group the user is in; all for a superuser."""
    tasks = FigureCheckTask.objects.filter(active=True)
    if not user.is_active:
        return tasks.none()
    return tasks if user.is_superuser else tasks.filter(groups__in=user.groups.all()).distinct()


@once
def is_checker(user: Any) -> bool:
    """Whether the user checks figures at all."""
    return checks_of(user).exists()


def stories_at_check(user: Any) -> QuerySet[StoryPage]:
    """The stories whose figures wait at a step of the user."""
    steps = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        task__in=checks_of(user).values("task_ptr_id"),
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=get_default_page_content_type(),
    )
    # A workflow names its object, of whatever model, by a text.
    pages = steps.annotate(page_pk=Cast("workflow_state__object_id", IntegerField())).values("page_pk")
    return _first_language().filter(pk__in=pages)


def public_stories(user: Any) -> QuerySet[StoryPage]:
    """The public stories whose figures the user may check."""
    if not is_checker(user):
        return StoryPage.objects.none()
    keys = visible_to(user).values("pk")
    return _first_language().filter(pk__in=keys, live_revision__isnull=False)


def _first_language() -> QuerySet[StoryPage]:
    stories = StoryPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
    return stories.select_related("province", "locale").order_by("-latest_revision_created_at", "-pk")


def drafts(stories: QuerySet[StoryPage]) -> list[Draft]:
    """The latest version of each story, with every checker's word, in two queries."""
    pages = list(stories.select_related("province", "locale", "latest_revision"))
    words = newest_words({page.translation_key for page in pages})
    found = []
    for page in pages:
        revision = page.latest_revision
        if revision is None:
            continue
        # Only the body is read: a whole page would ask for each of its relations by itself.
        version = StoryPage(pk=page.pk, locale=page.locale, title=revision.content["title"])
        version.body = revision.content["body"]
        records = [decided(record, words[page.translation_key]) for record in drafted_records(version)]
        page.title = version.title
        found.append(Draft(page, revision.pk, records))
    return found


def _keys(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values("translation_key")


class Survey:
    """All figures that wait for one checker; each state is looked up once."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def _drafts(self) -> list[Draft]:
        """Stories at the user's step, then public ones of which a figure was disputed or asked for."""
        disputed = Q(translation_key__in=_keys(FigureSignOff.objects.filter(decision=DISPUTED)))
        asked = Q(translation_key__in=_keys(FigureQuery.objects.all()))
        in_question = public_stories(self.user).filter(disputed | asked)
        at_check = Q(pk__in=stories_at_check(self.user).order_by().values("pk"))
        stories = _first_language().filter(at_check | Q(pk__in=in_question.order_by().values("pk")))
        found = drafts(stories.annotate(at_check=Case(When(at_check, then=True), default=False)))
        return sorted(found, key=lambda draft: not draft.page.at_check)

    @cached_property
    def _queries(self) -> dict[tuple[Any, str, str], FigureQuery]:
        """The newest question about each figure as it stands, still open or answered."""
        stories = [draft.page.translation_key for draft in self._drafts]
        newest: dict[tuple[Any, str, str], FigureQuery] = {}
        for query in FigureQuery.objects.filter(translation_key__in=stories).prefetch_related("answers"):
            answered = {str(answer.block_id) for answer in query.answers.all()}
            for block_id, fingerprint in query.asked.items():
                if block_id in answered or not query.said:
                    newest.setdefault((query.translation_key, block_id, fingerprint), query)
        return newest

    def _query(self, draft: Draft, record: FigureRecord) -> FigureQuery | None:
        """The question that nobody has decided on since."""
        query = self._queries.get((draft.page.translation_key, record.id, record.fingerprint))
        if query and record.verified and record.verified.at > query.created_at:
            return None
        return query

    @cached_property
    def waiting(self) -> list[FigureItem]:
        """Figures at the user's step that nobody decided on or asked about."""
        return [
            FigureItem(
                draft.page, record, draft.revision, "waiting", at=draft.page.latest_revision_created_at
            )
            for draft in self._drafts
            if draft.page.at_check
            for record in draft.figures
            if not (record.verified or record.disputed or self._query(draft, record))
        ]

    @cached_property
    def disputed(self) -> list[FigureItem]:
        """Figures whose authors have to make something clear."""
        return [
            FigureItem(draft.page, record, draft.revision, "disputed", note=record.disputed)
            for draft in self._drafts
            for record in draft.figures
            if record.disputed
        ]

    @cached_property
    def asked(self) -> list[FigureItem]:
        """Figures that a province was asked about and nobody decided on since; the answered ones first."""
        found = [
            FigureItem(
                draft.page, record, draft.revision, "asked", query.closed_at or query.created_at, query=query
            )
            for draft in self._drafts
            for record in draft.figures
            if not record.disputed and (query := self._query(draft, record))
        ]
        return sorted(found, key=lambda item: not item.answered)

    @cached_property
    def ageing(self) -> list[FigureItem]:
        """Published figures more than twelve months old that were not reviewed within the last twelve."""
        due = {(page, str(block)) for page, block in old_figures().values_list("page", "block_id")}
        pages = with_figures(public_stories(self.user).filter(pk__in={page for page, _block in due}))
        reviews = newest_reviews(page.translation_key for page in pages)
        found = []
        for page in pages:
            for record in page.figures.values():
                if (page.pk, record.id) in due:
                    review = reviews.get((page.translation_key, record.id))
                    at = review.asked_at if review else None
                    found.append(FigureItem(page, record, page.live_revision_id or 0, "ageing", at))
        return found


def newest_reviews(keys: Iterable[Any]) -> dict[tuple[Any, str], FigureReview]:
    """The newest yearly review of each figure, by story and block id."""
    newest: dict[tuple[Any, str], FigureReview] = {}
    for review in FigureReview.objects.filter(translation_key__in=set(keys)):
        newest.setdefault((review.translation_key, str(review.block_id)), review)
    return newest


def waiting(user: Any) -> list[FigureItem]:
    """See `Survey.waiting`; who needs several states makes one Survey."""
    return Survey(user).waiting


def disputed(user: Any) -> list[FigureItem]:
    """See `Survey.disputed`."""
    return Survey(user).disputed


def asked(user: Any) -> list[FigureItem]:
    """See `Survey.asked`."""
    return Survey(user).asked


def ageing(user: Any) -> list[FigureItem]:
    """See `Survey.ageing`."""
    return Survey(user).ageing
