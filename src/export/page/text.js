// Texts of strangers, made fit to be shown.
//
// In: any text from the data. Out: the text with what could mislead the eye spelt out, a shortened form of it, or the form that searches compare.
// Decided: characters that turn or hide text (U+202A to 202E, 2066 to 2069, marks, controls) are shown as \u{202e}, so that nobody is fooled by them
// and nothing is lost. The joiners U+200C and 200D stay: Persian spelling and emoji need them. Nothing here makes HTML; all texts reach the page as
// text nodes.

const MISLEADING =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu;
const DRAWN_NAME_LENGTH = 28;
const LISTED_NAME_LENGTH = 90;

/** The text on one line, with misleading characters spelt out. */
function visible(text) {
  return String(text ?? "")
    .replace(/[\t\n\r\u2028\u2029]+/g, " ")
    .replace(MISLEADING, (character) => `\\u{${character.codePointAt(0).toString(16).padStart(4, "0")}}`);
}

/** The first part of a text that is longer than `length` characters, cut between characters and marked as cut. */
function shortened(text, length) {
  if (text.length <= length) return text;
  const characters = Array.from(text.slice(0, length * 4));
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`;
}

const LETTERS_WITHOUT_DECOMPOSITION = { ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th" };

/** What two spellings of a name have in common: without case, diacritics, apostrophes and punctuation. */
function folded(text) {
  return String(text ?? "")
    .slice(0, 400)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[øłđðıßæœþ]/g, (letter) => LETTERS_WITHOUT_DECOMPOSITION[letter])
    .replace(/['’‘ʿʾ`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** "1 claim", "2 claims". */
function counted(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** "a, b and c". */
function inWords(texts) {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

/** The address, where a browser may go there; null for everything but http and https. */
function webAddress(text) {
  if (typeof text !== "string" || !/^https?:\/\//i.test(text)) return null;
  try {
    const { protocol, href } = new URL(text);
    return protocol === "http:" || protocol === "https:" ? href : null;
  } catch {
    return null;
  }
}
