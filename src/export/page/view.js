// The drawing, on a canvas.
//
// In: the graph, the relations that are shown, what is selected, a camera. Out: pixels; and what lies under a point.
// Decided: a canvas, since thousands of relations as elements are slow to move. While a large graph moves, what was drawn is moved and only what came
// into sight is drawn (`motion.js`); it is drawn afresh when the movement rests. Lines of one look are stroked together. Labels are put in
// `labels.js`.

const LARGE = 1200; // Signs and curves from which on a movement is not drawn afresh in every frame: measured, 30 frames a second with software rendering on two cores.
const LINES_AT_ONCE = 40; // Curves in one stroke: longer paths are slower to fill in software.

/** A view of the graph on a canvas; nothing is drawn before `resizeView`. */
function makeView(graph, canvas) {
  return {
    graph,
    canvas,
    context: canvas.getContext("2d", { alpha: false }),
    positions: placeActors(graph.actors),
    camera: { scale: 1, x: 0, y: 0 },
    width: 0,
    height: 0,
    ratio: 1,
    relations: [],
    actors: [],
    places: new Map(),
    curves: new Float32Array(8),
    drawn: new Uint8Array(1),
    emphasis: { actors: new Set(), relations: new Set(), chosen: new Set(), near: new Set(), isOn: false },
    cursor: null,
    cursorRelation: null,
    theme: null,
    widths: new Map(),
  };
}

/** Takes the relations to show; actors are those at their ends and those that are selected. */
function showRelations(view, indices) {
  view.relations = indices.map((index) => view.graph.relations[index]);
  view.places = placesBetween(view.relations);
  view.curves = new Float32Array(view.relations.length * 8);
  view.drawn = new Uint8Array(view.relations.length);
  view.degree = new Uint32Array(view.graph.actors.length);
  for (const relation of view.relations) {
    view.degree[relation.subject] += 1;
    view.degree[relation.object] += 1;
  }
  listActors(view);
}

function listActors(view) {
  view.actors = view.graph.actors.filter((actor) => view.degree[actor.index] > 0 || view.emphasis.actors.has(actor.index)).map((actor) => actor.index);
  view.byDegree = [...view.actors].sort((a, b) => view.degree[b] - view.degree[a] || a - b);
}

/** Takes what is selected: these stand out, what is `near` keeps its colour, everything else steps back. */
function emphasize(view, actors, relations) {
  const near = new Set(actors);
  for (const index of relations) near.add(view.graph.relations[index].subject).add(view.graph.relations[index].object);
  const touching = new Set(relations);
  if (relations.length === 0) {
    for (const relation of view.relations) {
      if (!actors.includes(relation.subject) && !actors.includes(relation.object)) continue;
      touching.add(relation.index);
      near.add(relation.subject).add(relation.object);
    }
  }
  view.emphasis = { actors: new Set(actors), relations: touching, chosen: new Set(relations), near, isOn: actors.length + relations.length > 0 };
  listActors(view);
}

/** Reads the colours of the page's theme. */
function readTheme(view) {
  const style = getComputedStyle(document.documentElement);
  const color = (name, otherwise) => validColor(style.getPropertyValue(name).trim(), otherwise);
  const ground = color("--ground", "#ffffff");
  view.theme = {
    ground,
    ink: color("--ink", "#222222"),
    muted: color("--muted", "#555555"),
    accent: color("--accent", "#0b57a4"),
    dark: luminance(ground) < 0.18,
    lines: view.graph.relationKinds.map((kind) => legible(validColor(kind.color, "#777777"), ground, 3)),
    words: view.graph.relationKinds.map((kind) => legible(validColor(kind.color, "#777777"), ground, 4.5)),
    actors: view.graph.actorKinds.map((kind) => paintOf(validColor(kind.fill, "#ffffff"), ground)),
    shapes: view.graph.actorKinds.map((kind) => kind.shape),
    font: style.getPropertyValue("--font").trim() || "sans-serif",
  };
}

/** Fits the canvas's pixels to its size on the page. */
function resizeView(view) {
  const { width, height } = view.canvas.getBoundingClientRect();
  view.ratio = Math.min(2, window.devicePixelRatio || 1);
  [view.width, view.height] = [width, height];
  view.canvas.width = Math.max(1, Math.round(width * view.ratio));
  view.canvas.height = Math.max(1, Math.round(height * view.ratio));
}

