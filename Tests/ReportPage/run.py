"""Tests report.html in a headless Chromium; without one it says so and ends well, unless CI asks for it.

    python3 Tests/ReportPage/run.py [--required] [--shots DIR] [NAME...]
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import traceback

import browser as chromium
import checks
import model

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, ".build/release/backlinks")


class Reports:
    """The pages under test, each from a run of the program."""

    def __init__(self, folder):
        sample = self._folder(folder, "sample")
        run = subprocess.run(
            [PROGRAM, "audit", "samples/lantern-harbour", "--site", "lantern-harbour.example", "--out", sample],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if run.returncode not in (0, 3):
            raise RuntimeError(f"audit of the samples ended with {run.returncode}")
        self.sample = os.path.join(sample, "report.html")
        self.domains = self._rows(sample)
        with open(os.path.join(sample, "disavow.txt"), encoding="utf-8") as file:
            self.disavow = file.read()
        hostile = model.audit(PROGRAM, self._folder(folder, "hostile"), model.hostile_rows())
        self.hostile = os.path.join(hostile, "report.html")
        self.hostile_domains = self._rows(hostile)
        some = list(model.many_rows(300))
        straight = model.audit(PROGRAM, self._folder(folder, "straight"), some)
        self.straight = os.path.join(straight, "report.html")
        turned = model.audit(PROGRAM, self._folder(folder, "turned"), some[::-1])
        self.turned = os.path.join(turned, "report.html")
        large = model.audit(PROGRAM, self._folder(folder, "large"), model.many_rows(50_000))
        self.large = os.path.join(large, "report.html")

    @staticmethod
    def _folder(folder, name):
        path = os.path.join(folder, name)
        os.mkdir(path)
        return path

    @staticmethod
    def _rows(out):
        with open(os.path.join(out, "domains.csv"), newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))


def take_shots(browser, reports, folder):
    """Pictures for people: every width in both schemes, and paper."""
    os.makedirs(folder, exist_ok=True)
    for width, height in [(1280, 800), (390, 844)]:
        for scheme in ["light", "dark"]:
            browser.resize(width, height, scheme)
            browser.open(reports.sample)
            for place in ["summary", "review", "domains", "preview", "profile"]:
                browser.evaluate(f"document.getElementById('{place}').scrollIntoView()")
                browser.settle()
                browser.screenshot(os.path.join(folder, f"{width}-{scheme}-{place}.png"))
            browser.evaluate("document.querySelector('#table tbody .name button').click()")
            browser.settle()
            browser.screenshot(os.path.join(folder, f"{width}-{scheme}-evidence.png"))
    browser.resize(1280, 800)
    browser.open(reports.sample)
    with open(os.path.join(folder, "print.pdf"), "wb") as file:
        file.write(browser.pdf())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--required", action="store_true", help="fail when there is no Chromium")
    parser.add_argument("--shots", metavar="DIR", help="only take pictures")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    path = chromium.find()
    if path is None:
        print("the report page was not tested: there is no Chromium (Debian: apt-get install chromium)")
        return 1 if arguments.required else 0
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        reports = Reports(folder)
        browser = chromium.Browser(path)
        try:
            if arguments.shots:
                take_shots(browser, reports, arguments.shots)
                return 0
            chosen = [check for check in checks.ALL if not arguments.names or check.__name__ in arguments.names]
            for check in chosen:
                browser.events.clear()
                try:
                    note = check(browser, reports)
                    print(f"passed  {check.__doc__}" + (f" ({note})" if note else ""))
                except Exception:  # A failure of one check must not hide the others.
                    failed += 1
                    print(f"FAILED  {check.__doc__}")
                    traceback.print_exc(file=sys.stdout)
        finally:
            browser.close()
    print(f"report page: {len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
