"""Numbers that need no second thought are accepted in one press; a decision is taken back and leaves nothing behind."""

import pytest
from wagtail.models import PageLogEntry

from accounts import roles
from story import actions
from story.importing.certainty import certain_among
from story.models import FigureProposal, OutboxEntry, StoryPage
from tests import factories
from tests.story.importing import files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
LINES = (
    "Tỉnh có 116.000 cửa hàng số, đạt 60% số hộ, mục tiêu 90%.",
    "Vẫn là 116.000 cửa hàng số. Có 2 xã thí điểm và 2 xã mở rộng trong 3 năm.",
)


@pytest.fixture
def story():
    factories.unit("cửa hàng số"), factories.unit("xã"), factories.unit("%", kind="percent")
    file = files.word(("Kết quả", "Heading 1"), *LINES)
    return actions.import_story(factories.province_page(), factories.person("contributor"), file).page


@pytest.fixture
def editor():
    return factories.person(roles.EDITOR)


def proposals(story, **fields):
    return list(story.figure_proposals.filter(**fields))


def certain(story):
    return certain_among(proposals(story, state="proposed"))


def latest(story):
    return StoryPage.objects.get(pk=story.pk).latest_revision_id


def body(story):
    return StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object().body.get_prep_value()


def rows(story, action):
    return PageLogEntry.objects.filter(page=story.pk, action=f"story.{action}")


def take(story, editor):
    pks = [proposal.pk for proposal in certain(story)]
    return actions.accept_certain(story, editor, latest(story), pks)


def undo(story, editor, proposal):
    return actions.undo_decision(story, proposal.pk, editor, latest(story))


def places(story):
    return list(story.figure_proposals.values_list("start", "end", "state", "figure"))


class TestCertain:
    def test_targets_durations_unknown_units_years_ahead_and_numbers_said_twice_are_not(self, story):
        assert [item.printed for item in certain(story)] == ["116.000", "60%", "116.000"]
        story.figure_proposals.filter(printed="60%").update(unit="chưa từng có")
        assert [item.printed for item in certain(story)] == ["116.000", "116.000"]
        story.figure_proposals.filter(printed="116.000").update(period="2999")
        assert certain(story) == []

    def test_each_is_a_record_with_its_row_and_one_said_again_is_linked(self, story, editor):
        before = latest(story)
        done = take(story, editor)
        (results,) = [part for part in body(story) if part["type"] == "results"]
        assert len(results["value"]["figures"]) == 2 and done[0].figure == done[2].figure
        text = str(results["value"]["content"])
        assert [text.count(str(item.figure)) for item in done] == [2, 1, 2]
        assert rows(story, "accept_proposal").count() == 3
        assert OutboxEntry.objects.filter(topic="story.proposal_accepted").count() == 3
        assert story.revisions.filter(pk__gt=before).count() == 1
        assert {item.decided_by for item in done} == {editor}

    def test_later_numbers_are_still_found_in_their_text(self, story, editor):
        take(story, editor)
        (last, *_others) = proposals(story, printed="2")
        actions.accept_proposal(story, last.pk, editor, latest(story))
        last.refresh_from_db()
        assert str(body(story)).count(f'id="{last.figure}"') == 1

    def test_one_that_has_to_be_looked_at_stops_all(self, story, editor):
        pks = [item.pk for item in proposals(story)]
        with pytest.raises(actions.ConflictError):
            actions.accept_certain(story, editor, latest(story), pks)
        assert not proposals(story, state="accepted") and not rows(story, "accept_proposal").exists()

    @pytest.mark.parametrize("pks", [[], [0]])
    def test_none_is_a_conflict(self, story, editor, pks):
        with pytest.raises(actions.ConflictError):
            actions.accept_certain(story, editor, latest(story), pks)

    def test_rights_and_version_are_asked(self, story, editor):
        pks = [item.pk for item in certain(story)]
        with pytest.raises(actions.NotAllowedError):
            actions.accept_certain(story, factories.person("contributor", "Đà Nẵng"), latest(story), pks)
        seen = latest(story)
        factories.edit(StoryPage.objects.get(pk=story.pk), title="Mới")
        with pytest.raises(actions.StaleRevisionError):
            actions.accept_certain(story, editor, seen, pks)