/** Moves the camera so that the actors given, or all, are in sight. */
function fitView(view, actors = view.actors, largest = 1.6) {
  if (actors.length === 0 || view.width === 0) return;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const actor of actors) {
    const [x, y] = [view.positions[2 * actor], view.positions[2 * actor + 1]];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  const [marginAcross, marginDown] = [Math.min(70, view.width * 0.1), Math.min(44, view.height * 0.1)];
  const scale = Math.min(largest, (view.width - 2 * marginAcross) / (right - left || 1), (view.height - 2 * marginDown) / (bottom - top || 1));
  view.camera = { scale, x: view.width / 2 - ((left + right) / 2) * scale, y: view.height / 2 - ((top + bottom) / 2) * scale };
}

const screenX = (view, actor) => view.positions[2 * actor] * view.camera.scale + view.camera.x;
const screenY = (view, actor) => view.positions[2 * actor + 1] * view.camera.scale + view.camera.y;

/** Half the size of an actor's sign on the screen: larger with its relations and, less than in step, with the scale. */
function radiusOf(view, actor) {
  const grown = Math.max(0.36, Math.min(1.7, Math.sqrt(view.camera.scale)));
  return Math.min(15, 5.5 + 1.5 * Math.sqrt(view.degree[actor])) * grown;
}

/** Draws everything. */
function paint(view) {
  const { context, ratio } = view;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintPart(view, context, { left: 0, top: 0, right: view.width, bottom: view.height }, view.relations.keys(), view.actors);
  paintLabels(view, context);
}

/** Draws relations (positions in `view.relations`) and actors within a box, without labels. */
function paintPart(view, context, box, relations, actors, known = false) {
  context.fillStyle = view.theme.ground;
  context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  paintRelations(view, context, box, relations, known);
  paintActors(view, context, box, actors);
}

