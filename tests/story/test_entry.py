"""Entering a story: what the boxes ask, what the form keeps, and what it says when a post is damaged."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts import roles
from story.models import StoryPage, Unit
from tests import factories
from tests.story.forms import posted

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ID = "0358f9c3-8450-50d7-a3d9-f0574ee20653"


@pytest.fixture
def editor(newsroom, client):
    client.force_login(factories.person(roles.EDITOR))
    return client


@pytest.fixture
def page(newsroom):
    unit = factories.unit("tài khoản")
    return factories.story_page(figures=[factories.figure(id=ID, unit=unit)], author=factories.superuser())


def ask(client, **question):
    return client.get(reverse("story_read_figure"), question).json()


class TestReadFigure:
    def test_number_comes_back_in_its_three_forms(self, editor):
        answer = ask(editor, typed="hơn 116.000", unit="tài khoản", nature="measured")
        assert (answer["screen"], answer["compact"]) == ("hơn 116.000", "hơn 116 nghìn tài khoản")
        assert (answer["qualifier"], answer["digits"]) == ("hơn", "116.000")
        assert answer["spoken"] == "hơn một trăm mười sáu nghìn tài khoản"
        assert not answer["ahead"] and not answer["warning"]

    def test_projection_is_hollow_and_carries_its_word(self, editor):
        answer = ask(editor, typed="dự kiến 5.000", nature="measured")
        assert answer["ahead"] and answer["word"] == "dự kiến" and answer["nature"] == "projection"
        assert (answer["screen"], answer["qualifier"]) == ("dự kiến 5.000", "")

    def test_two_meanings_are_offered_each_with_a_text_of_one_meaning(self, editor):
        answer = ask(editor, typed="1.234")
        assert answer["choices"] == [{"text": "1234", "label": "1.234"}, {"text": "1,234", "label": "1,234"}]
        assert [ask(editor, typed=choice["text"])["digits"] for choice in answer["choices"]] == [
            "1.234",
            "1,234",
        ]

    def test_unreadable_number_says_why(self, editor):
        assert "hai mươi" in ask(editor, typed="hai mươi")["message"]

    def test_derived_number_that_does_not_agree_is_told(self, editor):
        question = {"rule": "share", "first": "867.598", "second": "680.756"}
        assert "127,4" in ask(editor, typed="144", unit="%", **question)["warning"]
        assert ask(editor, typed="127,4", unit="%", **question)["warning"] == ""

    def test_unit_beside_the_number_and_in_its_box_must_agree(self, editor):
        assert "xã" in ask(editor, typed="5.000 tài khoản", unit="xã")["warning"]

    @pytest.mark.parametrize(
        "question",
        [
            {},
            {"typed": "\x00"},
            {"typed": "9" * 8000},
            {"typed": "5", "nature": "x", "rule": "x", "first": "a", "second": "0"},
            {"typed": "5", "rule": "ratio", "first": "1", "second": "0"},
            {"typed": "5", "unit": "\x00" * 9},
            {"typed": "5e9"},
        ],
    )
    def test_strange_questions_are_answered(self, editor, question):
        assert editor.get(reverse("story_read_figure"), question).status_code in (200, 400)

    def test_period_is_understood_or_explained(self, editor):
        address = reverse("story_read_period")
        assert (
            editor.get(address, {"typed": "từ 15/12 đến 31/12/2021"}).json()["iso"] == "2021-12-15/2021-12-31"
        )
        assert "dạo trước" in editor.get(address, {"typed": "dạo trước"}).json()["message"]

    @pytest.mark.parametrize("name", ["story_read_figure", "story_read_period", "story_units"])
    def test_strangers_are_sent_to_the_door(self, client, name):
        assert client.get(reverse(name), {"typed": "5"}).status_code == 302


class TestUnits:
    def test_unit_is_found_without_marks(self, editor):
        factories.unit("tỷ đồng", "money")
        answer = editor.get(reverse("story_units"), {"q": "ty dong"}).json()
        assert answer["units"][0]["name"] == "tỷ đồng" and answer["known"]

    def test_new_unit_is_made_once_by_who_may_write(self, editor):
        for _twice in range(2):
            answer = editor.post(reverse("story_units"), {"name": " Máy  bán vé "}).json()
        assert answer["name"] == "Máy bán vé"
        assert [unit.kind for unit in Unit.objects.all() if unit.names == {"vi": "Máy bán vé"}] == ["count"]

    @pytest.mark.parametrize("name", ["", "  ", "5", "12 xã", "\x00", "<>"])
    def test_what_is_no_word_is_no_unit(self, editor, name):
        count = Unit.objects.count()
        assert editor.post(reverse("story_units"), {"name": name}).status_code == 400
        assert Unit.objects.count() == count

    def test_who_may_not_write_makes_no_unit(self, newsroom, client):
        reader = factories.person()
        reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(reader)
        count = Unit.objects.count()
        assert client.post(reverse("story_units"), {"name": "máy bán vé"}).status_code in (302, 403)
        assert Unit.objects.count() == count


class TestEditForm:
    def edit(self, client, page, **changes):
        return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, **changes))

    def latest(self, page):
        return StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()

    def figures(self, page):
        return self.latest(page).body[3].value["figures"].bound_blocks

    @pytest.fixture(autouse=True)
    def signed_in_editor(self, editor):
        self.client = editor

    def test_form_opens_with_its_boxes_and_controllers(self, page):
        html = self.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "story-quantity" in html and "entry-echo" in html and "draftail-figure" in html

    def test_untouched_form_changes_nothing(self, page):
        # The first pass gives paragraphs their keys.
        self.edit(self.client, page)
        before = self.latest(page).body.get_prep_value()
        assert self.edit(self.client, page).status_code == 302
        assert self.latest(page).body.get_prep_value() == before

    def test_autosave_that_comes_late_undoes_nothing_that_was_saved(self, page):
        by_itself = {"HTTP_ACCEPT": "application/json"}
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        older = posted(page, title="Tít đang gõ")
        draft = self.client.post(address, older, **by_itself).json()["revision_id"]
        own = {"overwrite_revision_id": str(draft)}
        assert self.client.post(address, older | own, **by_itself).status_code == 200
        self.edit(self.client, page, title="Tít đã lưu", **own)
        assert self.client.post(address, older | own, **by_itself).status_code == 400
        assert self.latest(page).title == "Tít đã lưu"

    def test_whoever_only_approves_is_no_author(self, page):
        self.edit(self.client, page)
        factories.at_step(page, "approve")
        self.client.force_login(factories.person(roles.APPROVER))
        press = {"action-workflow-action": "1", "workflow-action-name": "approve"}
        latest = self.latest(page).latest_revision_id
        self.edit(self.client, page, **press)
        page.refresh_from_db()
        assert page.live and page.latest_revision_id == latest

    def test_draft_keeps_a_number_that_cannot_be_read(self, page):
        number = "body-3-value-figures-0-value-quantity"
        assert self.edit(self.client, page, **{number: "nhiều lắm"}).status_code == 302
        (figure,) = self.figures(page)
        assert (figure.id, str(figure.value["quantity"])) == (ID, "nhiều lắm")
        html = self.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "nhiều lắm" in html or "nhi\\u1ec1u l\\u1eafm" in html

    def test_submission_refuses_it_at_its_place_with_the_parsers_words(self, page):
        number = "body-3-value-figures-0-value-quantity"
        response = self.edit(self.client, page, **{number: "nhiều lắm", "action-submit": "1"})
        assert response.status_code == 200
        part = response.context["form"].errors.as_data()["body"][0].block_errors[3]
        error = part.block_errors["figures"].block_errors[0].block_errors["quantity"]
        assert "nhiều lắm" in error.messages[0]
        assert not StoryPage.objects.get(pk=page.pk).current_workflow_state

    def test_draft_keeps_a_new_unit_without_making_it(self, page):
        count = Unit.objects.count()
        self.edit(self.client, page, **{"body-3-value-figures-0-value-unit": "máy bán vé"})
        assert self.figures(page)[0].value["unit"].names == {"vi": "máy bán vé"}
        assert Unit.objects.count() == count

    def test_preview_shows_an_unsaved_figure(self, page):
        data = posted(page, **{"body-3-value-figures-0-value-quantity": "7.654.321"})
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        assert self.client.post(address, data).json() == {"is_valid": True, "is_available": True}
        assert "7.654.321" in self.client.get(address).content.decode()

    @pytest.mark.parametrize("mode", ["", "infographic"])
    def test_every_way_to_preview_a_saved_story_works(self, page, mode):
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        self.client.post(address, posted(page))
        response = self.client.get(address, {"mode": mode})
        assert response.status_code == 200
        # The editor shows it in a frame.
        assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]

    def new(self, headline="Chợ số"):
        return StoryPage(
            title=headline, slug="cho-so", standfirst="Một câu.", body=factories.body([factories.figure()])
        )

    @pytest.mark.parametrize("mode", ["", "infographic"])
    def test_story_that_was_never_saved_can_be_previewed(self, mode):
        parent = factories.province_page()
        address = reverse("wagtailadmin_pages:preview_on_add", args=["story", "storypage", parent.pk])
        assert self.client.post(address, posted(self.new())).json()["is_valid"]
        assert self.client.get(address, {"mode": mode}).status_code == 200

    def test_two_stories_may_have_one_headline(self):
        parent = factories.province_page()
        address = reverse("wagtailadmin_pages:add", args=["story", "storypage", parent.pk])
        for _twice in range(2):
            assert self.client.post(address, posted(self.new())).status_code == 302
        second = StoryPage.objects.child_of(parent).get(slug="cho-so-2")
        assert self.edit(self.client, second, slug="").status_code == 302
        assert set(StoryPage.objects.child_of(parent).values_list("slug", flat=True)) == {
            "cho-so",
            "cho-so-2",
        }

    def test_address_follows_the_headline_until_the_story_is_public(self):
        parent = factories.province_page()
        address = reverse("wagtailadmin_pages:add", args=["story", "storypage", parent.pk])
        assert self.client.post(address, posted(self.new("Đường"), slug="")).status_code == 302
        page = StoryPage.objects.child_of(parent).get()
        assert page.slug == "duong"
        self.edit(self.client, page, title="Đường sắt", slug="")
        page.refresh_from_db()
        assert page.slug == "duong-sat"
        live = factories.story_page(headline="Cầu", live=True, author=factories.superuser())
        self.edit(self.client, live, title="Cầu mới", slug="")
        assert self.latest(live).slug == live.slug

    def test_preview_survives_what_cannot_be_read_yet(self, page):
        changes = {"quantity": "nhiều", "period": "dạo trước", "unit": "máy", "baseline": "ít"}
        data = posted(
            page, **{f"body-3-value-figures-0-value-{name}": text for name, text in changes.items()}
        )
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        self.client.post(address, data)
        assert self.client.get(address).status_code == 200

    def test_submission_without_rights_is_refused_beside_them(self, page):
        response = self.edit(self.client, page, licence=" ", **{"action-submit": "1"})
        assert response.status_code == 200 and "licence" in response.context["form"].errors

    @pytest.mark.parametrize(
        "changes",
        [
            {"body-count": "many"},
            {"body-count": "99999999999"},
            {"body-0-type": "nothing"},
            {"body-0-order": "x"},
            {"body-0-value-content-count": "-3"},
            {"body-0-value-content-0-value": "not json"},
            {"body-0-value-content-0-value": "[1]"},
            {
                "body-0-value-content-0-value": '{"blocks": [{"text": "a", "type": "unordered-list-item", "depth": "x"}]}'
            },
            {"body-0-value-content-0-value": "[" * 50_000},
            {"body-3-value-figures-0-value-nature": "nothing"},
            {"body-3-value-figures-0-value-source_url": "javascript:alert(1)"},
            {"province": "abc"},
            {"cover": "abc"},
            {"pillars": "abc"},
            {"links-TOTAL_FORMS": "many"},
        ],
    )
    def test_damaged_post_is_a_form_error_and_changes_nothing(self, page, changes):
        before = self.latest(page).body.get_prep_value()
        response = self.edit(self.client, page, **changes)
        assert response.status_code == 200
        assert self.latest(page).body.get_prep_value() == before

    def test_deep_lists_do_not_break_the_form(self, page):
        block = '{"key": "a", "text": "a", "type": "unordered-list-item", "depth": 1500}'
        state = f'{{"blocks": [{block}], "entityMap": {{}}}}'
        assert self.edit(self.client, page, **{"body-0-value-content-0-value": state}).status_code in (
            200,
            302,
        )

    def test_picture_id_that_is_no_number_is_a_form_error(self, page):
        picture = {
            "body-0-value-content-1-deleted": "",
            "body-0-value-content-1-order": "1",
            "body-0-value-content-1-type": "picture",
            "body-0-value-content-1-id": "",
            "body-0-value-content-1-value-image-image": "abc",
            "body-0-value-content-count": "2",
        }
        assert self.edit(self.client, page, **picture).status_code == 200


class TestVocabulary:
    @pytest.mark.parametrize("model", ["unit", "tool", "storytag", "presscontact", "pillar", "sector"])
    def test_each_list_and_its_form_open(self, newsroom, client, model):
        client.force_login(factories.superuser())
        factories.unit("xã")
        for action in ("list", "add"):
            response = client.get(reverse(f"wagtailsnippets_story_{model}:{action}"))
            assert response.status_code == 200

    def test_name_in_every_language_is_asked_for(self, newsroom, client):
        client.force_login(factories.superuser())
        html = client.get(reverse("wagtailsnippets_story_unit:add")).content.decode()
        assert 'lang="vi"' in html and 'lang="en"' in html

    def test_two_units_never_have_one_name(self, newsroom, client):
        client.force_login(factories.superuser())
        factories.unit("xã")
        data = {"names_0": "Xã", "names_1": "", "kind": "count", "singulars_0": "", "spoken_0": ""}
        data |= {f"{name}_{language}": "" for name in ("singulars", "spoken") for language in (0, 1)}
        response = client.post(reverse("wagtailsnippets_story_unit:add"), data)
        assert response.status_code == 200 and "names" in response.context["form"].errors
