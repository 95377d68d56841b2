"""What editors wrote to one another in the margin of a draft, as far as it concerns a figure."""

from wagtail.models import Comment

from story.models import StoryPage
from story.records import FigureRecord


def comments_on(page: StoryPage, record: FigureRecord) -> list[Comment]:
    """The unresolved comments: those on this figure or its part, then those on the story as a whole."""
    found = Comment.objects.filter(page_id=page.pk, resolved_at=None).select_related("user")
    part = next((str(child.id) for child in page.body if child.block_type == record.part), "")
    others = {str(child.id) for child in page.body} - {part}
    comments = [
        comment
        for comment in found.prefetch_related("replies__user").order_by("created_at")
        if not others & set(comment.contentpath.split("."))
    ]
    return sorted(comments, key=lambda comment: record.id not in comment.contentpath)
