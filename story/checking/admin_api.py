"""Pages as Wagtail's admin reads them: to look at, and nothing more."""

from typing import Any, ClassVar

from wagtail.admin.api.views import PagesAdminAPIViewSet


class ReadOnlyPagesAPIViewSet(PagesAdminAPIViewSet):
    """Without Wagtail's actions: they would publish, withdraw and delete beside the verbs.

    The one that publishes even writes a version before it asks for the right to.
    """

    actions: ClassVar[dict[str, Any]] = {}
