"""How delivery stands between a page and its readers."""

from wagtail import hooks

from delivery.kept import kept

hooks.register("on_serve_page", kept)
