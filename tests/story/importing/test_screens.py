"""The screens of the import: a file comes in, its numbers are decided on one by one, nothing typed is lost."""

import io

import pytest
from django.urls import reverse

from accounts import roles
from places.models import AdministrativeUnit
from story import actions
from story.completeness import gaps
from story.importing.review import marked
from story.models import FigureProposal, StoryPage, Unit
from tests.factories import edit, in_english, person, province_page, story_page, superuser
from tests.story.importing import files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom"), pytest.mark.once]

UPLOAD = "/admin/story/import/"
RESULT = "Năm 2021, tỉnh có hơn 116.000 cửa hàng số; tập huấn cho 6.214 người."
AGAIN = "Vẫn là hơn 116.000 cửa hàng số trong năm 2021."


def word(*lines, **options):
    return files.word("Một đoạn mở đầu.", ("Kết quả", "Heading 1"), *lines or (RESULT,), **options)


def named(file, name="bai.docx"):
    file.name = name
    return file


def send(client, file=None, page=None, query="", **data):
    page = page or province_page()
    return client.post(UPLOAD + query, {"parent": page.pk, "file": named(file or word()), **data})


def address(page):
    return reverse("story_proposals", args=[page.pk])


def press(client, proposal, verb="accept", follow=False, revision=None, **changes):
    """Post the boxes as they were shown, with changes."""
    page = StoryPage.objects.get(pk=proposal.page_id)
    form = client.get(f"{address(page)}?proposal={proposal.pk}").context["form"]
    boxes = {f"figure-{name}": changes.get(name, value) for name, value in form.initial.items()}
    data = {"revision": revision or page.latest_revision_id, "proposal": proposal.pk, "verb": verb}
    return client.post(address(page), boxes | data, follow=follow)


def draft(page):
    return StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def errors(response):
    return " ".join(str(text) for texts in response.context["form"].errors.values() for text in texts)


@pytest.fixture
def author(signed_in):
    return signed_in(person("contributor"))


@pytest.fixture
def story():
    """A draft of a file with four numbers, two of which say the same."""
    result = actions.import_story(
        province_page(), person("contributor"), word(RESULT, AGAIN), name="bai.docx"
    )
    return result.page


@pytest.fixture
def found(story):
    return list(story.figure_proposals.filter(printed__in=["116.000", "6.214"]))


