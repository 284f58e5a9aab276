// Names of actors and words of relations in the drawing.
//
// In: the view after its curves were drawn. Out: labels that do not lie on each other, nor on signs.
// Decided: a label that finds no room is left out; who has more relations chooses first, what is selected before all. Words of relations lie along
// their curves and are drawn where they are selected, few in sight, or near enough to have room. Long names are cut: the panel has them in full.

const FEW_RELATIONS = 90;
const SCALE_FOR_ALL_NAMES = 0.4; // Below it the actors with most relations are named first, over the signs of others; in a large graph they alone.
const ROOM_OF_A_NAME = 16000; // Square pixels.
const WIDE = 1300; // Pixels of the drawing's width from which on its labels are larger.
const SCALE_FOR_ALL_WORDS = 1.15;

/** Draws all labels that find room. */
function paintLabels(view, context) {
  const places = takenPlaces();
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.direction = "ltr";
  for (const [left, top, right, bottom] of cornersOf(view)) places.take(left, top, right, bottom);
  const { emphasis } = view;
  const named = new Set();
  const crowded = view.camera.scale < SCALE_FOR_ALL_NAMES;
  const hubs = view.byDegree.slice(0, (view.width * view.height) / ROOM_OF_A_NAME);
  if (crowded && !emphasis.isOn) nameActors(view, context, places, hubs, named, false);
  for (const actor of view.actors) {
    const [x, y, radius] = [screenX(view, actor), screenY(view, actor), radiusOf(view, actor) * 0.9];
    if (x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20) places.take(x - radius, y - radius, x + radius, y + radius);
  }
  const inSight = view.relations.reduce(
    (sum, _, position) => sum + (view.drawn[position] && mayTouch(view.curves, 8 * position, 0, 0, view.width, view.height) ? 1 : 0),
    0,
  );
  const first = view.byDegree.filter((actor) => emphasis.actors.has(actor) || actor === view.cursor);
  const second = emphasis.isOn ? view.byDegree.filter((actor) => emphasis.near.has(actor)) : [];
  nameActors(view, context, places, first, named, true);
  if (emphasis.isOn) wordRelations(view, context, places, (relation) => emphasis.chosen.has(relation.index) || relation.index === view.cursorRelation, true);
  nameActors(view, context, places, second, named, false);
  if (emphasis.isOn) wordRelations(view, context, places, (relation) => emphasis.relations.has(relation.index) && !emphasis.chosen.has(relation.index), false);
  nameActors(view, context, places, crowded && isLarge(view) ? hubs : view.byDegree, named, false);
  if (!emphasis.isOn && (inSight <= FEW_RELATIONS || view.camera.scale >= SCALE_FOR_ALL_WORDS)) wordRelations(view, context, places, () => true, false);
}

/** Where the page's own words and buttons lie over the drawing. */
function cornersOf({ width, height }) {
  return [
    [0, 0, 240, 36],
    [width - 56, 0, width, 124],
    [0, height - 52, 104, height],
  ];
}

function setFont(view, context, size, weight) {
  const font = `${weight} ${size}px ${view.theme.font}`;
  if (context.font !== font) context.font = font;
  return font;
}

/** The width of a text in the font that is set, measured once. */
function widthOf(view, context, text, font) {
  const key = font + text;
  if (!view.widths.has(key)) view.widths.set(key, context.measureText(text).width);
  return view.widths.get(key);
}

/** Pixels; larger where there is room. */
function nameSize({ width, camera }) {
  return (width > WIDE ? 14 : 12) + (camera.scale > 1.3 ? 1 : 0);
}

