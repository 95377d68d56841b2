"""A new story whose form comes twice, by itself and by a person, in every order: one draft, and the person's words."""

import random
import re
import time

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from story import once
from story.models import Creation, StoryPage
from tests.factories import person, province_page, story_page
from tests.story.forms import posted
from tests.story.test_races import _on_postgres, at_once  # noqa: F401 - a fixture

JSON = {"HTTP_ACCEPT": "application/json"}


def add_address():
    return reverse("wagtailadmin_pages:add", args=["story", "storypage", province_page().pk])


def form(token, **fields):
    page = StoryPage(locale=province_page().locale)
    return posted(page, **{"title": "Chợ số", "slug": "", "creation": token} | fields)


def with_link(other):
    """One row of the links to other stories, as a form posts it that was never saved."""
    row = {"links-TOTAL_FORMS": "1", "links-0-kind": "learnt-from", "links-0-other": str(other.pk)}
    return row | {"links-0-id": "", "links-0-ORDER": "1", "links-0-DELETE": ""}


def drafts():
    return list(StoryPage.objects.filter(slug__startswith="cho-so"))


def only_draft():
    """The words of the one draft there is, and how many versions it has."""
    (page,) = drafts()
    draft = page.get_latest_revision_as_object()
    return page, draft, page.revisions.count()


