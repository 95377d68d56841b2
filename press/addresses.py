"""Addresses that travel outside, in QR codes above all: once printed they answer for ever."""

import base64
import binascii
import uuid

from django.conf import settings


def key_of(urn: str) -> str:
    """The translation key of `urn:uuid:…` as 26 lower-case base32 letters; raises ValueError for another urn."""
    return base64.b32encode(uuid.UUID(urn).bytes).decode().rstrip("=").lower()


def parse_key(key: str) -> uuid.UUID:
    """The translation key written as base32 in an address, in either case; raises ValueError if it is none."""
    try:
        raw = base64.b32decode(key.upper() + "=" * (-len(key) % 8))
        identity = uuid.UUID(bytes=raw)
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"{key!r} is not a translation key") from error
    # The last letter carries spare bits: only the spelling that we print is an address.
    if key_of(identity.urn) != key.lower():
        raise ValueError(f"{key!r} is not a translation key")
    return identity


def fact_address(urn: str, locale: str, revision: int) -> str:
    """The public address that answers "is this still right?" for one revision in one locale."""
    return f"{settings.PUBLIC_BASE_URL.rstrip('/')}/k/{key_of(urn)}/{locale}/{revision}/"
