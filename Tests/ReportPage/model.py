"""Reports to test: exports made here, audited by the program."""

import csv
import os
import random
import subprocess

HEADER = [
    "Page ascore", "Source title", "Source url", "Target url", "Anchor", "External links", "Internal links",
    "Nofollow", "Sponsored", "Ugc", "Text", "Frame", "Form", "Image", "Sitewide", "First seen", "Last seen",
    "New link", "Lost link",
]
SITE = "shop.example"


def row(source, anchor, title="A page", score="20", target=f"https://{SITE}/", external="40"):
    return [
        score, title, source, target, anchor, external, "20", "FALSE", "FALSE", "FALSE", "TRUE", "FALSE", "FALSE",
        "FALSE", "FALSE", "2026-03-01", "2026-09-20", "FALSE", "FALSE",
    ]


HOSTILE = [
    "<script>document.title='owned'</script>",
    "</script><script>document.title='owned'</script>",
    "\" onmouseover=\"document.title='owned'\" x=\"",
    "' autofocus onfocus='document.title=1' x='",
    "<img src=x onerror=document.title='owned'>",
    "<!--<script>",
    "javascript:document.title='owned'",
    "{{model}} {{script}}",
    "‮gpj.exe ⁧right to left⁩ \u0000\u001b[31m",
    "=HYPERLINK(\"https://spam.example\")",
    "x" * 10_000,
    "\u2028\u2029\ufeff",
]


def hostile_rows():
    """Every text in every place that a stranger fills."""
    rows = []
    for number, text in enumerate(HOSTILE):
        rows.append(row(f"https://hostile-{number}.example/{text}?q={text}", text, text))
        rows.append(row(f"https://{text[:60]}.hostile-host.example/", text, text, target=f"https://{SITE}/{text}"))
    for number in range(6):
        rows.append(row(
            f"https://forum-{number}.example/viewtopic.php?f=4&t=90122#p88{number}", "discount hurricane lamps",
            HOSTILE[number], external="400"))
        rows.append(row(f"https://pills-{number}.example/p", "buy viagra online", HOSTILE[number]))
    return rows


def many_rows(count):
    """One link from each of so many domains, most of them harmless."""
    chance = random.Random(7)
    words = ["lamp", "harbour", "garden", "bright", "copper", "north", "river", "paper", "stone", "field"]
    for number in range(count):
        name = f"{chance.choice(words)}-{chance.choice(words)}-{number}.example"
        page = "/".join(chance.choice(words) for _ in range(4))
        kind = number % 50
        anchor = "buy viagra online" if kind == 0 else "discount hurricane lamps" if kind == 1 else " ".join(
            chance.choice(words) for _ in range(4))
        path = f"viewtopic.php?f=4&t={number}#p1" if kind == 1 else f"{2010 + number % 15}/{page}.html"
        yield row(
            f"https://www.{name}/{path}", anchor,
            " ".join(chance.choice(words) for _ in range(8)), str(number % 60),
            f"https://{SITE}/{chance.choice(words)}/{chance.choice(words)}", "400" if kind == 1 else "40")


def audit(program, folder, rows):
    """Writes an export, audits it, and returns the folder of the results."""
    export = os.path.join(folder, "export.csv")
    with open(export, "w", newline="", encoding="utf-8", errors="surrogatepass") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows)
    run = subprocess.run(
        [program, "audit", "export.csv", "--site", SITE, "--out", "out", "--as", "semrush-backlinks", "--force"],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode not in (0, 3):
        raise RuntimeError(f"audit ended with {run.returncode}: {run.stderr}")
    return os.path.join(folder, "out")
