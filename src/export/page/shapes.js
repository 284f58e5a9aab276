// Signs for kinds of actors and standings of relations, and colours that can be seen.
//
// In: a kind's Graphviz shape and fill, a relation kind's colour, the colour of the ground. Out: outlines for the drawing and for the legend, colours
// with enough contrast.
// Decided: an outline is a list of closed polygons in a square from -1 to 1; a shape nobody listed here is a circle. Fills are the schema's; outlines
// are the same hue, as dark or light as WCAG asks for (3:1 for signs, 4.5:1 for text), computed once for each theme.

const polygon = (corners, turn = 0, radius = 1) =>
  Array.from({ length: corners }, (_, corner) => {
    const angle = ((corner + turn) / corners) * 2 * Math.PI - Math.PI / 2;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });

const OUTLINES = {
  ellipse: [polygon(24)],
  plain: [polygon(24, 0, 0.7)],
  box: [
    [
      [-0.88, -0.88],
      [0.88, -0.88],
      [0.88, 0.88],
      [-0.88, 0.88],
    ],
  ],
  component: [
    [
      [-0.8, -0.85],
      [0.9, -0.85],
      [0.9, 0.85],
      [-0.8, 0.85],
    ],
    [
      [-1.05, -0.5],
      [-0.5, -0.5],
      [-0.5, -0.12],
      [-1.05, -0.12],
    ],
    [
      [-1.05, 0.12],
      [-0.5, 0.12],
      [-0.5, 0.5],
      [-1.05, 0.5],
    ],
  ],
  house: [
    [
      [0, -1.05],
      [0.95, -0.25],
      [0.95, 0.85],
      [-0.95, 0.85],
      [-0.95, -0.25],
    ],
  ],
  octagon: [polygon(8, 0.5, 1.02)],
  doubleoctagon: [polygon(8, 0.5, 1.08), polygon(8, 0.5, 0.72)],
  tripleoctagon: [polygon(8, 0.5, 1.1), polygon(8, 0.5, 0.8), polygon(8, 0.5, 0.5)],
  hexagon: [polygon(6, 0.5, 1.05)],
  diamond: [polygon(4, 0, 1.15)],
  trapezium: [
    [
      [-0.6, -0.8],
      [0.6, -0.8],
      [1.1, 0.8],
      [-1.1, 0.8],
    ],
  ],
  parallelogram: [
    [
      [-0.6, -0.75],
      [1.15, -0.75],
      [0.6, 0.75],
      [-1.15, 0.75],
    ],
  ],
  note: [
    [
      [-0.8, -0.95],
      [0.3, -0.95],
      [0.8, -0.45],
      [0.8, 0.95],
      [-0.8, 0.95],
    ],
    [
      [0.3, -0.95],
      [0.3, -0.45],
      [0.8, -0.45],
    ],
  ],
  tab: [
    [
      [-0.95, -0.9],
      [-0.1, -0.9],
      [-0.1, -0.55],
      [0.95, -0.55],
      [0.95, 0.85],
      [-0.95, 0.85],
    ],
  ],
  folder: [
    [
      [-0.95, -0.6],
      [0.15, -0.6],
      [0.35, -0.9],
      [0.95, -0.9],
      [0.95, 0.8],
      [-0.95, 0.8],
    ],
  ],
};

function outlineOf(shape) {
  return Object.hasOwn(OUTLINES, shape) ? OUTLINES[shape] : OUTLINES.ellipse;
}

/** Adds a shape to the canvas's current path. */
function traceShape(context, shape, x, y, radius) {
  for (const corners of outlineOf(shape)) {
    corners.forEach(([across, down], index) => context[index ? "lineTo" : "moveTo"](x + across * radius, y + down * radius));
    context.closePath();
  }
}

const DASHES = [[], [], [], [], [7, 4], [1.5, 4.5], [1.5, 4.5], [1.5, 4.5], [1.5, 7]];
const WIDTHS = [2.2, 2.2, 1.5, 0.9, 1.3, 1.3, 1.3, 1.3, 1.3]; // The more stand behind a relation, the stronger its line.