@pytest.mark.django_db
@pytest.mark.usefixtures("newsroom")
class TestInOrder:
    @pytest.fixture(autouse=True)
    def send(self, client):
        """Functions by which one form is sent: by itself, and by its author."""
        self.author, self.client, self.token = person("contributor"), client, once.token()
        client.force_login(self.author)

    def saves_itself(self, standfirst, **fields):
        return self.client.post(add_address(), form(self.token, standfirst=standfirst, **fields), **JSON)

    def saves(self, standfirst, **fields):
        return self.client.post(add_address(), form(self.token, standfirst=standfirst, **fields))

    def test_form_carries_a_token_of_its_own_and_keeps_it_when_it_is_refused(self):
        def token_in(response):
            return re.search(r'name="creation" value="(\w{32})"', response.content.decode())[1]

        first, second = (token_in(self.client.get(add_address())) for _twice in range(2))
        assert first != second
        self.token = first
        assert token_in(self.saves("Một.", **{"title": "", "action-submit": "1"})) == first

    def test_autosave_then_save_is_one_draft_with_the_words_that_were_saved(self):
        other = story_page(headline="Bài khác")
        assert self.saves_itself("Đang gõ", **with_link(other)).status_code == 200
        response = self.saves("Đã gõ xong.", **with_link(other))
        page, draft, versions = only_draft()
        assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert (draft.standfirst, versions, page.owner) == ("Đã gõ xong.", 2, self.author)
        assert [link.other_id for link in page.links.all()] == [other.pk]
        assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.create").count() == 1

    def test_save_then_late_autosave_leaves_what_the_person_saved(self):
        self.saves("Đã gõ xong.")
        late = self.saves_itself("Đang gõ")
        assert (late.status_code, late.json()["error_code"]) == (400, "invalid_revision")
        _page, draft, versions = only_draft()
        assert (draft.standfirst, versions) == ("Đã gõ xong.", 1)

    def test_late_autosave_after_saving_twice_changes_nothing(self):
        self.saves_itself("Đang gõ")
        self.saves("Đã gõ xong.")
        assert self.saves_itself("Đang gõ").status_code == 400
        assert only_draft()[1].standfirst == "Đã gõ xong."

    def test_autosave_tried_again_keeps_its_newer_words_and_tells_the_form_where_its_page_is(self):
        self.saves_itself("Đang")
        answer = self.saves_itself("Đang gõ tiếp").json()
        page, draft, versions = only_draft()
        assert (draft.standfirst, versions) == ("Đang gõ tiếp", 1)
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert answer["url"] == edit and answer["hydrate_url"].startswith(edit) and "html" not in answer
        assert answer["revision_id"] == page.latest_revision_id

    def test_autosave_tried_again_does_not_undo_what_the_edit_form_wrote(self):
        answer = self.saves_itself("Đang").json()
        words = {"overwrite_revision_id": str(answer["revision_id"]), "standfirst": "Viết ở trang sửa."}
        page = StoryPage.objects.get(pk=answer["pk"])
        assert self.client.post(answer["url"], posted(page, **words), **JSON).status_code == 200
        assert self.saves_itself("Đang").status_code == 400
        assert only_draft()[1].standfirst == "Viết ở trang sửa."

    def test_pressing_save_twice_is_one_draft(self):
        assert [self.saves("Một câu.").status_code for _twice in range(2)] == [302, 302]
        assert only_draft()[1].standfirst == "Một câu."

    def test_submitting_while_it_saves_itself_submits_the_one_draft(self):
        self.saves_itself("Đang gõ")
        complete = posted(story_page(author=self.author), slug="", title="Chợ số")
        complete |= {"creation": self.token, "action-submit": "1"}
        assert self.client.post(add_address(), complete).status_code == 302
        page, _draft, _versions = only_draft()
        assert page.current_workflow_state is not None

    def test_refused_submission_shows_what_was_typed_and_writes_nothing(self):
        self.saves_itself("Đang gõ")
        response = self.saves("Thiếu nhiều phần.", **{"action-submit": "1"})
        assert response.status_code == 200 and "Thiếu nhiều phần." in response.content.decode()
        page, draft, _versions = only_draft()
        assert draft.standfirst == "Đang gõ" and page.current_workflow_state is None

    def test_two_forms_and_two_people_with_one_token_are_two_drafts(self):
        self.saves("Một.")
        first, self.token = self.token, once.token()
        self.saves("Hai.")
        self.token = first
        self.client.force_login(person("contributor"))
        self.saves("Ba.")
        assert len(drafts()) == 3

    def test_draft_that_was_deleted_is_made_again(self):
        self.saves("Một.")
        drafts()[0].delete()
        self.saves("Hai.")
        assert only_draft()[1].standfirst == "Hai."

    @pytest.mark.parametrize("token", ["", "x", "0" * 33, "\ud800"])
    def test_form_without_a_token_is_saved_as_ever(self, token):
        self.token = token.encode(errors="replace").decode()
        self.saves("Một.")
        assert len(drafts()) == 1 and not Creation.objects.exists()

    def test_keys_are_forgotten_after_a_month(self):
        self.saves("Một.")
        assert once.forget() == 0
        Creation.objects.update(created_at="2020-01-01T00:00Z")
        assert once.forget() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("_on_postgres", "newsroom")
def test_save_and_autosave_at_the_same_moment_are_one_draft_with_the_persons_words():
    author, orders = person("contributor"), set()
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(author)
    for seed in range(20):
        token, address, dice = once.token(), add_address(), random.Random(seed)
        data = [form(token, title=f"Chợ số {seed}", standfirst=words) for words in ("Đang gõ", "Đã gõ xong.")]
        pauses = [dice.random() * 0.1, dice.random() * 0.1]

        def save(number, data=data, pauses=pauses, address=address):
            time.sleep(pauses[number])
            return clients[number].post(address, data[number], **(JSON if number == 0 else {})).status_code

        by_itself, by_hand = at_once(lambda save=save: save(0), lambda save=save: save(1), seed=seed)
        assert by_hand == 302 and by_itself in (200, 400), (seed, by_itself, by_hand)
        orders.add(by_itself)
        (page,) = StoryPage.objects.filter(title=f"Chợ số {seed}")
        assert page.get_latest_revision_as_object().standfirst == "Đã gõ xong.", seed
        assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.create").count() == 1, seed
    assert orders == {200, 400}
    assert not any(Page.find_problems())
