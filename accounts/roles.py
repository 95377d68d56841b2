"""The groups of the newsroom. Their names are shown in the admin; code knows them by these constants."""

EDITOR = "Biên tập viên"
FIGURE_CHECKER = "Kiểm chứng số liệu"
APPROVER = "Duyệt bài"
TRANSLATOR = "Biên dịch"
TRANSLATION_CHECKER = "Kiểm bản dịch"
PRESS = "Báo chí"
INTERNAL_READER = "Bạn đọc nội bộ"
ADMINISTRATOR = "Quản trị"
CONTRIBUTOR_PREFIX = "Cộng tác viên – "

# Global permissions, "app.codename"; rights on pages and files hang on the tree and are given by `newsroom`.
ACCESS_ADMIN = "wagtailadmin.access_admin"
_VOCABULARY = [
    f"story.{action}_{model}"
    for model in ("unit", "tool", "storytag", "presscontact")
    for action in ("add", "change", "view")
]
# What was sent in to any unit; contributors see what was sent to the unit whose page they write on.
_EVERY_INBOX = "home.see_every_inbox"
_CALLS = [f"home.{action}_call" for action in ("add", "change", "view")]
_GLOSSARY = [f"library.{action}_term" for action in ("add", "change", "view")]
_FEEDBACK = [f"home.{action}_feedback" for action in ("change", "view")]
_SYNONYMS = [f"search.{action}_synonymgroup" for action in ("add", "change", "delete", "view")]
PERMISSIONS: dict[str, list[str]] = {
    EDITOR: [ACCESS_ADMIN, *_VOCABULARY, *_GLOSSARY, *_CALLS, *_FEEDBACK, *_SYNONYMS, _EVERY_INBOX],
    FIGURE_CHECKER: [ACCESS_ADMIN, "story.view_unit", "story.change_unit"],
    APPROVER: [ACCESS_ADMIN, "home.view_call", _EVERY_INBOX],
    TRANSLATOR: [ACCESS_ADMIN, "wagtail_localize.submit_translation", "library.view_term"],
    TRANSLATION_CHECKER: [ACCESS_ADMIN, "library.view_term"],
    PRESS: [],
    INTERNAL_READER: [],
    ADMINISTRATOR: [
        ACCESS_ADMIN,
        _EVERY_INBOX,
        "home.view_call",
        "home.change_siteinformation",
        "translation.change_translationpolicy",
        *_GLOSSARY,
        *_FEEDBACK,
        *(f"accounts.{action}_user" for action in ("add", "change", "view")),
        *(f"accounts.{action}_accreditationrequest" for action in ("change", "view")),
        *(f"accounts.{action}_apitoken" for action in ("add", "change", "delete", "view")),
        *(f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete")),
    ],
}


def contributors_of(unit_name: str) -> str:
    """The name of the group of a province's or ministry's contributors."""
    return f"{CONTRIBUTOR_PREFIX}{unit_name}"
