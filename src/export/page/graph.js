// The graph as the page uses it.
//
// In: the JSON of <script id="graph">, as `kg export --html` writes it. Out: the same with what every other file needs looked up once: relations at
// each actor, ids for links, publishers, the stretch of months, names to search.
// Decided: a relation's id is "subject.kind.object" in keys. Nothing is drawn or counted that is not in `relations`. The order of the data is kept.

const STANDINGS = [
  { key: "curated", label: "curated", meaning: "whoever keeps this graph wrote it, and nobody denies it" },
  { key: "reviewed", label: "reviewed", meaning: "a document says so in its own words, an analyst accepted it, and nobody denies it" },
  { key: "corroborated", label: "corroborated", meaning: "two publishers or more say so in their own words; nobody reviewed it, and nobody denies it" },
  { key: "stated", label: "stated", meaning: "one publisher says so in its own words; nobody reviewed it, and nobody denies it" },
  { key: "alleged", label: "alleged", meaning: "only people quoted say so" },
  { key: "disputed", label: "disputed", meaning: "said to be so and denied" },
  { key: "not-actual", label: "not actual", meaning: "planned, possible or hypothetical: nobody says that it is so in fact" },
  { key: "denied-only", label: "denied only", meaning: "nobody says that it is so" },
  { key: "rejected", label: "rejected", meaning: "every claim for it was judged wrong" },
];
const CARRYING = 6; // The first six standings carry a path.
const UNNAMED_PUBLISHER = "";

/** Reads the graph out of the page. */
function readGraph() {
  const raw = JSON.parse(byId("graph").textContent);
  const graph = { title: raw.title, actorKinds: raw.actor_kinds, relationKinds: raw.relation_kinds, documents: raw.documents, claims: raw.claims };
  graph.actors = raw.actors.map((actor, index) => ({
    ...actor,
    index,
    kindIndex: typeof actor.kind === "number" ? actor.kind : raw.actor_kinds.findIndex((kind) => kind.key === actor.kind),
    incident: [],
  }));
  graph.actors.forEach((actor) => {
    actor.shown = visible(actor.name) + (actor.discovered ? "°" : "");
  });
  const kindOf = new Map(raw.relation_kinds.map((kind, index) => [kind.key, index]));
  graph.relations = raw.relations.map((relation, index) => relationOf(graph, raw, relation, index, kindOf));
  for (const relation of graph.relations) {
    graph.actors[relation.subject].incident.push(relation.index);
    if (relation.object !== relation.subject) graph.actors[relation.object].incident.push(relation.index);
  }
  graph.actorByKey = new Map(graph.actors.map((actor) => [actor.key, actor.index]));
  graph.relationById = new Map(graph.relations.map((relation) => [relation.id, relation.index]));
  graph.publishers = publishersOf(graph);
  graph.months = monthsOf(graph);
  return graph;
}

function relationOf(graph, raw, relation, index, kindOf) {
  const kindKey = typeof relation.kind === "number" ? raw.relation_kinds[relation.kind].key : relation.kind;
  const periods = relation.periods.filter(([from, to]) => (from === null || isDate(from)) && (to === null || isDate(to)) && (from ?? to) !== null);
  return {
    ...relation,
    index,
    periods,
    kind: kindOf.get(kindKey),
    id: `${graph.actors[relation.subject].key}.${kindKey}.${graph.actors[relation.object].key}`,
    standing: Math.max(
      0,
      STANDINGS.findIndex((standing) => standing.label === relation.standing),
    ),
    publisherNames: new Set(relation.claims.map((claim) => publisherOf(graph, graph.claims[claim]))),
  };
}

/** Where a claim is to be read: its document or the work it cites, or null. */
function publicationOf(graph, claim) {
  return claim.document !== null && claim.document !== undefined ? graph.documents[claim.document] : claim.citation;
}

function publisherOf(graph, claim) {
  return publicationOf(graph, claim)?.publisher ?? UNNAMED_PUBLISHER;
}

/** Publishers by name, the unnamed one last, each with the number of relations that it carries. */
function publishersOf(graph) {
  const counts = new Map();
  for (const relation of graph.relations) for (const name of relation.publisherNames) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, relations]) => ({ name, relations })).sort((a, b) => (a.name === "") - (b.name === "") || a.name.localeCompare(b.name, "en"));
}

const EARLY_SHARE = 0.05;
const LONG_SPAN_MONTHS = 30 * 12;

/**
 * First and last month that any relation names, or null where none is dated. `start` is where the sliders begin: where a few relations lie decades before the others,
 * the sliders leave those to the field in which a month is typed.
 */
function monthsOf(graph) {
  const periods = graph.relations.flatMap((relation) => relation.periods);
  if (periods.length === 0) return null;
  const begins = periods.map(([from, to]) => monthNumber(from ?? to)).sort((a, b) => a - b);
  const [first, last] = [begins[0], periods.reduce((latest, [from, to]) => Math.max(latest, monthNumber(to ?? from, true)), 0)];
  const usual = begins[Math.floor(begins.length * EARLY_SHARE)];
  return { first, last, start: last - first > LONG_SPAN_MONTHS ? usual - (usual % 12) : first };
}

/** The actor at the other end of a relation. */
function otherEnd(relation, actor) {
  return relation.subject === actor ? relation.object : relation.subject;
}

/** What a relation says, as three texts: who, does what, to whom; as seen from `actor` where given. */
function relationWords(graph, relation, actor = relation.subject) {
  const kind = graph.relationKinds[relation.kind];
  const turned = actor !== relation.subject;
  return [
    graph.actors[turned ? relation.object : relation.subject].shown,
    visible(turned ? kind.inverse : kind.label),
    graph.actors[turned ? relation.subject : relation.object].shown,
  ];
}

/** The same as one text, for what is announced. */
function relationSentence(graph, relation) {
  return relationWords(graph, relation)
    .map((text) => shortened(text, LISTED_NAME_LENGTH))
    .join(" ");
}