class TestUpload:
    def test_file_becomes_a_draft_and_leads_to_its_numbers(self, author):
        response = send(author)
        page = StoryPage.objects.get()
        assert response.url == address(page) and page.title == "Chợ số về bản"
        assert page.get_parent().pk == province_page().pk and page.figure_proposals.count() == 2
        assert "Chợ số về bản" in author.get(response.url).content.decode()

    def test_file_without_numbers_leads_to_the_editor(self, author):
        response = send(author, word("Không có con số nào."))
        assert response.url == reverse("wagtailadmin_pages:edit", args=[StoryPage.objects.get().pk])

    def test_one_unit_is_not_asked_for_several_are(self, author, client):
        assert author.get(UPLOAD).context["form"].fields["parent"].widget.is_hidden
        client.force_login(person(roles.EDITOR))
        form = client.get(UPLOAD).context["form"]
        assert not form.fields["parent"].widget.is_hidden and len(form.fields["parent"].queryset) > 34
        form = client.get(f"{UPLOAD}?parent={province_page('Huế').pk}").context["form"]
        assert [page.title for page in form.fields["parent"].queryset] == [province_page("Huế").title]

    def test_unit_of_then_is_one_that_became_this_one(self, client):
        client.force_login(superuser())
        then, page = AdministrativeUnit.objects.by_name("Bắc Kạn"), province_page("Thái Nguyên")
        refused = send(client, page=province_page("Huế"), then=then.pk)
        assert "then" in refused.context["form"].errors and not StoryPage.objects.exists()
        offered = client.get(f"{UPLOAD}?parent={page.pk}").context["form"].fields["then"]
        assert then in offered.queryset and "Thái Nguyên" in offered.label_from_instance(then)
        assert all(unit.today() == page.unit for unit in offered.queryset)
        send(client, page=page, then=then.pk)
        assert StoryPage.objects.get().province == then

    @pytest.mark.parametrize(
        ("make", "words"),
        [
            (lambda: io.BytesIO(b"%PDF-1.7 100%"), "PDF"),
            (lambda: io.BytesIO(b"PK\x03\x04" + b"\x00" * 50), ""),
            (lambda: files.raw(document="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), ""),
            (lambda: io.BytesIO(b""), ""),
            (lambda: files.word(title=""), ""),
        ],
    )
    def test_hostile_file_is_refused_in_place_and_choices_are_kept(self, client, make, words):
        client.force_login(person(roles.EDITOR))
        page = province_page("Thái Nguyên")
        then = AdministrativeUnit.objects.by_name("Bắc Kạn")
        response = send(client, make(), page, then=then.pk)
        assert response.status_code == 200 and not StoryPage.objects.exists()
        (message,) = response.context["form"].errors["file"]
        assert words in message and "%%" not in message
        html = response.content.decode()
        assert (
            f'<option value="{page.pk}" selected>' in html and f'<option value="{then.pk}" selected>' in html
        )

    def test_too_large_a_file_is_refused_in_place(self, author, settings):
        settings.IMPORT_MAX_BYTES = 1000
        assert "file" in send(author).context["form"].errors

    @pytest.mark.parametrize("parent", ["", "abc", "9" * 40, "-1", "\x00", "[]"])
    def test_bad_choice_is_said_in_place(self, author, parent):
        response = author.post(UPLOAD, {"parent": parent, "file": named(word())})
        assert response.status_code == 200 and response.context["form"].errors["parent"]

    def test_markup_in_headline_and_name_stays_text(self, author):
        bad = "<script>alert(1)</script>"
        response = send(author, named(word(title=f"Chợ {bad}"), f"{bad}.docx"))
        html = author.get(response.url).content.decode()
        assert bad not in html and "&lt;script&gt;alert(1)" in html


class TestWhoSends:
    def test_another_unit_is_out_of_reach(self, author):
        other = province_page("Đà Nẵng")
        assert author.get(f"{UPLOAD}?parent={other.pk}").status_code == 302
        assert send(author, page=other, query=f"?parent={other.pk}").status_code == 302
        assert send(author, page=other).context["form"].errors["parent"]
        assert not StoryPage.objects.exists()

    @pytest.mark.parametrize("role", [roles.FIGURE_CHECKER, roles.TRANSLATION_CHECKER])
    def test_who_writes_nothing_sends_nothing(self, signed_in, role):
        assert signed_in(person(role)).get(UPLOAD).status_code == 302

    def test_nobody_without_signing_in(self, client):
        assert "login" in client.get(UPLOAD).url

    def test_ways_to_it_stand_on_the_desk_and_at_ones_own_unit_alone(self, author):
        assert f'href="{UPLOAD}"' in author.get("/admin/").content.decode()
        own, other = province_page(), province_page("Đà Nẵng")
        explorer = author.get(f"/admin/pages/{own.pk}/").content.decode()
        assert f"{UPLOAD}?parent={own.pk}" in explorer
        assert f"{UPLOAD}?parent={other.pk}" not in author.get(f"/admin/pages/{other.pk}/").content.decode()


class TestWhatItShows:
    def test_sentence_with_its_number_marked_and_what_was_understood(self, author, found):
        html = author.get(f"{address(found[0].page)}?proposal={found[0].pk}").content.decode()
        assert '<mark class="is-selected">116.000</mark>' in html
        assert "hơn 116.000 cửa hàng số".replace(" cửa", "\N{NO-BREAK SPACE}cửa") in html
        assert "một trăm mười sáu" in html

    def test_boxes_are_as_a_person_types(self, author, found):
        initial = author.get(f"{address(found[0].page)}?proposal={found[0].pk}").context["form"].initial
        assert (initial["quantity"], initial["unit"], initial["period"]) == (
            "hơn 116.000",
            "cửa hàng số",
            "2021",
        )
        assert initial["label"] and initial["nature"] == "measured"

    def test_markup_in_a_sentence_stays_text(self, author):
        bad = "<script>alert(1)</script><img src=x onerror=alert(2)>"
        response = send(author, word(f"Tỉnh có 5.120 hộ {bad}."))
        html = author.get(response.url).content.decode()
        assert bad not in html and "<img src=x" not in html and "&lt;script&gt;" in html

    def test_unknown_number_in_the_address_is_the_first_open_one(self, author, story):
        first = story.figure_proposals.first()
        for named_ in ("", "abc", "9" * 40, "-1"):
            assert author.get(f"{address(story)}?proposal={named_}").context["selected"] == first

    def test_number_is_marked_as_a_whole_and_in_its_turn(self):
        def proposal(position):
            return FigureProposal(sentence="200 xã có 2 máy, 2 loa.", printed="2", position=position)

        both = [proposal(1), proposal(2)]
        assert [len(marked(item, both)[0]) for item in both] == [10, 17]
        assert marked(FigureProposal(sentence="Câu đã khác.", printed="2"), both) == ("Câu đã khác.", "", "")

    def test_a_hundred_numbers_cost_no_more_questions_than_two(
        self, author, story, django_assert_max_num_queries
    ):
        rows = [
            FigureProposal(
                page=story,
                position=100 + n,
                start=0,
                end=1,
                sentence="9",
                printed="9",
                quantity={"value": "9"},
            )
            for n in range(100)
        ]
        FigureProposal.objects.bulk_create(rows)
        with django_assert_max_num_queries(60):
            assert author.get(address(story)).context["left"] > 100


class TestDecisions:
    def test_accepted_is_a_record_with_its_words_linked(self, author, story, found):
        response = press(author, found[1])
        found[1].refresh_from_db()
        page = draft(story)
        assert found[1].state == "accepted" and str(found[1].figure) in page.figures
        assert f'id="{found[1].figure}"' in page.body[3].value["content"][0].value.source
        assert f"proposal={found[2].pk}#" in response.url

    def test_changed_boxes_mend_it(self, author, story, found):
        press(
            author,
            found[1],
            quantity="gần 7 nghìn",
            unit="lượt người",
            nature="projection",
            period="tháng 3/2022",
            label="Tập huấn",
        )
        found[1].refresh_from_db()
        record = draft(story).figures[str(found[1].figure)]
        assert found[1].state == "mended"
        assert (record.quantity.value, record.quantity.qualifier, record.period) == (
            7000,
            "nearly",
            "2022-03",
        )
        assert (record.label, record.unit.names["vi"], record.nature) == (
            "Tập huấn",
            "lượt người",
            "projection",
        )

    def test_unit_typed_behind_the_number_fills_its_empty_box(self, author, story, found):
        press(author, found[1], quantity="6215 học viên", unit="")
        found[1].refresh_from_db()
        assert draft(story).figures[str(found[1].figure)].unit.names["vi"] == "học viên"

    def test_dismissed_leaves_the_words(self, author, story, found):
        before = draft(story).body.get_prep_value()
        press(author, found[0], "dismiss")
        found[0].refresh_from_db()
        assert found[0].state == "dismissed" and draft(story).body.get_prep_value() == before

    def test_equal_record_is_offered_and_linked(self, author, story, found):
        assert author.get(address(story)).context["offer"] is None
        press(author, found[0])
        found[0].refresh_from_db()
        shown = author.get(f"{address(story)}?proposal={found[2].pk}")
        assert shown.context["offer"].id == str(found[0].figure) and 'value="link"' in shown.content.decode()
        press(author, found[2], "link")
        found[2].refresh_from_db()
        assert found[2].figure == found[0].figure and len(draft(story).figures) == 1

    def test_changed_boxes_are_not_linked_to_a_record_that_says_else(self, author, story, found):
        press(author, found[0])
        response = press(author, found[2], "link", quantity="117000")
        assert response.status_code == 200 and 'value="117000"' in response.content.decode()
        found[2].refresh_from_db()
        assert found[2].is_open

    def test_last_one_leads_to_the_editor_and_ends_the_warning(self, author, story):
        numbers = list(story.figure_proposals.all())
        assert [gap.url for gap in gaps(draft(story)) if gap.check == "proposals"] == [address(story)]
        for number in numbers:
            response = press(author, number, "dismiss", follow=True)
        assert response.context["left"] == 0
        editor = reverse("wagtailadmin_pages:edit", args=[story.pk])
        assert f'class="button" href="{editor}"' in response.content.decode()
        assert not [gap for gap in gaps(draft(story)) if gap.check == "proposals"]

    def test_editor_leads_to_them_while_some_are_open(self, author, story):
        editor = reverse("wagtailadmin_pages:edit", args=[story.pk])
        html = author.get(editor).content.decode()
        assert html.count(f'href="{address(story)}"') >= 2
        story.figure_proposals.update(state="dismissed")
        assert address(story) not in author.get(editor).content.decode()


class TestRefusal:
    @pytest.mark.parametrize("typed", ["1.234", "chừng chừng", "9" * 30, "", "[1]", "1e999"])
    def test_unreadable_number_is_said_in_place_and_kept(self, author, story, found, typed):
        response = press(author, found[1], quantity=typed, label="Lời đã gõ")
        assert response.status_code == 200 and response.context["form"].errors["quantity"]
        html = response.content.decode()
        assert 'value="Lời đã gõ"' in html and response.context["form"]["quantity"].value() == typed
        found[1].refresh_from_db()
        assert (
            found[1].is_open
            and not draft(story).figures
            and typed not in [unit.names["vi"] for unit in Unit.objects.all()]
        )

    @pytest.mark.parametrize(
        ("name", "typed"),
        [("period", "hôm nọ"), ("unit", "12"), ("nature", "dream"), ("label", " "), ("quantity", "6.214 xe")],
    )
    def test_other_boxes_are_checked_too(self, author, found, name, typed):
        response = press(author, found[1], **{name: typed})
        assert response.context["form"].errors[name]

    @pytest.mark.parametrize("verb", ["accept", "dismiss"])
    def test_newer_version_is_said_and_nothing_typed_is_lost(self, author, story, found, verb):
        seen = StoryPage.objects.get(pk=story.pk).latest_revision_id
        edit(StoryPage.objects.get(pk=story.pk), title="Tít mới")
        response = press(author, found[1], verb, revision=seen, label="Lời đã gõ")
        assert str(actions.StaleRevisionError()) in errors(response)
        assert 'value="Lời đã gõ"' in response.content.decode()
        newest = StoryPage.objects.get(pk=story.pk).latest_revision_id
        assert f'name="revision" value="{newest}"' in response.content.decode()

    def test_number_that_another_editor_decided_on_is_said(self, author, story, found):
        boxes = {"figure-label": "Lời đã gõ", "figure-quantity": "1", "figure-nature": "measured"}
        press(author, found[1], "dismiss")
        data = {
            "revision": StoryPage.objects.get(pk=story.pk).latest_revision_id,
            "proposal": found[1].pk,
            "verb": "accept",
        }
        response = author.post(address(story), boxes | data)
        html = response.content.decode()
        assert response.status_code == 200 and errors(response) and 'value="Lời đã gõ"' in html
        assert 'value="accept"' not in html and not draft(story).figures

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"verb": "explode"},
            {"proposal": "abc"},
            {"proposal": "9" * 40},
            {"revision": "x" * 50, "verb": "no"},
        ],
    )
    def test_what_is_not_there_is_not_found(self, author, story, found, data):
        assert author.post(address(story), {"proposal": found[0].pk} | data).status_code == 404

    @pytest.mark.parametrize("revision", ["", "abc", "9" * 30, "-1"])
    def test_version_that_is_none_is_stale(self, author, found, revision):
        assert errors(press(author, found[1], revision=revision or " "))

    def test_number_of_another_story_is_not_found(self, author, story, found):
        other = story_page()
        data = {"proposal": found[0].pk, "verb": "dismiss", "revision": other.latest_revision_id}
        assert author.post(address(other), data).status_code == 404


class TestWhoDecides:
    def test_another_unit_neither_sees_nor_decides(self, signed_in, story, found):
        stranger = signed_in(person("contributor", "Đà Nẵng"))
        assert stranger.get(address(story)).status_code == 302
        data = {"proposal": found[0].pk, "verb": "dismiss", "revision": story.latest_revision_id}
        assert stranger.post(address(story), data).status_code == 302
        found[0].refresh_from_db()
        assert found[0].is_open

    def test_nobody_without_signing_in(self, client, story):
        assert "login" in client.get(address(story)).url

    def test_translation_has_no_numbers_to_decide_on(self, signed_in, story):
        assert signed_in(superuser()).get(address(in_english(story))).status_code == 302

    def test_editor_of_the_newsroom_does(self, signed_in, found):
        client = signed_in(person(roles.EDITOR))
        press(client, found[0])
        found[0].refresh_from_db()
        assert found[0].state == "accepted"
