"""Stories on the list of the press desk, for tests."""

import re
from datetime import datetime

from django.utils import timezone

from accounts import roles
from tests import factories as make

UNTIL = timezone.make_aware(datetime(2031, 12, 1, 6))
HIDDEN = "Chim hoàng yến"


def told(headline, value="100", *, province="Lạng Sơn", until=None, tool=None, **fields):
    """A story with one figure, public or embargoed, made by the people of the workflow."""
    given = {key: fields.pop(key) for key in ("unit", "qualifier", "nature", "value_max") if key in fields}
    page = make.story_page(province, headline, [make.figure(value, "điều đếm được", **given)], **fields)
    if tool:
        page.tools = [tool]
        page.save()
        page.save_revision()
    return make.embargoed(page, at=until) if until else make.publish_through_workflow(page)


def journalist(**fields):
    return make.person(roles.PRESS, **fields)


def ids_shown(response):
    return [int(pk) for pk in re.findall(r'type="checkbox" name="chon" value="(\d+)"', text(response))]


def text(response):
    return response.content.decode()
