"""The yearly review, and the checker's list of all figures."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from accounts import roles
from story import actions
from story.asking import review
from story.models import FigureReview
from tests.factories import at_step, edit, figure, person, publish_through_workflow, story_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def dated(value, label, period):
    return figure(value, label, period=period, period_basis="stated" if period else "none")


@pytest.fixture
def old_story():
    young = dated("2", "CANARY-moi", f"{timezone.localdate().year}")
    return publish_through_workflow(story_page(figures=[dated("116000", "cửa hàng số", "2021"), young]))


def ask(capture):
    with capture(execute=True):
        call_command("ask_yearly_review")
    return list(mail.outbox)


class TestReview:
    def test_the_province_of_an_old_figure_is_asked_once(self, old_story, django_capture_on_commit_callbacks):
        own, other = person("contributor", "Lạng Sơn"), person("contributor", "Huế")
        (sent,) = ask(django_capture_on_commit_callbacks)
        assert sent.to == [own.email] and other.email not in sent.to
        assert "116.000" in sent.body and "CANARY" not in sent.body
        assert len(ask(django_capture_on_commit_callbacks)) == 1
        assert FigureReview.objects.count() == 1
        assert PageLogEntry.objects.filter(page=old_story.pk, action="story.ask_review").count() == 1

    def test_a_year_later_it_is_asked_again(self, old_story):
        call_command("ask_yearly_review")
        then = timezone.now() - timedelta(days=400)
        FigureReview.objects.update(asked_at=then, settled_at=then, year=then.year)
        call_command("ask_yearly_review")
        assert FigureReview.objects.count() == 2

    def test_drafts_young_figures_and_withdrawn_stories_are_left_alone(self, old_story):
        at_step(story_page(figures=[dated("5", "nháp", "2020")]), "check")
        from tests.factories import superuser

        actions.withdraw(old_story, superuser(), "Nhầm.")
        assert review.due_figures() == []

    def test_a_sign_off_settles_it(self, old_story):
        call_command("ask_yearly_review")
        key = next(key for key, item in old_story.figures.items() if item.label == "cửa hàng số")
        checker = person(roles.FIGURE_CHECKER)
        actions.sign_off(old_story, key, checker, old_story.latest_revision_id)
        assert FigureReview.objects.get().settled_at
        with pytest.raises(actions.ConflictError):
            actions.sign_off(old_story, key, checker, old_story.latest_revision_id)

    def test_one_story_that_fails_does_not_stop_the_others(self, old_story, monkeypatch):
        publish_through_workflow(story_page("Huế", figures=[dated("5", "xe", "2020")]))
        real = actions.ask_review

        def fails_once(page, keys):
            if page.pk == old_story.pk:
                raise actions.ConflictError
            return real(page, keys)

        monkeypatch.setattr(actions, "ask_review", fails_once)
        assert review.ask_due_reviews() == 1

    def test_two_at_once_ask_once(self, old_story):
        key = next(iter(old_story.figures))
        assert len(actions.ask_review(old_story, [key])) == 1
        assert actions.ask_review(old_story, [key]) == []


class TestTheList:
    @pytest.fixture
    def stories(self, old_story):
        lang_son = story_page("Lạng Sơn", headline="Bài Lạng Sơn", figures=[figure("5", "xe")])
        hue = story_page("Huế", headline="Bài Huế", figures=[figure("6", "bò"), figure("7", "trâu")])
        for page in (lang_son, hue):
            at_step(page, "check")
            page.refresh_from_db()
        return lang_son, hue

    def get(self, client, **query):
        return client.get(reverse("story_figures"), query)

    def counts(self, response):
        return {state: count for state, _label, count in response.context["tabs"]}

    def test_it_counts_every_state_and_links_to_each_figure(self, stories, signed_in):
        response = self.get(signed_in(person(roles.FIGURE_CHECKER)))
        assert self.counts(response) == {"waiting": 3, "disputed": 0, "asked": 0, "ageing": 1}
        html = response.content.decode()
        for item in response.context["items"]:
            assert f'href="{item.address}"' in html

    def test_it_is_filtered_by_state_and_unit(self, stories, signed_in):
        _lang_son, hue = stories
        client = signed_in(person(roles.FIGURE_CHECKER))
        response = self.get(client, unit=hue.province_id)
        assert self.counts(response)["waiting"] == 2 and self.counts(response)["ageing"] == 0
        assert {item.page.title for item in self.get(client, state="ageing").context["items"]} != {"Bài Huế"}

    @pytest.mark.parametrize(
        "query", [{"state": "<script>"}, {"unit": "9" * 30}, {"p": "abc"}, {"p": "-1"}, {"unit": "a'b"}]
    )
    def test_odd_questions_are_answered(self, stories, signed_in, query):
        response = self.get(signed_in(person(roles.FIGURE_CHECKER)), **query)
        assert response.status_code == 200 and '<script>"' not in response.content.decode()

    @pytest.mark.parametrize("role", ["contributor", roles.EDITOR, roles.APPROVER, roles.TRANSLATOR])
    def test_it_is_for_checkers(self, stories, signed_in, role):
        client = signed_in(person(role))
        assert self.get(client).status_code == 302
        assert reverse("story_figures") not in client.get("/admin/").content.decode()

    def test_many_stories_cost_no_more_queries(self, stories, signed_in, django_assert_max_num_queries):
        for number in range(6):
            at_step(story_page("Cà Mau", figures=[figure(str(number), "tôm")]), "check")
        edit(stories[0], title="Mới")
        client = signed_in(person(roles.FIGURE_CHECKER))
        self.get(client)
        with django_assert_max_num_queries(60):
            self.get(client)
