"""A script for a slot: approved sentences alone, as long as was asked for, every figure from its record."""

import pytest

from press.formats import get_format, offered
from press.formats.registry import FormatError
from press.slotfit import MEDIA, fit
from press.slotfit.around import may_be_broadcast, shots
from press.summary import Medium
from tests.press.readers import readers
from tests.press.scripts import check_script
from tests.press.summaries import figure, soft_atm

SLOTS = (15, 30, 45, 60, 90)
TOLD = [
    {"part": "problem", "kind": "paragraph", "text": "", "runs": [
        {"text": "Bà con phải đi cả ngày đường mới rút được tiền. Mỗi máy cần vốn "},
        {"text": "khoảng 500 triệu đồng", "figure": "machine"},
        {"text": ". Chưa kể 41 xã chưa có đường. Họ chờ đã lâu."},
    ]},
    {"part": "approach", "kind": "paragraph", "text": "", "runs": [
        {"text": "Tỉnh ghép ứng dụng ngân hàng với bưu điện xã. Khách tạo mã trên điện thoại rồi ra quầy nhận tiền."},
    ]},
    {"part": "steps", "kind": "step", "text": "Mở điểm", "items": [""], "runs": [
        {"text": "Dịch vụ mở tại "}, {"text": "68 điểm", "figure": "served"}, {"text": " trong toàn tỉnh."},
    ]},
    {"part": "steps", "kind": "picture", "text": "", "ref": "image-1"},
    {"part": "lessons", "kind": "lesson", "text": "Hãy bắt đầu từ việc làm khổ dân mỗi ngày.", "runs": []},
]  # fmt: skip
STEPS = [{"position": 1, "title": "Mở điểm", "text": "Dịch vụ mở tại 68 điểm trong toàn tỉnh.", "period": ""}]
PICTURE = {"id": "image-1", "kind": "picture", "usage_terms": "Not for broadcast"}
SOUND = {
    "id": "media-2", "kind": "audio", "title": "Lời kể", "transcript": "Bà con <b>ra</b> bưu điện --> rút tiền.",
    "language": "vi", "duration": "10", "licence": "CC BY 4.0",
}  # fmt: skip
QUOTE = {"text": "Giờ tôi ra đầu bản là có tiền.", "speaker": "Bà Hoàng Thị Lan", "role": "người dân"}
EVIL = "<script>]]>{{7*7}}#eval\u202e\x00=cmd|' /C calc'!A1\r\nSet-Cookie: a\u2028" + "ổ" * 10_000


def told(**changes):
    return soft_atm(**{
        "body": TOLD, "steps": STEPS, "quotes": [QUOTE], "media": [PICTURE, SOUND], "lead": "served", **changes
    })  # fmt: skip


@pytest.mark.parametrize("medium", ["television", "radio", "web"])
@pytest.mark.parametrize("seconds", SLOTS)
def test_a_script_is_within_a_tenth_of_its_slot_or_the_material_ends(medium, seconds):
    script = fit(told(), medium, seconds)
    if script.filled:
        assert 0.9 * seconds <= script.length <= 1.1 * seconds
    else:
        assert script.length < 0.9 * seconds
        whys = {out.reason for out in script.left_out}
        assert not any("No room" in why or "không đủ chỗ" in why for why in whys)
    assert script == fit(told(), medium, seconds)


@pytest.mark.parametrize("seconds", SLOTS)
def test_every_figure_named_is_spoken_from_its_record_and_no_digit_is(seconds):
    check_script(fit(told(), "television", seconds), told())


def test_a_figure_has_no_line_of_its_own_when_a_sentence_says_it():
    script = fit(told(), "radio", 90)
    alone = [line.figures[0] for line in script.lines if line.part == "figure"]
    told_in = [identity for line in script.lines if line.part != "figure" for identity in line.figures]
    assert alone and told_in and not set(alone) & set(told_in)


def test_what_has_no_record_is_left_out_with_what_leans_on_it():
    script = fit(told(), "radio", 90)
    reasons = {out.text: out.reason for out in script.left_out}
    assert "41 xã" in reasons["Chưa kể 41 xã chưa có đường."]
    assert "Họ chờ đã lâu." in reasons
    assert "Mỗi máy cần vốn khoảng năm trăm triệu đồng." in [line.text for line in script.lines]


