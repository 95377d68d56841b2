"""Who is told by mail of the stories that saved searches find, when, and at what cost."""

from datetime import timedelta
from urllib.parse import urlencode

import feedparser
import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts import roles
from press import letters as post
from press.listing import matching
from press.models import FoundStory, SavedSearch
from press.saved import letters
from press.saved.feed import address_of
from press.saved.questions import as_told, question_of, that_find
from story import actions
from story.models import StoryPage, Tool
from tests import factories as make
from tests.press.desk_stories import HIDDEN, UNTIL, journalist, told
from tests.press.saved_searches import LINE, LIST, ended, letters_to, published_now, republished, saved
from tests.story.files import block, recording

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


class TestMailAtOnce:
    def test_a_story_that_fits_is_told_once_with_its_press_page(self, told_now):
        person, other = journalist(), journalist()
        saved(person, "q=lúa")
        saved(other, "q=đèn")
        page = told_now("Máy cấy lúa")
        (letter,) = letters_to(person)
        assert "Máy cấy lúa" in letter.body and f"/press/{page.pk}/" in letter.body
        assert letters_to(other) == []
        told_now(page, StoryPage.objects.get(pk=page.pk).title, do=republished)
        assert len(letters_to(person)) == 1

    def test_two_searches_of_a_person_are_one_letter(self, told_now):
        person = journalist()
        saved(person, "q=lúa", name="Một")
        saved(person, "sector=agriculture", name="Hai")
        told_now("Máy cấy lúa", sectors=["agriculture"])
        (letter,) = letters_to(person)
        assert "“Một”" in letter.body and "“Hai”" in letter.body

    def test_what_the_list_had_when_the_search_was_saved_is_no_news(self, told_now):
        old = told_now("Chuyện cũ")
        waits = told_now(HIDDEN, until=UNTIL)
        person = journalist()
        saved(person)
        told_now(old, "Chuyện cũ", do=republished)
        told_now(waits, do=published_now)
        assert letters_to(person) == []

    def test_a_story_that_fits_only_later_is_told_then(self, told_now):
        person = journalist()
        saved(person, "q=trâu")
        page = told_now("Máy cấy lúa")
        assert letters_to(person) == []
        told_now(page, "Máy cấy thay trâu", do=republished)
        assert len(letters_to(person)) == 1

    def test_under_embargo_it_goes_to_those_alone_who_may_know_and_carries_its_line(self, told_now):
        accredited, lapsed = journalist(), ended(journalist())
        reader, staff = make.person(roles.INTERNAL_READER), make.person("contributor", "Huế")
        for person in (accredited, lapsed, reader, staff):
            saved(person)
        page = told_now(HIDDEN, until=UNTIL)
        (letter,) = letters_to(accredited)
        assert letter.body.index(LINE) < letter.body.index(HIDDEN)
        assert HIDDEN not in letter.subject
        assert [HIDDEN in m.body for p in (lapsed, reader, staff) for m in letters_to(p)] == []
        told_now(page, do=published_now)
        assert len(letters_to(accredited)) == 1
        assert [HIDDEN in m.body for m in letters_to(staff)] == [True]
        assert letters_to(lapsed) == letters_to(reader) == []

    def test_is_in_the_language_of_the_person_and_of_stories_in_that_of_the_search(self, told_now):
        person = journalist()
        UserProfile.objects.create(user=person, preferred_language="en")
        saved(person, locale="en", name="English")
        saved(person, locale="vi", name="Tiếng Việt")
        told_now("Máy cấy lúa")
        (letter,) = letters_to(person)
        assert "Dear " in letter.body and "“Tiếng Việt”" in letter.body and "“English”" not in letter.body

    @pytest.mark.parametrize("notify", ["daily", "never"])
    def test_comes_only_to_whoever_wants_it_so(self, told_now, notify):
        person = journalist()
        saved(person, notify=notify)
        told_now("Chuyện mới")
        assert letters_to(person) == [] and FoundStory.objects.count() == 1

    def test_one_mailbox_that_fails_keeps_nobody_waiting_and_is_tried_again(self, told_now, monkeypatch):
        first, second = journalist(), journalist()
        saved(first), saved(second)
        send = letters.send_letter

        def failing(address, *rest):
            if address == first.email:
                raise OSError("mailbox")
            send(address, *rest)

        monkeypatch.setattr(letters, "send_letter", failing)
        told_now("Chuyện mới")
        assert (len(letters_to(first)), len(letters_to(second))) == (0, 1)
        monkeypatch.setattr(letters, "send_letter", post.send_letter)
        call_command("send_digests")
        assert (len(letters_to(first)), len(letters_to(second))) == (1, 1)

    def test_a_filter_that_is_known_no_more_finds_nothing_instead_of_everything(self, told_now, signed_in):
        person, tool = journalist(), Tool.objects.create(names={"vi": "Zalo"})
        search = saved(person, f"tool={tool.pk}")
        tool.delete()
        told_now("Chuyện mới")
        assert letters_to(person) == []
        client = signed_in(person)
        assert client.get(LIST).context["rows"][0]["lost"]
        assert feedparser.parse(client.get(address_of(search)).content).entries == []


