"""Saved searches of the desk: keeping them, who is told of what and when, the feed of each."""

import re

import feedparser
import pytest
from django.http import QueryDict

from press.models import FoundStory, SavedSearch
from press.saved.feed import address_of
from press.saved.keeping import MOST
from press.saved.questions import question_of
from tests.press.desk_stories import HIDDEN, UNTIL, journalist, text, told
from tests.press.saved_searches import LINE, LIST, ended, letters_to, published_now, saved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]

SAVE = f"{LIST}luu/"


def link_in(message, part):
    return re.search(rf"http://\S*({part}\S*)", message.body)[1]


class TestSaving:
    def test_what_the_desk_shows_is_saved_under_the_name_of_its_filters(self, signed_in):
        told("Máy cấy lúa", sectors=["agriculture"])
        client = signed_in(journalist(notify="daily"))
        desk = text(client.get("/press/", {"q": "lúa", "sector": "agriculture", "chon": "1", "page": "1"}))
        action = re.search(r'action="(/press/tim-da-luu/luu/[^"]*)"', desk)[1].replace("&amp;", "&")
        name = re.search(r'name="name" value="([^"]*)"', desk)[1]
        assert name.startswith("“lúa” · ")
        page = text(client.post(action, {"name": name, "notify": "daily"}, follow=True))
        search = SavedSearch.objects.get()
        assert (search.name, search.query, search.notify) == (name, "q=l%C3%BAa&sector=agriculture", "daily")
        assert name in page

    def test_a_value_that_says_nothing_is_not_kept(self):
        assert (
            question_of(QueryDict("pillar=x&least=abc&video=1&q=&tool=99&page=2&chon=3"), "vi") == "video=1"
        )

    def test_several_values_of_one_filter_are_kept_and_any_of_them_finds(self, told_now):
        query = "sector=agriculture&sector=health&tag=x"
        kept = question_of(QueryDict(query), "vi")
        assert kept == "sector=agriculture&sector=health"
        search = saved(query=kept)
        for sector in ("agriculture", "health", "education"):
            told_now(f"Chuyện {sector}", sectors=[sector])
        found = FoundStory.objects.filter(search=search).values_list("page__title", flat=True)
        assert set(found) == {"Chuyện agriculture", "Chuyện health"}

    def test_the_same_question_is_kept_once(self, signed_in):
        client = signed_in(journalist())
        for name in ("Một", "Hai"):
            page = text(client.post(f"{SAVE}?q=x", {"name": name, "notify": "never"}, follow=True))
        assert SavedSearch.objects.get().name == "Một" and "Một" in page

    def test_one_too_many_is_refused_and_what_was_typed_survives_the_deletion_of_another(self, signed_in):
        person = journalist()
        rows = [saved(person, f"q=chữ{n}") for n in range(MOST)]
        client = signed_in(person)
        typed = {"name": "Tên tôi gõ", "notify": "daily"}
        response = client.post(f"{SAVE}?q=thêm&locale=en", typed)
        assert response.status_code == 409 and 'value="Tên tôi gõ"' in text(response)
        assert SavedSearch.objects.count() == MOST
        pending = response.context["pending"]
        after = client.post(f"{LIST}{rows[0].pk}/sua/", {"do": "delete", "pending": pending}, follow=True)
        assert 'value="Tên tôi gõ"' in text(after) and '<option value="daily" selected>' in text(after)
        client.post(after.context["action"], typed)
        assert SavedSearch.objects.filter(name="Tên tôi gõ", query="q=th%C3%AAm", locale="en").exists()

    def test_without_a_name_it_is_asked_for(self, signed_in):
        response = signed_in(journalist()).post(f"{SAVE}?q=x", {"name": " \u202e ", "notify": "never"})
        assert response.status_code == 422 and "id_name_error" in text(response)
        assert not SavedSearch.objects.exists()

    def test_nobody_else_can_save_and_the_desk_of_the_public_offers_nothing(self, client):
        assert "save-search" not in text(client.get("/press/"))
        response = client.post(f"{SAVE}?q=x", {"name": "x", "notify": "never"})
        assert response.status_code == 302 and response["Location"].startswith("/press/dang-nhap/")


