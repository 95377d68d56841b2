"""The English of the stories: a file for each holds every string beside the Vietnamese that it was made from."""

from collections.abc import Mapping
from typing import Literal, Self

from django.db import transaction
from pydantic import model_validator
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from accounts.models import User
from home.demo.clock import Clock
from home.demo.content import DIRECTORY, ContentError, Progress, read
from home.demo.entries import BothText, Entry, Line
from story import actions
from story.models import StoryPage
from story.selectors import is_public

State = Literal["not-started", "in-work", "waiting", "returned", "checked", "published"]
# How long a translation takes, and how long it waits at each step, in hours.
HOURS = {"translate": 6, "check": 12, "approve": 4}


class EnglishContent(Entry):
    """One story in English, and how far the newsroom has come with it."""

    state: State
    # Why the checker returned it.
    comment: Line = ""
    texts: tuple[BothText, ...]

    @model_validator(mode="after")
    def _says_what_its_state_needs(self) -> Self:
        if (self.state == "returned") != bool(self.comment):
            raise ValueError("a returned translation has a comment, and no other has")
        sources = [text.vi for text in self.texts]
        if twice := sorted({text for text in sources if sources.count(text) > 1}):
            raise ValueError(f"given twice: {twice[0]}")
        return self

    @property
    def by_source(self) -> dict[str, str]:
        """The English of each Vietnamese string."""
        return {text.vi: text.en for text in self.texts}


def load_english() -> dict[str, EnglishContent]:
    """The files by the slug of their story; raises ContentError."""
    paths = sorted((DIRECTORY / "english").glob("*.yaml"))
    return {path.stem: read(path, EnglishContent) for path in paths}


class EnglishLoader:
    """Brings a public story into English, each step by the person whose step it is; what was begun is left as it is."""

    def __init__(self, users: dict[str, User], clock: Clock, say: Progress) -> None:
        self.users, self.clock, self.say = users, clock, say
        self.contents = load_english()
        self.locale = Locale.objects.get(language_code="en")

    @transaction.atomic
    def load(self, page: StoryPage) -> None:
        """As far as its file says; a story that is not public yet has nothing that a translator may read."""
        content = self.contents.get(page.slug)
        begun = page.has_translation(self.locale)
        if content is None or content.state == "not-started" or begun or not is_public(page):
            return
        self.clock.wait(HOURS["translate"])
        english = self._translate(page, content)
        self.say(f"    English: {english.draft_title}")
        if content.state != "in-work":
            self._check(page, english, content)

    def _translate(self, page: StoryPage, content: EnglishContent) -> StoryPage:
        source, _created = TranslationSource.update_or_create_from_instance(page)
        translation = Translation.objects.create(source=source, target_locale=self.locale)
        rows = self._rows(source, content.by_source)
        # Whoever is still at work has come half the way.
        StringTranslation.objects.bulk_create(rows[: len(rows) // 2] if content.state == "in-work" else rows)
        translation.save_target(user=self.users["biendich"], publish=False)
        return page.get_translation(self.locale)

    def _rows(self, source: TranslationSource, english: Mapping[str, str]) -> list[StringTranslation]:
        rows = {}
        for segment in source.stringsegment_set.select_related("string").order_by("order"):
            # The files have plain spaces where a figure keeps its number and unit in one line.
            text = segment.string.data.replace("\xa0", " ")
            if text not in english:
                raise ContentError(f"{source.object_repr}: no English for “{text}”")
            # A text that a block says twice is one row of localize's.
            rows[segment.string_id, segment.context_id] = StringTranslation(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=self.locale,
                data=english[text],
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                last_translated_by=self.users["biendich"],
            )
        return list(rows.values())

    def _check(self, page: StoryPage, english: StoryPage, content: EnglishContent) -> None:
        """From the translator to the checker, and on to the approver."""
        actions.submit(english, self.users["biendich"])
        if content.state == "waiting":
            return
        self.clock.wait(HOURS["check"])
        task = english.current_workflow_task_state
        if content.state == "returned":
            actions.reject(task, self.users["kiembandich"], content.comment)
            return
        actions.approve(task, self.users["kiembandich"])
        if content.state == "published":
            self.clock.wait(HOURS["approve"])
            # Lists of both languages have the same order.
            StoryPage.objects.filter(pk=english.pk).update(first_published_at=page.first_published_at)
            actions.approve(
                StoryPage.objects.get(pk=english.pk).current_workflow_task_state, self.users["duyet"]
            )