/** Strokes relations that touch the box; their curves are worked out afresh unless they are known. */
function paintRelations(view, context, box, positions, known = false) {
  const looks = new Map();
  for (const position of positions) {
    const relation = view.relations[position];
    if (!known) view.drawn[position] = curveOf(view, position, relation) ? 1 : 0;
    if (!view.drawn[position] || !mayTouch(view.curves, 8 * position, box.left - 8, box.top - 8, box.right + 8, box.bottom + 8)) continue;
    const look = lookOf(view, relation);
    if (looks.has(look)) looks.get(look).push(position);
    else looks.set(look, [position]);
  }
  for (const look of [...looks.keys()].sort((a, b) => a - b)) strokeLook(view, context, look, looks.get(look));
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function curveOf(view, position, relation) {
  const { subject, object } = relation;
  return writeCurve(
    view.curves,
    8 * position,
    relation,
    view.places.get(relation.index),
    screenX(view, subject),
    screenY(view, subject),
    radiusOf(view, subject),
    screenX(view, object),
    screenY(view, object),
    radiusOf(view, object),
    view.camera.scale,
  );
}

/** A number for how a relation is drawn; what stands out has the greater one and is drawn later. */
function lookOf(view, relation) {
  const { emphasis } = view;
  const level = !emphasis.isOn ? 1 : emphasis.chosen.has(relation.index) ? 3 : emphasis.relations.has(relation.index) ? 2 : 0;
  return (relation.index === view.cursorRelation ? 4 : level) * 100000 + relation.kind * 10 + relation.standing;
}

function strokeLook(view, context, look, positions) {
  const [level, kind, standing] = [Math.floor(look / 100000), Math.floor((look % 100000) / 10), look % 10];
  const { scale } = view.camera;
  context.globalAlpha = level === 0 ? 0.16 : level > 1 || scale > 0.5 ? 1 : view.relations.length > LARGE ? 0.4 : 0.75;
  context.strokeStyle = context.fillStyle = view.theme.lines[kind];
  context.lineWidth = level >= 3 ? 3 : (level === 2 ? 1.3 : scale < 0.4 ? 0.6 : 1) * WIDTHS[standing];
  context.lineCap = "butt";
  // Dashes of hair lines cannot be told apart and cost the most: a large graph seen from afar does without.
  context.setLineDash(view.relations.length > LARGE && scale < 0.4 && level < 2 ? [] : DASHES[standing]);
  for (let start = 0; start < positions.length; start += LINES_AT_ONCE) strokeCurves(view, context, positions.slice(start, start + LINES_AT_ONCE));
  const symmetric = view.graph.relationKinds[kind].symmetric;
  if (!symmetric && (scale > 0.42 || level >= 2 || view.relations.length < LARGE)) fillHeads(view, context, positions, level >= 3 ? 11 : 8, standing);
}

function strokeCurves(view, context, positions) {
  const { curves } = view;
  context.beginPath();
  for (const position of positions) {
    const at = 8 * position;
    context.moveTo(curves[at], curves[at + 1]);
    const relation = view.relations[position];
    if (view.places.get(relation.index) === 0 && relation.subject !== relation.object) context.lineTo(curves[at + 6], curves[at + 7]);
    else context.bezierCurveTo(curves[at + 2], curves[at + 3], curves[at + 4], curves[at + 5], curves[at + 6], curves[at + 7]);
  }
  context.stroke();
}

/** Arrowheads; a bar instead where the relation is only denied. */
function fillHeads(view, context, positions, size, standing) {
  const { curves } = view;
  const length = size * Math.max(0.6, Math.min(1.2, view.camera.scale));
  context.setLineDash([]);
  context.beginPath();
  for (const position of positions) {
    const at = 8 * position;
    const [ex, ey] = [curves[at + 6], curves[at + 7]];
    const back = Math.hypot(ex - curves[at + 4], ey - curves[at + 5]) || 1;
    const [ux, uy] = [(ex - curves[at + 4]) / back, (ey - curves[at + 5]) / back];
    const depth = STANDINGS[standing].key === "denied-only" ? length * 0.3 : length;
    const [bx, by] = [ex - ux * depth, ey - uy * depth];
    const half = length * 0.42;
    if (depth === length) context.moveTo(ex, ey);
    else {
      context.moveTo(ex - uy * half, ey + ux * half);
      context.lineTo(ex + uy * half, ey - ux * half);
    }
    context.lineTo(bx + uy * half, by - ux * half);
    context.lineTo(bx - uy * half, by + ux * half);
    context.closePath();
  }
  context.fill();
}

function paintActors(view, context, box, actors) {
  const { emphasis, theme } = view;
  const reach = 24;
  for (const actor of actors) {
    const [x, y] = [screenX(view, actor), screenY(view, actor)];
    if (x < box.left - reach || x > box.right + reach || y < box.top - reach || y > box.bottom + reach) continue;
    const faint = emphasis.isOn && !emphasis.near.has(actor);
    paintActor(view, context, actor, x, y, theme, faint);
  }
  context.setLineDash([]);
}

function paintActor(view, context, actor, x, y, theme, faint) {
  const { kindIndex, discovered } = view.graph.actors[actor];
  const radius = radiusOf(view, actor);
  const selected = view.emphasis.actors.has(actor);
  context.beginPath();
  traceShape(context, theme.shapes[kindIndex], x, y, radius);
  context.fillStyle = theme.ground;
  if (faint) context.fill();
  context.globalAlpha = faint ? 0.3 : 1;
  context.fillStyle = theme.actors[kindIndex]?.fill ?? theme.ground;
  context.fill();
  context.strokeStyle = selected ? theme.accent : (theme.actors[kindIndex]?.stroke ?? theme.ink);
  context.lineWidth = selected ? 3 : radius < 5 ? 0.8 : 1.4;
  context.setLineDash(discovered && radius > 3.5 ? [3, 2.5] : []);
  context.stroke();
  context.globalAlpha = 1;
  if (actor !== view.cursor) return;
  context.setLineDash([]);
  context.beginPath();
  context.arc(x, y, radius + 6, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.strokeStyle = theme.accent;
  context.stroke();
}

/** What lies under a point of the drawing: { actor }, { relation } or null. Actors come before relations; `reach` in pixels is greater for fingers. */
function under(view, x, y, reach = 7) {
  let [best, least] = [null, Infinity];
  for (const actor of view.actors) {
    const distance = Math.hypot(screenX(view, actor) - x, screenY(view, actor) - y) - radiusOf(view, actor);
    if (distance < least && distance < reach / 2 + 1) [best, least] = [{ actor }, distance];
  }
  if (best) return best;
  least = reach;
  for (let position = 0; position < view.relations.length; position++) {
    if (!view.drawn[position] || !mayTouch(view.curves, 8 * position, x - reach, y - reach, x + reach, y + reach)) continue;
    const distance = distanceToCurve(view.curves, 8 * position, x, y);
    if (distance < least) [best, least] = [{ relation: view.relations[position].index }, distance];
  }
  return best;
}

/** A point of the drawing at which a click meets an actor or a relation; null where none is in sight. */
function pointOf(view, { actor, relation }) {
  if (actor !== undefined) return [screenX(view, actor), screenY(view, actor)];
  const position = view.relations.findIndex(({ index }) => index === relation);
  if (position < 0) return null;
  for (const t of [0.5, 0.4, 0.6, 0.3, 0.7, 0.45, 0.55, 0.35, 0.65, 0.2, 0.8]) {
    const [x, y] = pointOn(view.curves, 8 * position, t);
    if (x > 0 && y > 0 && x < view.width && y < view.height && under(view, x, y)?.relation === relation) return [x, y];
  }
  return null;
}
