"""Numbers in a story's words: matched with its figures, or pointed out and made into figures."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from accounts import roles
from story import actions
from story.blocks import PARTS
from story.models import StoryPage
from story.prose import unsourced
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]

ID = "0358f9c3-8450-50d7-a3d9-f0574ee20653"


def told(text, figures=(), **kwargs):
    """A story whose results say this."""
    author = kwargs.pop("author", None) or factories.superuser()
    content = {"results": [factories.paragraph(text)]} | kwargs.pop("content", {})
    return factories.story_page(figures=figures, content=content, author=author, **kwargs)


def phrases(page):
    return [number.phrase for number in unsourced(page)]


class TestMatching:
    @pytest.mark.parametrize(
        ("value", "fields", "sentence"),
        [
            ("116000", {}, "Tỉnh có 116.000 cửa hàng."),
            ("116000", {}, "Tỉnh có hơn 116 nghìn cửa hàng."),
            ("116234", {}, "Tỉnh có hơn 116.000 cửa hàng."),
            ("3098490000", {}, "Tổng chi gần 3,1 tỷ đồng."),
            ("3098490000", {}, "Tổng chi khoảng 3,1 tỷ đồng."),
            ("867598", {}, "Đã có hơn 867 nghìn tài khoản."),
            ("68", {"total": "200"}, "Đã xong 68/200 xã."),
            ("7000", {"value_max": "10000"}, "Có 7-10 nghìn người."),
            ("97.1", {}, "Đạt 97,1 điểm."),
            ("30", {}, "Có ba mươi cửa hàng số."),
        ],
    )
    def test_a_number_of_a_record_is_no_news(self, value, fields, sentence):
        assert phrases(told(sentence, [factories.figure(value, id=ID, **fields)])) == []

    @pytest.mark.parametrize(
        ("value", "sentence", "phrase"),
        [
            ("3098490000", "Tổng chi hơn 3,1 tỷ đồng.", "hơn 3,1 tỷ đồng"),
            ("116000", "Tỉnh có 117.000 cửa hàng.", "117.000 cửa hàng"),
            ("116000", "Tỉnh có dưới 110 nghìn cửa hàng.", "dưới 110 nghìn cửa hàng"),
            ("40", "Tăng 40% sau một năm.", "40%"),
        ],
    )
    def test_a_number_that_says_something_else_is_pointed_out(self, value, sentence, phrase):
        assert phrases(told(sentence, [factories.figure(value, id=ID)])) == [phrase]

    def test_small_numbers_are_the_same_only_of_the_same_thing(self):
        figures = [factories.figure("5", id=ID, unit=factories.unit("xã"))]
        assert phrases(told("Có 5 xã và 5 tổ.", figures)) == ["5 tổ"]

    def test_a_figure_in_the_sentence_is_its_own_record(self):
        link = f'<p>Có <a linktype="figure" id="{ID}">40 trạm</a> và 70 tổ.</p>'
        assert phrases(told(link, [factories.figure("41", id=ID)])) == ["70 tổ"]

    def test_all_texts_are_read_once_for_each_part(self):
        quote = {"type": "quote", "value": {"text": "Xóm tôi có 62 hộ.", "speaker": "Bà 63", "role": ""}}
        step = {
            "type": "step",
            "value": {"title": "Mở 64 lớp", "text": "<p>Có 65 máy.</p>", "period": "2021"},
        }
        page = told(
            "<p>Có 66 trạm.</p><ul><li>Có 67 loa.</li><li>Có 66 trạm.</li></ul>",
            headline="Làng có 60 hộ số",
            standfirst="Trong 61 ngày, cả làng đã biết dùng điện thoại để bán chè.",
            content={"problem": [quote], "steps": [step]},
        )
        found = [str(number.found.value) for number in unsourced(page)]
        assert found == ["60", "61", "62", "64", "65", "66", "67"]

    def test_place_and_surroundings_are_told(self):
        page = told("Chợ nay có hơn 70 tổ giúp bà con.")
        (number,) = unsourced(page)
        assert (number.before, number.phrase, number.after) == ("Chợ nay có ", "hơn 70 tổ", " giúp bà con.")
        block = page.body[3].value["content"][0]
        assert number.passage.anchor == f"block-{block.id}-section"
        assert number.passage.where == f"{PARTS['results']} › {block.block.label}"


class TestRecording:
    def record(self, page, user, number=0):
        page.refresh_from_db()
        key = unsourced(page.get_latest_revision_as_object())[number].key
        figure = actions.record_number(page, key, user, page.latest_revision_id)
        return figure, StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()

    def test_the_figure_says_what_the_sentence_says_and_stands_in_it(self):
        unit = factories.unit("tổ")
        page = told("<p>Năm 2021, <b>chợ</b> có hơn 70 tổ giúp dân; xem thêm ở xóm.</p>")
        editor = factories.person(roles.EDITOR)
        figure, draft = self.record(page, editor)
        record = draft.figures[figure]
        assert (record.quantity.value, str(record.quantity.qualifier), record.unit) == (70, "over", unit)
        assert (record.period, str(record.period_basis), record.part) == ("2021", "stated", "results")
        assert (record.printed, record.source_title, str(record.nature)) == ("hơn 70 tổ", "", "measured")
        source = draft.body[3].value["content"][0].value.source
        assert f'có <a id="{figure}" linktype="figure">hơn 70 tổ</a> giúp dân' in source
        assert phrases(draft) == []

    def test_draft_audit_and_live_page(self):
        page = told("Chợ có 70 tổ.", live=True)
        before = page.body[3].value["content"][0].value.source
        editor = factories.person(roles.EDITOR)
        _figure, draft = self.record(page, editor)
        assert draft.latest_revision.user == editor
        assert StoryPage.objects.get(pk=page.pk).body[3].value["content"][0].value.source == before
        assert (
            PageLogEntry.objects.filter(page=page.pk, action="story.record_number", user=editor).count() == 1
        )

    def test_a_number_of_the_headline_becomes_a_figure_of_the_results(self):
        page = told("Chợ vui.", headline="Làng có 60 hộ số")
        figure, draft = self.record(page, factories.superuser())
        assert draft.figures[figure].part == "results"
        assert draft.title == "Làng có 60 hộ số"

    def test_a_unit_nobody_knows_is_left_for_the_editor(self):
        page = told("Chợ bán 12 yến chè.")
        figure, draft = self.record(page, factories.superuser())
        assert draft.figures[figure].unit.pk is None
        assert draft.figures[figure].unit.name_in("vi") == "yến chè"

    @pytest.mark.parametrize("text", ["Dự kiến có 70 tổ.", "Mục tiêu là 70 tổ."])
    def test_a_plan_is_never_recorded_as_measured(self, text):
        figure, draft = self.record(told(text), factories.superuser())
        assert draft.figures[figure].is_ahead

    def test_a_number_across_styles_is_recorded_without_its_link(self):
        page = told("<p>Chợ có hơn <b>70</b> tổ.</p>")
        figure, draft = self.record(page, factories.superuser())
        assert figure in draft.figures
        assert "linktype" not in draft.body[3].value["content"][0].value.source


class TestDoor:
    def post(self, client, page, **data):
        page.refresh_from_db()
        (number, *_others) = unsourced(page.get_latest_revision_as_object())
        data = {"number": number.key, "revision": page.latest_revision_id} | data
        return client.post(reverse("story_record_number", args=[page.pk]), data)

    def test_the_answer_is_the_place_of_the_figure(self, client):
        client.force_login(factories.person(roles.EDITOR))
        page = told("Chợ có 70 tổ.")
        place = self.post(client, page).json()["place"]
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert place.removeprefix("block-").removesuffix("-section") in html

    @pytest.mark.parametrize(
        "data",
        [
            {"number": "nothing"},
            {"number": "\x00"},
            {"revision": "0"},
            {"revision": "9" * 30},
            {"revision": ""},
            {"revision": "²"},
        ],
    )
    def test_what_is_no_longer_there_is_a_conflict_and_changes_nothing(self, client, data):
        client.force_login(factories.person(roles.EDITOR))
        page = told("Chợ có 70 tổ.")
        response = self.post(client, page, **data)
        assert response.status_code == 409
        assert response.json()["message"]
        assert phrases(StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()) == ["70 tổ"]

    def test_another_province_is_refused(self, client):
        client.force_login(factories.person("contributor", "Đà Nẵng"))
        assert self.post(client, told("Chợ có 70 tổ.")).status_code == 403

    def test_asking_is_not_telling(self, client):
        client.force_login(factories.superuser())
        page = told("Chợ có 70 tổ.")
        assert client.get(reverse("story_record_number", args=[page.pk])).status_code == 405
        assert client.post(reverse("story_record_number", args=[10**9])).status_code == 404

    def test_the_panel_shows_the_sentence_and_the_button(self, client):
        client.force_login(factories.person(roles.EDITOR))
        page = told("Chợ nay có hơn 70 tổ giúp bà con.")
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Chợ nay có <mark>hơn 70 tổ</mark> giúp bà con." in html
        assert f'data-story-record value="{unsourced(page)[0].key}"' in html

    def test_markup_in_the_text_stays_text(self, client):
        client.force_login(factories.superuser())
        page = told("Chợ vui.", headline="<script>alert(70)</script> có 71 hộ")
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "<script>alert(70)" not in html