class TestUndoing:
    def test_accepted_is_as_if_it_had_never_been(self, story, editor):
        text, before = body(story), places(story)
        first = certain(story)[0]
        actions.accept_proposal(story, first.pk, editor, latest(story), label="Lời khác")
        assert body(story) != text
        undo(story, editor, first)
        assert (body(story), places(story)) == (text, before)
        assert rows(story, "undo_proposal").get().user == editor

    def test_accepted_in_one_press_open_in_one_press(self, story, editor):
        text, before = body(story), places(story)
        done = take(story, editor)
        assert {item.pk for item in undo(story, editor, done[1])} == {item.pk for item in done}
        assert (body(story), places(story)) == (text, before)
        assert rows(story, "undo_proposal").count() == 3

    def test_one_after_the_other_backwards(self, story, editor):
        text, before = body(story), places(story)
        one, two = certain(story)[:2]
        for item in (one, two):
            actions.accept_proposal(story, item.pk, editor, latest(story))
        for item in (two, one):
            undo(story, editor, item)
        assert (body(story), places(story)) == (text, before)

    def test_linked_number_leaves_the_record(self, story, editor):
        one, two = proposals(story, printed="116.000")
        figure = actions.accept_proposal(story, one.pk, editor, latest(story)).figure
        text = body(story)
        actions.accept_proposal(story, two.pk, editor, latest(story), figure=str(figure))
        undo(story, editor, two)
        assert body(story) == text

    def test_dismissed_is_open_again(self, story, editor):
        item, seen = proposals(story)[0], latest(story)
        actions.dismiss_proposal(story, item.pk, editor, seen)
        undo(story, editor, item)
        item.refresh_from_db()
        assert item.is_open and item.decided_by is None and latest(story) == seen

    def test_record_that_another_place_needs_is_kept(self, story, editor):
        one, two = proposals(story, printed="116.000")
        figure = actions.accept_proposal(story, one.pk, editor, latest(story)).figure
        actions.accept_proposal(story, two.pk, editor, latest(story), figure=str(figure))
        text = body(story)
        with pytest.raises(actions.ConflictError):
            undo(story, editor, one)
        assert body(story) == text and not rows(story, "undo_proposal").exists()

    @pytest.mark.parametrize("where", ["content", "figures"])
    def test_what_was_changed_since_is_not_thrown_away(self, story, editor, where):
        item = certain(story)[0]
        actions.accept_proposal(story, item.pk, editor, latest(story))
        changed = body(story)
        (part,) = [part for part in changed if part["type"] == "results"]
        if where == "content":
            part["value"]["content"][0]["value"] += "<p>Thêm một câu.</p>"
        else:
            part["value"]["figures"][0]["value"]["label"] = "Tên mới"
        page = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
        page.body = StoryPage.body.field.to_python(changed)
        page.save_revision(clean=False)
        text = body(story)
        with pytest.raises(actions.ConflictError):
            undo(story, editor, item)
        assert body(story) == text

    def test_nothing_decided_is_a_conflict(self, story, editor):
        with pytest.raises(actions.ConflictError):
            undo(story, editor, proposals(story)[0])

    def test_what_the_import_accepted_by_itself_stays(self, editor):
        file = files.word(("Kết quả", "Heading 1"), *LINES)
        page = actions.import_story(
            factories.province_page(), factories.person("contributor"), file, accept_figures=True
        ).page
        with pytest.raises(actions.ConflictError):
            undo(page, editor, proposals(page)[0])
        assert not FigureProposal.objects.filter(state="proposed").exists()

    def test_another_province_may_not(self, story, editor):
        done = take(story, editor)
        with pytest.raises(actions.NotAllowedError):
            undo(story, factories.person("contributor", "Đà Nẵng"), done[0])
