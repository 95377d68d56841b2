"""A checker keeps a number against the check: by name, with a reason, for these two texts alone, and everybody sees it."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation

from accounts import roles
from tests.factories import paragraph, person
from tests.translation.working import in_work, put, segments, send, started, told, write
from translation.kept import KeptFinding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
VIETNAMESE, ENGLISH = "Đêm 30 Tết, anh vẫn trực tổng đài.", "He was on the hotline even on New Year's Eve."
REASON = "Đêm 30 là tên gọi của đêm giao thừa."


@pytest.fixture
def begun():
    draft, translation = started(headline="Trực đêm", content={"problem": [paragraph(VIETNAMESE)]})
    for segment in segments(translation):
        write(segment, f"EN {segment.string.data}")
    return draft, translation, segments(translation).get(string__data=VIETNAMESE)


@pytest.fixture
def translator(signed_in):
    return signed_in(person(roles.TRANSLATOR))


@pytest.fixture
def checker():
    user = person(roles.TRANSLATION_CHECKER, first_name="Lan", last_name="Nông Thị")
    browser = Client()
    browser.force_login(user)
    browser.user = user
    return browser


def mark_of(browser, translation, segment):
    """The name of the finding, as the screen of this person has it."""
    answer = browser.get(reverse("translation_help", args=[translation.pk])).json()
    return next(
        each["mark"] for each in answer["segments"][str(segment.pk)]["findings"] if each["level"] == "error"
    )


def keep(browser, translation, segment, mark, reason=REASON):
    address = reverse("translation_keep_number", args=[translation.pk, segment.pk])
    return browser.post(address, {"finding": mark, "reason": reason})


def row_of(segment):
    return StringTranslation.objects.get(translation_of=segment.string_id, context=segment.context_id)


def test_what_a_checker_keeps_goes_out_with_name_and_reason(begun, translator, checker):
    draft, translation, segment = begun
    assert "30" in put(translator, translation, segment, ENGLISH).json()["error"]
    assert "30" in told(send(translator, draft))
    assert not in_work(draft)
    mark = mark_of(checker, translation, segment)
    assert keep(checker, translation, segment, mark).status_code == 200
    assert not row_of(segment).has_error
    said = told(send(translator, draft))
    assert in_work(draft)
    assert REASON in said and "Lan" in said
    entry = PageLogEntry.objects.get(page=draft.pk, action="translation.keep_number")
    assert entry.user == checker.user and entry.data["reason"] == REASON


def test_another_word_opens_it_again(begun, translator, checker):
    _draft, translation, segment = begun
    put(translator, translation, segment, ENGLISH)
    keep(checker, translation, segment, mark_of(checker, translation, segment))
    assert put(translator, translation, segment, ENGLISH).json()["error"] is None
    assert "30" in put(translator, translation, segment, f"{ENGLISH} Again.").json()["error"]


def test_who_translates_does_not_keep(begun, translator, checker):
    _draft, translation, segment = begun
    put(translator, translation, segment, ENGLISH)
    assert mark_of(translator, translation, segment) == ""
    mark = mark_of(checker, translation, segment)
    assert keep(translator, translation, segment, mark).status_code in (302, 403)
    write(segment, ENGLISH, checker.user)
    refused = keep(checker, translation, segment, mark)
    assert refused.status_code == 400 and "chính bạn" in refused.json()["error"].lower()
    assert not KeptFinding.objects.exists()


@pytest.mark.parametrize(("reason", "status"), [("", 400), ("đúng", 400), ("a" * 501, 400)])
def test_a_reason_is_asked_for(begun, translator, checker, reason, status):
    _draft, translation, segment = begun
    put(translator, translation, segment, ENGLISH)
    answer = keep(checker, translation, segment, mark_of(checker, translation, segment), reason)
    assert answer.status_code == status and answer.json()["error"]
    assert row_of(segment).has_error


def test_a_sentence_that_changed_in_the_meantime_is_looked_at_again(begun, translator, checker):
    _draft, translation, segment = begun
    put(translator, translation, segment, ENGLISH)
    mark = mark_of(checker, translation, segment)
    put(translator, translation, segment, "He worked on the 29th.")
    assert keep(checker, translation, segment, mark).status_code == 409
    assert not KeptFinding.objects.exists()
