"""The measure of the import measures: what is missing from a page lowers it and is named."""

from types import SimpleNamespace

import pytest

from deploy import bench_import
from tests.story.importing import files

FACTS = {
    "stories": [
        {
            "source": "bai.txt",
            "results": {
                "figures": [
                    {"fid": "a", "value": 200, "raw": "200", "occurrences": [{"line": 1, "anchor": "200 xã"}]},
                    {"fid": "b", "value": 68, "total": 200, "raw": "68/200", "occurrences": [{"line": 1, "anchor": "68/200 xã"}]},
                    {"fid": "c", "value": 99, "raw": "99", "occurrences": [{"line": 1, "anchor": "99 điểm"}]},
                ]
            },
        },
        # The same place named by two stories is one printed number; another source is another file.
        {"source": "bai.txt", "figures": [{"fid": "d", "value": 200, "raw": "200", "occurrences": [{"line": 1, "anchor": "200 xã"}]}]},
        {"source": "khac.txt", "figures": [{"fid": "e", "value": 7, "raw": "7", "occurrences": [{"line": 1, "anchor": "7 xã"}]}]},
    ]
}  # fmt: skip


@pytest.fixture
def corpus(tmp_path, newsroom):
    lines = ("Tỉnh có 200 xã, nay 68/200 xã có điểm rút tiền.", "Có thêm 12 huyện tham gia.")
    (tmp_path / "bai.docx").write_bytes(files.word(("Kết quả", "Heading 1"), *lines).read())
    return tmp_path


def test_measures_what_arrives_and_names_what_does_not(corpus, capsys):
    score, missing = bench_import.measure(corpus / "bai.docx", FACTS)
    assert (score.paragraphs, score.placed, score.facts, score.right, score.proposed) == (4, 4, 3, 2, 3)
    assert missing == ["not proposed: 99 điểm"]


def test_paragraph_that_is_lost_is_counted_and_named(corpus, monkeypatch):
    monkeypatch.setattr(bench_import, "_told", lambda document: [document.headline])
    score, missing = bench_import.measure(corpus / "bai.docx", FACTS)
    assert (score.paragraphs, score.placed) == (4, 1) and len(missing) == 4


def test_one_proposal_answers_one_fact():
    proposal = SimpleNamespace(
        quantity={"value": "200", "value_max": None, "total": None}, sentence="Có 200 xã."
    )
    facts = list(bench_import.facts_of(FACTS, "bai"))[:1] * 2
    assert bench_import._missed(facts, [proposal]) == ["200 xã"]


def test_prints_a_line_for_each_file_and_one_for_all(corpus, tmp_path, capsys, monkeypatch):
    (tmp_path / "facts.yaml").write_text("stories: []")
    monkeypatch.setenv("IMPORT_CORPUS", str(corpus))
    monkeypatch.setenv("IMPORT_FACTS", str(tmp_path / "facts.yaml"))
    bench_import.from_environment()
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].startswith("bai.docx") and lines[-1].startswith("all")
