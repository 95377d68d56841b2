"""Every block an editor can choose: named, described, previewed, said to press and search."""

import pytest
from django.template.loader import get_template
from django.urls import reverse

from story.blocks import FigureBlock, StoryBodyBlock
from story.blocks.body import ContentBlock
from story.neutral import Context
from tests import factories

pytestmark = pytest.mark.once

ID = "0358f9c3-8450-50d7-a3d9-f0574ee20653"


def leaves():
    """Every block an editor can put into a story, and the figure."""
    body = StoryBodyBlock()
    content = ContentBlock()
    parts = list(body.child_blocks.items())
    return [*parts, *content.child_blocks.items(), ("figure", FigureBlock())]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "block"), leaves(), ids=lambda item: item if isinstance(item, str) else "")
class TestEveryBlock:
    def test_has_what_an_editor_needs_to_choose_it(self, name, block):
        assert block.meta.icon != "placeholder"
        assert block.label and block.meta.description
        get_template(block.meta.template)

    def test_preview_is_served(self, name, block, client):
        client.force_login(factories.superuser())
        response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert response.status_code == 200
        assert "block-preview" in response.content.decode()

    def test_says_itself_to_press_and_search(self, name, block):
        value = block.get_preview_value()
        assert isinstance(block.get_searchable_content(value), list)
        if hasattr(block, "neutral"):
            context = Context("vi", {}, ID)
            assert all(item.kind for item in block.neutral(value, context))
        else:
            assert name in StoryBodyBlock().child_blocks
