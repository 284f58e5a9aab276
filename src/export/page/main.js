// Puts the page together.
//
// In: the page and its data. Out: a page that shows what its fragment says. State is { selection, filter }; everything shown follows from it in
// `show`.
// Decided: choosing is a step in the browser's history, setting a filter is not. The picture comes first, the panel after it. A test may ask where
// something is drawn by sending the canvas a "locate" event with { actor: KEY } or { relation: ID } as its detail: the canvas's data-at then has
// "x,y" in CSS pixels from its corner, or is absent.

const URL_REST_MS = 250;
const SMALL_PART = 0.3; // Of the drawing's width or height: ends of a relation that are nearer are brought nearer to the eye.
const LEGIBLE_SCALE = 0.5;

function start() {
  const graph = readGraph();
  const view = makeView(graph, byId("drawing"));
  const app = {
    graph,
    view,
    painter: makePainter(view),
    filter: openFilter(),
    selection: null,
    shown: [],
    isShown: new Uint8Array(graph.relations.length),
    ways: [],
    ends: { from: null, to: null },
  };
  readTheme(view);
  const asked = readFragment(graph, location.hash);
  [app.filter, app.selection] = [asked.filter, asked.selection];
  narrow(app);
  resizeView(view);
  fitView(view);
  paint(view);
  app.painter.exact = true;
  performance.mark("first-picture");
  requestAnimationFrame(() => setTimeout(() => furnish(app, asked.missing), 0));
}

/** Everything but the picture: panels, forms, listeners. */
function furnish(app, missing) {
  const { graph, view, painter } = app;
  app.announce = (text) => {
    byId("announcer").textContent = text;
  };
  app.clearFilters = () => changeFilter(app, openFilter());
  app.openPathFrom = (actor) => {
    setEnd(app, "from", actor);
    openTab("path");
    byId("path-to").focus();
  };
  app.showAround = (actor) => {
    fitView(view, [...view.emphasis.near, actor]);
    painter.fresh();
    view.canvas.focus();
  };
  app.showFilter = makeFilterForm(graph, (filter) => changeFilter(app, filter));
  app.showTime = makeTimeStrip(graph, (time) => changeFilter(app, { ...app.filter, time }));
  app.sorted = "subject";
  makeChoosers(app);
  makeTabs(app);
  fillLegend(graph);
  const act = {
    choose: (thing) => choose(app, thing, true),
    open: (thing) => {
      choose(app, thing, true);
      byId("panel-heading")?.focus();
    },
    leave: () => choose(app, null, true),
    point: (thing, x, y) => hover(app, thing, x, y),
    announce: app.announce,
  };
  listenToPointers(painter, act);
  listenToKeys(painter, act);
  listenToPage(app);
  show(app, missing);
  if (app.selection) openSelection(app);
  document.documentElement.dataset.ready = "true";
}

/** Works out which relations are shown, the ways between two actors, and what stands out. */
function narrow(app) {
  const { graph, view, selection } = app;
  app.shown = admitted(graph, app.filter);
  app.isShown.fill(0);
  for (const index of app.shown) app.isShown[index] = 1;
  app.ways = selection?.path ? findWays(graph, app.shown, selection.path.from, selection.path.to) : [];
  if (selection?.path) selection.path.way = Math.max(0, Math.min(selection.path.way, app.ways.length - 1));
  showRelations(view, app.shown);
  if (selection?.actor !== undefined) emphasize(view, [selection.actor], []);
  else if (selection?.relation !== undefined) emphasize(view, endsOf(graph, selection.relation), [selection.relation]);
  else if (selection?.path && app.ways.length > 0)
    emphasize(
      view,
      app.ways[selection.path.way].actors,
      app.ways[selection.path.way].hops.map(({ relations }) => relations[0].index),
    );
  else if (selection?.path) emphasize(view, [selection.path.from, selection.path.to], []);
  else emphasize(view, [], []);
}

const endsOf = (graph, relation) => [graph.relations[relation].subject, graph.relations[relation].object];

/** Shows the present state everywhere. */
function show(app, missing = []) {
  const { painter, selection } = app;
  narrow(app);
  painter.fresh();
  app.showFilter(app.filter);
  app.showTime(app.filter.time);
  showCounts(app);
  showPanels(app);
  byId("notice").hidden = missing.length === 0;
  byId("notice-text").textContent =
    missing.length > 0 ? `This address names what is not in this graph: ${missing.slice(0, 5).join("; ")}${missing.length > 5 ? "; and more" : ""}.` : "";
  const title = visible(app.graph.title);
  byId("title").textContent = title;
  document.title = selection ? `${shortened(selectionInWords(app), 120)} – ${title}` : title;
}

function showCounts({ shown, view, graph, filter }) {
  const hidden = graph.relations.length - shown.length;
  byId("counts").textContent =
    `${hidden > 0 ? `${shown.length.toLocaleString("en")} of ` : ""}${counted(graph.relations.length, "relation")}, ${counted(view.actors.length, "actor")}`;
  byId("clear").hidden = isOpen(filter);
  byId("drawing").setAttribute(
    "aria-label",
    `Drawing: ${counted(view.actors.length, "actor")} and ${counted(shown.length, "relation")}. The tab “List” has the same as a table.`,
  );
}

