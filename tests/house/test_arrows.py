"""The rooms of the house depend on one another in one direction alone."""

from pathlib import Path

import pytest

from tests.house.arrows import LEVEL, modules, template_owners, templates, wrong_arrows

ROOT = Path(__file__).resolve().parents[2]


def test_no_arrow_of_the_house_is_wrong():
    assert wrong_arrows(ROOT) == []


def test_every_room_is_read():
    assert {room for room, _ in modules(ROOT)} == {*LEVEL, "cms"}


def test_every_template_names_its_room():
    pages = {name for name in templates(ROOT) if name.endswith(".html")}
    assert sorted(pages - set(template_owners(ROOT))) == []


def test_only_the_frame_belongs_to_cms():
    frame = {name for name, owner in template_owners(ROOT).items() if owner == "cms"}
    errors = {f"{code}.html" for code in ("400", "403", "403_csrf", "404", "413", "500", "503")}
    pages = {"base.html", "bare.html", *errors}
    assert {name for name in frame if name not in pages and not name.startswith("navigation/")} == set()


@pytest.fixture
def house(tmp_path):
    """A small house that keeps every rule; a test breaks one."""
    files = {
        "home/views.py": "from story.models import StoryPage\nfrom places.models import Province\n",
        "story/models.py": 'import library\nPARENT = "accounts.User"\nTEMPLATE = "pages/story_page.html"\n',
        "story/templatetags/story_tags.py": "",
        "press/urls.py": "",
        "library/models.py": "from django.db import models\n",
        "accounts/models.py": "",
        "cms/urls.py": 'include("press.urls")\n',
        "templates/base.html": "{# cms #}\n{% load story_tags %}{% url 'search:results' %}\n",
        "templates/pages/story_page.html": "{# story #}\n{% extends 'base.html' %}{% load story_tags %}\n",
        "templates/components/card.html": "{# press #}\n{% load story_tags %}\n{% url 'press:desk' %}\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_a_house_in_order_has_no_wrong_arrow(house):
    assert wrong_arrows(house) == []


@pytest.mark.parametrize(
    ("name", "text", "arrow"),
    [
        ("story/views.py", "from press.build import build", "story -> press"),
        ("story/views.py", "def view():\n    import home.front", "story -> home"),
        ("story/views.py", "if TYPE_CHECKING:\n    from editions.models import Edition", "story -> editions"),
        ("home/front.py", "from search import query", "home -> search"),
        ("library/models.py", "from places.models import Province", "library -> places"),
        ("editions/models.py", "import delivery", "editions -> delivery"),
        ("story/views.py", "from cms.settings import base", "story -> cms"),
        ("cms/urls.py", "from press import urls", "press -> cms"),
        ("story/sub/deep.py", "from ...press import build", "story -> press"),
        ("story/views.py", 'import_module("press.build")', "story -> press"),
        ("library/models.py", 'ForeignKey("story.StoryPage")', "library -> story"),
        ("story/views.py", 'apps.get_model("press", "Artefact")', "story -> press"),
        ("story/views.py", 'reverse("press:desk")', "story -> press"),
        ("story/views.py", 'render(request, "components/card.html")', "story -> press"),
        ("templates/pages/a.html", "{# library #}\n{% load i18n story_tags %}", "library -> story"),
        ("templates/pages/a.html", "{# library #}\n{% load one from story_tags %}", "library -> story"),
        ("templates/pages/a.html", "{# story #}\n{% include 'components/card.html' %}", "story -> press"),
        ("templates/pages/a.html", '{# story #}{% extends "components/card.html" %}', "story -> press"),
        ("templates/pages/a.html", "{# story #}\n{% url 'press:desk' %}", "story -> press"),
        ("story/templates/b.html", "{# story #}\n{% url 'search:results' %}", "story -> search"),
    ],
)
def test_each_wrong_arrow_is_found(house, name, text, arrow):
    path = house / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)

    found = wrong_arrows(house)

    assert [line.split(": ")[1] for line in found] == [arrow]
    assert found[0].startswith(name)


def test_migrations_are_history(house):
    path = house / "story/migrations/0001_initial.py"
    path.parent.mkdir()
    path.write_text("import press.models\n")
    assert wrong_arrows(house) == []
