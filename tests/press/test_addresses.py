"""The address behind every QR code."""

import uuid

import pytest

from press.addresses import fact_address, parse_key
from tests.press.summaries import KEY


class TestAddresses:
    def test_key_survives_the_round_trip(self):
        address = fact_address(KEY, "vi", 7)
        key = address.split("/k/")[1].split("/")[0]
        assert address.startswith("http")
        assert address.endswith("/vi/7/")
        assert (len(key), key) == (26, key.lower())
        assert parse_key(key) == uuid.UUID(KEY.removeprefix("urn:uuid:"))
        assert parse_key(key.upper()) == parse_key(key)

    @pytest.mark.parametrize("key", ["", "abc", "a" * 27, "1" * 26, "!" * 26, "á" * 26, "b" * 25 + "z"])
    def test_other_words_are_no_key(self, key):
        with pytest.raises(ValueError, match="translation key"):
            parse_key(key)
