"""How a story is read aloud: figures from their records, other numbers in words or not at all."""

import pytest

from press.speech.captions import cues
from press.speech.length import syllables, tenths
from press.speech.sentences import Bar, plain, read_aloud
from press.speech.words import pronunciations
from press.summary import Medium, Run
from tests.press.summaries import english, figure, soft_atm


def spoken(text, summary=None):
    return " ".join(sentence.spoken for sentence in read_aloud(plain(text), summary or soft_atm()))


class TestFigures:
    def test_a_linked_figure_is_spoken_from_its_record_and_not_from_its_characters(self):
        runs = [Run(text="Nay có "), Run(text="99 chỗ", figure="served"), Run(text=" trả tiền.")]
        [sentence] = read_aloud(runs, soft_atm())
        assert sentence.spoken == "Nay có sáu mươi tám điểm trả tiền."
        assert sentence.figures == ("served",)

    def test_a_typed_number_of_a_record_is_spoken_from_it(self):
        [sentence] = read_aloud(plain("Tỉnh đã mở 68 điểm trả tiền."), soft_atm())
        assert (sentence.spoken, sentence.figures) == ("Tỉnh đã mở sáu mươi tám điểm trả tiền.", ("served",))

    @pytest.mark.parametrize(
        "text", ["Có 71 điểm trả tiền.", "Có 68 hộ được lợi.", "Tăng 12%.", "Có ba mươi xã."]
    )
    def test_a_number_without_a_record_bars_its_sentence(self, text):
        [sentence] = read_aloud(plain(text), soft_atm())
        assert (sentence.bar, sentence.spoken) == (Bar.NO_RECORD, "")

    def test_a_figure_that_nobody_verified_bars_its_sentence(self):
        waiting = soft_atm(figures=[figure("served", "68", "điểm", "Điểm trả tiền", verified=None)])
        [sentence] = read_aloud([Run(text="Có "), Run(text="68 điểm", figure="served")], waiting)
        assert (sentence.bar, sentence.about) == (Bar.UNVERIFIED, "Điểm trả tiền")

    def test_a_target_is_called_so_once(self):
        goal = Run(text="200 xã", figure="goal")
        said = [
            read_aloud([Run(text=before), goal], soft_atm())[0].spoken
            for before in ("Sẽ phủ ", "Mục tiêu: phủ ")
        ]
        assert said == ["Sẽ phủ mục tiêu hai trăm xã", "Mục tiêu: phủ hai trăm xã"]


class TestOtherDigits:
    @pytest.mark.parametrize(
        ("written", "said"),
        [
            (
                "Từ năm 2021, dân ở xã rút tiền.",
                "Từ năm hai nghìn không trăm hai mươi mốt, dân ở xã rút tiền.",
            ),
            ("Việc bắt đầu vào tháng 4 vừa rồi.", "Việc bắt đầu vào tháng tư vừa rồi."),
            ("Họp vào thứ 2 hằng tuần.", "Họp vào thứ hai hằng tuần."),
            (
                "Sau dịch COVID-19, UBND tỉnh chọn CĐS.",
                "Sau dịch cô-vít mười chín, ủy ban nhân dân tỉnh chọn chuyển đổi số.",
            ),
        ],
    )
    def test_dates_ordinals_and_abbreviations_are_words(self, written, said):
        assert spoken(written) == said

    def test_years_are_read_as_english_reads_them(self):
        assert spoken("It began in April 2022.", english()) == "It began in April twenty twenty-two."

    @pytest.mark.parametrize("text", ["Theo Quyết định 749/QĐ-TTg.", "Gọi 0205.3812.345.", "Mã x² là gì?"])
    def test_what_nobody_can_read_aloud_bars_its_sentence(self, text):
        assert read_aloud(plain(text), soft_atm())[0].bar is Bar.UNREADABLE

    def test_hostile_characters_are_neither_shown_nor_said(self):
        text = "Bà con\u202e rút\x00 tiền \ud800ở \U000f0000xã\r\n\x1b[2J."
        [sentence] = read_aloud(plain(text), soft_atm())[:1]
        assert not set(sentence.spoken) & set("\u202e\x00\ud800\U000f0000\r\n\x1b")


class TestLength:
    def test_a_written_vietnamese_syllable_is_a_spoken_one_and_letters_are_said_by_name(self):
        assert syllables("Bà con rút tiền ở cây ATM.", "vi") == 6 + 3

    @pytest.mark.parametrize(
        ("word", "count"), [("commune", 2), ("machine", 2), ("table", 2), ("opened", 2), ("ATM", 3)]
    )
    def test_english_syllables_are_estimated(self, word, count):
        assert syllables(word, "en") == count

    def test_a_station_sets_its_rate(self, settings):
        text = "một hai ba bốn năm sáu bảy tám chín mười"
        settings.SPEECH_PAUSE_SECONDS = 0
        settings.SPEECH_SYLLABLES_PER_MINUTE = {"vi": 200}
        assert tenths(text, "vi") == 30
        settings.SPEECH_SYLLABLES_PER_MINUTE = {"vi": 100}
        assert tenths(text, "vi") == 60

    def test_the_list_of_pronunciations_names_what_it_does_not_know(self):
        known, unknown = pronunciations(["Máy ATM của XYZQ", "ATM"], "vi")
        assert ([word.written for word in known], unknown) == (["ATM"], ["XYZQ"])


def recording(transcript, duration="20"):
    return Medium(id="media-1", kind="audio", transcript=transcript, language="vi", duration=duration)


class TestCaptions:
    def test_times_of_the_transcript_are_kept(self):
        found = cues(recording("[00:02] Bà con ra bưu điện xã.\n[00:10] Nhân viên quét mã rồi đưa tiền."))
        assert [(cue.start, cue.end) for cue in found] == [(2000, 10000), (10000, 20000)]

    def test_without_times_the_syllables_share_the_recording(self):
        found = cues(recording("Bà con ra bưu điện xã để rút tiền mặt ngay gần nhà mình. " * 4))
        assert found[0].start == 0 and found[-1].end == 20_000
        assert all(before.end == after.start for before, after in zip(found, found[1:], strict=False))
        assert all(len(cue.lines) <= 2 and max(map(len, cue.lines)) <= 42 for cue in found)

    @pytest.mark.parametrize(
        ("transcript", "duration"), [("", "20"), ("Có lời.", None), ("Bà con. " * 200, "20")]
    )
    def test_there_are_none_without_words_or_time_to_read_them(self, transcript, duration):
        assert cues(recording(transcript, duration)) == []

    def test_a_word_without_end_is_broken(self):
        assert max(len(line) for cue in cues(recording("a" * 400, "40")) for line in cue.lines) <= 42
