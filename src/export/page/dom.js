// The only place that makes elements.
//
// In: a tag, attributes, children. Out: an element whose texts are text nodes; there is no way to pass markup.
// Decided: names and quotes of strangers go into <bdi>, so that their direction ends where they end. No style attributes: the page's policy forbids
// them.

/** An element; a child that is text becomes a text node, null and false are left out. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A text of a stranger, kept to itself. */
function foreign(text, length = Infinity) {
  const shown = visible(text);
  const cut = shortened(shown, length);
  return element("bdi", { title: cut === shown ? null : shortened(shown, 2000) }, cut);
}

/** A link to a web address where it is one, else the text. */
function webLink(address, text) {
  const target = webAddress(address);
  return target ? element("a", { href: target, rel: "noopener noreferrer", target: "_blank" }, text) : element("span", {}, text);
}

/** An element of the page by its id. */
function byId(id) {
  return document.getElementById(id);
}

/** A list that shows its first `step` entries and, on asking, more. `make` makes an entry; `list` is the element that holds them. */
function longList(list, entries, make, step) {
  let shown = 0;
  const more = element("button", { type: "button", class: "more", on: { click: () => showMore(true) } });
  const showMore = (asked) => {
    const fresh = entries.slice(shown, shown + step).map(make);
    list.append(...fresh);
    shown += fresh.length;
    more.hidden = shown >= entries.length;
    more.textContent = `Show ${Math.min(step, entries.length - shown).toLocaleString("en")} more of ${(entries.length - shown).toLocaleString("en")}`;
    if (asked) fresh[0]?.querySelector("a, button")?.focus();
  };
  showMore(false);
  return [list.closest("table")?.parentElement ?? list, more];
}

/** A drawn sign beside a label: children are SVG elements as [tag, attributes]. */
function sign(width, height, ...shapes) {
  const namespace = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(namespace, "svg");
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", class: "sign" }))
    picture.setAttribute(name, value);
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(namespace, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    picture.append(shape);
  }
  return picture;
}
