"""The summary: frozen, its keys and schema as published."""

import json
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

from press.summary import StorySummary, story_summary_schema
from tests.press.summaries import english, soft_atm

EXPECTED = Path(__file__).parent / "expected" / "story-summary-1.schema.json"
KEYS = [
    "schema",
    "id",
    "locale",
    "revision",
    "url",
    "status",
    "embargo_until",
    "headline",
    "standfirst",
    "abridged",
    "form",
    "province",
    "place_detail",
    "pillars",
    "sectors",
    "tags",
    "bylines",
    "problem",
    "approach",
    "steps",
    "results",
    "lessons",
    "absent",
    "body",
    "figures",
    "tools",
    "replication",
    "charts",
    "quotes",
    "media",
    "rights",
    "contact",
    "corrections",
    "translations",
    "published_at",
    "updated_at",
]
FIGURE_KEYS = [
    "id",
    "part",
    "value",
    "value_max",
    "total",
    "qualifier",
    "unit",
    "unit_kind",
    "label",
    "nature",
    "period",
    "period_basis",
    "baseline",
    "derived",
    "printed",
    "highlight",
    "forms",
    "rounding",
    "source",
    "verified",
]


class TestStorySummary:
    def test_keys_are_the_published_ones_in_their_order(self):
        data = json.loads(soft_atm().to_json())
        assert [key for key in data if key in KEYS] == KEYS
        figure = [key for key in data["figures"][0] if key in FIGURE_KEYS]
        assert sorted(figure) == sorted(FIGURE_KEYS)

    def test_schema_is_named_by_its_address(self):
        assert json.loads(soft_atm().to_json())["schema"] == "/schemas/story-summary-1.json"

    def test_json_is_readable_and_comes_back_the_same(self):
        data = soft_atm().to_json()
        assert "Lạng Sơn".encode() in data
        assert StorySummary.model_validate_json(data) == soft_atm()
        assert StorySummary.model_validate_json(data).to_json() == data

    def test_is_frozen(self):
        with pytest.raises(ValidationError, match="frozen"):
            soft_atm().headline = "Khác"
        with pytest.raises(ValidationError, match="frozen"):
            soft_atm().figures[0].value = "69"

    @pytest.mark.parametrize("value", ["", "1E+6", "1,5", "NaN", "một", "1.", "+1", "１"])
    def test_numbers_are_plain_decimals(self, value):
        data = json.loads(soft_atm().to_json())
        data["figures"][0]["value"] = value
        with pytest.raises(ValidationError):
            StorySummary.model_validate(data)

    def test_unknown_keys_and_other_ids_are_refused(self):
        with pytest.raises(ValidationError):
            soft_atm(colour="red")
        with pytest.raises(ValidationError):
            soft_atm(id="42")

    def test_figure_is_found_by_its_id(self):
        assert soft_atm().figure("goal").value == "200"
        assert soft_atm().figure("nothing") is None
        assert soft_atm().figure(None) is None


class TestSchema:
    def test_is_the_published_one(self):
        assert story_summary_schema() == json.loads(EXPECTED.read_text())

    @pytest.mark.parametrize("story", [soft_atm, english])
    def test_every_summary_is_valid(self, story):
        validator = jsonschema.Draft202012Validator(story_summary_schema())
        validator.check_schema(story_summary_schema())
        validator.validate(json.loads(story().to_json()))

    def test_leaves_room_for_additions_but_not_for_omissions(self):
        validator = jsonschema.Draft202012Validator(story_summary_schema())
        data = json.loads(soft_atm().to_json())
        assert validator.is_valid({**data, "added_in_version_1": True})
        assert not validator.is_valid({key: value for key, value in data.items() if key != "figures"})
