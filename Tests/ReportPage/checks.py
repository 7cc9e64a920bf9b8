"""What the page promises, each promise a function that gets a browser and the reports."""

import csv
import json
import os
import statistics

import model

NO_HANDLERS = """
[...document.querySelectorAll('*')].flatMap(element => element.getAttributeNames()
  .filter(name => name.startsWith('on')).map(name => element.tagName + ' ' + name))
"""


def expect(condition, message):
    if not condition:
        raise AssertionError(message)


def expect_equal(found, wanted, what):
    expect(found == wanted, f"{what}: {found!r} instead of {wanted!r}")


def expect_quiet(browser):
    expect_equal(browser.complaints(), [], "the console")


def rows(browser):
    """The names of the domains in view."""
    return browser.evaluate("[...document.querySelectorAll('#table tbody .name button')].map(b => b.textContent)")


def count(browser):
    return browser.evaluate("document.getElementById('count').textContent")


def set_value(browser, selector, value):
    browser.evaluate(f"""(() => {{
      const input = document.querySelector({json.dumps(selector)});
      input.value = {json.dumps(value)};
      input.dispatchEvent(new Event('input', {{ bubbles: true }}));
      input.dispatchEvent(new Event('change', {{ bubbles: true }}));
    }})()""")
    browser.settle()


def click(browser, selector):
    browser.evaluate(f"document.querySelector({json.dumps(selector)}).click()")
    browser.settle()


def forget(browser):
    browser.evaluate("localStorage.clear()")
    browser.reload()


def preview(browser):
    return browser.evaluate("document.getElementById('preview-text').textContent").split("\n")


def opens_quietly(browser, reports):
    """It opens without a word on the console, and asks the network for nothing."""
    browser.open(reports.sample)
    expect_quiet(browser)
    expect(browser.evaluate("document.querySelector('h1').textContent").endswith("worth disavowing."), "the headline")
    targets = browser.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    expect(targets and all(target.startswith("#") for target in targets), f"links lead away: {targets}")
    lost = browser.evaluate("[...document.querySelectorAll('a')].filter(a => !document.querySelector(a.hash)).length")
    expect_equal(lost, 0, "anchors without a place")


def refuses_other_scripts(browser, reports):
    """The policy lets nothing run that is not the page's own script."""
    browser.open(reports.sample)
    browser.evaluate("""(() => {
      const script = document.createElement('script');
      script.textContent = "document.title = 'owned'";
      document.body.append(script);
      const image = document.createElement('img');
      image.src = 'https://spam.example/x.png';
      document.body.append(image);
      document.body.setAttribute('style', 'color: red');
    })()""")
    browser.settle()
    expect(browser.evaluate("document.title") != "owned", "an added script ran")
    refused = [text for text in browser.complaints() if "Content Security Policy" in text]
    expect(len(refused) >= 3, f"script, image and style should be refused: {refused}")
    expect(not any(text.startswith("asked for") for text in browser.complaints()), "the image was asked for")


def sorts(browser, reports):
    """A press on a column's head sorts by it, a second press turns the order."""
    browser.open(reports.sample)
    listed = [row["domain"] for row in reports.domains]
    click(browser, "#table th.name button")
    first = rows(browser)
    expect_equal(first[:5], sorted(listed)[:5], "by name")
    expect_equal(browser.evaluate("document.querySelector('#table th.name').ariaSort"), "ascending", "aria-sort")
    click(browser, "#table th.name button")
    expect_equal(rows(browser)[:5], sorted(listed, reverse=True)[:5], "by name, turned")
    click(browser, "#table th.links button")
    most = max(reports.domains, key=lambda row: int(row["links"]))["domain"]
    expect_equal(rows(browser)[0], most, "by links")
    expect_quiet(browser)


