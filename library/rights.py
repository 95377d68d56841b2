"""What a licence names, for machines."""

import re

CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-NC)?(?:-SA|-ND)?) ([1-4]\.\d)")


def licence_address(licence: str) -> str:
    """Where a Creative Commons licence can be read; empty for another one."""
    found = CREATIVE_COMMONS.fullmatch(licence.strip().upper())
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else ""