class TestDigest:
    def test_holds_all_that_is_new_goes_out_once_and_leaves_out_what_was_withdrawn(self, told_now):
        person = journalist()
        saved(person, notify="daily")
        told_now("Còn đây")
        gone = told_now("Đã gỡ")
        actions.withdraw(gone, make.superuser(), "Sai.")
        call_command("send_digests")
        call_command("send_digests")
        (letter,) = [m for m in letters_to(person) if "Tin của tôi" in m.body]
        assert "Còn đây" in letter.body and "Đã gỡ" not in letter.body

    def test_tells_nobody_who_lost_the_accreditation_since(self, told_now):
        person = journalist()
        saved(person, notify="daily")
        told_now(HIDDEN, until=UNTIL)
        told_now("Chuyện công khai")
        ended(person)
        call_command("send_digests")
        assert letters_to(person) == []

    def test_a_long_list_ends_with_how_many_more(self, told_now, monkeypatch):
        monkeypatch.setattr(letters, "MOST_TOLD", 1)
        person = journalist()
        saved(person, notify="daily")
        told_now("Chuyện một")
        told_now("Chuyện hai")
        call_command("send_digests")
        (letter,) = letters_to(person)
        assert "Chuyện một" in letter.body and "Chuyện hai" not in letter.body


class TestMatching:
    def test_many_searches_of_many_people_cost_as_many_queries_as_few(
        self, django_capture_on_commit_callbacks
    ):
        page = told("Máy cấy lúa", sectors=["agriculture"])

        def queries():
            with CaptureQueriesContext(connection) as caught:
                (one,) = as_told([page.pk]).values()
                finding = list(that_find(one.page, SavedSearch.objects.all()))
            return len(caught), len(finding)

        questions = [f"q=lúa&sector=agriculture&then={u}" for u in ("lang-son", "hue")] + ["least=5&q=lúa"]
        for question in questions:
            saved(query=question)
        # What the search knows of words is read once a process.
        queries()
        few, found_by_few = queries()
        for _turn in range(5):
            for question in questions:
                saved(query=question)
        many, found_by_many = queries()
        assert many == few and found_by_few == 2 and found_by_many == 12

    def test_in_memory_and_on_the_desk_the_same_stories_are_found(self):
        tool, unit = Tool.objects.create(names={"vi": "Zalo"}), make.unit("hộ")
        told("Có công cụ", "900", tool=tool, unit=unit, province="Bắc Giang")
        video = {"video": recording("video", licence="CC BY 4.0").pk, "caption": "", "transcript": ""}
        film = {"results": [block("video", video)]}
        told("Có phim", content=film)
        told("Phim chờ đăng", content=film, until=UNTIL)
        told("Nông nghiệp lúa", "5", sectors=["agriculture"], pillars=("digital-economy",))
        make.story_page(headline="Chưa xác nhận", figures=[make.figure("7")], live=True)
        told("Chờ đăng", "900", unit=unit, until=UNTIL)
        numbers = list(StoryPage.objects.values_list("pk", flat=True))
        person = journalist()
        for query in (
            "",
            "q=lúa",
            "q=khong co chu nay",
            f"tool={tool.pk}",
            f"unit={unit.pk}&least=900",
            "least=6",
            "then=bac-giang",
            "province=bac-ninh",
            "pillar=digital-economy",
            "sector=agriculture",
            "verified=1",
            "video=1",
            urlencode({"since": (timezone.now() + timedelta(days=1)).isoformat()}),
            urlencode({"since": (timezone.now() - timedelta(days=1)).isoformat()}),
        ):
            search = SavedSearch(query=question_of(QueryDict(query), "vi"), locale="vi")
            memory = {one.page.pk for one in as_told(numbers).values() if list(that_find(one.page, [search]))}
            assert memory == {page.pk for page in matching(person, QueryDict(query), "vi")}, query
