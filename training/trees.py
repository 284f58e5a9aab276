"""Heads from scores: the best tree with one root (Chu and Liu 1965, Edmonds 1967)."""

import numpy as np


def is_tree(heads):
    """Whether heads (from 1, 0 the root) form a tree with one root."""
    if sum(head == 0 for head in heads) != 1:
        return False
    state = [1] + [0] * len(heads)
    for start in range(1, len(heads) + 1):
        path, node = [], start
        while not state[node]:
            state[node] = 2
            path.append(node)
            node = heads[node - 1]
            if state[node] == 2:
                return False
        for node in path:
            state[node] = 1
    return True


def best_tree(scores):
    """`scores[dependent][head]`, dependents from 0, heads from 0 with 0 the root. Returns heads."""
    size = scores.shape[0]
    weights = np.full((size + 1, size + 1), -1e9)
    weights[1:, :] = scores
    weights[1:, 0] -= 1e5
    return contract(weights)[1:]


def contract(weights):
    size = weights.shape[0]
    heads = [0] * size
    for dependent in range(1, size):
        row = weights[dependent].copy()
        row[dependent] = -1e18
        heads[dependent] = int(row.argmax())
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    inside, rest = set(cycle), [i for i in range(size) if i not in set(cycle)]
    place, merged = {old: new for new, old in enumerate(rest)}, len(rest)
    smaller = np.full((merged + 1, merged + 1), -1e18)
    enters, leaves = {}, {}
    for old in rest:
        for other in rest:
            if old and old != other:
                smaller[place[old]][place[other]] = weights[old][other]
        if old:
            best = max(cycle, key=lambda node: weights[old][node])
            smaller[place[old]][merged], leaves[old] = weights[old][best], best
        best = max(cycle, key=lambda node: weights[node][old] - weights[node][heads[node]])
        smaller[merged][place[old]], enters[place[old]] = weights[best][old] - weights[best][heads[best]], best
    found = contract(smaller)
    for old in rest[1:] if rest and rest[0] == 0 else rest:
        heads[old] = leaves[old] if found[place[old]] == merged else rest[found[place[old]]]
    heads[enters[found[merged]]] = rest[found[merged]]
    return heads


def find_cycle(heads):
    colour = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node and not colour[node]:
            colour[node] = start
            node = heads[node]
        if node and colour[node] == start:
            cycle, end = [node], heads[node]
            while end != node:
                cycle.append(end)
                end = heads[end]
            return cycle
    return []
