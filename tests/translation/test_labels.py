"""The figures of a story in a language in which the story itself is not public yet."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils.translation import activate

from accounts import roles
from press.models import Recall, Taking
from story import actions
from tests.factories import body, figure, person, publish_through_workflow, story_page, unit
from tests.translation.following import correct, fill, published, work_off
from tests.translation.working import begin, english, english_of
from translation import labels
from translation.changes import LabelApproval

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]
KEY = "22222222-2222-4222-8222-222222222222"
WORDS = {"cửa hàng số": "digital shops", "Báo cáo chuyên đề": "Topical report"}


def told(value="116000", label="cửa hàng số"):
    return figure(value, label, id=KEY, unit=unit("cửa hàng", en="shops"))


@pytest.fixture
def started(newsroom):
    """A public story whose translation has only its labels: (story, translation, English page, translator)."""
    page = publish_through_workflow(story_page(headline="Chợ số", figures=[told()]))
    work_off()
    translation = begin(page)
    translator = person(roles.TRANSLATOR)
    fill(translation, WORDS, translator)
    for row in translation.target_locale.string_translations.exclude(data__in=WORDS.values()):
        row.delete()
    return page, translation, english_of(page), translator


def table(client, page):
    return client.get(reverse("press:artefact", args=[page.pk, "figures.csv"]))


def rows(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def approve(client, page):
    return client.post(reverse("translation_labels", args=[page.pk]), follow=True)


class TestTable:
    def test_no_english_page_and_no_table_before_the_labels_are_approved(self, client, started):
        _page, _translation, draft, _translator = started
        assert client.get(draft.url or "/en/stories/lang-son/cho-so/").status_code == 404
        assert table(client, draft).status_code == 404

    def test_approved_labels_open_the_table_alone(self, client, started, signed_in):
        page, _translation, draft, _translator = started
        approve(signed_in(person(roles.TRANSLATION_CHECKER)), draft)
        client.logout()
        (row,) = rows(table(client, draft))
        assert (row["label"], row["source_title"]) == ("digital shops", "Topical report")
        assert (row["value"], row["screen"], row["unit"]) == ("116000", "116,000", "shops")
        for name in ("summary.json", "infographic-16x9.svg", "script.txt"):
            assert client.get(reverse("press:artefact", args=[draft.pk, name])).status_code == 404
        assert client.get(reverse("press:story", args=[draft.pk])).status_code == 404
        html = client.get(page.url).content.decode()
        assert "Chỉ có tiếng Việt" in html
        assert reverse("press:artefact", args=[draft.pk, "figures.csv"]) in html

    def test_a_corrected_figure_is_in_it_at_once(self, client, started, signed_in):
        page, _translation, draft, _translator = started
        approve(signed_in(person(roles.TRANSLATION_CHECKER)), draft)
        correct(page, body([told("118250")]))
        assert rows(table(client, draft))[0]["screen"] == "118,250"

    def test_who_took_it_is_told_of_a_correction(self, started, signed_in):
        page, _translation, draft, _translator = started
        approve(signed_in(person(roles.TRANSLATION_CHECKER)), draft)
        taker = person(roles.PRESS)
        client = signed_in(taker)
        taken = client.get(reverse("press:artefact", args=[draft.pk, "figures.csv"]), {"download": ""})
        assert len(rows(taken)) == 1
        assert Taking.objects.get().person == taker
        correct(page, body([told("118250")]))
        recall = Recall.objects.get(person=taker)
        assert (recall.page_id, recall.changes[0]["ref"]) == (draft.pk, KEY)

    def test_another_label_closes_it_again(self, client, started, signed_in):
        page, _translation, draft, _translator = started
        approve(signed_in(person(roles.TRANSLATION_CHECKER)), draft)
        correct(page, body([told(label="cửa hàng số mới")]))
        client.logout()
        assert table(client, draft).status_code == 404
        assert f"/press/{draft.pk}/figures.csv" not in client.get(page.url).content.decode()

    def test_the_switch_of_a_translated_story_says_nothing_of_it(self, client, signed_in):
        page, _translation, english_page = published(story_page(), signed_in)
        activate("vi")
        client.logout()
        html = client.get(page.url).content.decode()
        assert "Chỉ có tiếng Việt" not in html
        assert f'href="{english_page.url}"' in html


class TestApproving:
    def test_whoever_wrote_them_does_not_approve_them(self, started):
        page, _translation, _draft, translator = started
        translator.groups.add(*person(roles.TRANSLATION_CHECKER).groups.all())
        translator.__dict__.pop("role_names", None)
        with pytest.raises(actions.NotAllowedError):
            labels.approve_labels(page, translator, english())

    @pytest.mark.parametrize("role", [roles.TRANSLATOR, roles.EDITOR])
    def test_who_does_not_check_translations_does_not(self, started, role):
        page, *_others = started
        with pytest.raises(actions.NotAllowedError):
            labels.approve_labels(page, person(role), english())

    def test_a_missing_label_is_named(self, started, signed_in):
        _page, translation, draft, _translator = started
        translation.target_locale.string_translations.get(data="digital shops").delete()
        response = signed_in(person(roles.TRANSLATION_CHECKER)).get(
            reverse("translation_labels", args=[draft.pk])
        )
        assert "1 số liệu chưa có nhãn" in response.content.decode()
        approve(signed_in(person(roles.TRANSLATION_CHECKER)), draft)
        assert not LabelApproval.objects.exists()

    def test_twice_is_a_conflict(self, started):
        page, *_others = started
        labels.approve_labels(page, person(roles.TRANSLATION_CHECKER), english())
        with pytest.raises(actions.ConflictError):
            labels.approve_labels(page, person(roles.TRANSLATION_CHECKER), english())
