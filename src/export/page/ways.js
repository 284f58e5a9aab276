// The path between two actors, in the panel.
//
// In: the ends chosen, the relations that pass the filters. Out: the hops with their words, other ways as links, what stands in the way where there
// is none.

/** What the panel shows of a path; `app.ways` are those found, `way` the one that is open. */
function waysPanel(app, { from, to, way }) {
  const { ways } = app;
  if (from === to) return element("p", {}, "Both ends are the same actor.");
  if (ways.length === 0) return noWay(app, from, to);
  const open = ways[way];
  return element(
    "article",
    { class: "path", "data-way": String(way + 1) },
    element(
      "h2",
      { tabindex: "-1", id: "path-heading" },
      open.actors.map((actor, place) => [place ? " – " : "", foreign(app.graph.actors[actor].shown, 60)]),
    ),
    element("p", { class: "muted" }, `${counted(open.hops.length, "hop")}; way ${way + 1} of ${ways.length} shown`),
    element(
      "ol",
      { class: "hops" },
      open.hops.map((hop) => element("li", {}, hopWords(app, hop))),
    ),
    ways.length > 1
      ? element(
          "section",
          {},
          element("h3", {}, "Other ways"),
          element(
            "ul",
            { class: "links" },
            ways.map((other, place) => (place === way ? null : element("li", {}, wayLink(app, from, to, place, other)))),
          ),
        )
      : null,
  );
}

function hopWords(app, { relations: [best, ...others] }) {
  const { graph } = app;
  const claims = best.claims.map((claim) => graph.claims[claim]).filter((claim) => claim.review !== "rejected");
  const telling = graph.claims[best.best];
  const denial = claims.find((claim) => claim.polarity === "denied");
  return [
    element("p", { class: "hop" }, relationLink(app, best.index)),
    telling ? claimCard(graph, telling) : null,
    denial ? element("div", { class: "denied" }, element("p", { class: "denied-heading" }, "Disputed by"), claimCard(graph, denial)) : null,
    others.length > 0
      ? element(
          "details",
          {},
          element("summary", {}, `Also between these two: ${counted(others.length, "relation")}`),
          element(
            "ul",
            { class: "links" },
            others.map((relation) => element("li", {}, relationLink(app, relation.index))),
          ),
        )
      : null,
  ];
}

function wayLink(app, from, to, place, { actors, hops }) {
  const names = actors.map((actor, index) => [index ? " – " : "", foreign(app.graph.actors[actor].shown, 40)]);
  const standings = hops.map(({ relations }) => STANDINGS[relations[0].standing].label);
  return [
    element("a", { href: `#${fragmentOf(app.graph, { path: { from, to, way: place } }, app.filter)}`, "data-way": String(place + 1) }, names),
    element(
      "span",
      { class: "muted small" },
      ` ${counted(hops.length, "hop")}: ${standings.length > 1 && new Set(standings).size === 1 ? `all ${standings[0]}` : inWords(standings)}`,
    ),
  ];
}

/** Says whether the filters are what stands in the way. */
function noWay(app, from, to) {
  const { graph } = app;
  const without = findWays(graph, admitted(graph, openFilter()), from, to)[0];
  const [one, other] = [from, to].map((actor) => foreign(graph.actors[actor].shown, LISTED_NAME_LENGTH));
  const reason =
    without && !isOpen(app.filter)
      ? [
          `Without the filters there is a way of ${counted(without.hops.length, "hop")}. `,
          element("button", { type: "button", on: { click: app.clearFilters } }, "Clear the filters"),
        ]
      : "No relation that is stated, alleged or disputed leads from one to the other.";
  return element(
    "article",
    { class: "path" },
    element("h2", { tabindex: "-1", id: "path-heading" }, "No path between ", one, " and ", other),
    element("p", {}, reason),
  );
}
