"""A proposed figure becomes a record of the story, or is dismissed; one effect, one row in the history."""

import pytest
from wagtail.models import PageLogEntry

from story import actions
from story.blocks.reading import TypedQuantity, read_quantity
from story.importing.plain import text_of
from story.models import FigureProposal, OutboxEntry, StoryPage, Unit
from tests import factories

pytestmark = pytest.mark.django_db
SENTENCE = "Đến nay đã phát triển hơn 116.000 cửa hàng số, đạt 60% số hộ."


def story(html=f"<p>{SENTENCE}</p>", kind="paragraph", author=None):
    block = factories.paragraph(html)
    if kind != "paragraph":
        value = {"title": "Lên sàn", "text": html} if kind == "step" else {"text": html}
        block |= {"type": kind, "value": value}
    return factories.story_page(content={"results": [block]}, author=author), block


def propose(page, block, printed="116.000", **fields):
    text = text_of(block["type"], block["value"]) if block else page.standfirst
    start = text.index(printed)
    defaults = {
        "page": page,
        "position": page.figure_proposals.count(),
        "part": "results" if block else "",
        "block_id": block["id"] if block else None,
        "start": start,
        "end": start + len(printed),
        "sentence": text,
        "printed": printed,
        "quantity": {"value": "116000", "value_max": None, "total": None, "qualifier": "over"},
        "unit": "cửa hàng số",
        "period": "2021-12",
        "source_title": "Báo cáo 05",
    }
    return FigureProposal.objects.create(**defaults | fields)


def accept(page, proposal, user=None, **mended):
    page.refresh_from_db()
    return actions.accept_proposal(
        page, proposal.pk, user or factories.superuser(), page.latest_revision_id, **mended
    )


def results(page):
    draft = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft.body[3].value


class TestAccepting:
    def test_makes_the_record_and_links_its_words(self):
        page, block = story()
        proposal = accept(page, propose(page, block))
        (figure,) = results(page)["figures"].bound_blocks
        assert (figure.id, proposal.state) == (str(proposal.figure), "accepted")
        assert figure.value["quantity"] == TypedQuantity.of(read_quantity("hơn 116.000"))
        said = {
            key: str(figure.value[key])
            for key in ("unit", "period", "period_basis", "printed", "source_title")
        }
        assert said == {
            "unit": "cửa hàng số",
            "period": "2021-12",
            "period_basis": "stated",
            "printed": "116.000",
            "source_title": "Báo cáo 05",
        }
        source = results(page)["content"][0].value.source
        link = f'<a id="{figure.id}" linktype="figure">hơn 116.000\xa0cửa hàng số</a>'
        assert source == f"<p>Đến nay đã phát triển {link}, đạt 60% số hộ.</p>"

    @pytest.mark.parametrize("kind", ["step", "lesson"])
    def test_links_in_steps_and_lessons_too(self, kind):
        page, block = story(kind=kind)
        accept(page, propose(page, block))
        text = results(page)["content"][0].value["text"].source
        assert 'linktype="figure"' in text and "đạt 60% số hộ." in text

    @pytest.mark.parametrize(
        "html",
        [
            "<p>Có <b>116</b>.000 cửa hàng số.</p>",
            "<p>Có <i>116.000 cửa</i> hàng số.</p>",
            "<ul><li>Một</li><li>Có 116.000 cửa hàng số.</li></ul>",
        ],
    )
    def test_number_across_styles_is_one_link_and_nothing_else_is_lost(self, html):
        page, block = story(html)
        accept(page, propose(page, block))
        value = results(page)["content"][0].value.source
        assert value.count("<a ") == 1
        text = text_of("paragraph", value).replace("\xa0", " ")
        assert text == text_of("paragraph", html).replace("116.000", "hơn 116.000")

    def test_number_in_another_link_keeps_that_link(self):
        html = '<p><a href="https://example.com/">116.000</a></p>'
        page, block = story(html)
        accept(page, propose(page, block))
        value = results(page)
        assert value["content"][0].value.source == html and len(value["figures"]) == 1

    def test_later_numbers_of_the_block_move_along(self):
        page, block = story("<p>Từ 200 cửa hàng số đến 200 xã.</p>")
        two = [
            propose(
                page, block, "200", unit="cửa hàng số", quantity={"value": "200", "qualifier": "exactly"}
            ),
            propose(
                page,
                block,
                "200",
                unit="xã",
                start=25,
                end=28,
                quantity={"value": "200", "qualifier": "exactly"},
            ),
        ]
        for proposal in two:
            accept(page, proposal)
        assert text_of("paragraph", results(page)["content"][0].value.source).count("xã") == 1
        assert results(page)["content"][0].value.source.index(str(FigureProposal.objects.last().figure)) > 60

    def test_number_of_the_standfirst_is_a_record_without_a_link(self):
        page, _block = story()
        page.standfirst = "Hơn 116.000 cửa hàng số."
        proposal = accept(page, propose(page, None))
        assert [child.id for child in results(page)["figures"].bound_blocks] == [str(proposal.figure)]

    def test_text_that_lost_the_number_is_left_alone(self):
        page, block = story()
        accept(page, propose(page, block, printed="60%"))
        other = propose(page, block, printed="116.000")
        FigureProposal.objects.filter(pk=other.pk).update(printed="999")
        before = results(page)["content"][0].value.source
        accept(page, other)
        assert results(page)["content"][0].value.source == before
        assert len(results(page)["figures"]) == 2

    def test_mended_fields_win_and_a_new_unit_is_made(self):
        page, block = story()
        mended = {
            "quantity": TypedQuantity.of(read_quantity("117.000")),
            "unit": "gian hàng",
            "label": "Gian hàng",
        }
        proposal = accept(page, propose(page, block), nature="target", period="2022", **mended)
        (figure,) = results(page)["figures"]
        assert proposal.state == "mended"
        assert (figure["label"], figure["nature"], figure["period"]) == ("Gian hàng", "target", "2022")
        assert Unit.objects.filter(names__vi="gian hàng").count() == 1

    def test_second_mention_links_to_the_one_record(self):
        page, block = story("<p>Có 116.000 cửa hàng số. Vẫn 116.000 cửa hàng số ấy.</p>")
        first = accept(page, propose(page, block))
        second = accept(page, propose(page, block, start=40, end=47), figure=str(first.figure))
        value = results(page)
        assert len(value["figures"]) == 1 and first.figure == second.figure
        assert value["content"][0].value.source.count(str(first.figure)) == 2

    def test_leaves_one_row_and_one_entry(self):
        page, block = story()
        accept(page, propose(page, block))
        assert PageLogEntry.objects.filter(page=page.pk, action="story.accept_proposal").count() == 1
        assert OutboxEntry.objects.filter(topic="story.proposal_accepted").count() == 1


