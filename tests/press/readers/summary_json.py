"""The summary against its published schema."""

import json

import jsonschema

from press.summary import story_summary_schema

FORMATS = ("summary.json",)


def check(data, summary, name):
    document = json.loads(data)
    jsonschema.Draft202012Validator(story_summary_schema()).validate(document)
    assert document["headline"] == summary.headline


def broken(data, summary, name):
    document = json.loads(data)
    yield "not whole", data[:-10]
    for change in ({"revision": "seven"}, {"id": "urn:isbn:1"}, {"status": "hidden"}):
        yield str(change), json.dumps({**document, **change}).encode()
