"""Fixtures of the search."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from search import facets, synonyms
from story import outbox


@pytest.fixture(autouse=True)
def fresh_synonyms():
    """A rolled back test must not leave its phrases in the cache."""
    kept = [facets.KEPT, synonyms.KEPT]
    cache.delete_many(kept)
    yield
    cache.delete_many(kept)


@pytest.fixture
def deliver(newsroom):
    """What would follow the commits of a test's transaction."""
    return outbox.deliver_pending


@pytest.fixture
def found(client, deliver):
    """A function that asks the result page: headlines and the page."""

    def search(query, url="/search/", **filters):
        deliver()
        response = client.get(url, {"q": query, **filters})
        assert response.status_code == 200
        soup = BeautifulSoup(response.content, "html.parser")
        near = soup.select_one(".near")
        hits = near.find_all_previous(class_="hit")[::-1] if near else soup.select(".hit")
        return [headline(hit) for hit in hits], soup

    return search


def headline(hit):
    """What a hit's headline says, its marks left out."""
    return " ".join(hit.h2.get_text().split())
