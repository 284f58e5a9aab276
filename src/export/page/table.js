// The relations as a table: what the drawing says, in words.
//
// In: the relations that pass the filters; where an actor is selected, those at it alone if asked. Out: rows that can be walked by keyboard, each
// with links to its relation and ends.
// Decided: at most a hundred rows at a time, since thousands of rows are slow and read by nobody.

const ROWS = 100;
const COLUMNS = [
  { name: "Who", key: "subject", order: (graph, relation) => graph.actors[relation.subject].shown },
  { name: "Relation", key: "kind", order: (graph, relation) => graph.relationKinds[relation.kind].label },
  { name: "To whom", key: "object", order: (graph, relation) => graph.actors[relation.object].shown },
  { name: "When", key: "when", order: (_, relation) => firstDay(relation.periods[0]?.[0] ?? relation.periods[0]?.[1] ?? null) || AFTER_ALL },
];

/** The table, sorted by the column that was chosen last; `wanted` is the text that a row must contain. */
function relationTable(app, sorted, wanted, resort) {
  const { graph } = app;
  const column = COLUMNS.find(({ key }) => key === sorted);
  const words = folded(wanted);
  const rows = app.shown
    .map((index) => graph.relations[index])
    .filter((relation) => words === "" || folded(relationWords(graph, relation).join(" ")).includes(words));
  const keyed = rows
    .map((relation) => [column.order(graph, relation), relation])
    .sort(([a, one], [b, other]) => (a < b ? -1 : a > b ? 1 : one.index - other.index))
    .map(([, relation]) => relation);
  const body = element("tbody");
  const table = element(
    "table",
    { id: "relations" },
    element("caption", {}, `${counted(rows.length, "relation")}${words === "" ? "" : ` with “${shortened(visible(wanted), 40)}”`}`),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        COLUMNS.map(({ name, key }) =>
          element(
            "th",
            { scope: "col", "aria-sort": key === sorted ? "ascending" : null },
            element("button", { type: "button", class: "plain", "data-sort": key, on: { click: () => resort(key) } }, name),
          ),
        ),
      ),
    ),
    body,
  );
  const frame = element("div", { class: "table-frame" }, table);
  return [frame, longList(body, keyed, (relation) => rowOf(app, relation), ROWS)[1]];
}

function rowOf(app, relation) {
  const { graph } = app;
  return element(
    "tr",
    { "data-row": relation.id },
    element("td", {}, actorLink(app, relation.subject, 60)),
    element(
      "td",
      {},
      element(
        "a",
        {
          href: `#${fragmentOf(graph, { relation: relation.index }, app.filter)}`,
          "data-relation": relation.id,
          "aria-label": relationSentence(graph, relation),
        },
        foreign(graph.relationKinds[relation.kind].label, 60),
      ),
      element("span", { class: "muted small block" }, `${STANDINGS[relation.standing].label}, ${counted(relation.claims.length, "claim")}`),
    ),
    element("td", {}, actorLink(app, relation.object, 60)),
    element("td", { class: "when-cell" }, whenInWords(relation)),
  );
}
