// The drawing by keyboard.
//
// In: keys pressed while the drawing has the focus. Out: a cursor that goes from actor to neighbour, a choice, a moved camera; what the cursor is on
// is announced.
// Decided: arrows go to the neighbour that lies that way, over relations that are shown; [ and ] go through the relations of the actor under the
// cursor; Enter opens what the cursor is on. Shift and arrows pan, + and - zoom, 0 shows all, Escape lets go. Keys count only while the drawing has
// the focus.

const DIRECTIONS = { ArrowRight: [1, 0, "right"], ArrowLeft: [-1, 0, "left"], ArrowDown: [0, 1, "down"], ArrowUp: [0, -1, "up"] };
const PAN_STEP = 60;

/** Listens to the keys; `act.open(thing)`, `act.leave()`, `act.announce(text)`. */
function listenToKeys(painter, act) {
  const { view } = painter;
  view.canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!pressed(painter, act, event)) return;
    event.preventDefault();
    painter.fresh();
  });
  view.canvas.addEventListener("focus", () => {
    if (view.canvas.matches(":focus-visible") && view.cursor === null && view.actors.length > 0) moveCursor(painter, act, firstActor(view));
    painter.fresh();
  });
  view.canvas.addEventListener("blur", () => {
    [view.cursor, view.cursorRelation] = [null, null];
    painter.fresh();
  });
}

/** True where the key meant something here. */
function pressed(painter, act, { key, shiftKey }) {
  const { view } = painter;
  if (key in DIRECTIONS && shiftKey) {
    pan(painter, -DIRECTIONS[key][0] * PAN_STEP, -DIRECTIONS[key][1] * PAN_STEP);
  } else if (key in DIRECTIONS) {
    goTowards(painter, act, ...DIRECTIONS[key]);
  } else if (key === "]" || key === "[") {
    goThroughRelations(painter, act, key === "]" ? 1 : -1);
  } else if (key === "Enter" || key === " ") {
    if (view.cursorRelation !== null) act.open({ relation: view.cursorRelation });
    else if (view.cursor !== null) act.open({ actor: view.cursor });
  } else if (key === "+" || key === "=") {
    zoom(painter, 1.25);
  } else if (key === "-") {
    zoom(painter, 0.8);
  } else if (key === "0") {
    fitView(view);
  } else if (key === "Home") {
    if (view.byDegree.length > 0) moveCursor(painter, act, view.byDegree[0]);
  } else if (key === "Escape") {
    act.leave();
  } else {
    return false;
  }
  return true;
}

/** Where the cursor begins: at what is selected, else at the actor with most relations. */
function firstActor(view) {
  const [selected] = view.emphasis.chosen.size > 0 ? [view.graph.relations[[...view.emphasis.chosen][0]].subject] : view.emphasis.actors;
  return selected ?? view.byDegree[0];
}

function moveCursor(painter, act, actor) {
  const { view } = painter;
  [view.cursor, view.cursorRelation] = [actor, null];
  bringIntoSight(painter, actor);
  const { shown, kindIndex } = view.graph.actors[actor];
  act.announce(
    `${shortened(shown, LISTED_NAME_LENGTH)}, ${visible(view.graph.actorKinds[kindIndex]?.label ?? "actor")}, ${counted(view.degree[actor], "relation")} shown`,
  );
}

/** Pans so far that an actor is in sight. */
function bringIntoSight({ view }, actor) {
  const [x, y] = [screenX(view, actor), screenY(view, actor)];
  const [marginX, marginY] = [Math.min(60, view.width / 4), Math.min(50, view.height / 4)];
  view.camera = {
    ...view.camera,
    x: view.camera.x + Math.max(marginX - x, 0) + Math.min(view.width - marginX - x, 0),
    y: view.camera.y + Math.max(marginY - y, 0) + Math.min(view.height - marginY - y, 0),
  };
}

/** The neighbour that lies most nearly in a direction: near ones first, those off the line later. */
function goTowards(painter, act, dx, dy, word) {
  const { view } = painter;
  if (view.cursor === null) {
    if (view.actors.length > 0) moveCursor(painter, act, firstActor(view));
    return;
  }
  const [x, y] = [screenX(view, view.cursor), screenY(view, view.cursor)];
  let [best, least] = [null, Infinity];
  for (const relation of relationsAt(view, view.cursor)) {
    const neighbour = otherEnd(relation, view.cursor);
    const [ax, ay] = [screenX(view, neighbour) - x, screenY(view, neighbour) - y];
    const [along, across] = [ax * dx + ay * dy, Math.abs(ax * dy - ay * dx)];
    if (neighbour === view.cursor || along <= across * 0.4) continue;
    const cost = along + 2.5 * across;
    if (cost < least) [best, least] = [neighbour, cost];
  }
  if (best === null) act.announce(`No neighbour ${word}`);
  else moveCursor(painter, act, best);
}

function relationsAt(view, actor) {
  return view.relations.filter(({ subject, object }) => subject === actor || object === actor);
}

function goThroughRelations(painter, act, step) {
  const { view } = painter;
  if (view.cursor === null) return;
  const relations = relationsAt(view, view.cursor);
  if (relations.length === 0) return;
  const place = relations.findIndex(({ index }) => index === view.cursorRelation);
  const next = (place < 0 && step < 0 ? relations.length - 1 : place + step + relations.length) % relations.length;
  view.cursorRelation = relations[next].index;
  act.announce(`${relationSentence(view.graph, relations[next])}, ${STANDINGS[relations[next].standing].label}, ${next + 1} of ${relations.length}`);
}