def test_a_figure_that_nobody_verified_is_not_on_air():
    summary = told(
        figures=[figure("served", "68", "điểm", "Điểm chi trả", verified=None)], quotes=[], charts=[]
    )
    script = fit(summary, "radio", 90)
    assert script.figures == ()
    assert any("Điểm chi trả" in out.reason for out in script.left_out)


def test_a_quote_is_whole_and_has_its_speaker():
    texts = [line.text for line in fit(told(), "radio", 90).lines if line.part == "quote"]
    assert len(texts) == 1
    assert "Bà Hoàng Thị Lan, người dân" in texts[0] and "“Giờ tôi ra đầu bản là có tiền.”" in texts[0]


def test_a_newspaper_takes_the_figures_as_written_and_counts_lines():
    script = fit(told(), "newspaper", 8)
    assert script.filled and 7.2 <= script.length <= 8.8
    assert any("68 điểm" in line.text for line in script.lines)


def test_a_slot_too_short_for_headline_and_source_says_so():
    assert not fit(told(headline="Một tít rất dài " * 20), "radio", 5).filled


def test_shots_stand_with_the_step_that_they_follow():
    files = {
        shot.step.position if shot.step else 0: [file.id for file in shot.files] for shot in shots(told())
    }
    assert files == {0: ["media-2"], 1: ["image-1"]}


@pytest.mark.parametrize(
    ("terms", "allowed"), [("Not for broadcast", False), ("Không phát sóng", False), ("", True)]
)
def test_rights_that_forbid_to_broadcast_are_read(terms, allowed):
    assert may_be_broadcast(Medium(id="image-1", kind="picture", usage_terms=terms)) is allowed


TEXTS = ("script.txt", "prompter.txt", "captions-media-2.vtt", "captions-media-2.srt")


@pytest.mark.parametrize("name", TEXTS)
class TestFiles:
    def test_the_second_reader_reads_it_and_refuses_what_is_broken(self, name):
        summary = told()
        assert name in {fmt.name for fmt in offered(summary)}
        reader = readers()[name.replace("media-2", "*")]
        data = get_format(name).build(summary)
        reader.check(data, summary, name)
        for what, mutant in reader.broken(data, summary, name):
            with pytest.raises(Exception):  # noqa: B017 - each reader has its own way to refuse
                reader.check(mutant, summary, name)
                pytest.fail(f"{what} passes", pytrace=False)

    def test_what_is_embargoed_says_so_and_whose_copy_it_is(self, name):
        waiting = told(status="embargoed", embargo_until="2026-12-01T06:00:00+07:00", taken_by="Báo Cao Bằng")
        said = " ".join(get_format(name).build(waiting).decode().replace("]\n[", " ").casefold().split())
        assert "06:00 1/12/2026" in said and "báo cao bằng" in said

    def test_hostile_text_stays_text(self, name):
        evil = told(headline=EVIL, standfirst=EVIL, quotes=[{"text": EVIL, "speaker": EVIL}],
                    rights={"licence": EVIL, "usage_terms": EVIL, "credit_line": EVIL},
                    media=[{**SOUND, "title": EVIL, "credit": EVIL, "licence": EVIL}])  # fmt: skip
        text = get_format(name).build(evil).decode()
        assert not set(text) & set("\u202e\x00\r\u2028")
        aloud = [line for line in text.splitlines() if line.startswith("> ")]
        assert not any(c.isnumeric() for line in aloud for c in line)
        if name.startswith("captions"):
            assert "<b>" not in text and text.count("-->") < 10_000
            assert all(line.count("-->") <= 1 for line in text.splitlines())


def test_a_story_without_a_recording_has_no_captions():
    assert not [fmt for fmt in offered(soft_atm()) if fmt.name.startswith("captions")]
    with pytest.raises(FormatError):
        get_format("captions-media-2.vtt").build(soft_atm())


def test_every_medium_has_a_slot_of_its_own():
    assert {name: medium.default for name, medium in MEDIA.items()}["television"] == 45
