// Dates as precise as they are known, and the stretches between them.
//
// In: "2021", "2021-05", "2021-05-12" or null. Out: comparable first and last days, months as numbers for the slider, words for people.
// Decided: a vague date may be any of its days, so "2021" may fall inside a stretch that touches 2021 anywhere; the same rule as `kg --as-of`.

const BEFORE_ALL = "";
const AFTER_ALL = "~";
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** The first day a date may mean, as text that sorts. */
function firstDay(date) {
  return date === null ? BEFORE_ALL : date + "0000-01-01".slice(date.length);
}

/** The last day a date may mean, as text that sorts; every month is given 31 days, which sorts the same. */
function lastDay(date) {
  return date === null ? AFTER_ALL : date + "0000-12-31".slice(date.length);
}

/** True for a date that this page can compare. */
function isDate(text) {
  return typeof text === "string" && /^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$/.test(text);
}

/** The month of a date as a number that counts on: a year alone is its January, or its December where the last one is asked. */
function monthNumber(date, last = false) {
  const [year, month] = date.split("-").map(Number);
  return year * 12 + (month ? month - 1 : last ? 11 : 0);
}

/** "2020-01" for the number of a month. */
function monthText(number) {
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}

/** "12 May 2021", "May 2021", "2021". */
function dateInWords(date) {
  if (!isDate(date)) return visible(date);
  const [year, month, day] = date.split("-").map(Number);
  return [day, month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}

/** "from 2015 to May 2021", "until 2020", "2021"; empty where nothing is known. */
function periodInWords(from, to, over = false) {
  if (from === null && to === null) return "";
  if (from === to) return dateInWords(from);
  if (from === null) return `${over ? "over by" : "until"} ${dateInWords(to)}`;
  if (to === null) return `since ${dateInWords(from)}`;
  return over ? `since ${dateInWords(from)}, over by ${dateInWords(to)}` : `${dateInWords(from)} to ${dateInWords(to)}`;
}

/** When a relation was, as far as its claims say. */
function whenInWords(relation) {
  const periods = relation.periods.map(([from, to, over]) => periodInWords(from, to, over)).filter(Boolean);
  if (periods.length === 0) return "undated";
  return periods.join(", ") + (relation.undated ? ", some undated" : "");
}

/**
 * True where a relation passes the conditions of time: `mode` "all", "asof" (states that held then, events that had happened by then) or "between".
 * A period whose beginning is unknown counts by its end alone, unless undated relations are kept.
 */
function isOfTheTime(relation, isState, time) {
  if (time.mode === "all") return true;
  if (time.undated && relation.undated) return true;
  return relation.periods.some(([from, to]) => {
    const begins = firstDay(from ?? (time.undated ? null : to));
    if (time.mode === "between") return begins <= lastDay(time.to) && firstDay(time.from) <= lastDay(to);
    return begins <= lastDay(time.asof) && (!isState || firstDay(time.asof) <= lastDay(to));
  });
}
