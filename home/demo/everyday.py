"""What everyday.yaml says of the newsroom's everyday life; each entry is frozen and refuses unknown keys."""

from typing import Literal

from home.demo.content import DIRECTORY, read
from home.demo.entries import Entry, Line, Pillar, Sector, Slug, Words


class CallContent(Entry):
    title: Words
    title_en: Line = ""
    theme: Words
    theme_en: Line = ""
    pillars: tuple[Pillar, ...]
    sectors: tuple[Sector, ...]
    published_days_ago: float
    open_for_days: int = 0


class AnswerContent(Entry):
    """A draft that answers a call; its link leads nowhere on purpose."""

    call: Slug
    account: Words
    unit: Slug
    days_ago: float
    problem: Words
    link: Words
    link_text: Words


class SubmissionContent(Entry):
    unit: Words
    state: Literal["unconfirmed", "received", "taken-up", "declined"]
    days_ago: float
    sender_kind: Literal["person", "organisation"]
    name: Words
    organisation: Line = ""
    email: Line = ""
    phone: Line = ""
    place_detail: Line = ""
    headline: Words
    parts: dict[str, Words]
    call: Line = ""
    account: Line = ""
    reason: Line = ""


class QuestionContent(Entry):
    """What a reader asks; with an account and an answer it is answered, with an account alone hidden."""

    story: Slug
    days_ago: float
    name: Words
    email: Line = ""
    text: Words
    account: Line = ""
    answer: Line = ""


class AssignmentContent(Entry):
    """Who has a story in hand; `due` counts days from today."""

    story: Slug
    account: Words
    days_ago: float
    due: int


class DisputeContent(Entry):
    story: Slug
    figure: Words
    days_ago: float
    note: Words


class QueryContent(Entry):
    story: Slug
    figures: tuple[Words, ...]
    days_ago: float
    name: Words
    organisation: Words
    email: Words


class AccreditationContent(Entry):
    """A journalist asks for accreditation; with a reason it was refused."""

    days_ago: float
    name: Words
    outlet: Words
    role_title: Words
    email: Words
    phone: Words
    card_number: Line = ""
    purpose: Words
    account: Line = ""
    reason: Line = ""


class Everyday(Entry):
    calls: dict[Slug, CallContent]
    answer: AnswerContent
    submissions: tuple[SubmissionContent, ...]
    questions: tuple[QuestionContent, ...]
    assignments: tuple[AssignmentContent, ...]
    disputes: tuple[DisputeContent, ...]
    queries: tuple[QueryContent, ...]
    reviews: tuple[Slug, ...]
    accreditations: tuple[AccreditationContent, ...]


def load_everyday() -> Everyday:
    """The file beside this module; raises ContentError naming the key."""
    content: Everyday = read(DIRECTORY / "everyday.yaml", Everyday)
    return content