function showPanels(app) {
  const { selection } = app;
  const hadFocus =
    byId("panel").contains(document.activeElement) && document.activeElement.closest("[role=tabpanel]") && !document.activeElement.closest("form, .list-tools");
  byId("details").replaceChildren(
    selection?.actor !== undefined
      ? actorPanel(app, selection.actor)
      : selection?.relation !== undefined
        ? relationPanel(app, selection.relation)
        : overviewPanel(app),
  );
  byId("ways").replaceChildren(
    ...(selection?.path
      ? [waysPanel(app, selection.path)]
      : [
          element(
            "p",
            { class: "muted" },
            "Choose two actors. The shortest way between them is shown, over relations that are stated, alleged or disputed and that the filters let through.",
          ),
        ]),
  );
  showTable(app);
  if (hadFocus) focusHeading(app);
}

function focusHeading({ selection }) {
  byId(selection?.path ? "path-heading" : "panel-heading")?.focus();
}

function showTable(app) {
  if (byId("tab-list").getAttribute("aria-selected") !== "true") return;
  const resort = (key) => {
    app.sorted = key;
    showTable(app);
    byId("table").querySelector(`[data-sort=${key}]`).focus();
  };
  byId("table").replaceChildren(...relationTable(app, app.sorted, byId("list-filter").value, resort));
}

function selectionInWords({ graph, selection, ways }) {
  if (selection.actor !== undefined) return graph.actors[selection.actor].shown;
  if (selection.relation !== undefined)
    return `${relationSentence(graph, graph.relations[selection.relation])}, ${STANDINGS[graph.relations[selection.relation].standing].label}`;
  const { from, to, way } = selection.path;
  const names = `${graph.actors[from].shown} to ${graph.actors[to].shown}`;
  return ways.length > 0 ? `Path from ${names}, ${counted(ways[way].hops.length, "hop")}` : `No path from ${names}`;
}

/** Selects an actor, a relation, a path, or nothing; a step in the history. */
function choose(app, selection, onDrawing = false) {
  const fragment = fragmentOf(app.graph, selection, app.filter);
  settleAddress(app);
  if (`#${fragment}` !== (location.hash || "#")) history.pushState(null, "", `#${fragment}`);
  follow(app, onDrawing);
}

/** Shows what the fragment says now. */
function follow(app, onDrawing = false) {
  const { selection, filter, missing } = readFragment(app.graph, location.hash);
  [app.selection, app.filter] = [selection, filter];
  show(app, missing);
  if (!selection) return;
  openSelection(app, onDrawing);
  app.announce(selectionInWords(app));
}

/** Opens the tab of what is selected and brings it into sight. */
function openSelection(app, onDrawing = false) {
  const { selection } = app;
  openTab(selection.path ? "path" : "details");
  if (selection.path) for (const end of ["from", "to"]) setEnd(app, end, selection.path[end]);
  byId(selection.path ? "pane-path" : "pane-details").scrollTop = 0;
  if (!onDrawing) lookAt(app);
}

/**
 * Moves the camera where what is selected is out of sight, or too small to be read; not after a click on it, which would pull the drawing from under
 * the pointer.
 */
function lookAt({ view, selection, ways, painter, graph }) {
  const actors =
    selection.actor !== undefined
      ? [selection.actor]
      : selection.relation !== undefined
        ? endsOf(graph, selection.relation)
        : (ways[selection.path.way]?.actors ?? [selection.path.from, selection.path.to]);
  const inSight = (actor) => {
    const [x, y] = [screenX(view, actor), screenY(view, actor)];
    return x > 40 && y > 40 && x < view.width - 40 && y < view.height - 40;
  };
  const across = actors.map((actor) => screenX(view, actor));
  const down = actors.map((actor) => screenY(view, actor));
  const span = Math.max((Math.max(...across) - Math.min(...across)) / view.width, (Math.max(...down) - Math.min(...down)) / view.height);
  const legible = actors.length < 2 ? view.camera.scale > LEGIBLE_SCALE : span > SMALL_PART;
  if (actors.every(inSight) && legible) return;
  fitView(view, actors, Math.max(actors.length < 2 ? 0.9 : 1.7, view.camera.scale));
  painter.fresh();
}

/** Takes a filter; the address follows when the hand rests, without a step in the history. */
function changeFilter(app, filter) {
  app.filter = filter;
  show(app);
  app.announce(`${app.shown.length} of ${counted(app.graph.relations.length, "relation")} shown`);
  clearTimeout(app.addressTimer);
  app.addressTimer = setTimeout(() => settleAddress(app), URL_REST_MS);
}

/** Writes the filter that the address does not have yet. */
function settleAddress(app) {
  clearTimeout(app.addressTimer);
  const fragment = `#${fragmentOf(app.graph, app.selection, app.filter)}`;
  if (app.addressTimer && fragment !== location.hash) history.replaceState(null, "", fragment);
  app.addressTimer = null;
}

function makeChoosers(app) {
  const names = namesOf(app.graph);
  makeChooser(
    app.graph,
    names,
    byId("search"),
    (actor) => {
      if (actor === null) return;
      choose(app, { actor });
      focusHeading(app);
    },
    app.announce,
  );
  app.showEnd = {};
  for (const end of ["from", "to"])
    app.showEnd[end] = makeChooser(
      app.graph,
      names,
      byId(`path-${end}`),
      (actor) => {
        app.ends[end] = actor;
      },
      app.announce,
    );
  byId("path-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const { from, to } = app.ends;
    if (from === null || to === null) return app.announce("Choose both actors from the lists");
    choose(app, { path: { from, to, way: 0 } });
    focusHeading(app);
  });
  byId("path-swap").addEventListener("click", () => {
    const { from, to } = app.ends;
    setEnd(app, "from", to);
    setEnd(app, "to", from);
  });
}

function setEnd(app, end, actor) {
  app.ends[end] = actor;
  app.showEnd[end](actor);
}

start();
