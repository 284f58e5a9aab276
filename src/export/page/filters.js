// Which relations are shown.
//
// In: the graph and a filter. Out: the indices of the relations that pass it, and the form in which people set it.
// Decided: a filter remembers what is hidden, so that a kind nobody has heard of is shown. Standings that carry nothing are off until asked for. A
// relation passes "publisher" where one publisher that is shown carries it. Dates count as in `kg --as-of` and `--between`: what does not say when is
// left out unless it is kept.

/** The filter that a page opens with. */
function openFilter() {
  return {
    actorKinds: new Set(),
    relationKinds: new Set(),
    publishers: new Set(),
    standings: new Set(Array.from({ length: CARRYING }, (_, standing) => standing)),
    time: { mode: "all", asof: null, from: null, to: null, undated: false },
  };
}

/** True where the filter leaves the graph as it opens. */
function isOpen(filter) {
  return (
    filter.actorKinds.size + filter.relationKinds.size + filter.publishers.size === 0 &&
    filter.time.mode === "all" &&
    filter.standings.size === CARRYING &&
    [...filter.standings].every((standing) => standing < CARRYING)
  );
}

/** Relations that pass, in order. */
function admitted(graph, filter) {
  return graph.relations.filter((relation) => admits(graph, filter, relation)).map((relation) => relation.index);
}

function admits(graph, filter, relation) {
  return filter.standings.has(relation.standing) && admitsButStanding(graph, filter, relation);
}

function admitsButStanding(graph, filter, relation) {
  return (
    !filter.relationKinds.has(relation.kind) &&
    !filter.actorKinds.has(graph.actors[relation.subject].kindIndex) &&
    !filter.actorKinds.has(graph.actors[relation.object].kindIndex) &&
    (filter.publishers.size === 0 || graph.publishers.some(({ name }, index) => !filter.publishers.has(index) && relation.publisherNames.has(name))) &&
    isOfTheTime(relation, graph.relationKinds[relation.kind].state, filter.time)
  );
}

/** Fills the form once; `change(filter)` is called with the new filter. Returns the function that shows a filter in the form. */
function makeFilterForm(graph, change) {
  let filter = openFilter();
  const boxes = [];
  const tally = (list) => list.reduce((counts, index) => counts.set(index, (counts.get(index) ?? 0) + 1), new Map());
  const ofRelations = tally(graph.relations.map((relation) => relation.kind));
  const ofActors = tally(graph.actors.map((actor) => actor.kindIndex));
  const ofStandings = tally(graph.relations.map((relation) => relation.standing));
  const standings = STANDINGS.map(({ key, label, meaning }, index) => ({
    index,
    key,
    label,
    count: ofStandings.get(index) ?? 0,
    title: meaning,
    sign: standingSign(index),
  }));
  const relationKinds = graph.relationKinds.map(({ key, label, definition }, index) => ({
    index,
    key,
    label,
    count: ofRelations.get(index) ?? 0,
    title: definition,
    sign: relationKindSign(graph, index),
  }));
  const actorKinds = graph.actorKinds.map(({ key, label }, index) => ({
    index,
    key,
    label,
    count: ofActors.get(index) ?? 0,
    sign: actorKindSign(graph, index),
  }));
  const publishers = graph.publishers.map(({ name, relations }, index) => ({
    index,
    key: name || "unnamed",
    label: name || "publisher not named",
    count: relations,
  }));
  const group = (id, legend, field, entries, inverted) => {
    const used = entries.filter((entry) => entry.count > 0 || inverted);
    const rows = used.map((entry) => filterRow(field, entry, (checked) => set(field, entry.index, checked === inverted), boxes, inverted));
    const all = (hide) => () => {
      change({ ...filter, [field]: new Set(hide ? used.map((entry) => entry.index) : []) });
    };
    const buttons =
      !inverted &&
      element(
        "span",
        { class: "all-none" },
        element("button", { type: "button", class: "plain", "aria-label": `All: ${legend}`, on: { click: all(false) } }, "all"),
        element("button", { type: "button", class: "plain", "aria-label": `None: ${legend}`, on: { click: all(true) } }, "none"),
      );
    byId(id).append(element("legend", {}, legend), buttons || "", element("div", { class: "filter-rows" }, rows));
  };
  const set = (field, index, member) => {
    const members = new Set(filter[field]);
    if (member) members.add(index);
    else members.delete(index);
    change({ ...filter, [field]: members });
  };
  group("filter-standing", "Standing", "standings", standings, true);
  group("filter-kinds", "Kind of relation", "relationKinds", relationKinds, false);
  group("filter-actors", "Kind of actor", "actorKinds", actorKinds, false);
  group("filter-publishers", "Publisher", "publishers", publishers, false);
  return (shown) => {
    filter = shown;
    for (const { box, field, index, inverted } of boxes) box.checked = filter[field].has(index) === inverted;
  };
}

function filterRow(field, { index, key, label, count, title, sign: picture }, toggled, boxes, inverted) {
  const box = element("input", { type: "checkbox", "data-filter": field, "data-key": key, on: { change: (event) => toggled(event.target.checked) } });
  boxes.push({ box, field, index, inverted });
  return element(
    "label",
    { class: "filter-row", title: title ? visible(title) : null },
    box,
    picture ?? null,
    element("span", { class: "filter-label" }, foreign(label, LISTED_NAME_LENGTH)),
    element("span", { class: "count" }, count.toLocaleString("en")),
  );
}
