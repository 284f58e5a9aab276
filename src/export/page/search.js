// A field in which an actor is chosen by any of its names.
//
// In: the graph, an input inside a `.chooser`. Out: `chosen(actor)`. Used for the search and for both ends of a path.
// Decided: the keyboard pattern of a combobox with a listbox (WAI-ARIA): arrows move, Enter takes, Escape closes. Names are compared without case and
// diacritics; whole names come first, then beginnings, then beginnings of a word, then anything; among equals the actor with more relations. Nothing
// is guessed: who is not found is said.

const OFFERED = 12;

/** Every name with what searches compare, made once. */
function namesOf(graph) {
  return graph.actors.flatMap((actor) =>
    [actor.name, ...actor.aliases].map((name, place) => ({
      actor: actor.index,
      name,
      isAlias: place > 0,
      folded: folded(name),
      weight: actor.incident.length,
    })),
  );
}

/** The actors that a text may mean, best first: [{ actor, name, isAlias }]. */
function findActors(names, text) {
  const wanted = folded(text);
  if (wanted === "") return [];
  const best = new Map();
  for (const entry of names) {
    const rank = rankOf(entry.folded, wanted);
    if (rank === null) continue;
    const score = rank * 2 + (entry.isAlias ? 1 : 0);
    if (!best.has(entry.actor) || best.get(entry.actor).score > score) best.set(entry.actor, { ...entry, score });
  }
  return [...best.values()].sort((a, b) => a.score - b.score || b.weight - a.weight || a.actor - b.actor);
}

function rankOf(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (` ${name}`.includes(` ${wanted}`)) return 2;
  return name.includes(wanted) ? 3 : null;
}

/** Makes a chooser of an input: a label and a list belong to it in the page. Returns `show(actor)`, which writes an actor's name into it. */
function makeChooser(graph, names, input, chosen, announce) {
  const list = byId(input.getAttribute("aria-controls"));
  let [offered, current] = [[], -1];
  const close = () => {
    list.hidden = true;
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const point = (place) => {
    current = place;
    [...list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
    if (place < 0) return;
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  };
  const take = (place) => {
    const { actor } = offered[place];
    close();
    input.value = shortened(graph.actors[actor].shown, LISTED_NAME_LENGTH);
    chosen(actor);
  };
  const offer = () => {
    const found = findActors(names, input.value);
    offered = found.slice(0, OFFERED);
    list.replaceChildren(...offered.map((entry, place) => optionOf(graph, entry, `${list.id}-${place}`, () => take(place))));
    const some = offered.length > 0;
    list.hidden = !some;
    input.setAttribute("aria-expanded", String(some));
    point(some ? 0 : -1);
    if (folded(input.value) !== "") announce(some ? `${counted(found.length, "actor")} found` : `No actor is called “${shortened(visible(input.value), 60)}”`);
  };
  input.addEventListener("input", () => {
    chosen(null);
    offer();
  });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) offer();
      else point((current + (event.key === "ArrowDown" ? 1 : -1) + offered.length) % offered.length);
    } else if (event.key === "Enter" && !list.hidden && current >= 0) {
      event.preventDefault();
      take(current);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  return (actor) => {
    input.value = actor === null ? "" : shortened(graph.actors[actor].shown, LISTED_NAME_LENGTH);
  };
}

function optionOf(graph, { actor, name, isAlias }, id, take) {
  const { shown, kindIndex, discovered, key } = graph.actors[actor];
  const kind = graph.actorKinds[kindIndex]?.label ?? "";
  return element(
    "li",
    {
      role: "option",
      id,
      "aria-selected": "false",
      "data-actor": key,
      on: {
        pointerdown: (event) => {
          event.preventDefault();
          take();
        },
      },
    },
    actorKindSign(graph, kindIndex, discovered),
    element(
      "span",
      { class: "option-name" },
      foreign(shown, LISTED_NAME_LENGTH),
      isAlias ? [" ", element("span", { class: "muted" }, "also ", foreign(name, LISTED_NAME_LENGTH))] : null,
    ),
    element("span", { class: "muted option-kind" }, foreign(kind, 40)),
  );
}