class TestRefusals:
    def test_decided_twice_is_a_conflict(self):
        page, block = story()
        proposal = propose(page, block)
        accept(page, proposal)
        with pytest.raises(actions.ConflictError):
            accept(page, proposal)
        assert len(results(page)["figures"]) == 1

    def test_other_version_is_refused(self):
        page, block = story()
        proposal, seen = propose(page, block), page.latest_revision_id
        factories.edit(page, title="Mới")
        with pytest.raises(actions.StaleRevisionError):
            actions.accept_proposal(page, proposal.pk, factories.superuser(), seen)

    def test_unknown_record_is_refused(self):
        page, block = story()
        with pytest.raises(actions.StaleRevisionError):
            accept(page, propose(page, block), figure="0358f9c3-8450-50d7-a3d9-f0574ee20653")

    @pytest.mark.parametrize("verb", [actions.accept_proposal, actions.dismiss_proposal])
    def test_another_province_may_not_decide(self, verb):
        page, block = story()
        proposal = propose(page, block)
        with pytest.raises(actions.NotAllowedError):
            verb(page, proposal.pk, factories.person("contributor", "Đà Nẵng"), page.latest_revision_id)
        assert FigureProposal.objects.get().is_open

    def test_proposal_of_another_story_is_not_decided_here(self):
        page, block = story()
        other, other_block = story()
        with pytest.raises(actions.ConflictError):
            accept(page, propose(other, other_block))


def test_dismissing_changes_no_text():
    page, block = story()
    proposal, user = propose(page, block), factories.person("contributor")
    page.refresh_from_db()
    before = page.latest_revision_id
    actions.dismiss_proposal(page, proposal.pk, user, before)
    page.refresh_from_db()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, page.latest_revision_id) == ("dismissed", user, before)
    assert PageLogEntry.objects.filter(page=page.pk, action="story.dismiss_proposal").count() == 1


def test_mark_of_unplaced_text_keeps_a_story_from_submission():
    mark = {"type": "unplaced", "id": "0358f9c3-8450-50d7-a3d9-f0574ee20653", "value": None}
    page = factories.story_page(content={"lessons": [mark, factories.paragraph("Kính gửi: Sở.")]})
    with pytest.raises(actions.IncompleteStoryError):
        actions.submit(page, factories.superuser())
