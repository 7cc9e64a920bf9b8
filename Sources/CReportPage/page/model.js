// The model of the report: columns of numbers and texts, one entry a referring domain.
// Texts that repeat stand once in `texts`, and columns hold their numbers.

const model = JSON.parse(document.getElementById("model").textContent);
const columns = model.columns;
const domainCount = columns.name.length;
const numberOfDomain = new Map(columns.name.map((name, number) => [name, number]));

/** The text behind a number of the pool. */
const textOf = (number) => model.texts[number] ?? "";

/** A text with its invisible characters, and those that turn its direction, spelled out. */
const visible = (text) =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0).toString(16)}}`);

/** The name of a domain, fit to be shown. */
const nameOf = (domain) => visible(columns.name[domain]);

/** A day as it is stored, counted from 1970-01-01, in the form 2026-01-31. */
const dayText = (day) =>
  day === null ? "" : new Date(day * 86400000).toISOString().slice(0, 10);

const groupedDigits = new Intl.NumberFormat("en");

/** A number with a comma between thousands. */
const countText = (number) => groupedDigits.format(number);

/** `1 domain`, `3,412 domains`. */
const counted = (number, one, many = one + "s") => `${countText(number)} ${number === 1 ? one : many}`;

/** Link value, stored in thousandths. */
const valueText = (thousandths) => (thousandths / 1000).toFixed(2);

/** The word of a domain's verdict: `disavow-domain`. */
const verdictOf = (domain) => model.verdicts[columns.verdict[domain]];

/** The word of a domain's class: `toxic`. */
const classOf = (domain) => model.classes[columns.class[domain]];

/** Whether an audit puts lines of the domain into the disavow file. */
const isDisavowed = (domain) => verdictOf(domain).startsWith("disavow");

/** The lines of the disavow file that name the domain. Most are `domain:NAME`, stored as 1. */
const entriesOf = (domain) => {
  const entries = columns.entries[domain];
  return entries === 1 ? ["domain:" + columns.name[domain]] : entries || [];
};

/** Sample links of the domain. */
const samplesOf = (domain) =>
  (columns.samples[domain] || []).map(([source, target, anchor, title, first, isFollowed]) => ({
    source, target: textOf(target), anchor: textOf(anchor), title: textOf(title), first, isFollowed,
  }));
