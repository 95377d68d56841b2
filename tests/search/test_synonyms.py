"""Phrases that mean the same: the editors' list, and provinces then and now."""

import pytest
from django.core.exceptions import ValidationError

from search.first_synonyms import GROUPS
from search.models import SynonymGroup
from tests.factories import person, story_page, superuser


@pytest.fixture
def stories(newsroom):
    story_page("Lạng Sơn", "Chuyển đổi số ở thôn bản", live=True)
    story_page("Huế", "Chính phủ số gần dân", live=True)
    story_page("TP Hồ Chí Minh", "Mở cửa trở lại", live=True)


@pytest.mark.usefixtures("stories")
class TestFirstList:
    def test_it_is_there_from_the_beginning(self):
        groups = list(SynonymGroup.objects.all())
        assert len(groups) == len(GROUPS)
        for group in groups:
            group.full_clean()

    @pytest.mark.parametrize(
        ("query", "title"),
        [
            ("CĐS", "Chuyển đổi số ở thôn bản"),
            ("cds thon ban", "Chuyển đổi số ở thôn bản"),
            ("chính quyền số", "Chính phủ số gần dân"),
            ("chinh quyen dien tu", "Chính phủ số gần dân"),
            ("TP.HCM", "Mở cửa trở lại"),
            ("tphcm", "Mở cửa trở lại"),
            ("Sài Gòn", "Mở cửa trở lại"),
        ],
    )
    def test_abbreviations_and_variants_find_each_other(self, found, query, title):
        assert found(query)[0][0] == title

    @pytest.mark.parametrize("query", ["Thừa Thiên – Huế", "thua thien hue", "Thừa Thiên Huế", "TT Huế"])
    def test_an_old_province_leads_to_that_of_today(self, found, query):
        assert found(query)[0] == ["Chính phủ số gần dân"]

    def test_an_old_name_finds_its_own_stories_before_others_of_the_province_of_today(self, found):
        story_page("TP Hồ Chí Minh", "Chợ nổi", live=True)
        then = story_page("Bà Rịa – Vũng Tàu", "Tổng đài", live=True)
        assert then.province.name.startswith("Bà Rịa")
        titles = found("Bà Rịa Vũng Tàu")[0]
        assert titles[0] == "Tổng đài" and "Chợ nổi" in titles

    def test_words_of_a_phrase_apart_are_no_hit(self, found):
        assert "Mở cửa trở lại" not in found("chuyển đổi số")[0]


class TestEditing:
    def test_a_new_phrase_works_at_once(self, stories, found):
        assert found("hầm chui")[0] == []
        group = SynonymGroup.objects.create(phrases="hầm chui\nmở cửa")
        assert found("ham chui")[0] == ["Mở cửa trở lại"]
        group.delete()
        assert found("hầm chui")[0] == []

    @pytest.mark.parametrize("phrases", ["", "một", "CĐS\ncds", "a\n!!!", "a\n" + "b " * 9])
    def test_a_group_says_that_two_phrases_are_the_same(self, db, phrases):
        with pytest.raises(ValidationError):
            SynonymGroup(phrases=phrases).full_clean()

    def test_editors_keep_the_list_and_contributors_do_not_see_it(self, newsroom, signed_in):
        url = "/admin/snippets/search/synonymgroup/"
        client = signed_in(person("Biên tập viên"))
        assert client.get(url).status_code == 200
        assert client.post(f"{url}add/", {"phrases": "xe buýt\nxe bus"}).status_code == 302
        assert SynonymGroup.objects.filter(phrases__startswith="xe buýt").exists()
        assert signed_in(person("contributor")).get(url).status_code == 302
        assert signed_in(superuser()).get(url).status_code == 200
