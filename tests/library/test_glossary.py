"""The glossary: where its words stand in a text, what a new site begins with, and who may write it."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.permissions import policy_registry

from accounts import roles
from library.glossary import Entry, Finder, entries, written
from library.loading import load_glossary
from library.models import Term, TermGuide, TermRendering
from tests.factories import person

pytestmark = pytest.mark.once


def finder(*forms, locale="vi"):
    """A finder whose terms have one form each, and that form as slug."""
    return Finder([Entry(form, form, "nghĩa", True, (form,)) for form in forms], locale)


def found(text, *forms, locale="vi"):
    return [text[place.start : place.end] for place in finder(*forms, locale=locale).find(text)]


class TestFinding:
    def test_large_and_small_letters_are_one(self):
        assert found("Chuyển Đổi Số và chuyển đổi số", "chuyển đổi số") == ["Chuyển Đổi Số", "chuyển đổi số"]

    def test_accents_must_agree(self):
        assert found("chuyen doi so, chuyện đổi số", "chuyển đổi số") == []

    def test_a_word_in_capitals_is_found_as_it_is_written(self):
        assert found("AI giúp ai? Hỏi Ai.", "AI") == ["AI"]

    def test_the_longest_form_wins(self):
        forms = ("dịch vụ công", "dịch vụ công trực tuyến", "dịch vụ công trực tuyến mức độ 4")
        text = "Có dịch vụ công trực tuyến mức độ 4 và dịch vụ công."
        assert found(text, *forms) == ["dịch vụ công trực tuyến mức độ 4", "dịch vụ công"]

    def test_only_whole_words_are_found(self):
        assert found("mã QRs, xmã QR, mã QR", "mã QR") == ["mã QR"]

    def test_both_places_of_a_tone_are_one(self):
        assert found("chuẩn hoá dữ liệu ở Uỷ ban", "chuẩn hóa dữ liệu", "ủy ban") == [
            "chuẩn hoá dữ liệu",
            "Uỷ ban",
        ]

    def test_a_hard_space_is_a_space(self):
        assert found("mã\N{NO-BREAK SPACE}QR", "mã QR") == ["mã\N{NO-BREAK SPACE}QR"]

    def test_english_plurals_are_found_and_vietnamese_has_none(self):
        assert found("digital platforms", "digital platform", locale="en") == ["digital platforms"]
        assert found("digital platforms", "digital platform") == []

    def test_no_terms_find_nothing(self):
        assert found("chuyển đổi số") == []

    def test_what_is_compared_is_as_long_as_the_text(self):
        text = "İstanbul, HOÁ, Ủy ban, ǅ"
        assert len(written(text)) == len(text)


@pytest.mark.django_db
class TestEntries:
    def test_they_cost_one_query(self, django_assert_num_queries):
        load_glossary()
        with django_assert_num_queries(1):
            assert len(entries("vi")) == 60

    def test_forbidden_renderings_and_hidden_terms_are_not_found(self):
        term = Term.objects.create(slug="a", names={"en": "East Sea"}, definitions={"en": "A sea."})
        status = TermRendering.Status
        for text, use in (("Eastern Sea", status.FORBIDDEN), ("E. Sea", status.ALLOWED)):
            TermRendering.objects.create(term=term, locale="en", text=text, status=use)
        assert [entry.forms for entry in entries("en")] == [("East Sea", "E. Sea")]
        assert entries("vi") == []
        Term.objects.update(public=False)
        assert entries("en") == []


@pytest.mark.django_db
class TestLoading:
    def test_loading_again_changes_nothing_that_an_editor_wrote(self):
        assert load_glossary() == 60
        Term.objects.filter(slug="atm-mem").update(definitions={"vi": "Lời của biên tập viên."})
        TermRendering.objects.filter(term__slug="dinh-danh-dien-tu").delete()
        assert load_glossary() == 0
        assert Term.objects.get(slug="atm-mem").definition_in("vi") == "Lời của biên tập viên."
        assert not TermRendering.objects.filter(term__slug="dinh-danh-dien-tu").exists()

    def test_every_term_has_name_and_meaning_in_both_languages(self):
        load_glossary()
        for term in Term.objects.all():
            for code in ("vi", "en"):
                assert term.name_in(code) and term.definition_in(code), (term.slug, code)

    def test_how_the_names_of_the_sea_and_the_islands_read_in_english_is_data(self):
        load_glossary()
        names = dict(Term.objects.filter(domain=Term.Domain.GEOGRAPHY).values_list("slug", "names"))
        assert {slug: name["en"] for slug, name in names.items()} == {
            "hoang-sa": "Hoàng Sa",
            "truong-sa": "Trường Sa",
            "bien-dong": "East Sea",
        }
        forbidden = TermRendering.objects.filter(
            status=TermRendering.Status.FORBIDDEN, term__domain="geography"
        )
        assert {"South China Sea", "Paracel Islands", "Spratly Islands"} <= {row.text for row in forbidden}


@pytest.mark.django_db
@pytest.mark.usefixtures("newsroom")
class TestWriting:
    @pytest.mark.parametrize(
        ("role", "may"),
        [
            (roles.EDITOR, True),
            (roles.ADMINISTRATOR, True),
            (roles.TRANSLATOR, False),
            ("contributor", False),
        ],
    )
    def test_editors_and_administrators_write_it(self, role, may):
        policy = policy_registry.get_by_type(Term)
        assert policy.user_has_permission(person(role), "change") is may
        assert not policy.user_has_permission(person(role), "delete")

    def test_an_editor_opens_a_term_with_its_renderings(self, client):
        load_glossary()
        client.force_login(person(roles.EDITOR))
        term = Term.objects.get(slug="bien-dong")
        page = client.get(f"/admin/snippets/library/term/edit/{term.pk}/")
        assert page.status_code == 200
        assert "South China Sea" in page.content.decode()

    def test_a_term_without_an_address_gets_one_that_is_free(self):
        slugs = [Term.objects.create(names={"vi": "đô thị số"}).slug for _each in range(3)]
        assert slugs == ["do-thi-so", "do-thi-so-2", "do-thi-so-3"]

    def test_a_guide_leads_to_the_web_alone(self):
        guide = TermGuide(term=Term(slug="a"), title="Hướng dẫn", url="javascript:alert(1)")
        with pytest.raises(ValidationError) as error:
            guide.full_clean(exclude=["term"])
        assert "url" in error.value.message_dict
