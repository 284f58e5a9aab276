// What is known of an actor, and what the panel shows while nothing is selected.
//
// In: the graph and an actor. Out: elements for the panel: kind, names, offices, note, relations by kind and direction, a timeline of claims.
// Decided: relations that the filters hide are counted, not listed. The timeline has dated claims in the order in which it happened, undated ones
// last.

/** The panel of an actor. */
function actorPanel(app, index) {
  const { graph } = app;
  const actor = graph.actors[index];
  const kind = graph.actorKinds[actor.kindIndex]?.label ?? "actor";
  const shown = actor.incident.filter((relation) => app.isShown[relation]);
  return element(
    "article",
    { class: "actor", "data-actor": actor.key },
    element("h2", { tabindex: "-1", id: "panel-heading" }, foreign(actor.shown, 300)),
    element(
      "p",
      { class: "kind" },
      actorKindSign(graph, actor.kindIndex, actor.discovered),
      foreign(kind, 60),
      actor.discovered ? element("span", { class: "muted" }, " ° found in the documents; nobody has curated this actor") : null,
    ),
    actor.note ? element("p", { class: "note" }, foreign(actor.note, 3000)) : null,
    actorFacts(app, actor),
    element(
      "p",
      { class: "buttons" },
      element("button", { type: "button", on: { click: () => app.openPathFrom(index) } }, "Find a path from here"),
      element("button", { type: "button", on: { click: () => app.showAround(index) } }, "Show in the drawing"),
    ),
    element(
      "section",
      {},
      element("h3", {}, counted(shown.length, "relation")),
      hiddenNote(actor.incident.length - shown.length),
      relationGroups(app, index, shown),
    ),
    timeline(app, index, shown),
  );
}

function hiddenNote(hidden) {
  return hidden > 0
    ? element("p", { class: "muted small" }, `${counted(hidden, "more relation")} ${hidden === 1 ? "is" : "are"} hidden by the filters.`)
    : null;
}

function actorFacts(app, { aliases, offices, identifiers }) {
  const facts = [];
  if (aliases.length > 0)
    facts.push([
      "Also",
      element(
        "ul",
        { class: "plain-list" },
        aliases.slice(0, 40).map((alias) => element("li", {}, foreign(alias, 600))),
      ),
    ]);
  if (offices.length > 0)
    facts.push([
      "Offices",
      element(
        "ul",
        { class: "plain-list" },
        offices.map((office) => element("li", {}, officeWords(app, office))),
      ),
    ]);
  if (identifiers.length > 0)
    facts.push([
      "Registers",
      element(
        "ul",
        { class: "plain-list" },
        identifiers.map(([register, id]) => element("li", {}, foreign(register, 60), " ", foreign(id, 120))),
      ),
    ]);
  return facts.length > 0
    ? element(
        "dl",
        { class: "facts" },
        facts.map(([term, value]) => [element("dt", {}, term), element("dd", {}, value)]),
      )
    : null;
}

function officeWords(app, { title, of, from, to }) {
  const index = typeof of === "number" ? of : app.graph.actorByKey.get(of?.actor ?? of);
  const place = index !== undefined ? actorLink(app, index) : of ? foreign(of.name ?? of, LISTED_NAME_LENGTH) : null;
  const when = periodInWords(from ?? null, to ?? null);
  return [foreign(title, 200), place && [", ", place], when && element("span", { class: "muted" }, `, ${when}`)];
}

/** Relations by kind and direction, the largest groups first. */
function relationGroups(app, index, shown) {
  const { graph } = app;
  const groups = new Map();
  for (const relation of shown.map((place) => graph.relations[place])) {
    const kind = graph.relationKinds[relation.kind];
    const turned = relation.subject !== index && !kind.symmetric;
    const name = visible(turned ? kind.inverse : kind.label);
    const group = `${relation.kind} ${turned}`;
    if (!groups.has(group)) groups.set(group, { name, kind: relation.kind, arrow: kind.symmetric ? "–" : turned ? "←" : "→", relations: [] });
    groups.get(group).relations.push(relation);
  }
  return [...groups.values()]
    .sort((a, b) => b.relations.length - a.relations.length || a.name.localeCompare(b.name, "en"))
    .map(({ name, kind, arrow, relations }) =>
      element(
        "div",
        { class: "group" },
        element("h4", {}, relationKindSign(graph, kind), foreign(name, 80), element("span", { class: "muted", "aria-hidden": "true" }, ` ${arrow}`)),
        longList(
          element("ul", { class: "links" }),
          relations,
          (relation) => element("li", {}, relationLink(app, relation.index, foreign(graph.actors[otherEnd(relation, index)].shown, LISTED_NAME_LENGTH))),
          12,
        ),
      ),
    );
}

