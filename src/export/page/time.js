// The strip below the drawing: which time is shown.
//
// In: the months that the relations name, the filter's time. Out: `change(time)`, and a small picture of how many relations fall into each stretch.
// Decided: months are the steps of the sliders; a month can also be typed. Page keys go by a year. What does not say when is left out while a time is
// asked for, unless kept, as in `kg --undated`; how many those are is always said.

const BARS = 120;

/** Sets the strip up; returns the function that shows a filter's time in it. */
function makeTimeStrip(graph, change) {
  const { months } = graph;
  const undated = graph.relations.filter((relation) => relation.periods.length === 0).length;
  byId("undated-count").textContent = `keep ${undated.toLocaleString("en")} undated`;
  if (!months) {
    byId("time").hidden = true;
    return () => {};
  }
  let time = openFilter().time;
  const modes = [...document.querySelectorAll("input[name=time-mode]")];
  const sliders = { from: byId("time-from"), to: byId("time-to") };
  const fields = { from: byId("time-from-text"), to: byId("time-to-text") };
  for (const slider of Object.values(sliders)) Object.assign(slider, { min: months.start, max: months.last, step: 1 });
  drawBars(graph, months);
  const moved = (end, month) => change(movedTime(time, end, Math.max(months.start, Math.min(months.last, month))));
  for (const mode of modes) mode.addEventListener("change", () => change(timeIn(mode.value, time, months)));
  for (const end of ["from", "to"]) {
    sliders[end].addEventListener("input", () => moved(end, Number(sliders[end].value)));
    sliders[end].addEventListener("keydown", (event) => {
      if (event.key !== "PageUp" && event.key !== "PageDown") return;
      event.preventDefault();
      moved(end, Number(sliders[end].value) + (event.key === "PageUp" ? 12 : -12));
    });
    fields[end].addEventListener("change", () => {
      if (isDate(fields[end].value.trim())) change(movedTime(time, end, null, fields[end].value.trim()));
      else showTime(time, months, modes, sliders, fields);
    });
  }
  byId("undated").addEventListener("change", (event) => change({ ...time, undated: event.target.checked }));
  return (shown) => {
    time = shown;
    showTime(time, months, modes, sliders, fields);
  };
}

/** The time in another mode, with as much kept as there is. */
function timeIn(mode, time, months) {
  const asof = time.asof ?? time.to ?? monthText(months.last);
  if (mode === "asof") return { ...time, mode, asof };
  if (mode === "between") return { ...time, mode, from: time.from ?? monthText(months.first), to: time.to ?? asof };
  return { ...time, mode: "all" };
}

/** The time after one of its ends moved; the other end gives way. */
function movedTime(time, end, month, text = monthText(month)) {
  if (time.mode === "asof") return { ...time, asof: text };
  const other = end === "from" ? "to" : "from";
  const moved = { ...time, [end]: text };
  if (firstDay(moved.from) > lastDay(moved.to)) moved[other] = text;
  return moved;
}

function showTime(time, months, modes, sliders, fields) {
  for (const mode of modes) mode.checked = mode.value === time.mode;
  const asof = time.mode === "asof";
  const dates = { from: time.from ?? monthText(months.first), to: asof ? time.asof : (time.to ?? monthText(months.last)) };
  byId("time").dataset.mode = time.mode;
  for (const end of ["from", "to"]) {
    sliders[end].value = monthNumber(dates[end], end === "to");
    sliders[end].setAttribute("aria-valuetext", dateInWords(dates[end]));
    sliders[end].setAttribute("aria-label", asof ? "As of" : end === "from" ? "From" : "To");
    fields[end].value = dates[end];
    fields[end].setAttribute("aria-label", `${asof ? "As of" : end === "from" ? "From" : "To"}, year and month`);
  }
  byId("undated").checked = time.undated || time.mode === "all";
  byId("undated").disabled = time.mode === "all";
  const span = months.last - months.start || 1;
  const [left, right] = [
    asof || time.mode === "all" ? 0 : (monthNumber(dates.from) - months.start) / span,
    time.mode === "all" ? 1 : (monthNumber(dates.to, true) - months.start) / span,
  ];
  byId("bars")
    .querySelectorAll("rect")
    .forEach((bar, place, all) => bar.classList.toggle("out", place / all.length < left - 1 / all.length || place / all.length > right));
}

/** How many relations begin in each stretch, as bars. */
function drawBars(graph, { first, start, last }) {
  const span = last - start + 1;
  const count = Math.min(BARS, span);
  const heights = new Array(count).fill(0);
  for (const relation of graph.relations) {
    for (const [from, to] of relation.periods) heights[Math.floor(((Math.max(start, monthNumber(from ?? to)) - start) / span) * count)] += 1;
  }
  const most = Math.max(...heights);
  const bars = heights.map((height, place) => [
    "rect",
    { x: place + 0.1, width: 0.8, y: 20 - (20 * Math.sqrt(height)) / Math.sqrt(most), height: (20 * Math.sqrt(height)) / Math.sqrt(most) },
  ]);
  const picture = sign(count, 20, ...bars);
  picture.setAttribute("preserveAspectRatio", "none");
  byId("bars").replaceChildren(picture);
  byId("time-first").textContent = `${start > first ? "until " : ""}${monthText(start).slice(0, 4)}`;
  byId("time-last").textContent = monthText(last).slice(0, 4);
}
