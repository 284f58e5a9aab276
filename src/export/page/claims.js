// What a relation rests on: its claims, for and against.
//
// In: the graph and a relation. Out: elements for the panel: the words in their sentence, who says so through whom, when, where.
// Decided: who denies stands apart from who affirms, under its own heading; a claim judged wrong is kept to the end and struck out. Nothing is said
// that the claims do not say: where no claim denies, it says that no one denies it in these documents.

/** The panel of a relation. */
function relationPanel(app, index) {
  const { graph } = app;
  const relation = graph.relations[index];
  const kind = graph.relationKinds[relation.kind];
  const claims = relation.claims.map((claim) => graph.claims[claim]);
  const live = claims.filter((claim) => claim.review !== "rejected");
  const [against, affirmed] = [live.filter((claim) => claim.polarity === "denied"), live.filter((claim) => claim.polarity !== "denied")];
  const wrong = claims.filter((claim) => claim.review === "rejected");
  return element(
    "article",
    { class: "relation", "data-relation": relation.id },
    element(
      "h2",
      { tabindex: "-1", id: "panel-heading" },
      actorLink(app, relation.subject, 200),
      " ",
      element("span", { class: "verb" }, foreign(kind.label, 80)),
      " ",
      actorLink(app, relation.object, 200),
    ),
    standingLine(app, relation),
    element(
      "dl",
      { class: "facts" },
      element("dt", {}, "When"),
      element("dd", {}, whenInWords(relation)),
      element("dt", {}, "Published by"),
      element("dd", {}, publishersInWords(relation)),
      element("dt", {}, "Means"),
      element("dd", { class: "muted" }, foreign(kind.definition, 600)),
    ),
    claimSection(
      "affirmed",
      `${affirmed.every(isActual) ? "Said to be so" : "Said, or held possible"}: ${counted(affirmed.length, "claim")}`,
      affirmed,
      graph,
      "No claim says that it is so.",
    ),
    claimSection(
      "denied",
      against.length > 0 ? `Disputed by: ${counted(against.length, "claim")}` : "Disputed by",
      against,
      graph,
      "No one denies it in these documents.",
    ),
    wrong.length > 0 ? claimSection("wrong", `Judged wrong: ${counted(wrong.length, "claim")}`, wrong, graph, "") : null,
    otherRelations(app, relation),
  );
}

function isActual(claim) {
  return claim.modality === "actual";
}

/** The standing as a word with its line, what it means, and whether the filters hide the relation. */
function standingLine(app, relation) {
  const { label, meaning, key } = STANDINGS[relation.standing];
  return element(
    "p",
    { class: "standing" },
    standingSign(relation.standing),
    element("strong", { "data-standing": key }, label),
    `: ${meaning}.`,
    bySpeakers(app.graph, relation, "affirmed", "Alleged by"),
    bySpeakers(app.graph, relation, "denied", "Disputed by"),
    app.isShown[relation.index] ? null : element("span", { class: "hidden-note" }, " The filters hide this relation in the drawing."),
  );
}

/** " Alleged by Mike Pompeo and Colin Clarke." where no document says it in its own words; nothing otherwise. */
function bySpeakers(graph, relation, polarity, words) {
  const claims = relation.claims.map((claim) => graph.claims[claim]).filter((claim) => claim.polarity === polarity && claim.review !== "rejected");
  if (claims.length === 0 || claims.some((claim) => claim.speakers.length === 0)) return null;
  const names = [...new Set(claims.flatMap((claim) => claim.speakers.slice(-claim.together).map((speaker) => speakerName(graph, speaker))))];
  const listed = names.slice(0, 4).flatMap((name, place) => [place === 0 ? " " : place === names.length - 1 ? " and " : ", ", foreign(name, 60)]);
  return [` ${words}`, listed, names.length > 4 ? ` and ${names.length - 4} more` : "", "."];
}

function speakerName(graph, { actor, name }) {
  return actor === null || actor === undefined ? name : graph.actors[actor].shown;
}

function publishersInWords({ publishers, unnamed_publisher: unnamed, publisherNames }) {
  const names = [...publisherNames].filter(Boolean).map((name) => foreign(name, 80));
  const listed = names.flatMap((name, place) => (place === 0 ? [name] : [", ", name]));
  const rest = unnamed ? [names.length > 0 ? ", and " : "", "one not named"] : [];
  const independent = publishers > 1 ? ` (${publishers} independently)` : "";
  return names.length > 0 || unnamed ? [listed, rest, independent] : "not known";
}

function claimSection(sort, heading, claims, graph, otherwise) {
  return element(
    "section",
    { class: `claims ${sort}${claims.length === 0 ? " none" : ""}` },
    element("h3", {}, heading),
    claims.length === 0
      ? element("p", { class: "muted" }, otherwise)
      : longList(element("ol"), inOrder(claims), (claim) => element("li", {}, claimCard(graph, claim)), 25),
  );
}

/** Claims by when it happened, then when it was said; those that do not say come last. */
function inOrder(claims) {
  const day = (claim) => [firstDay(claim.from ?? claim.to) || AFTER_ALL, firstDay(claim.said) || AFTER_ALL];
  return claims
    .map((claim) => [day(claim), claim])
    .sort(([a], [b]) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0))
    .map(([, claim]) => claim);
}

