// CSV as RFC 4180 has it.

/** One line of cells. */
const csvLine = (cells) =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",") + "\r\n";

/** The records of a text, each an array of cells; lines without a character are left out. */
function csvRecords(text) {
  const records = [];
  let record = [];
  let cell = "";
  let isQuoted = false;
  const endRecord = () => {
    record.push(cell);
    if (record.length > 1 || cell !== "") records.push(record);
    record = [];
    cell = "";
  };
  for (let index = text.startsWith("\uFEFF") ? 1 : 0; index < text.length; index += 1) {
    const character = text[index];
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') cell += text[index++];
      else isQuoted = false;
    } else if (character === '"' && cell === "") {
      isQuoted = true;
    } else if (character === ",") {
      record.push(cell);
      cell = "";
    } else if (character === "\n") {
      endRecord();
    } else if (character !== "\r" || text[index + 1] !== "\n") {
      cell += character;
    }
  }
  if (cell !== "" || record.length > 0) endRecord();
  return records;
}
