"""The script: every line that is read aloud is words alone, and its lengths are measured again by a simple count."""

import re

FORMATS = ("script.txt",)
RATES = {"vi": 220, "en": 245}


def check(data, summary, name):
    text = data.decode()
    flat = " ".join(text.split())
    assert " ".join(summary.headline.split()) in flat
    assert f"/{summary.locale}/{summary.revision}/" in text
    versions = re.split(r"\n(?=[0-9]{2} \S+\n-+\n)", text)[1:]
    assert [version.split()[0] for version in versions] == ["15", "30", "60", "90"]
    aloud = [line[2:] for line in text.splitlines() if line.startswith("> ")]
    assert aloud
    assert not any(c.isnumeric() for line in aloud for c in line)
    for version in versions:
        measured(version, summary)
    for figure in summary.figures:
        if f"- {figure.label}: {figure.forms.compact}" in flat:
            assert figure.source.title.split(",")[0] in flat


def measured(version, summary):
    """In Vietnamese a written syllable is a spoken one: the file may differ by what is said by letters alone."""
    said = float(re.search(r"\n([0-9]+(?:[.,][0-9])?) \S+ · ", version)[1].replace(",", "."))
    begins = [
        int(m) * 60 + int(s) for m, s in re.findall(r"^\[([0-9]{2}):([0-9]{2})\] ", version, re.MULTILINE)
    ]
    assert begins[0] == 0 and begins == sorted(begins) and begins[-1] < said
    aloud = " ".join(line[2:] for line in version.splitlines() if line.startswith("> "))
    syllables = len(re.findall(r"[^\W\d_]+", aloud))
    # English words have more than one syllable.
    least = syllables * 60 / RATES[summary.locale]
    assert least * 0.98 < said < least * 2.5 + 3


def broken(data, summary, name):
    text = data.decode()
    yield "a version is missing", text.replace("\n30 ", "\nNo ").encode()
    yield "a digit is read aloud", text.replace("\n> ", "\n> 68 ", 1).encode()
    yield "no headline", text.replace(summary.headline.split()[0], "…").encode()
    yield "no still-right address", text.replace("/k/", "/").replace(f"/{summary.revision}/", "/").encode()
    yield "a wrong length", re.sub(r"\n[0-9]+(?:[.,][0-9])? (\S+ · [0-9])", r"\n1 \1", text).encode()
