// The disavow file as it would be with the decisions of this page.
//
// It begins with the file that the audit wrote. What was decided to keep or to review loses its lines, but only
// those of the audit: lines of the user stay. What was decided to disavow gains a line for the whole domain.
// `backlinks audit --decisions FILE` writes the real one.

const auditMark = "# [backlinks] ";

/** The lines, and how many of them the decisions added and took away. */
function previewedFile() {
  const dropped = new Set();
  const added = [];
  const held = [];
  for (const subject of decisions.subjects) {
    const { decision, note } = decisions.of(subject);
    const domain = numberOfDomain.get(subject);
    if (domain === undefined || !decision) continue;
    if (decision !== "disavow") {
      for (const entry of entriesOf(domain)) dropped.add(entry);
    } else if (columns.guard[domain] !== null) {
      held.push(`# HELD domain:${subject}: ${textOf(columns.guard[domain])}`);
    } else if (!entriesOf(domain).includes("domain:" + subject)) {
      for (const entry of entriesOf(domain)) dropped.add(entry);
      added.push({ line: "domain:" + subject, note });
    }
  }
  const lines = withoutDropped(model.disavow.split("\n"), dropped);
  const removedCount = lines.removedCount;
  const known = new Set(lines.kept);
  const fresh = added.filter(({ line }) => !known.has(line));
  if (fresh.length > 0) {
    lines.kept.push("", "# decided in the review");
    for (const { line, note } of fresh) {
      if (note) lines.kept.push("# " + note.replaceAll(/\s+/g, " "));
      lines.kept.push(line);
    }
  }
  if (held.length > 0) lines.kept.push("", ...held);
  const entryCount = lines.kept.filter((line) => line !== "" && !line.startsWith("#")).length;
  return { lines: lines.kept, entryCount, addedCount: fresh.length, removedCount };
}

/** The lines without dropped entries of the audit, and without its comments above nothing. */
function withoutDropped(lines, dropped) {
  const kept = [];
  let removedCount = 0;
  let isOwn = true;
  while (lines.at(-1) === "") lines.pop();
  for (const line of lines) {
    // A group of the audit ends at an empty line or at another comment.
    if (line === "" || line.startsWith("#")) isOwn = !line.startsWith(auditMark);
    if (!isOwn && dropped.has(line)) {
      removedCount += 1;
      continue;
    }
    const last = kept.at(-1);
    if ((line === "" || line.startsWith(auditMark)) && last?.startsWith(auditMark)) kept.pop();
    if (line === "" && kept.at(-1) === "") continue;
    kept.push(line);
  }
  while (kept.at(-1) === "" || kept.at(-1)?.startsWith(auditMark)) kept.pop();
  return { kept, removedCount };
}

/** Shows the file. */
function showPreview() {
  const { lines, entryCount, addedCount, removedCount } = previewedFile();
  byId("preview-lead").textContent =
    `${counted(entryCount, "entry", "entries")}. Your decisions add ${countText(addedCount)} and take away ` +
    `${countText(removedCount)}. An upload replaces the whole earlier file.`;
  byId("preview-text").textContent = lines.map(visible).join("\n");
}