/** A kind of actor as a small picture. */
function actorKindSign(graph, kindIndex, discovered = false) {
  const kind = graph.actorKinds[kindIndex] ?? { shape: "ellipse", fill: "#ffffff" };
  const d = outlineOf(kind.shape)
    .map((corners) => `M${corners.map(([x, y]) => `${(8 + 6 * x).toFixed(1)} ${(8 + 6 * y).toFixed(1)}`).join("L")}Z`)
    .join("");
  return sign(16, 16, [
    "path",
    {
      d,
      "data-fill": validColor(kind.fill, "#ffffff"),
      ...paintOf(validColor(kind.fill, "#ffffff"), groundColor()),
      class: "actor-sign",
      ...(discovered ? { "stroke-dasharray": "3 2" } : {}),
    },
  ]);
}

/** A kind of relation as a short coloured line. */
function relationKindSign(graph, kindIndex) {
  const stroke = legible(validColor(graph.relationKinds[kindIndex].color, "#777777"), groundColor(), 3);
  return sign(16, 16, [
    "path",
    { d: "M1 8H15", stroke, "stroke-width": 3, class: "kind-line", "data-color": validColor(graph.relationKinds[kindIndex].color, "#777777") },
  ]);
}

/** A standing as a short line, as the drawing has it. */
function standingSign(standing) {
  return sign(30, 12, ["path", { d: "M2 6H28", class: "standing-line", "stroke-width": 1.4 * WIDTHS[standing], "stroke-dasharray": DASHES[standing].join(" ") || "none" }]);
}

/** The colour of the ground that the page stands on now. */
function groundColor() {
  return validColor(getComputedStyle(document.documentElement).getPropertyValue("--ground").trim(), "#ffffff");
}

/** Signs drawn beside labels take the colours of the theme. */
function recolorSigns() {
  const ground = groundColor();
  for (const shape of document.querySelectorAll(".actor-sign"))
    for (const [name, color] of Object.entries(paintOf(shape.dataset.fill, ground))) shape.setAttribute(name, color);
  for (const line of document.querySelectorAll(".kind-line")) line.setAttribute("stroke", legible(line.dataset.color, ground, 3));
}

/** A colour of the schema where it is one; it is also a text of strangers. */
function validColor(text, otherwise) {
  return /^#[0-9a-f]{6}$/i.test(text ?? "") ? text : otherwise;
}

/** The colour made lighter or darker until it stands out from the ground by `contrast`. */
function legible(color, ground, contrast) {
  const towards = luminance(ground) < 0.18 ? 255 : 0;
  let channels = channelsOf(color);
  for (let step = 0; step < 40 && contrastOf(hexOf(channels), ground) < contrast; step++)
    channels = channels.map((channel) => channel + (towards - channel) * 0.07);
  return hexOf(channels);
}

/** An outline for a fill: its hue, darker, and legible on the ground. */
function outlineColor(fill, ground) {
  const channels = channelsOf(fill);
  const middle = (Math.max(...channels) + Math.min(...channels)) / 2;
  const dark = channels.map((channel) => Math.max(0, Math.min(255, 96 + (channel - middle) * 3.2)));
  return legible(hexOf(dark), ground, 3.2);
}

/** Fill and outline of an actor's sign. On a dark ground the schema's pale fill would glare: there it is the outline's hue, near the ground. */
function paintOf(fill, ground) {
  const stroke = outlineColor(fill, ground);
  if (luminance(ground) > 0.18) return { fill, stroke };
  const [far, near] = [channelsOf(stroke), channelsOf(ground)];
  return { fill: hexOf(near.map((channel, index) => channel + (far[index] - channel) * 0.38)), stroke };
}

const channelsOf = (color) => [1, 3, 5].map((place) => parseInt(color.slice(place, place + 2), 16));
const hexOf = (channels) => `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(color) {
  const [red, green, blue] = channelsOf(color).map((channel) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}
