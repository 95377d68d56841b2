"""Lighthouse on five pages of a running site, as a telephone on a slow line: the median of five runs of each."""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen
from xml.etree import ElementTree as ET

from npm import package

VERSION = "13.5.0"
RUNS = int(os.environ.get("LIGHTHOUSE_RUNS", "5"))
# On a busy machine the browser now and then gives no trace.
ATTEMPTS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# What each number is, as the report calls it, and how it is written.
METRICS = {"first-contentful-paint": "FCP", "largest-contentful-paint": "LCP", "total-blocking-time": "TBT"}
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
# An address that is asked once by a person, not found by a search engine: that it is closed to these is meant.
CLOSED_ON_PURPOSE = {"search": ["is-crawlable"]}


def pages(base: str) -> dict[str, str]:
    """Home, list, search, and the first province and story that the sitemap names."""
    with urlopen(urljoin(base, "/sitemap.xml")) as answer:  # noqa: S310 - the address is the caller's own
        found = [element.text or "" for element in ET.parse(answer).iter() if element.tag.endswith("}loc")]  # noqa: S314
    paths = [urljoin(base, "/" + address.split("/", 3)[3]) for address in found if "/cau-chuyen/" in address]
    by_depth = {depth: next(path for path in paths if path.count("/") == depth) for depth in (4, 6)}
    stories = [path.rstrip("/").rsplit("/", 1)[0] + "/" for path in paths if path.count("/") == 6]
    return {
        "home": base,
        "list": by_depth[4],
        "province": stories[0],
        "story": by_depth[6],
        "search": urljoin(base, "/search/?q=thu+tuc+hanh+chinh"),
    }


def once(program: Path, name: str, address: str) -> dict[str, float]:
    """The scores and times of one run."""
    command = ["node", str(program), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command += [f"--skip-audits={','.join(CLOSED_ON_PURPOSE[name])}"] if name in CLOSED_ON_PURPOSE else []
    chromium = shutil.which(os.environ.get("CHROMIUM", "chromium")) or ""
    environment = os.environ | {"CHROME_PATH": chromium}
    for _attempt in range(ATTEMPTS):
        ran = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        if not ran.returncode:
            break
    else:
        sys.exit(ran.stderr[-2000:])
    report = json.loads(ran.stdout)
    for category in CATEGORIES[1:]:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                print(f"    {category}: {audit['id']}: {audit['title']}", file=sys.stderr)
    numbers = {kind: round(report["categories"][kind]["score"] * 100) for kind in CATEGORIES}
    numbers |= {short: round(report["audits"][key]["numericValue"]) for key, short in METRICS.items()}
    requests = report["audits"]["network-requests"]["details"]["items"]
    shift = round(report["audits"]["cumulative-layout-shift"]["numericValue"], 3)
    return numbers | {"CLS": shift, "KB": round(sum(each.get("transferSize", 0) for each in requests) / 1024)}


def main() -> None:
    """Print one line a page."""
    base = os.environ.get("LIGHTHOUSE_URL", "http://127.0.0.1:8000/").rstrip("/") + "/"
    program = package("lighthouse", VERSION) / "cli" / "index.js"
    heads = [*CATEGORIES, *METRICS.values(), "CLS", "KB"]
    print(f"{'page':<10}" + "".join(f"{head:>16}" for head in heads))
    for name, address in pages(base).items():
        runs = [once(program, name, address) for _run in range(RUNS)]
        medians = {head: statistics.median(run[head] for run in runs) for head in heads}
        print(f"{name:<10}" + "".join(f"{medians[head]:>16g}" for head in heads), flush=True)


if __name__ == "__main__":
    main()
