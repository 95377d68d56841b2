"""The slot page: a script to read, change, measure again and take away."""

import pytest

from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


@pytest.fixture
def story():
    figure = make.figure("68", label="Điểm phục vụ", unit=make.unit("điểm"), highlight=True)
    return make.publish_through_workflow(make.story_page(headline="Rút tiền ở bưu điện xã", figures=[figure]))


def test_the_page_tells_the_script_its_length_and_the_deadline(client, story):
    response = client.get(
        f"/press/{story.pk}/slot/", {"medium": "radio", "length": 30, "deadline": "2026-12-01T18:00"}
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert "Rút tiền ở bưu điện xã." in response.context["text"]
    assert "sáu mươi tám điểm" in response.context["text"]
    assert "18:00 1/12/2026" in page and response.context["measured"] in page


@pytest.mark.parametrize(
    "query", [{"medium": "fax"}, {"length": "x"}, {"length": 100_000}, {"deadline": "soon"}]
)
def test_what_cannot_be_asked_is_refused_with_a_script_of_the_usual_length(client, story, query):
    response = client.get(f"/press/{story.pk}/slot/", query)
    assert response.status_code == 400
    assert response.context["script"].slot.length == 45


def test_a_changed_text_is_measured_again_without_scripts(client, story):
    before = client.get(f"/press/{story.pk}/slot/").context["measured"]
    response = client.post(f"/press/{story.pk}/slot/", {"text": "Một câu.", "do": "measure"})
    assert response.context["measured"] != before and response.context["changed"]


def test_a_changed_text_is_taken_away_and_says_that_it_was_changed(client, story):
    address = f"/press/{story.pk}/slot/?medium=radio&length=30"
    approved = client.get(address).context["text"]
    taken = client.post(address, {"text": approved, "do": "download"})
    changed = client.post(address, {"text": f"Một câu.\r\n{approved}", "do": "download"})
    assert "attachment" in taken["Content-Disposition"] and "radio-30s.txt" in taken["Content-Disposition"]
    assert "Một câu." in changed.content.decode()
    assert len(changed.content.decode().splitlines()) >= len(taken.content.decode().splitlines()) + 4
    assert f"/vi/{story.live_revision_id}/" in taken.content.decode()


def test_a_draft_has_no_slot_page(client):
    assert client.get(f"/press/{make.story_page().pk}/slot/").status_code == 404
