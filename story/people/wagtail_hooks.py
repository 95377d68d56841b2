"""Where people and readers' questions meet Wagtail's admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from story.models import Contributor, Question
from story.people.viewsets import ContributorBulkDelete, ContributorViewSet
from story.policies import ContributorPolicy, QuestionPolicy
from story.questions.viewsets import QuestionViewSet

register_permission_policy(Contributor, ContributorPolicy(Contributor))
register_permission_policy(Question, QuestionPolicy(Question))
register_snippet(ContributorViewSet)
# After Wagtail's own for every snippet, whose place it takes.
hooks.register("register_bulk_action", ContributorBulkDelete, order=100)


@hooks.register("register_admin_viewset")
def register_question_viewset() -> QuestionViewSet:
    """The list of readers' questions."""
    return QuestionViewSet()
