"""A number that the check holds to be wrong can be kept by a person who knows better, by name and with a reason."""

import unicodedata

import pytest
from django.utils import translation

from story.completeness import Level
from translation.checking import Disagreement, settled, told
from translation.numbers import compare
from translation.numbers.keeping import Kept, can_be_kept, fingerprint, refusal

VIETNAMESE, ENGLISH = "Đêm 30 Tết, anh vẫn trực tổng đài.", "He was on the hotline even on New Year's Eve."
REASON = "The 30th is the name of that night."
pytestmark = pytest.mark.once


def found(vietnamese=VIETNAMESE, english=ENGLISH):
    (finding,) = compare(vietnamese, english)
    return finding


def kept(finding, person="Lan", reason=REASON):
    return Kept(fingerprint(finding), person, reason)


def test_a_kept_finding_holds_nothing_back_and_is_still_shown_with_name_and_reason():
    finding = found()
    (before,) = settled([Disagreement(finding)], [])
    (after,) = settled([Disagreement(finding)], [kept(finding)])
    assert (before.blocking, before.level) == (True, Level.ERROR)
    assert (after.blocking, after.level) == (False, Level.WARNING)
    assert "Lan" in told([after])[0]
    assert REASON in told([after])[0]
    assert finding.message in told([after])[0]


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        (VIETNAMESE, f"{ENGLISH} Again."),
        (f"{VIETNAMESE} Cả năm.", ENGLISH),
        (VIETNAMESE.replace("30", "29"), ENGLISH),
    ],
)
def test_another_word_on_either_side_opens_it_again(vietnamese, english):
    (after,) = settled([Disagreement(found(vietnamese, english))], [kept(found())])
    assert after.blocking


def test_one_finding_of_a_sentence_is_kept_not_the_others():
    first, second = compare("Đêm 30 Tết, anh nhận 68 cuộc.", "On New Year's Eve he took 86 calls.")
    after = settled([Disagreement(first), Disagreement(second)], [kept(first)])
    assert [each.blocking for each in after] == [False, True]


def test_the_names_of_links_spaces_and_decomposed_letters_make_no_other_finding():
    plain = compare('Xem <a id="a1">ở đây</a>: 68 xã', 'See <a id="a1">here</a>: 86 communes', figures=set())
    other = compare("Xem <a>ở đây</a>:  68 xã", "See <a>here</a>: 86 communes", figures=set())
    accented = unicodedata.normalize("NFD", VIETNAMESE)
    assert fingerprint(plain[0]) == fingerprint(other[0])
    assert fingerprint(found()) == fingerprint(found(accented))


def test_a_figure_is_never_kept():
    finding = found('Có <a id="f1">68 điểm</a>.', "There are points.")
    assert not can_be_kept(finding)
    assert refusal(finding, REASON, own=False)
    (after,) = settled([Disagreement(finding)], [kept(finding)])
    assert after.blocking


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_it_is_refused_in_plain_words_to_the_translator_and_without_a_reason(locale):
    finding = found()
    with translation.override(locale):
        own, empty = refusal(finding, REASON, own=True), refusal(finding, "  ok  ", own=False)
        long = refusal(finding, "x" * 501, own=False)
    assert len({own, empty, long, ""}) == 4
    assert ("Hãy" in empty) is (locale == "vi")
    assert refusal(finding, REASON, own=False) == ""
