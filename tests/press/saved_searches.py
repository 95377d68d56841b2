"""Saved searches, and the letters about them, for tests."""

from datetime import timedelta

from django.core import mail
from django.http import QueryDict
from django.utils import timezone

from press.saved.keeping import keep
from press.saved.questions import question_of
from story import actions
from story.models import StoryPage
from tests import factories as make
from tests.press.desk_stories import journalist

LIST, LINE = "/press/tim-da-luu/", "Chưa được đăng, phát trước 06:00"


def saved(person=None, query="", notify="at-once", locale="vi", name="Tin của tôi"):
    question = question_of(QueryDict(query), locale)
    return keep(person or journalist(), question, locale, name, notify)[0]


def ended(person):
    person.accredited_until = timezone.localdate() - timedelta(days=1)
    person.save()
    return person


def letters_to(person):
    return [message for message in mail.outbox if message.to == [person.email]]


def republished(page, headline):
    make.edit(page, title=headline)
    return make.publish_through_workflow(StoryPage.objects.get(pk=page.pk))


def published_now(page):
    make.fall_due(page)
    assert actions.go_live(page)