def filters(browser, reports):
    """Search and filters narrow the list to what domains.csv says."""
    browser.open(reports.sample)
    reviews = [row["domain"] for row in reports.domains if row["verdict"] == "review"]
    set_value(browser, "#by-verdict", "review")
    expect_equal(sorted(rows(browser)), sorted(reviews), "verdict review")
    set_value(browser, "#by-verdict", "")
    set_value(browser, "#by-class", "noise")
    noise = sum(row["class"] == "noise" for row in reports.domains)
    expect_equal(count(browser), f"{noise} of {len(reports.domains)} domains", "class noise")
    click(browser, "#filters [type=reset]")
    set_value(browser, "#search", "VIAGRA online")
    wanted = sorted(
        row["domain"] for row in reports.domains
        if all(word in (row["domain"] + row["top_anchor"] + row["reason"]).lower() for word in ("viagra", "online")))
    expect_equal(sorted(rows(browser)), wanted, "search")
    click(browser, "#filters [type=reset]")
    expect_equal(count(browser), f"{len(reports.domains)} domains", "cleared")
    expect_quiet(browser)


def shows_evidence(browser, reports):
    """The evidence is there when it is asked for, and Escape leads back."""
    browser.open(reports.sample)
    set_value(browser, "#search", "decor-bazaar")
    click(browser, "#table tbody .name button")
    text = browser.evaluate("document.getElementById('evidence').innerText")
    for part in ["decor-bazaar-online.example", "disavow-domain", "sitewide-money-anchor",
                 "without sitewide-money-anchor it would be review", "buy solar lanterns online"]:
        expect(part in text, f"'{part}' is missing: {text}")
    browser.press("Escape")
    browser.settle()
    expect(not browser.evaluate("document.getElementById('evidence').open"), "Escape closes")
    expect_quiet(browser)


def decides(browser, reports):
    """Decisions on a domain, a selection and a group show in the table and in the preview."""
    browser.open(reports.sample)
    forget(browser)
    before = preview(browser)
    expect_equal(before, reports.disavow.rstrip("\n").split("\n"), "the preview without a decision")
    # One domain, by keys.
    set_value(browser, "#search", "decor-bazaar")
    click(browser, "#table tbody .name button")
    browser.press("k")
    browser.settle()
    browser.press("Escape")
    line = "domain:decor-bazaar-online.example"
    expect(line in before and line not in preview(browser), "a kept domain loses its line")
    # A group.
    click(browser, "#filters [type=reset]")
    browser.evaluate("document.querySelector('#card-0 label input').value = 'bought, all three'")
    click(browser, "#card-0 [data-group-decision=disavow]")
    state = browser.evaluate("document.querySelector('#card-0 .state').textContent")
    expect_equal(state, "Decided: 3 disavow.", "the group's state")
    added = [line for line in preview(browser) if line not in before]
    expect_equal(sum(line.startswith("domain:") for line in added), 3, "new lines")
    expect("# bought, all three" in added, "the note stands above the line")
    set_value(browser, "#card-0 select", "asked")
    state = browser.evaluate("document.querySelector('#card-0 .state').textContent")
    expect_equal(state, "Decided: 3 disavow, 3 asked.", "the group's state with a request")
    # A selection.
    set_value(browser, "#by-verdict", "disavow")
    click(browser, "#select-all")
    set_value(browser, "#selected-removal select", "refused")
    set_value(browser, "#by-decision", "refused")
    refused = sum(row["verdict"].startswith("disavow") for row in reports.domains)
    expect_equal(count(browser), f"{refused} of {len(reports.domains)} domains", "the selection's requests")
    click(browser, "#selected [data-decision=review]")
    expect(not any(line.startswith("https://") for line in preview(browser)), "URL entries go too")
    expect_equal(len([line for line in preview(browser) if line.startswith("domain:")]), 3, "lines that are left")
    expect_quiet(browser)