/** Dated claims in order, undated ones last. */
function timeline(app, index, shown) {
  const { graph } = app;
  const entries = shown
    .flatMap((relation) => graph.relations[relation].claims.map((claim) => ({ relation: graph.relations[relation], claim: graph.claims[claim] })))
    .filter(({ claim }) => claim.review !== "rejected");
  const relationOfClaim = new Map(entries.map(({ relation, claim }) => [claim, relation]));
  const ordered = inOrder([...relationOfClaim.keys()]);
  const dated = ordered.filter((claim) => claim.from !== null || claim.to !== null);
  const undated = ordered.filter((claim) => claim.from === null && claim.to === null);
  const line = (claim) => timelineEntry(app, claim, relationOfClaim.get(claim));
  return element(
    "section",
    { class: "timeline" },
    element("h3", {}, "Timeline"),
    dated.length > 0 ? longList(element("ol", { class: "times" }), dated, line, 30) : element("p", { class: "muted" }, "No claim says when."),
    undated.length > 0
      ? [element("h4", {}, `Undated: ${counted(undated.length, "claim")}`), longList(element("ul", { class: "times" }), undated, line, 10)]
      : null,
  );
}

function timelineEntry(app, claim, relation) {
  const when = periodInWords(claim.from, claim.to, claim.over);
  const not = claim.polarity === "denied" ? "denied: " : claim.modality === "actual" ? "" : `${claim.modality}: `;
  const words = relationWords(app.graph, relation).map((text, place) => [place ? " " : "", foreign(text, LISTED_NAME_LENGTH)]);
  return element(
    "li",
    {},
    when ? element("span", { class: "when" }, when) : null,
    element(
      "span",
      { class: "what" },
      not,
      element("a", { href: `#${fragmentOf(app.graph, { relation: relation.index }, app.filter)}`, "data-relation": relation.id }, words),
      claim.speakers.length > 0 ? element("span", { class: "muted small" }, " ", speakersInWords(app.graph, claim)) : null,
    ),
  );
}

/** What the panel shows while nothing is selected. */
function overviewPanel(app) {
  const { graph } = app;
  const weights = [...graph.actors].sort((a, b) => b.incident.length - a.incident.length || a.index - b.index).slice(0, 12);
  const disputed = graph.relations
    .filter((relation) => STANDINGS[relation.standing].key === "disputed" && app.isShown[relation.index])
    .map((relation) => relation.index);
  return element(
    "article",
    { class: "overview" },
    element("h2", { tabindex: "-1", id: "panel-heading" }, "What is here"),
    element(
      "p",
      {},
      `${counted(graph.actors.length, "actor")}, ${counted(graph.relations.length, "relation")}, ${counted(graph.claims.length, "claim")}, `,
      `${counted(graph.documents.length, "document")}. Every line of the drawing is a relation that the words of a document, or a cited work, state. `,
      "Choose a line to read them; choose an actor for what is said of it.",
    ),
    element(
      "section",
      {},
      element("h3", {}, "Actors with most relations"),
      element(
        "ul",
        { class: "links" },
        weights.map(({ index, incident }) =>
          element("li", {}, actorLink(app, index), element("span", { class: "muted small" }, ` ${counted(incident.length, "relation")}`)),
        ),
      ),
    ),
    disputed.length > 0
      ? element(
          "section",
          {},
          element("h3", {}, "Disputed"),
          longList(element("ul", { class: "links" }), disputed, (index) => element("li", {}, relationLink(app, index)), 12),
        )
      : null,
    element(
      "section",
      {},
      element("h3", {}, "Documents"),
      longList(element("ul", { class: "links" }), graph.documents, (document) => element("li", {}, publicationLine(document)), 12),
    ),
  );
}