/** One claim with its words. */
function claimCard(graph, claim) {
  const when = periodInWords(claim.from, claim.to, claim.over);
  const facts = [
    ["When", when || "not said"],
    claim.said ? ["Said", dateInWords(claim.said)] : null,
    ["In", publicationLine(publicationOf(graph, claim))],
    claim.detail ? ["Namely", foreign(claim.detail, 200)] : null,
    claim.note ? ["Note", foreign(claim.note, 2000)] : null,
  ].filter(Boolean);
  return element(
    "div",
    { class: "claim", "data-claim": claim.id, "data-polarity": claim.polarity },
    element("p", { class: "speakers" }, speakersInWords(graph, claim), claimMarks(claim)),
    quoteOf(claim),
    element(
      "dl",
      { class: "facts" },
      facts.map(([term, value]) => [element("dt", {}, term), element("dd", {}, value)]),
    ),
    element("p", { class: "claim-id" }, "claim ", foreign(claim.id, 40)),
  );
}

/** "Fars reports that Golpaygani says", outermost first. */
function speakersInWords(graph, { speakers, together, polarity, document }) {
  const verb = polarity === "denied" ? (together > 1 ? "deny it" : "denies it") : together > 1 ? "say so" : "says so";
  const name = (speaker) => element("b", {}, foreign(speakerName(graph, speaker), LISTED_NAME_LENGTH));
  if (speakers.length === 0)
    return [document === null || document === undefined ? "the cited work" : "the document’s own words", polarity === "denied" ? ": denied" : ""];
  const [relays, sources] = [speakers.slice(0, -together), speakers.slice(-together)];
  const listed = sources.map((speaker, place) => [place === 0 ? "" : place === sources.length - 1 ? " and " : ", ", name(speaker)]);
  return [relays.map((speaker, place) => [name(speaker), place === 0 ? " reports that " : " says that "]), listed, ` ${verb}`];
}

/** What is to be known of a claim beside its words: planned, possible; not judged, judged wrong. */
function claimMarks({ modality, review }) {
  const marks = [modality === "actual" ? null : modality, { proposed: "nobody has judged this reading", rejected: "judged wrong" }[review]].filter(Boolean);
  return marks.map((mark) => element("span", { class: "mark" }, mark));
}

function quoteOf({ quote, before, after }) {
  if (quote === null || quote === undefined) return element("p", { class: "muted whole" }, "Cited as a whole; there is no quotation.");
  return element("blockquote", { dir: "auto" }, spaced(before, "after"), element("mark", {}, visible(quote)), spaced(after, "before"));
}

/** The rest of the sentence around a quote. */
function spaced(text, side) {
  const shown = visible(text).trim();
  if (shown === "") return null;
  const joint = side === "after" || /^[\p{L}\p{N}“"(]/u.test(shown) ? " " : "";
  return element("span", { class: "context" }, side === "after" ? shown + joint : joint + shown);
}

/** Title, publisher, date and place of a document or a work. */
function publicationLine(publication) {
  if (!publication) return "not known";
  const { title, publisher, published, url, path } = publication;
  return [
    url && webAddress(url) ? webLink(url, foreign(title ?? url, 300)) : foreign(title ?? "untitled", 300),
    element("span", { class: "muted" }, [
      publisher && ["; ", foreign(publisher, 120)],
      published && `, ${dateInWords(published)}`,
      path && [" (", foreign(path, 120), ")"],
      url && !webAddress(url) && [" ", foreign(url, 200)],
    ]),
  ];
}

/** What else is between the two. */
function otherRelations(app, relation) {
  const { graph } = app;
  const others = graph.actors[relation.subject].incident.filter(
    (index) => index !== relation.index && otherEnd(graph.relations[index], relation.subject) === relation.object,
  );
  if (others.length === 0) return null;
  return element(
    "section",
    { class: "others" },
    element("h3", {}, "Also between these two"),
    longList(element("ul", { class: "links" }), others, (index) => element("li", {}, relationLink(app, index)), 20),
  );
}

/** A link that opens an actor. */
function actorLink(app, index, length = LISTED_NAME_LENGTH) {
  const { shown, key } = app.graph.actors[index];
  return element("a", { href: `#${fragmentOf(app.graph, { actor: index }, app.filter)}`, "data-actor": key, class: "actor-link" }, foreign(shown, length));
}

/** A link that opens a relation, with its standing; `words` in place of the whole sentence. */
function relationLink(app, index, words) {
  const { graph } = app;
  const relation = graph.relations[index];
  const { label, key } = STANDINGS[relation.standing];
  return [
    element(
      "a",
      { href: `#${fragmentOf(graph, { relation: index }, app.filter)}`, "data-relation": relation.id },
      words ?? relationWords(graph, relation).map((text, place) => [place ? " " : "", foreign(text, LISTED_NAME_LENGTH)]),
    ),
    " ",
    element("span", { class: "muted small", "data-standing": key }, `${label}${relation.claims.length > 1 ? `, ${relation.claims.length} claims` : ""}`),
    app.isShown[index] ? null : element("span", { class: "muted small" }, ", hidden by the filters"),
  ];
}
