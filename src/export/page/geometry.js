// Where things are: actors on the plane, relations as curves between them.
//
// In: positions of our layout in any unit; a camera { scale, x, y } (screen = world * scale + offset, in CSS pixels). Out: positions in a unit of
// this page, curves on the screen, what is under a point.
// Decided: relations between the same two actors are drawn apart as curves, side by side; a lone one is straight; a relation of an actor to itself is
// a loop above it. Every curve is a cubic of eight numbers, so that drawing, labels and hits share one form. Curves end at the outline of their
// actors.

const ROOM_OF_AN_ACTOR = 104; // World pixels: the side of the square that an actor has on average at scale 1.
const LEAST_DISTANCE = 58; // World pixels between two actors: signs do not lie on each other, and a line between them can be seen.
const SEPARATION_ROUNDS = 40;
const SPACE_BETWEEN_PARALLELS = 20;

/** Positions in world pixels, whatever unit they came in; actors without one are put around a circle. */
function placeActors(actors) {
  const placed = actors.filter((actor) => Number.isFinite(actor.x) && Number.isFinite(actor.y));
  const box = [...middleOf(placed.map(({ x }) => x)), ...middleOf(placed.map(({ y }) => y))];
  const [width, height] = [box[1] - box[0], box[3] - box[2]];
  const side = ROOM_OF_AN_ACTOR * Math.sqrt(actors.length || 1);
  const usable = placed.length > 1 && width + height > 0;
  const unit = usable ? side / Math.sqrt(Math.max(width, height / 4) * Math.max(height, width / 4)) : 1;
  const positions = new Float64Array(actors.length * 2);
  actors.forEach((actor, index) => {
    const known = usable && Number.isFinite(actor.x) && Number.isFinite(actor.y);
    const angle = (index / actors.length) * 2 * Math.PI;
    const within = (place) => Math.max(-2 * side, Math.min(2 * side, place));
    positions[2 * index] = known ? within((actor.x - (box[0] + box[1]) / 2) * unit) : (Math.cos(angle) * side) / 2;
    positions[2 * index + 1] = known ? within((actor.y - (box[2] + box[3]) / 2) * unit) : (Math.sin(angle) * side) / 2;
  });
  separate(positions);
  return positions;
}

/** The stretch in which nearly all places lie: one actor that was put far away must not make all others small. */
function middleOf(places) {
  const sorted = [...places].sort((a, b) => a - b);
  const cut = Math.floor(sorted.length * 0.02);
  return [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 0];
}

/** Pushes actors apart that lie too near to each other, wherever the layout put them. */
function separate(positions) {
  const count = positions.length / 2;
  for (let round = 0; round < SEPARATION_ROUNDS; round++) {
    const cells = new Map();
    const cellOf = (index, across = 0, down = 0) =>
      (Math.floor(positions[2 * index] / LEAST_DISTANCE) + across) * 100003 + Math.floor(positions[2 * index + 1] / LEAST_DISTANCE) + down;
    for (let index = 0; index < count; index++) {
      const cell = cellOf(index);
      if (cells.has(cell)) cells.get(cell).push(index);
      else cells.set(cell, [index]);
    }
    let pushed = false;
    for (let index = 0; index < count; index++) {
      for (let across = -1; across <= 1; across++)
        for (let down = -1; down <= 1; down++) {
          for (const other of cells.get(cellOf(index, across, down)) ?? []) if (other > index && pushApart(positions, index, other)) pushed = true;
        }
    }
    if (!pushed) return;
  }
}

function pushApart(positions, one, other) {
  const [dx, dy] = [
    positions[2 * other] - positions[2 * one] || 0.01 * ((other % 7) - 3),
    positions[2 * other + 1] - positions[2 * one + 1] || 0.01 * ((one % 5) - 2.5),
  ];
  const distance = Math.hypot(dx, dy);
  if (distance >= LEAST_DISTANCE) return false;
  const half = (0.5 * (LEAST_DISTANCE - distance)) / distance;
  positions[2 * one] -= dx * half;
  positions[2 * one + 1] -= dy * half;
  positions[2 * other] += dx * half;
  positions[2 * other + 1] += dy * half;
  return true;
}

/** For each shown relation the place beside its fellows: 0 in the middle, then to either side. By relation index. */
function placesBetween(relations) {
  const fellows = new Map();
  for (const relation of relations) {
    const pair = relation.subject < relation.object ? relation.subject * 65536 + relation.object : relation.object * 65536 + relation.subject;
    if (fellows.has(pair)) fellows.get(pair).push(relation);
    else fellows.set(pair, [relation]);
  }
  const places = new Map();
  for (const group of fellows.values())
    group.forEach((relation, index) => places.set(relation.index, group[0].subject === group[0].object ? index : index - (group.length - 1) / 2));
  return places;
}

