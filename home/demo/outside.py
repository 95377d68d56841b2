"""What comes from outside: calls and their answer, stories sent in by anyone, readers' questions, journalists."""

import time
from datetime import timedelta
from html import escape
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone

from accounts import accrediting
from accounts.models import AccreditationRequest, User
from home.calls.actions import answer
from home.calls.models import Call
from home.demo.clock import Clock
from home.demo.content import ContentError
from home.demo.everyday import (
    AccreditationContent,
    AnswerContent,
    CallContent,
    Everyday,
    QuestionContent,
    SubmissionContent,
)
from home.submissions import actions as submissions
from home.submissions.forms import CLOCK, SubmissionForm
from home.submissions.models import Submission
from places.models import AdministrativeUnit
from story import actions
from story.links import check_links
from story.models import LinkCheck, Pillar, ProvincePage, Question, Sector, StoryPage
from story.probe import probe

FIRST_LANGUAGE = "vi"


class Outside:
    """Loads what is missing; what is there already, by its headline or words, is left as it is."""

    def __init__(self, users: dict[str, User], clock: Clock) -> None:
        self.users, self.clock = users, clock

    def load(self, content: Everyday) -> None:
        """All of it."""
        calls = {key: self._call(call) for key, call in content.calls.items()}
        self._answer(calls[content.answer.call], content.answer)
        for sent in content.submissions:
            self._submission(sent, calls.get(sent.call))
        for question in content.questions:
            self._question(question)
        for asked in content.accreditations:
            self._accreditation(asked)

    @transaction.atomic
    def _call(self, content: CallContent) -> Call:
        known = Call.objects.filter(title=content.title).first()
        if known:
            return known
        self.clock.go_back(content.published_days_ago)
        days = content.open_for_days
        call = Call(
            title=content.title,
            title_en=content.title_en,
            theme=content.theme,
            theme_en=content.theme_en,
            deadline=timezone.localdate() + timedelta(days=days) if days else None,
            published=True,
        )
        call.full_clean()
        call.save()
        call.pillars.set(Pillar.objects.filter(code__in=content.pillars))
        call.sectors.set(Sector.objects.filter(code__in=content.sectors))
        return call

    @transaction.atomic
    def _answer(self, call: Call, content: AnswerContent) -> None:
        if call.answers.exists():
            return
        self.clock.go_back(content.days_ago)
        user = self.users[content.account]
        unit = ProvincePage.objects.get(slug=content.unit, locale__language_code=FIRST_LANGUAGE).unit
        page: Any = answer(call, user, unit).get_latest_revision_as_object()
        link = f'<a href="{escape(content.link)}">{escape(content.link_text)}</a>'
        blocks = submissions.paragraphs(content.problem)
        blocks.append({"type": "paragraph", "value": f"<p>{link}</p>"})
        body = page.body.get_prep_value()
        next(part for part in body if part["type"] == "problem")["value"]["content"] = blocks
        page.body = StoryPage.body.field.to_python(body)
        page.save_revision(user=user, log_action=True, clean=False)
        result, status = probe(content.link)
        asked = {"result": result, "status": status, "checked_at": timezone.now()}
        LinkCheck.objects.get_or_create(url=content.link, defaults=asked)
        check_links(most=0)

    @transaction.atomic
    def _submission(self, content: SubmissionContent, call: Call | None) -> None:
        if Submission.objects.filter(headline=content.headline).exists():
            return
        self.clock.go_back(content.days_ago)
        row = self._sent(content, call)
        if content.state == "unconfirmed":
            return
        self.clock.wait(1)
        submissions.confirm(row)
        self.clock.wait(20)
        if content.state == "taken-up":
            submissions.take_up(row, self.users[content.account])
        elif content.state == "declined":
            submissions.decline(row, self.users[content.account], content.reason)

    def _sent(self, content: SubmissionContent, call: Call | None) -> Submission:
        unit = AdministrativeUnit.objects.by_name(content.unit)
        names = ("sender_kind", "name", "organisation", "email", "phone", "place_detail", "headline")
        data = {name: getattr(content, name) for name in names} | content.parts
        data |= {"unit": unit.today().pk if unit else "", "licence": Submission.Licence.BY, "consent": "on"}
        data["clock"] = signing.dumps(int(time.time()) - 60, salt=CLOCK)
        form = SubmissionForm(data)
        if not form.is_valid():
            raise ContentError(f"{content.headline}: {form.errors.as_json()}")
        row: Submission = form.save(commit=False)
        row.call = call
        return submissions.send(row, [])

    @transaction.atomic
    def _question(self, content: QuestionContent) -> None:
        page = StoryPage.objects.get(slug=content.story, locale__language_code=FIRST_LANGUAGE)
        if page.questions.filter(text=content.text).exists():
            return
        self.clock.go_back(content.days_ago)
        # The public form wants to see somebody typing; here its row is made at once.
        asked = {"name": content.name, "email": content.email, "text": content.text}
        question = Question.objects.create(page=page, **asked)
        self.clock.wait(26)
        if content.answer:
            actions.answer_question(page, question.pk, self.users[content.account], content.answer)
        elif content.account:
            actions.hide_question(page, question.pk, self.users[content.account])

    @transaction.atomic
    def _accreditation(self, content: AccreditationContent) -> None:
        if AccreditationRequest.objects.filter(email=content.email).exists():
            return
        self.clock.go_back(content.days_ago)
        said = content.model_dump(exclude={"days_ago", "account", "reason"})
        row = accrediting.ask(AccreditationRequest(**said))
        self.clock.wait(1)
        row = accrediting.confirm(row)
        if content.reason:
            self.clock.wait(20)
            accrediting.refuse(row, self.users[content.account], content.reason)
