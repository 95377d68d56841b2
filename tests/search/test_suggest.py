"""Stories suggested while somebody types."""

import pytest

from tests.factories import story_page


@pytest.fixture
def stories(newsroom, deliver):
    story_page("Lạng Sơn", "ATM mềm: rút tiền ở bưu điện", live=True)
    story_page("Huế", "Hue-S", standfirst="Người dân rút tiền.", live=True)
    story_page("Huế", "Rút tiền bản nháp")
    deliver()


def suggested(client, query, path="/search/suggest/"):
    return client.get(path, {"q": query}).json()["suggestions"]


@pytest.mark.usefixtures("stories")
class TestSuggestions:
    @pytest.mark.parametrize("typed", ["rút ti", "rut ti", "RUT TIEN", "rut tie"])
    def test_the_last_word_may_be_only_begun(self, client, typed):
        texts = {story["text"] for story in suggested(client, typed)}
        assert texts == {"ATM mềm: rút tiền ở bưu điện", "Hue-S"}

    def test_each_says_where_and_has_its_address(self, client):
        (story,) = suggested(client, "buu")
        assert story["place"] == "Lạng Sơn"
        assert client.get(story["url"]).status_code == 200

    @pytest.mark.parametrize("typed", ["", "r", " ", "zz", "tien *", '"'])
    def test_too_little_suggests_little(self, client, typed):
        assert len(suggested(client, typed)) in (0, 2)

    def test_each_language_has_its_own(self, client):
        assert suggested(client, "rut", "/en/search/suggest/") == []

    def test_the_box_works_without_a_script(self, client):
        html = client.get("/search/").content.decode()
        assert (
            'data-suggest="/search/suggest/"' in html
            and "js/suggest" in html
            and 'role="combobox"' not in html
        )
