// How two actors are connected.
//
// In: the graph, the relations that pass the filters, two actors. Out: up to a few ways between them, best first, each a list of hops.
// Decided, as `kg path` decides: only relations that carry (plainly said, alleged, disputed) make a way, in either direction. Fewer hops come first, then better
// standing (curated, reviewed and disputed, corroborated, stated, alleged), then more publishers, then fewer hops against a relation; a hop between two actors goes over the best relation between them, the others are named beside it. Further ways are the next
// best that visit no actor twice (Yen 1971).

const WAYS = 4;
const STANDING_WEIGHT = 1e-3; // Too little for a way of better standing to be a hop longer: ways are far shorter than 300 hops.
const DOUBT = { curated: 0, reviewed: 0, corroborated: 1, stated: 2, disputed: 0, alleged: 3 };
const PUBLISHER_WEIGHT = 1e-6;
const AGAINST_WEIGHT = 1e-9;
const CLAIM_WEIGHT = 1e-12;

/** How much worse than the best a relation is to go over, away from one of its ends. */
function doubt(graph, relation, from) {
  const doubt = DOUBT[STANDINGS[relation.standing].key] ?? 0;
  const publishers = relation.publishers + (relation.unnamed_publisher ? 1 : 0);
  const against = from === relation.object && !graph.relationKinds[relation.kind].symmetric ? 1 : 0;
  return STANDING_WEIGHT * doubt - PUBLISHER_WEIGHT * Math.min(publishers, 16) + AGAINST_WEIGHT * against - CLAIM_WEIGHT * Math.min(relation.affirming, 64);
}

/** The best ways from one actor to another, each { actors, hops: [{ from, to, relations }] } with the best relation of a hop first. */
function findWays(graph, shown, from, to) {
  if (from === to) return [];
  const steps = stepsOf(graph, shown);
  const first = cheapestWay(steps, from, to, new Set(), new Set());
  if (!first) return [];
  const [found, candidates, seen] = [[first], [], new Set([first.actors.join()])];
  while (found.length < WAYS) {
    for (const way of detours(steps, found, to)) {
      if (!seen.has(way.actors.join())) candidates.push(way);
      seen.add(way.actors.join());
    }
    if (candidates.length === 0) break;
    candidates.sort((a, b) => a.cost - b.cost);
    found.push(candidates.shift());
  }
  return found.map(({ actors }) => ({
    actors,
    hops: actors.slice(1).map((actor, index) => ({ from: actors[index], to: actor, relations: steps.get(actors[index]).get(actor).relations })),
  }));
}

/** For every actor, its neighbours with the relations that lead there, best first, and what the step costs. */
function stepsOf(graph, shown) {
  const steps = new Map();
  const add = (from, to, relation) => {
    if (!steps.has(from)) steps.set(from, new Map());
    const neighbours = steps.get(from);
    if (!neighbours.has(to)) neighbours.set(to, { relations: [], cost: 0 });
    neighbours.get(to).relations.push(relation);
  };
  for (const index of shown) {
    const relation = graph.relations[index];
    if (relation.standing >= CARRYING || relation.subject === relation.object) continue;
    add(relation.subject, relation.object, relation);
    add(relation.object, relation.subject, relation);
  }
  for (const [from, neighbours] of steps) {
    for (const step of neighbours.values()) {
      step.relations.sort((a, b) => doubt(graph, a, from) - doubt(graph, b, from) || a.index - b.index);
      step.cost = 1 + doubt(graph, step.relations[0], from);
    }
  }
  return steps;
}

/** Dijkstra's search, without the actors and the steps ("from to") that are barred. */
function cheapestWay(steps, from, to, barredActors, barredSteps) {
  const [costs, previous, done] = [new Map([[from, 0]]), new Map(), new Set()];
  const queue = [[0, from]];
  while (queue.length > 0) {
    const [cost, actor] = takeLeast(queue);
    if (done.has(actor)) continue;
    done.add(actor);
    if (actor === to) return { actors: traceBack(previous, from, to), cost };
    for (const [next, step] of steps.get(actor) ?? []) {
      if (barredActors.has(next) || barredSteps.has(`${actor} ${next}`) || cost + step.cost >= (costs.get(next) ?? Infinity)) continue;
      costs.set(next, cost + step.cost);
      previous.set(next, actor);
      addToHeap(queue, [cost + step.cost, next]);
    }
  }
  return null;
}

function traceBack(previous, from, to) {
  const actors = [to];
  while (actors[0] !== from) actors.unshift(previous.get(actors[0]));
  return actors;
}

/** For each actor on the last way found, the best way that leaves it there. */
function detours(steps, found, to) {
  const { actors } = found.at(-1);
  return actors
    .slice(0, -1)
    .map((spur, index) => {
      const root = actors.slice(0, index + 1);
      const shared = found.filter((way) => root.every((actor, place) => way.actors[place] === actor));
      const barredSteps = new Set(shared.map((way) => `${spur} ${way.actors[index + 1]}`));
      const rest = cheapestWay(steps, spur, to, new Set(root.slice(0, -1)), barredSteps);
      const rootCost = root.slice(1).reduce((cost, actor, place) => cost + steps.get(root[place]).get(actor).cost, 0);
      return rest && { actors: [...root.slice(0, -1), ...rest.actors], cost: rootCost + rest.cost };
    })
    .filter(Boolean);
}

function addToHeap(heap, entry) {
  let place = heap.push(entry) - 1;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (heap[parent][0] <= entry[0]) break;
    heap[place] = heap[parent];
    place = parent;
  }
  heap[place] = entry;
}

function takeLeast(heap) {
  const [least, last] = [heap[0], heap.pop()];
  if (heap.length === 0) return least;
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1][0] < heap[child][0]) child += 1;
    if (heap[child][0] >= last[0]) break;
    heap[place] = heap[child];
    place = child;
  }
  heap[place] = last;
  return least;
}