def downloads_and_reads(browser, reports):
    """What was decided outlives a reload, is downloaded as a decisions file, and can be read back."""
    browser.open(reports.sample)
    forget(browser)
    set_value(browser, "#author", "Ada")
    set_value(browser, "#search", "decor-bazaar")
    click(browser, "#table tbody .name button")
    click(browser, "#evidence [aria-keyshortcuts=d]")
    set_value(browser, "#evidence input[maxlength]", 'a "note", with <b>\u202e')
    set_value(browser, "#evidence select", "asked")
    browser.reload()
    expect(browser.evaluate("document.getElementById('decisions-count').textContent").startswith("1 decision;"), "kept")
    click(browser, "#download")
    path = browser.downloaded()
    with open(path, newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    day = browser.evaluate("new Date().toISOString().slice(0, 10)")
    wanted = [
        {"subject": "decor-bazaar-online.example", "decision": word, "note": 'a "note", with <b>\u202e',
         "author": "Ada", "date": day} for word in ("disavow", "asked")]
    expect_equal(lines, wanted, "the decisions file")
    stored = browser.evaluate("localStorage.getItem('backlinks decisions lantern-harbour.example')")
    browser.evaluate("window.confirm = () => true")
    click(browser, "#forget")
    expect(browser.evaluate("document.getElementById('decisions-count').textContent").startswith("0 "), "forgotten")
    browser.choose_file("#file", path)
    browser.wait_until("document.getElementById('message').textContent.startsWith('2 decisions read.')")
    again = browser.evaluate("localStorage.getItem('backlinks decisions lantern-harbour.example')")
    expect_equal(json.loads(again), json.loads(stored), "read back")
    os.unlink(path)
    bad = os.path.join(browser.downloads, "bad.csv")
    with open(bad, "w", encoding="utf-8") as file:
        file.write("subject,decision\nelsewhere.example,keep\nx.example,<b>perhaps</b>\n")
    browser.choose_file("#file", bad)
    browser.wait_until("document.getElementById('message').textContent.includes('1 decision read.')")
    message = browser.evaluate("document.getElementById('message').textContent")
    expect("record 3: '<b>perhaps</b>' is no decision" in message, message)
    os.unlink(bad)
    expect_quiet(browser)


def prints(browser, reports):
    """On paper the work is there and the controls are not."""
    browser.open(reports.sample)
    browser.resize(1280, 800, is_print=True)
    browser.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = len(rows(browser))
    expect_equal(printed, len(reports.domains), "printed rows")
    shown = browser.evaluate("""["#filters", "#decisions", ".top nav"].filter(selector =>
      getComputedStyle(document.querySelector(selector)).display !== 'none')""")
    expect_equal(shown, [], "controls on paper")
    browser.evaluate("dispatchEvent(new Event('afterprint'))")
    browser.resize(1280, 800)
    expect(len(rows(browser)) < len(reports.domains), "the table is short again")
    expect(browser.pdf().startswith(b"%PDF-"), "a PDF")
    expect_quiet(browser)


def survives_strangers(browser, reports):
    """Texts of strangers do nothing, wherever they stand."""
    browser.open(reports.hostile)
    title = f"Backlinks of {model.SITE}"
    number = browser.evaluate("document.querySelectorAll('script').length")
    expect_equal(number, 2, "scripts")
    names = {row["domain"] for row in reports.hostile_domains}
    expect(len(names) >= 20, f"the hostile hosts are in the report: {names}")
    click(browser, "#table th.name button")
    click(browser, "#table tbody .name button")
    seen = ""
    for _ in names:
        seen += browser.evaluate("document.getElementById('evidence').innerText")
        click(browser, "#evidence .bar button:nth-of-type(2)")
    for text in ["<script>document.title='owned'</script>", "\" onmouseover=\"document.title='owned'\" x=\"",
                 "\\u{202e}gpj.exe", "{{model}} {{script}}"]:
        expect(text in seen, f"'{text}' is shown as text")
    expect("\u202e" not in seen, "a mark that turns the direction is spelled out")
    expect("x" * 400 not in seen, "10 kB are cut")
    browser.press("Escape")
    expect_equal(browser.evaluate(NO_HANDLERS), [], "handlers in attributes")
    expect_equal(browser.evaluate("document.querySelectorAll('img, iframe, object, embed, a:not([href^=\"#\"])').length"), 0,
                 "elements that a stranger made")
    expect_equal(browser.evaluate("document.title"), title, "the title")
    expect_quiet(browser)


def names_everything(browser, reports):
    """Everything that can be used has a name, images too, and headings do not skip a level."""
    browser.open(reports.sample)
    click(browser, "#table tbody .name button")
    nameless = {"button", "link", "textbox", "searchbox", "checkbox", "combobox", "image", "dialog", "region",
                "navigation", "meter", "search", "article"}
    for node in browser.call("Accessibility.getFullAXTree")["nodes"]:
        role = node.get("role", {}).get("value")
        if node.get("ignored") or role not in nameless:
            continue
        expect(node.get("name", {}).get("value", "").strip(), f"a {role} without a name: {node}")
    browser.press("Escape")
    levels = browser.evaluate("[...document.querySelectorAll('h1, h2, h3')].filter(h => h.offsetParent).map(h => +h.tagName[1])")
    expect_equal(levels[0], 1, "the first heading")
    expect_equal(levels.count(1), 1, "headings of the first level")
    expect(all(after - before <= 1 for before, after in zip(levels, levels[1:])), f"levels skip: {levels}")
    expect_equal(browser.evaluate("document.documentElement.lang"), "en", "the language")


CONTRASTS = """
(() => {
  const parse = color => (color.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const ratio = (one, two) => {
    const [high, low] = [light(one), light(two)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility() || element.closest('script, style')) continue;
    if (element.matches(':disabled') || element.closest('option')) continue;
    const hasText = element.matches('input, select') ||
      [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!hasText) continue;
    const style = getComputedStyle(element);
    const pair = element instanceof SVGElement
      ? [style.fill, getComputedStyle(document.querySelector('.hub')).fill].map(parse)
      : [parse(style.color), ground(element)];
    found.push([ratio(pair[0], pair[1]), element.tagName + '.' + element.className + ' ' + element.textContent.slice(0, 30)]);
    if (element.matches('input[placeholder]')) {
      found.push([ratio(parse(getComputedStyle(element, '::placeholder').color), ground(element)), 'placeholder']);
    }
  }
  return found;
})()
"""


def has_contrast(browser, reports):
    """Every text has a contrast of 4.5:1 or more, light and dark; decided and undecided."""
    lowest = 21
    for scheme in ["light", "dark"]:
        browser.resize(1280, 800, scheme)
        browser.open(reports.sample)
        for selector in ["#table tbody input", "#table tbody .name button"]:
            click(browser, selector)
            browser.evaluate("document.querySelector('#evidence [aria-keyshortcuts=d]')?.click()")
            for ratio, what in browser.evaluate(CONTRASTS):
                expect(ratio >= 4.5, f"{scheme}: {ratio:.2f} of {what}")
                lowest = min(lowest, ratio)
        forget(browser)
    browser.resize(1280, 800)
    return f"lowest contrast {lowest:.1f}:1"


FOCUSED = """
(() => {
  const element = document.activeElement;
  const all = [...document.querySelectorAll('*')];
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return {
    place: all.indexOf(element), what: element.tagName + '#' + element.id + ' ' + element.textContent.slice(0, 30),
    isBody: element === document.body,
    isShown: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    hasMark: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inDialog: !!element.closest('dialog'),
  };
})()
"""


def has_focus_order(browser, reports):
    """The Tab key goes through the page in the order it is read, shows where it is, and is never caught."""
    browser.open(reports.sample)
    set_value(browser, "#search", "decor")
    browser.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    last, stops = -1, []
    for _ in range(300):
        browser.press("Tab")
        focused = browser.evaluate(FOCUSED)
        if focused["isBody"] or (stops and focused["place"] == stops[0]["place"]):
            break
        expect(focused["place"] > last, f"the focus jumps back to {focused['what']}")
        expect(focused["isShown"], f"the focus is out of sight: {focused['what']}")
        expect(focused["hasMark"], f"the focus cannot be seen: {focused['what']}")
        last = focused["place"]
        stops.append(focused)
    expect(len(stops) > 30, f"only {len(stops)} stops")
    expect(stops[0]["what"].startswith("A# Skip"), "the first stop skips to the table")
    wanted = browser.evaluate("""[...document.querySelectorAll('button, input, select, a, [tabindex="0"]')]
      .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0 && e.type !== 'file').length""")
    summaries = browser.evaluate("document.querySelectorAll('summary').length")
    expect(len(stops) >= wanted, f"{len(stops)} stops of {wanted + summaries} elements that can be used")
    # A dialog keeps the focus and gives it back.
    browser.evaluate("document.querySelector('#table tbody .name button').focus()")
    browser.press("Enter")
    browser.settle()
    for _ in range(12):
        browser.press("Tab")
        focused = browser.evaluate(FOCUSED)
        expect(focused["inDialog"] or focused["isBody"], f"the focus left the dialog: {focused['what']}")
    browser.press("Escape")
    browser.settle()
    back = browser.evaluate("document.activeElement.textContent")
    expect_equal(back, "decor-bazaar-online.example", "the focus after the dialog")


def fits_a_phone(browser, reports):
    """At 390 pixels nothing is wider than the window."""
    for path in [reports.sample, reports.hostile]:
        browser.resize(390, 844)
        browser.open(path)
        expect_equal(browser.evaluate("document.documentElement.scrollWidth"), 390, "the page's width")
    browser.resize(1280, 800)


def stays_quick(browser, reports):
    """50,000 domains: under 15 MB, first paint under 2 s, filter and sort under 100 ms."""
    size = os.path.getsize(reports.large)
    expect(size < 15_000_000, f"the page has {size:,} bytes")
    paints, readies = [], []
    for _ in range(3):
        browser.open(reports.large)
        paints.append(browser.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        readies.append(browser.evaluate("performance.getEntriesByName('ready')[0].startTime"))
    expect(count(browser).startswith("50,000 domains"), count(browser))
    browser.evaluate("""window.timed = async (selector, event, value) => {
      const element = document.querySelector(selector);
      if (value !== null) element.value = value;
      const start = performance.now();
      if (event === 'click') element.click();
      else element.dispatchEvent(new Event(event, { bubbles: true }));
      await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - start;
    }""")

    def timed(*arguments):
        # What else runs on the machine can only add time: the best of some tries counts.
        call = f"timed({', '.join(json.dumps(argument) for argument in arguments)})"
        best = 1000
        for _ in range(10):
            best = min(best, browser.evaluate(call))
            if best < 100:
                break
        return best

    filtered = []
    for text in ["copper", "copper-north", "x", "viagra", ""]:
        filtered.append(timed("#search", "input", text))
    for verdict in ["review", "keep", ""]:
        filtered.append(timed("#by-verdict", "input", verdict))
    sorted_in = [
        timed(f"#table th.{name} button", "click", None) for name in ("name", "links", "value", "score")]
    scrolled = browser.evaluate("""(async () => {
      const scroller = document.getElementById('scroller');
      const start = performance.now();
      scroller.scrollTop = scroller.scrollHeight / 2;
      await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - start;
    })()""")
    paint = statistics.median(paints)
    expect(paint < 2000, f"first paint after {paint:.0f} ms")
    expect(max(filtered) < 100, f"filters took {filtered}")
    expect(max(sorted_in) < 100, f"sorting took {sorted_in}")
    expect(len(rows(browser)) < 60, "rows in the page")
    expect_quiet(browser)
    return (f"{size / 1e6:.1f} MB, first paint {paint:.0f} ms, ready {statistics.median(readies):.0f} ms, "
            f"filter at most {max(filtered):.0f} ms, sort {max(sorted_in):.0f} ms, scroll {scrolled:.0f} ms")


def has_equal_bytes(_, reports):
    """The same input gives the same page, whatever the order of its rows."""
    with open(reports.straight, "rb") as one, open(reports.turned, "rb") as two:
        expect(one.read() == two.read(), "the pages differ")


ALL = [opens_quietly, refuses_other_scripts, sorts, filters, shows_evidence, decides, downloads_and_reads, prints,
       survives_strangers, names_everything, has_contrast, has_focus_order, fits_a_phone, stays_quick, has_equal_bytes]