/** Writes the curve of a relation into `into` at `at`; false where its actors lie on each other. */
function writeCurve(into, at, relation, place, x0, y0, r0, x1, y1, r1, scale) {
  if (relation.subject === relation.object) return writeLoop(into, at, place, x0, y0, r0, scale);
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = Math.hypot(dx, dy);
  if (length <= r0 + r1 + 2) return false;
  const space = Math.max(7, Math.min(30, SPACE_BETWEEN_PARALLELS * scale));
  const side = relation.subject < relation.object ? 1 : -1;
  // A quadratic's middle lies half as far out as its control point.
  const bend = Math.min(Math.abs(place) * space, length * 0.45) * Math.sign(place) * 2 * side;
  const [cx, cy] = [(x0 + x1) / 2 - (dy / length) * bend, (y0 + y1) / 2 + (dx / length) * bend];
  const [from, to] = [Math.hypot(cx - x0, cy - y0), Math.hypot(cx - x1, cy - y1)];
  const [sx, sy] = [x0 + ((cx - x0) / from) * (r0 + 2), y0 + ((cy - y0) / from) * (r0 + 2)];
  const [ex, ey] = [x1 + ((cx - x1) / to) * (r1 + 2), y1 + ((cy - y1) / to) * (r1 + 2)];
  into[at] = sx;
  into[at + 1] = sy;
  into[at + 2] = sx + ((cx - sx) * 2) / 3;
  into[at + 3] = sy + ((cy - sy) * 2) / 3;
  into[at + 4] = ex + ((cx - ex) * 2) / 3;
  into[at + 5] = ey + ((cy - ey) * 2) / 3;
  into[at + 6] = ex;
  into[at + 7] = ey;
  return true;
}

function writeLoop(into, at, place, x, y, radius, scale) {
  const reach = radius + (26 + place * 12) * Math.max(0.6, Math.min(1.4, scale));
  into[at] = x - radius * 0.55;
  into[at + 1] = y - radius * 0.95;
  into[at + 2] = x - reach;
  into[at + 3] = y - radius - reach;
  into[at + 4] = x + reach;
  into[at + 5] = y - radius - reach;
  into[at + 6] = x + radius * 0.55;
  into[at + 7] = y - radius * 0.95;
  return true;
}

/** The point of a curve at `t` from 0 to 1. */
function pointOn(curves, at, t) {
  const u = 1 - t;
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [
    a * curves[at] + b * curves[at + 2] + c * curves[at + 4] + d * curves[at + 6],
    a * curves[at + 1] + b * curves[at + 3] + c * curves[at + 5] + d * curves[at + 7],
  ];
}

/** True where a curve may touch a box; by its control points, which enclose it. */
function mayTouch(curves, at, left, top, right, bottom) {
  const [x0, x1, x2, x3] = [curves[at], curves[at + 2], curves[at + 4], curves[at + 6]];
  if ((x0 < left && x1 < left && x2 < left && x3 < left) || (x0 > right && x1 > right && x2 > right && x3 > right)) return false;
  const [y0, y1, y2, y3] = [curves[at + 1], curves[at + 3], curves[at + 5], curves[at + 7]];
  return !((y0 < top && y1 < top && y2 < top && y3 < top) || (y0 > bottom && y1 > bottom && y2 > bottom && y3 > bottom));
}

/** How far a point lies from a curve. */
function distanceToCurve(curves, at, x, y) {
  let least = Infinity;
  let [px, py] = [curves[at], curves[at + 1]];
  for (let piece = 1; piece <= 20; piece++) {
    const [qx, qy] = pointOn(curves, at, piece / 20);
    least = Math.min(least, distanceToPiece(x, y, px, py, qx, qy));
    [px, py] = [qx, qy];
  }
  return least;
}

function distanceToPiece(x, y, px, py, qx, qy) {
  const [dx, dy] = [qx - px, qy - py];
  const t = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - px - t * dx, y - py - t * dy);
}

/** A set of places already taken by labels and signs, as squares of a grid: asks and takes in constant time. */
function takenPlaces(square = 6) {
  const taken = new Set();
  const each = (left, top, right, bottom, visit) => {
    for (let column = Math.floor(left / square); column <= Math.floor(right / square); column++) {
      for (let row = Math.floor(top / square); row <= Math.floor(bottom / square); row++) if (visit(column * 100003 + row)) return true;
    }
    return false;
  };
  return {
    isFree: (left, top, right, bottom) => !each(left, top, right, bottom, (place) => taken.has(place)),
    take: (left, top, right, bottom) => {
      each(left, top, right, bottom, (place) => {
        taken.add(place);
        return false;
      });
    },
  };
}
