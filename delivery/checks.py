"""House rules of delivery as system checks."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from delivery.addresses import addresses
from delivery.audiences import undeclared


@register("urls")
def every_address_has_an_audience(**kwargs: Any) -> list[CheckMessage]:
    """Name each URL pattern for which nobody has said who may see it."""
    return [
        Error(
            f"The address /{address.route} has no audience.",
            hint="Say in delivery/audiences.py for whom it is.",
            id="delivery.E001",
        )
        for address in undeclared(list(addresses()))
    ]
