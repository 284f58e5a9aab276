// Moving the drawing by mouse, touch and wheel.
//
// In: pointer and wheel events on the canvas. Out: a moved camera, a moved actor, or a choice: `act.choose({ actor } | { relation } | null)`,
// `act.point(thing, x, y)` for what the pointer is on.
// Decided: a small graph is drawn afresh in every frame. A large one is not: while it is panned, the picture is shifted and only the strips that came
// into sight are drawn; while it is zoomed, the last picture is scaled; while an actor is dragged, it and its relations are drawn over a picture of
// all the others. When the movement rests it is drawn afresh.

const REST_MS = 140;
const CLICK_REACH = 5; // Pixels that a pointer may move and still have clicked.

/** What schedules drawing; `fresh` draws everything in the next frame, the others move what is drawn. */
function makePainter(view) {
  const picture = document.createElement("canvas");
  const painter = { view, picture, pictureCamera: null, pending: null, shift: [0, 0], exact: false, dragged: null, resting: 0, painted: () => {} };
  painter.fresh = () => schedule(painter, "fresh");
  return painter;
}

function isLarge(view) {
  return view.relations.length + view.actors.length > LARGE;
}

const URGENCY = ["shift", "scale", "drag", "fresh"];

function schedule(painter, task) {
  const small = !isLarge(painter.view);
  const wanted = small ? "fresh" : task;
  if (painter.pending === null) requestAnimationFrame(() => runFrame(painter));
  if (painter.pending === null || URGENCY.indexOf(wanted) > URGENCY.indexOf(painter.pending)) painter.pending = wanted;
  clearTimeout(painter.resting);
  if (wanted !== "fresh") painter.resting = setTimeout(() => schedule(painter, "fresh"), REST_MS);
}

function runFrame(painter) {
  const task = painter.pending;
  painter.pending = null;
  if (task === "shift" && painter.exact) paintShift(painter);
  else if (task === "drag") paintDrag(painter);
  else if (task === "fresh") paintFresh(painter);
  else paintScaled(painter);
  painter.shift = [0, 0];
  painter.painted(task);
}

function paintFresh(painter) {
  paint(painter.view);
  painter.exact = true;
  painter.pictureCamera = null;
  painter.dragged = null;
}

