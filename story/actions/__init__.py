"""The verbs: each checks permission, locks the row, names the revision, changes, logs and writes the outbox, in one transaction."""

from .asking import (
    IncompleteAnswersError,
    QueryClosedError,
    Said,
    answer_query,
    ask_province,
    ask_review,
    forget_contact,
)
from .assigning import assign
from .correcting import correct, delete, require_free_address, translate_correction
from .creating import create_story
from .errors import (
    AddressTakenError,
    ConflictError,
    IncompleteStoryError,
    NotAllowedError,
    OncePublicError,
    OwnTranslationError,
    ReasonRequiredError,
    SelfApprovalError,
    StaleRevisionError,
    UncheckedFiguresError,
    UnreadableDocumentError,
    VerbError,
)
from .figures import dispute, sign_off
from .importing import ImportResult, import_story
from .numbers import record_number
from .proposals import accept_certain, accept_proposal, dismiss_proposal
from .publishing import publish, withdraw
from .questions import answer_question, hide_question
from .recording import record_publication, record_withdrawal
from .scheduling import expire, go_live
from .undoing import undo_decision
from .workflow import approve, reject, submit, why_own_work

__all__ = [
    "AddressTakenError",
    "ConflictError",
    "ImportResult",
    "IncompleteAnswersError",
    "IncompleteStoryError",
    "NotAllowedError",
    "OncePublicError",
    "OwnTranslationError",
    "QueryClosedError",
    "ReasonRequiredError",
    "Said",
    "SelfApprovalError",
    "StaleRevisionError",
    "UncheckedFiguresError",
    "UnreadableDocumentError",
    "VerbError",
    "accept_certain",
    "accept_proposal",
    "answer_query",
    "answer_question",
    "approve",
    "ask_province",
    "ask_review",
    "assign",
    "correct",
    "create_story",
    "delete",
    "dismiss_proposal",
    "dispute",
    "expire",
    "forget_contact",
    "go_live",
    "hide_question",
    "import_story",
    "publish",
    "record_number",
    "record_publication",
    "record_withdrawal",
    "reject",
    "require_free_address",
    "sign_off",
    "submit",
    "translate_correction",
    "undo_decision",
    "why_own_work",
    "withdraw",
]
