"""The prompter's text: short lines, words alone outside of brackets."""

FORMATS = ("prompter.txt",)


def check(data, summary, name):
    lines = data.decode().splitlines()
    assert max(map(len, lines)) <= 32
    aloud = [line for line in lines if line and not line.startswith("[")]
    assert aloud and not any(c.isnumeric() for line in aloud for c in line)
    assert summary.headline.split()[0] in lines[0] or summary.status != "published"
    asides = "".join(line[1:-1] for line in lines if line.startswith("["))
    assert f"/{summary.locale}/{summary.revision}/" in asides
    breath = 0
    for line in lines:
        breath = breath + 1 if line and not line.startswith("[") else 0
        assert breath <= 12, "nobody reads so long in one breath"


def broken(data, summary, name):
    text = data.decode()
    yield "a long line", text.replace("\n\n", "\n" + "dài " * 10 + "\n\n", 1).encode()
    yield "a digit is read aloud", (text + "68\n").encode()
    yield "no address", text.replace("[", "(").encode()
    yield "no breaths", text.replace("\n\n", "\n").encode() + b"x\n" * 13
