"""What a story still lacks, beside the form and at the door to the workflow."""

import pytest
from django.urls import reverse

from accounts import roles
from story.completeness import blocking, gaps, part_states
from story.models import StoryPage
from tests import factories
from tests.story.forms import posted

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ID = "0358f9c3-8450-50d7-a3d9-f0574ee20653"


@pytest.fixture(autouse=True)
def tree(newsroom):
    """Every test needs the pages of the newsroom."""


def named(figure_id=ID):
    """The content of a part that names a figure."""
    return [factories.paragraph(f'<p>Có <a linktype="figure" id="{figure_id}">5</a>.</p>')]


def draft(**kwargs):
    return factories.story_page(author=factories.superuser(), pillars=["digital-society"], **kwargs)


def complete(**kwargs):
    figures = [factories.figure(id=ID, highlight=True)]
    return draft(figures=figures, content={"results": named()}, **kwargs)


class TestGaps:
    def test_complete_story_lacks_nothing(self):
        assert gaps(complete()) == []

    def test_parts_are_told_absent_or_missing(self):
        page = draft(content={"steps": []}, absent={"lessons": "Nguồn không nêu."})
        states = {part.name: part.state for part in part_states(page)}
        assert states == {
            "problem": "told",
            "approach": "told",
            "steps": "missing",
            "results": "told",
            "lessons": "absent",
        }
        assert len(blocking(page)) == 1

    @pytest.mark.parametrize(
        ("fields", "words"),
        [({"source_title": ""}, "Nguồn"), ({"label": ""}, ""), ({"quantity": {"typed": "nhiều"}}, "nhiều")],
    )
    def test_figure_that_lacks_something_is_named_with_its_place(self, fields, words):
        page = draft(
            figures=[factories.figure(id=ID, highlight=True, **fields)], content={"results": named()}
        )
        (gap,) = blocking(page)
        assert gap.anchor == f"block-{ID}-section"
        assert words in gap.where + gap.message

    def test_figure_nobody_names_and_no_key_figure_are_advice(self):
        page = draft(figures=[factories.figure(id=ID)])
        found = gaps(page)
        assert [gap.anchor for gap in found] == [f"block-{ID}-section"] * 2
        assert not any(gap.blocking for gap in found)

    @pytest.mark.parametrize("name", ["title", "standfirst", "licence"])
    def test_empty_field_blocks(self, name):
        page = complete()
        setattr(page, name, "")
        assert [gap.anchor for gap in blocking(page)] == [f"id_{name}"]

    def test_reference_to_a_figure_that_is_gone_blocks(self):
        page = draft(content={"results": named()})
        assert len(blocking(page)) == 1


class TestSidePanel:
    @pytest.fixture(autouse=True)
    def editor(self, client):
        client.force_login(factories.person(roles.EDITOR))
        self.client = client

    def html(self, page):
        return self.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    def test_what_is_missing_stands_beside_the_form_with_the_way_to_it(self):
        html = self.html(draft(figures=[factories.figure(id=ID, source_title="")]))
        assert 'data-side-panel="completeness"' in html
        assert f'href="#block-{ID}-section" data-story-place' in html

    def test_new_story_has_its_list_before_it_is_first_saved(self):
        address = reverse("wagtailadmin_pages:add", args=["story", "storypage", factories.province_page().pk])
        html = self.client.get(address).content.decode()
        assert 'data-side-panel="completeness"' in html
        assert "is-missing" in html

    def test_pages_that_are_no_stories_have_no_such_panel(self):
        page = factories.province_page()
        self.client.force_login(factories.superuser())
        assert 'data-side-panel="completeness"' not in self.html(page)


class TestDoor:
    def submit(self, client, page):
        return client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, **{"action-submit": "1"})
        )

    @pytest.mark.parametrize("complete_story", [True, False])
    def test_what_the_panel_calls_blocking_is_what_the_submission_refuses(self, client, complete_story):
        client.force_login(factories.person(roles.EDITOR))
        page = complete() if complete_story else draft(figures=[factories.figure(source_title="")])
        assert bool(blocking(page)) is not complete_story
        self.submit(client, page)
        state = StoryPage.objects.get(pk=page.pk).current_workflow_state
        assert (state is not None) is complete_story

    def test_incomplete_draft_is_saved(self, client):
        client.force_login(factories.person(roles.EDITOR))
        page = draft(figures=[factories.figure(source_title="")], content={"steps": []})
        response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page))
        assert response.status_code == 302