class TestTheList:
    def test_says_how_many_are_new_until_it_is_opened(self, signed_in, told_now):
        person = journalist()
        search = saved(person, "q=lúa", "never")
        told_now("Máy cấy lúa")
        told_now("Đèn đường")
        client = signed_in(person)
        assert client.get(LIST).context["rows"][0]["search"].new == 1
        assert client.head(f"{LIST}{search.pk}/").status_code == 302
        assert client.get(LIST).context["rows"][0]["search"].new == 1
        assert client.get(f"{LIST}{search.pk}/")["Location"] == "/press/?q=l%C3%BAa"
        assert client.get(LIST).context["rows"][0]["search"].new == 0

    def test_counts_nothing_under_embargo_after_the_accreditation(self, signed_in, told_now):
        person = journalist()
        saved(person)
        told_now(HIDDEN, until=UNTIL)
        client = signed_in(person)
        assert client.get(LIST).context["rows"][0]["search"].new == 1
        ended(person)
        response = client.get(LIST)
        assert response.context["rows"][0]["search"].new == 0
        assert response["Cache-Control"] == "private, no-store"

    def test_changes_name_and_mail_and_gives_back_what_cannot_be(self, signed_in):
        person = journalist()
        search = saved(person)
        client = signed_in(person)
        client.post(f"{LIST}{search.pk}/sua/", {"name": "Tên khác", "notify": "daily", "do": "save"})
        search.refresh_from_db()
        assert (search.name, search.notify) == ("Tên khác", "daily")
        wrong = client.post(f"{LIST}{search.pk}/sua/", {"name": "y" * 121, "notify": "never", "do": "save"})
        assert wrong.status_code == 422 and "y" * 121 in text(wrong)

    def test_is_each_persons_own(self, signed_in):
        search = saved(query="q=bí mật", name="Riêng tư")
        client = signed_in(journalist())
        assert "Riêng tư" not in text(client.get(LIST))
        assert client.get(f"{LIST}{search.pk}/").status_code == 404
        assert client.post(f"{LIST}{search.pk}/sua/", {"do": "delete"}).status_code == 404
        assert client.get(f"{LIST}9223372036854775808/").status_code == 404

    def test_goes_with_the_account(self, told_now):
        person = journalist()
        saved(person)
        told_now("Chuyện mới")
        assert FoundStory.objects.count() == 1
        person.delete()
        assert not SavedSearch.objects.exists() and not FoundStory.objects.exists()


class TestStop:
    def test_the_link_asks_first_needs_nobody_signed_in_and_ends_the_mail(self, client, told_now):
        person = journalist()
        search = saved(person)
        told_now("Chuyện một")
        link = link_in(letters_to(person)[0], "/press/tim-da-luu/thoi/")
        assert client.get(link).status_code == 200
        search.refresh_from_db()
        assert search.notify == "at-once"
        assert client.post(link).status_code == 200
        told_now("Chuyện hai")
        assert len(letters_to(person)) == 1

    @pytest.mark.parametrize("token", ["x", "a:b:c"])
    def test_a_forged_link_ends_nothing(self, client, token):
        assert client.post(f"{LIST}thoi/{token}/").status_code == 404

    def test_the_key_of_a_feed_is_no_link_of_a_letter(self, client):
        token = address_of(saved()).split("/")[-2]
        assert client.post(f"{LIST}thoi/{token}/").status_code == 404


class TestFeed:
    def feed(self, client, search):
        response = client.get(address_of(search).replace("http://127.0.0.1:8000", ""))
        assert response.status_code == 200 and response["Cache-Control"] == "private, no-store"
        found = feedparser.parse(
            response.content, response_headers={"content-type": response["Content-Type"]}
        )
        assert not found.bozo
        return found

    def test_holds_what_the_search_finds_and_marks_what_waits_in_title_and_text(self, client):
        page, waits = told("Lúa ngoài đồng"), told("Lúa trong kho", until=UNTIL)
        told("Đèn đường")
        feed = self.feed(client, saved(query="q=lúa", name="Lúa <&> \u202e"))
        assert [entry.link.split("8000")[1] for entry in feed.entries] == [
            f"/press/{waits.pk}/",
            f"/press/{page.pk}/",
        ]
        first = feed.entries[0]
        assert first.title.startswith(LINE) and "Lúa trong kho" in first.title
        assert LINE in first.summary and LINE in first.content[0].value
        assert LINE not in feed.entries[1].title and feed.feed.title.endswith("Lúa <&>")

    def test_an_entry_keeps_its_name_when_it_becomes_public(self, client):
        search, page = saved(), told(HIDDEN, until=UNTIL)
        before = self.feed(client, search).entries[0].id
        published_now(page)
        (entry,) = self.feed(client, search).entries
        assert entry.id == before and LINE not in entry.title

    def test_after_the_accreditation_it_holds_public_stories_alone(self, client):
        told(HIDDEN, until=UNTIL)
        told("Ai cũng đọc")
        search = saved()
        ended(search.person)
        assert [entry.title for entry in self.feed(client, search).entries] == ["Ai cũng đọc"]

    def test_a_new_address_ends_the_old_one_and_nobody_inactive_has_one(self, client, signed_in):
        search = saved()
        old = address_of(search)
        signed_in(search.person).post(
            f"{LIST}{search.pk}/sua/", {"do": "renew", "name": search.name, "notify": "never"}
        )
        search.refresh_from_db()
        assert client.get(old).status_code == 404
        self.feed(client, search)
        type(search.person).objects.update(is_active=False)
        assert client.get(address_of(search)).status_code == 404
        for token in ("x", "a:b:c"):
            assert client.get(f"{LIST}{token}/feed.atom").status_code == 404
