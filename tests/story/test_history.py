"""The published versions, as anyone may read them."""

import pytest
from wagtail.models import Locale

from accounts import roles
from story import actions
from story.history import events_of, figures_of
from story.models import StoryPage
from tests.factories import (
    body,
    edit,
    figure,
    paragraph,
    person,
    publish_through_workflow,
    story_page,
    superuser,
)
from tests.factories import unit as make_unit
from tests.story.test_corrections import WHY, change, html_of, plain, value

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def fresh(page):
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def figures():
    points = make_unit("điểm", en="points")
    return [
        figure("68", "điểm phục vụ", unit=points),
        figure("200", "điểm vào năm sau", unit=points, nature="target"),
        figure("12", "máy hỏng"),
    ]


@pytest.fixture
def story(figures):
    return publish_through_workflow(story_page(figures=figures, headline="Rút tiền ở bưu điện"))


@pytest.fixture
def corrected(story, figures):
    first, target, _broken = figures
    edit(
        story,
        title="Rút tiền ngay tại xã",
        body=body([change(first, quantity=value("70")), target], {"problem": [paragraph("Chữ mới.")]}),
        correction_note=WHY,
    )
    return publish_through_workflow(fresh(story))


def test_each_figure_is_told_through_the_versions(corrected):
    points, target, broken = figures_of(corrected)
    assert [plain(state.record.forms.sentence) for state in points.states] == ["70 điểm", "68 điểm"]
    assert points.states[1].until == points.states[0].since
    assert len(target.states) == 1 and not target.is_out
    assert broken.is_out and broken.label == "máy hỏng"
    assert all(state.record.verified for history in (points, target) for state in history.states)


def test_each_version_says_what_changed(corrected):
    newest, first = events_of(corrected)
    assert (newest.number, first.number) == (2, 1)
    assert {plain(correction.after) for correction in newest.corrections} == {"70 điểm", ""}
    assert len(newest.changed) == 2
    assert not first.changed and not first.corrections


def test_the_public_reads_it_at_its_address(client, corrected):
    assert corrected.history_url == f"{corrected.url}lich-su/"
    html = html_of(client.get(corrected.history_url))
    for text in ("<s>68 điểm</s>", "<s>12</s>", "máy hỏng", WHY["vi"], "Rút tiền ở bưu điện", "word-box"):
        assert text in html, text
    assert '<meta name="robots" content="noindex">' in html
    assert f'href="{corrected.history_url}"' in html_of(client.get(corrected.url))


def test_a_draft_is_no_version(client, corrected, figures):
    edit(corrected, title="Tít nháp", body=body([change(figures[0], quantity=value("9999"))]))
    html = html_of(client.get(corrected.history_url))
    assert "9.999" not in html and "Tít nháp" not in html
    assert "9.999" not in html_of(client.get(corrected.url))


def test_english_tells_the_same_in_its_own_forms(client, story, figures):
    english = story.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = "Cash at the post office"
    english.save_revision().publish()
    edit(story, body=body([change(figures[0], quantity=value("70")), *figures[1:]]), correction_note=WHY)
    publish_through_workflow(fresh(story))
    english = fresh(english)
    html = html_of(client.get(english.history_url))
    assert english.history_url.startswith("/en/") and english.history_url.endswith("/history/")
    for text in ("<s>68 points</s>", WHY["en"]):
        assert text in html
    assert f'hreflang="vi" href="http://127.0.0.1:8000{story.history_url}"' in html
    assert [event.language for event in events_of(english)] == ["vi", "en", "vi"]


def test_each_language_has_its_own_address_alone(client, story):
    assert client.get(story.url + "history/").status_code == 404
    assert client.get(story.url + "lich-su/them/").status_code == 404


def test_an_emergency_is_told_as_not_verified(client, figures):
    page = story_page(figures=figures[:1])
    actions.publish(page, person(roles.APPROVER), reason="Bão đang vào.")
    (history,) = figures_of(fresh(page))
    assert history.states[0].record.verified is None
    assert "tick--open" in html_of(client.get(page.history_url))


def test_a_withdrawal_stays_in_the_history_of_a_story_that_came_back(client, story):
    actions.withdraw(story, superuser(), "Nguồn rút tin.")
    edit(story, standfirst="Đã kiểm lại.")
    live = publish_through_workflow(fresh(story))
    assert [event.withdrawn for event in events_of(live)] == [False, True, False]
    assert "Nguồn rút tin." in html_of(client.get(live.history_url))


def test_it_takes_few_queries_however_many_figures(client, corrected, django_assert_max_num_queries):
    client.get(corrected.history_url)
    with django_assert_max_num_queries(40):
        client.get(corrected.history_url)
