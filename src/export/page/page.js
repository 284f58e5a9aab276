// The page around the graph: buttons, tabs, legend, theme, size, print, address.
//
// In: the application that `main.js` makes. Out: listeners; everything that happens goes through `follow`, `changeFilter`, `fitView` and the painter.
// Decided: the drawing keeps its middle when its size changes; paper is light and its lists are whole. Two landmarks are left by Escape: the panel
// for the drawing, the filters for their button.

/** Buttons, theme, size, print, address. */
function listenToPage(app) {
  const { view, painter } = app;
  window.addEventListener("popstate", () => follow(app));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link) return;
    settleAddress(app);
    if (link.hash === location.hash) follow(app);
  });
  const click = (id, act) => byId(id).addEventListener("click", act);
  click("zoom-in", () => zoom(painter, 1.3));
  click("zoom-out", () => zoom(painter, 1 / 1.3));
  click("zoom-fit", () => {
    fitView(view);
    painter.fresh();
  });
  click("clear", app.clearFilters);
  click("notice-close", () => {
    byId("notice").hidden = true;
  });
  click("filters-toggle", () => showFilters(byId("filters").hidden));
  click("filters-close", () => {
    showFilters(false);
    byId("filters-toggle").focus();
  });
  click("skip", () => focusHeading(app));
  if (window.matchMedia("(min-width: 1500px)").matches) showFilters(true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && byId("panel").contains(event.target)) view.canvas.focus();
    if (event.key === "Escape" && byId("filters").contains(event.target)) {
      showFilters(false);
      byId("filters-toggle").focus();
    }
  });
  listenToTheme(app);
  listenToSize(app);
  view.canvas.addEventListener("locate", ({ detail }) => {
    const point = pointOf(view, { actor: app.graph.actorByKey.get(detail.actor), relation: app.graph.relationById.get(detail.relation) });
    if (point) view.canvas.dataset.at = point.map((number) => number.toFixed(1)).join(",");
    else delete view.canvas.dataset.at;
  });
}

function showFilters(open) {
  byId("filters").hidden = !open;
  byId("filters-toggle").setAttribute("aria-expanded", String(open));
}

function listenToTheme({ view, painter }) {
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const retheme = () => {
    readTheme(view);
    recolorSigns();
    byId("theme").setAttribute("aria-pressed", String(isDark()));
  };
  byId("theme").addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    retheme();
    painter.fresh();
  });
  system.addEventListener("change", () => {
    retheme();
    painter.fresh();
  });
  retheme();
  // Paper is light, and lists on it are whole.
  let before;
  window.addEventListener("beforeprint", () => {
    before = root.dataset.theme;
    root.dataset.theme = "light";
    for (let rounds = 0; rounds < 40; rounds++) byId("panel").querySelector("[role=tabpanel]:not([hidden]) .more:not([hidden])")?.click();
    retheme();
    paint(view);
  });
  window.addEventListener("afterprint", () => {
    if (before) root.dataset.theme = before;
    else delete root.dataset.theme;
    retheme();
    painter.fresh();
  });
}

/** Keeps the middle of the drawing in the middle when its size changes; before anybody moved it, shows what it showed at first. */
function listenToSize(app) {
  const { view, painter } = app;
  new ResizeObserver(() => {
    const { width, height } = view.canvas.getBoundingClientRect();
    if ((width === view.width && height === view.height) || width === 0 || window.matchMedia("print").matches) return;
    view.camera = { ...view.camera, x: view.camera.x + (width - view.width) / 2, y: view.camera.y + (height - view.height) / 2 };
    resizeView(view);
    if (!view.touched) fitView(view);
    if (!view.touched && app.selection) lookAt(app);
    paint(view);
    painter.fresh();
  }).observe(view.canvas);
}

/** Tabs as WAI-ARIA describes them: arrows go between them, one is in the order of the Tab key. */
function makeTabs(app) {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  tabs.forEach((tab, place) => {
    tab.addEventListener("click", () => openTab(tab.id.slice("tab-".length)));
    tab.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      const next = tabs[(place + step + tabs.length) % tabs.length];
      next.focus();
      next.click();
    });
  });
  byId("tab-list").addEventListener("click", () => showTable(app));
  byId("list-filter").addEventListener("input", () => showTable(app));
}

function openTab(name) {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const open = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(open));
    tab.tabIndex = open ? 0 : -1;
    byId(tab.getAttribute("aria-controls")).hidden = !open;
  }
}

function fillLegend(graph) {
  const used = new Set(graph.actors.map((actor) => actor.kindIndex));
  byId("legend-lines").append(
    element("li", {}, standingSign(0), "curated, reviewed"),
    ...STANDINGS.slice(2, CARRYING).map(({ label }, standing) => element("li", {}, standingSign(standing + 2), label)),
    element("li", {}, standingSign(CARRYING), "not actual, denied only"),
  );
  byId("legend-actors").append(
    ...graph.actorKinds
      .map((kind, index) => (used.has(index) ? element("li", {}, actorKindSign(graph, index), foreign(kind.label, 40)) : null))
      .filter(Boolean),
  );
  if (graph.actors.some((actor) => actor.discovered))
    byId("legend-actors").append(element("li", {}, actorKindSign(graph, -1, true), "°: found in the documents, not curated"));
}

function hover({ view, graph }, thing, x, y) {
  const tip = byId("hover");
  view.canvas.dataset.on = thing ? "thing" : "nothing";
  tip.hidden = !thing;
  if (!thing) return;
  tip.textContent =
    thing.actor !== undefined
      ? shortened(graph.actors[thing.actor].shown, LISTED_NAME_LENGTH)
      : `${relationSentence(graph, graph.relations[thing.relation])}: ${STANDINGS[graph.relations[thing.relation].standing].label}`;
  tip.style.left = `${Math.max(4, Math.min(x + 14, view.width - tip.offsetWidth - 4))}px`;
  tip.style.top = `${y + 18 + tip.offsetHeight > view.height ? y - tip.offsetHeight - 10 : y + 18}px`;
}
