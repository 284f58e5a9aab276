// What the page shows, as the fragment of its address.
//
// In: "#relation=iran.hosted.al-qaida&kinds=hosted,backed&asof=2020-01". Out: a selection and a filter, and what the fragment names that is not
// there; and back.
// Decided: readable and short: of a list that is partly hidden, the shorter side is written ("kinds=" what is shown, "not-kinds=" what is not). What
// is at its default is not written. The theme and the place of the drawing are the reader's own and are not in it.
//
//   actor=KEY | relation=SUBJECT.KIND.OBJECT | path=KEY..KEY [way=2]
//   kinds= not-kinds= actors= not-actors= publishers= not-publishers=   keys, with commas between
//   standing=supported,alleged   asof=2020-01 | between=2017..2018-06   undated=yes

/** Characters that may stand as they are in a fragment; everything else is percent-encoded. */
function encoded(text) {
  return encodeURIComponent(text)
    .replace(/%(3A|40|2F)/g, (code) => decodeURIComponent(code))
    .replace(/[()'*!]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const listNames = (graph) => [
  { name: "kinds", field: "relationKinds", keys: graph.relationKinds.map((kind) => kind.key) },
  { name: "actors", field: "actorKinds", keys: graph.actorKinds.map((kind) => kind.key) },
  { name: "publishers", field: "publishers", keys: graph.publishers.map((publisher) => publisher.name || "unnamed") },
];

/** The fragment, without its "#", for a selection and a filter. */
function fragmentOf(graph, selection, filter) {
  const parts = [];
  if (selection?.actor !== undefined) parts.push(`actor=${encoded(graph.actors[selection.actor].key)}`);
  if (selection?.relation !== undefined) parts.push(`relation=${encoded(graph.relations[selection.relation].id)}`);
  if (selection?.path) {
    const [from, to] = [selection.path.from, selection.path.to].map((actor) => encoded(graph.actors[actor].key).replaceAll(".", "%2E"));
    parts.push(`path=${from}..${to}`);
    if (selection.path.way > 0) parts.push(`way=${selection.path.way + 1}`);
  }
  for (const { name, field, keys } of listNames(graph)) {
    const hidden = filter[field];
    if (hidden.size === 0) continue;
    const writeShown = hidden.size > keys.length / 2;
    parts.push(
      `${writeShown ? "" : "not-"}${name}=${keys
        .filter((_, index) => hidden.has(index) !== writeShown)
        .map(encoded)
        .join(",")}`,
    );
  }
  const usual = openFilter().standings;
  if (filter.standings.size !== usual.size || [...usual].some((standing) => !filter.standings.has(standing))) {
    parts.push(
      `standing=${STANDINGS.filter((_, index) => filter.standings.has(index))
        .map(({ key }) => key)
        .join(",")}`,
    );
  }
  const { mode, asof, from, to, undated } = filter.time;
  if (mode === "asof") parts.push(`asof=${asof}`);
  if (mode === "between") parts.push(`between=${from}..${to}`);
  if (mode !== "all" && undated) parts.push("undated=yes");
  return parts.join("&");
}

/** What a fragment asks for: { selection, filter, missing }, where `missing` says in words what it names that is not in this graph. */
function readFragment(graph, fragment) {
  const [filter, missing] = [openFilter(), []];
  let selection = null;
  const given = new Map(
    fragment
      .replace(/^#/, "")
      .split("&")
      .filter(Boolean)
      .map((part) => {
        const [name, ...value] = part.split("=");
        return [name, value.join("=")];
      }),
  );
  const actor = (text) => {
    const found = graph.actorByKey.get(decoded(text));
    if (found === undefined) missing.push(`no actor “${shortened(visible(decoded(text)), 60)}”`);
    return found;
  };
  for (const [name, value] of given) {
    const list = listNames(graph).find((entry) => entry.name === name || `not-${entry.name}` === name);
    if (name === "actor") {
      const found = actor(value);
      if (found !== undefined) selection = { actor: found };
    } else if (name === "relation") {
      const found = graph.relationById.get(decoded(value));
      if (found === undefined) missing.push(`no relation “${shortened(visible(decoded(value)), 90)}”`);
      else selection = { relation: found };
    } else if (name === "path") {
      const ends = value.split("..");
      const [from, to] = [actor(ends[0]), actor(ends.slice(1).join(".."))];
      if (from !== undefined && to !== undefined) selection = { path: { from, to, way: Math.max(0, Math.floor(Number(given.get("way") ?? 1) || 1) - 1) } };
    } else if (list) {
      filter[list.field] = readList(list, value, name.startsWith("not-"), missing);
    } else if (name === "standing") {
      filter.standings = readStandings(value, missing);
    } else if (name === "asof" || name === "between") {
      readTime(filter.time, name, value, missing);
    } else if (name === "undated") {
      filter.time.undated = value === "yes";
    } else if (name !== "way") {
      missing.push(`nothing called “${shortened(visible(decoded(name)), 40)}”`);
    }
  }
  return { selection, filter, missing };
}

function readList({ name, keys }, value, areHidden, missing) {
  const named = new Set(value.split(",").filter(Boolean).map(decoded));
  for (const key of named) if (!keys.includes(key)) missing.push(`“${shortened(visible(key), 60)}” is not among the ${name}`);
  return new Set(keys.map((key, index) => (named.has(key) === areHidden ? index : -1)).filter((index) => index >= 0));
}

function readStandings(value, missing) {
  const named = value.split(",").filter(Boolean);
  for (const key of named) if (!STANDINGS.some((standing) => standing.key === key)) missing.push(`no standing “${shortened(visible(decoded(key)), 40)}”`);
  return new Set(STANDINGS.map((standing, index) => (named.includes(standing.key) ? index : -1)).filter((index) => index >= 0));
}

function readTime(time, name, value, missing) {
  const dates = value.split("..");
  if (!dates.every(isDate) || dates.length !== (name === "asof" ? 1 : 2) || firstDay(dates[0]) > lastDay(dates.at(-1))) {
    missing.push(`“${shortened(visible(decoded(value)), 40)}” is no date`);
    return;
  }
  Object.assign(time, name === "asof" ? { mode: "asof", asof: value } : { mode: "between", from: dates[0], to: dates[1] });
}