function nameActors(view, context, places, actors, named, always) {
  const { emphasis, theme } = view;
  for (const actor of actors) {
    if (named.has(actor)) continue;
    const [x, y] = [screenX(view, actor), screenY(view, actor)];
    if (x < -60 || y < -20 || x > view.width + 60 || y > view.height + 20) continue;
    const size = nameSize(view);
    const font = setFont(view, context, size, emphasis.actors.has(actor) ? 650 : 450);
    const text = shortened(view.graph.actors[actor].shown, DRAWN_NAME_LENGTH);
    const place = findRoom(view, places, x, y, radiusOf(view, actor) + (actor === view.cursor ? 7 : 0), widthOf(view, context, text, font), size, always);
    if (!place) continue;
    named.add(actor);
    const faint = emphasis.isOn && !emphasis.near.has(actor);
    context.globalAlpha = faint ? 0.35 : 1;
    drawText(context, text, place.x, place.y, "left", faint ? theme.muted : theme.ink, theme.ground);
    context.globalAlpha = 1;
  }
}

/** Room for a name below its sign, right, left or above it; below in any case where it must be shown. */
function findRoom(view, places, x, y, radius, width, size, always) {
  const half = size * 0.6;
  const options = [
    [x - width / 2, y + radius + half + 2],
    [x + radius + 4, y],
    [x - radius - 4 - width, y],
    [x - width / 2, y - radius - half - 2],
  ];
  const free =
    options.find(([left, middle]) => left >= 2 && left + width <= view.width - 2 && places.isFree(left, middle - half, left + width, middle + half)) ??
    (always ? options[0] : null);
  if (!free) return null;
  places.take(free[0], free[1] - half, free[0] + width, free[1] + half);
  return { x: free[0], y: free[1] };
}

function wordRelations(view, context, places, wanted, always) {
  const size = view.width > WIDE ? 12.5 : 11;
  const font = setFont(view, context, size, always ? 600 : 400);
  for (const [position, relation] of view.relations.entries()) {
    if (!view.drawn[position] || !wanted(relation)) continue;
    const text = wordsOf(view.graph, relation);
    wordRelation(view, context, places, position, relation, text, widthOf(view, context, text, font), size, always);
  }
}

/** The kind's words; what nobody states as a fact says so on the line itself. */
function wordsOf(graph, relation) {
  const words = shortened(visible(graph.relationKinds[relation.kind].label), DRAWN_NAME_LENGTH);
  return relation.standing < CARRYING ? words : `${words} (${STANDINGS[relation.standing].label})`;
}

/** Writes along the curve, near its middle, where the words have room. */
function wordRelation(view, context, places, position, relation, text, width, size, always) {
  const { curves } = view;
  const at = 8 * position;
  const span = Math.hypot(curves[at + 6] - curves[at], curves[at + 7] - curves[at + 1]);
  const isLoop = relation.subject === relation.object;
  if (!isLoop && span < width + 14 && !(always && span > 30)) return;
  for (const t of isLoop ? [0.5] : [0.5, 0.4, 0.6, 0.32, 0.68]) {
    const [x, y] = pointOn(curves, at, t);
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const [ax, ay] = pointOn(curves, at, t - 0.05);
    const [bx, by] = pointOn(curves, at, t + 0.05);
    let angle = Math.atan2(by - ay, bx - ax);
    if (Math.abs(angle) > Math.PI / 2) angle += Math.PI;
    const pieces = piecesAlong(x, y, angle, width, size);
    if (!pieces.every((piece) => places.isFree(...piece)) && !(always && t === 0.68)) continue;
    for (const piece of pieces) places.take(...piece);
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    drawText(context, text, 0, 0, "center", view.theme.words[relation.kind], view.theme.ground);
    context.restore();
    return;
  }
}

/** The place of a slanted text as small boxes along it. */
function piecesAlong(x, y, angle, width, size) {
  const half = size * 0.45;
  const count = Math.max(1, Math.ceil(width / size));
  return Array.from({ length: count }, (_, index) => {
    const along = -width / 2 + ((index + 0.5) / count) * width;
    const [px, py] = [x + Math.cos(angle) * along, y + Math.sin(angle) * along];
    return [px - half, py - half, px + half, py + half];
  });
}

function drawText(context, text, x, y, align, ink, ground) {
  context.textAlign = align;
  context.lineWidth = 3.5;
  context.strokeStyle = ground;
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}