/** Shifts the picture and draws the strips that came into sight. */
function paintShift({ view, shift: [dx, dy] }) {
  const { context, canvas, ratio, width, height, curves } = view;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(canvas, dx * ratio, dy * ratio);
  for (let at = 0; at < curves.length; at += 2) {
    curves[at] += dx;
    curves[at + 1] += dy;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const strips = [];
  if (dx !== 0) strips.push({ left: dx > 0 ? 0 : width + dx, right: dx > 0 ? dx : width, top: 0, bottom: height });
  if (dy !== 0) strips.push({ left: 0, right: width, top: dy > 0 ? 0 : height + dy, bottom: dy > 0 ? dy : height });
  for (const strip of strips) {
    context.save();
    context.beginPath();
    context.rect(strip.left, strip.top, strip.right - strip.left, strip.bottom - strip.top);
    context.clip();
    paintPart(view, context, strip, view.relations.keys(), view.actors, true);
    context.restore();
  }
}

/** Keeps the present picture and the camera that it was drawn with. */
function keepPicture(painter) {
  const { view, picture } = painter;
  [picture.width, picture.height] = [view.canvas.width, view.canvas.height];
  picture.getContext("2d", { alpha: false }).drawImage(view.canvas, 0, 0);
  painter.pictureCamera = { ...view.camera };
}

/** Draws the last picture as the camera sees it now. */
function paintScaled(painter) {
  const { view, picture, pictureCamera } = painter;
  const { context, ratio, camera } = view;
  if (!pictureCamera) return paintFresh(painter);
  const factor = camera.scale / pictureCamera.scale;
  painter.exact = false;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = view.theme.ground;
  context.fillRect(0, 0, view.canvas.width, view.canvas.height);
  context.setTransform(factor, 0, 0, factor, (camera.x - pictureCamera.x * factor) * ratio, (camera.y - pictureCamera.y * factor) * ratio);
  context.drawImage(picture, 0, 0);
}

/** Draws the dragged actor with its relations over a picture of everything else. */
function paintDrag(painter) {
  const { view, picture } = painter;
  const { context, ratio } = view;
  const { actor } = painter.dragged;
  const whole = { left: 0, top: 0, right: view.width, bottom: view.height };
  if (!painter.dragged.relations) {
    const touches = ({ subject, object }) => subject === actor || object === actor;
    painter.dragged.relations = [...view.relations.keys()].filter((position) => touches(view.relations[position]));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintPart(
      view,
      context,
      whole,
      [...view.relations.keys()].filter((position) => !touches(view.relations[position])),
      view.actors.filter((other) => other !== actor),
    );
    keepPicture(painter);
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(picture, 0, 0);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintRelations(view, context, whole, painter.dragged.relations);
  paintActors(view, context, whole, painter.dragged.relations.map((position) => otherEnd(view.relations[position], actor)).concat(actor));
  painter.exact = false;
}

/** Moves the camera by whole pixels of the screen, so that a shifted picture stays exact. */
function pan(painter, dx, dy) {
  const { view } = painter;
  const [x, y] = [Math.round(dx * view.ratio) / view.ratio, Math.round(dy * view.ratio) / view.ratio];
  view.camera = { ...view.camera, x: view.camera.x + x, y: view.camera.y + y };
  view.touched = true;
  painter.shift = [painter.shift[0] + x, painter.shift[1] + y];
  if (!painter.exact && !painter.pictureCamera) keepPicture(painter);
  schedule(painter, painter.exact ? "shift" : "scale");
  return [x, y];
}

/** Scales around a point of the screen. */
function zoom(painter, factor, x = painter.view.width / 2, y = painter.view.height / 2) {
  const { view } = painter;
  const scale = Math.max(0.02, Math.min(6, view.camera.scale * factor));
  const real = scale / view.camera.scale;
  if (!painter.pictureCamera) keepPicture(painter);
  view.touched = true;
  view.camera = { scale, x: x - (x - view.camera.x) * real, y: y - (y - view.camera.y) * real };
  schedule(painter, "scale");
}

/** Listens to pointers and the wheel. */
function listenToPointers(painter, act) {
  const { view } = painter;
  const { canvas } = view;
  const pointers = new Map();
  let gesture = null;
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
    const [x, y] = place(event);
    gesture =
      pointers.size === 1
        ? { start: [x, y], last: [x, y], on: under(view, x, y, event.pointerType === "mouse" ? 7 : 14), moved: false }
        : { pinch: pinchOf(pointers) };
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = place(event);
    if (!pointers.has(event.pointerId)) return act.point(event.pointerType === "mouse" ? under(view, x, y) : null, x, y);
    pointers.set(event.pointerId, [x, y]);
    if (gesture?.pinch && pointers.size === 2) gesture.pinch = followPinch(painter, gesture.pinch, pinchOf(pointers));
    else if (gesture?.start) followDrag(painter, gesture, x, y);
  });
  const end = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    if (event.type === "pointerup" && gesture?.start && !gesture.moved) act.choose(gesture.on);
    if (pointers.size === 0) {
      if (gesture?.moved) painter.fresh();
      gesture = null;
    } else {
      const [x, y] = pointers.values().next().value;
      gesture = { start: [x, y], last: [x, y], on: null, moved: true };
    }
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  canvas.addEventListener("pointerleave", () => act.point(null, 0, 0));
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const lines = event.deltaMode === 1 ? 16 : 1;
      const [x, y] = place(event);
      zoom(painter, Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), x, y);
    },
    { passive: false },
  );
}

function followDrag(painter, gesture, x, y) {
  const { view } = painter;
  if (!gesture.moved && Math.hypot(x - gesture.start[0], y - gesture.start[1]) < CLICK_REACH) return;
  gesture.moved = true;
  const actor = gesture.on?.actor;
  if (actor === undefined) {
    const [dx, dy] = pan(painter, x - gesture.last[0], y - gesture.last[1]);
    gesture.last = [gesture.last[0] + dx, gesture.last[1] + dy];
    return;
  }
  if (painter.dragged?.actor !== actor) painter.dragged = { actor, relations: null };
  view.positions[2 * actor] = (x - view.camera.x) / view.camera.scale;
  view.positions[2 * actor + 1] = (y - view.camera.y) / view.camera.scale;
  schedule(painter, "drag");
}

function pinchOf(pointers) {
  const [[ax, ay], [bx, by]] = pointers.values();
  return { x: (ax + bx) / 2, y: (ay + by) / 2, span: Math.hypot(ax - bx, ay - by) || 1 };
}

function followPinch(painter, before, now) {
  zoom(painter, now.span / before.span, now.x, now.y);
  painter.view.camera.x += now.x - before.x;
  painter.view.camera.y += now.y - before.y;
  return now;
}
