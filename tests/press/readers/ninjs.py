"""ninjs against the schema of the IPTC, and against what the summary says."""

import json
import re
from datetime import datetime
from html.parser import HTMLParser

from tests.press.readers import numeral
from tests.press.readers.schemas import ninjs as schema

FORMATS = ("ninjs.json",)
TAGS = {
    *("h1", "h2", "p", "ul", "ol", "li", "blockquote", "strong", "em", "a", "data"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
STATES = {"published": "usable", "embargoed": "usable", "withdrawn": "canceled"}


class Words(HTMLParser):
    """The words of HTML and its tags, by Python's own reader."""

    def __init__(self, text):
        super().__init__()
        self.words, self.tags, self.attributes, self.numbers = "", [], set(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _value in attrs}
        self.numbers += [value for name, value in attrs if name == "value"]

    def handle_data(self, data):
        self.words += data


def shown_number(figure):
    """A range is never told by its lower end alone."""
    return f"{figure.value}..{figure.value_max}" if figure.value_max else figure.value


def plain(text):
    return re.sub(r"\s+", " ", text)


def check(data, summary, name):
    item = json.loads(data)
    schema().validate(item)
    assert (item["version"], item["language"]) == (str(summary.revision), summary.locale)
    assert item["altIds"][0]["value"] == summary.id
    assert item["pubStatus"] == STATES[summary.status]
    assert plain(item["headlines"][0]["value"]) == plain(summary.headline).strip()
    for key in ("firstCreated", "versionCreated", "embargoedUntil"):
        assert key not in item or datetime.fromisoformat(item[key]).utcoffset().total_seconds() == 7 * 3600
    assert ("embargoedUntil" in item) == (summary.status == "embargoed")
    for address in re.findall(r'"(?:uri|href|linkedRights)": "([^"]*)"', data.decode()):
        assert re.fullmatch(r"(https?://[^\s/]+|urn:uuid:)[!-~]*", address), address
    if summary.status == "withdrawn":
        assert "bodies" not in item
        return
    text, html = item["bodies"]
    read = Words(html["value"])
    assert set(read.tags) <= TAGS and read.attributes <= {"href", "value", "id", "scope"}
    for figure in summary.figures:
        assert shown_number(figure) in read.numbers
        shown = numeral(figure.forms.screen)
        assert shown in text["value"] and shown in read.words
    for paragraph in (item for item in summary.body if item.kind == "paragraph"):
        assert plain(paragraph.text).strip() in plain(text["value"])
    kinds = [each["rel"] for each in item.get("associations", ())]
    assert kinds.count("part") >= len(summary.media) + len(summary.charts) + len(summary.quotes)


def broken(data, summary, name):
    item = json.loads(data)
    yield "not whole", data[:-10]
    for change in (
        {"uri": None},
        {"pubStatus": "published"},
        {"pubStatus": "canceled"},
        {"versionCreated": "yesterday"},
        {"versionCreated": "2022-04-12T03:00:00+00:00"},
        {"version": "0"},
        {"associations": [{"name": "nameless"}]},
        {"places": [{"name": "x", "geoJSON": {"type": "Point", "coordinates": ["a"]}}]},
        {"headlines": [{"value": "Another headline"}]},
        {"invented": "yes"},
        {"bodies": [item["bodies"][0], {**item["bodies"][1], "value": "<script>x</script>"}]},
    ):
        yield str(change)[:80], json.dumps({**item, **change}).encode()
