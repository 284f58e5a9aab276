"""The numbers by which the reader's and the patterns' word are weighed, fitted on text that the reader was not trained on.

In come examples, the reader's outputs and what the patterns claim there; out come two logistic regressions: one for
claims that a pattern found, one for those of the reader alone. `src/extract/reader/fusion.rs` computes the same.
"""

import numpy as np
import torch

from gold import KINDS, SYMMETRIC
from sentences import head_of

BOUND = 8.0
"""Logits further out count as this."""
LEAST = -4.0
"""What the reader thinks less likely is not asked about."""


def bounded(value):
    return float(np.clip(value, -BOUND, BOUND))


RECORD_WEIGHT = 4.0
"""How many claims of patterns in general a pattern's own record is mixed with."""


def pattern_claims(example, claims):
    """{(subject, object, kind): (pattern, trigger)} by token of the claims of a document that lie in a sentence."""
    sentence, found = example.sentence, {}
    for claim in claims:
        ends = [claim["subject"], claim["object"]]
        if claim["relation"] not in KINDS or not all(sentence["start"] <= end["start"] and end["end"] <= sentence["end"] for end in ends):
            continue
        subject, object_ = (head_of(sentence["tokens"], end["start"], end["end"]) for end in ends)
        if subject is not None and object_ is not None and subject != object_:
            trigger = head_of(sentence["tokens"], claim["trigger"]["start"], claim["trigger"]["end"])
            found.setdefault((subject, object_, KINDS.index(claim["relation"])), (claim["pattern"].split(" over ")[-1], trigger))
    return found


def gold_of(example):
    """{(subject, object, kind): whether it must be found} by token; symmetric kinds both ways."""
    gold = {}
    for claim in example.claims:
        for subject, object_ in [(claim.subject, claim.object)] + ([(claim.object, claim.subject)] if claim.symmetric else []):
            gold[example.ends[subject], example.ends[object_], claim.kinds[0]] = claim.weight == 1
    return gold


def records(examples, found):
    """{pattern: (right, all)} of the claims of the patterns, `found` for each example as `pattern_claims` gives them."""
    counts = {}
    for example, claims in zip(examples, found):
        gold = gold_of(example)
        for claim, (pattern, _) in claims.items():
            right, all_ = counts.get(pattern, (0, 0))
            counts[pattern] = right + (claim in gold), all_ + 1
    return dict(sorted(counts.items()))


def record(counts, pattern):
    """The log odds that a claim of a pattern is right, by its record."""
    share = sum(right for right, _ in counts.values()) / max(1, sum(all_ for _, all_ in counts.values()))
    right, all_ = counts.get(pattern, (0, 0))
    chance = (right + RECORD_WEIGHT * share) / (all_ + RECORD_WEIGHT)
    return float(np.log(chance / (1 - chance)))


def first_conjunct(tokens, token):
    """The first of what is joined: `Iran` for `Iraq` in "Iran and Iraq"."""
    for _ in range(len(tokens)):
        if not tokens[token]["relation"].startswith("conj") or tokens[token]["head"] is None:
            break
        token = tokens[token]["head"]
    return token


def is_of_one_end(ends, others, symmetric, tokens):
    """True where two pairs share one end and the other ends are not joined."""
    apart = lambda one, other: first_conjunct(tokens, one) != first_conjunct(tokens, other)
    pairs = [(ends, others)] + ([(ends, others[::-1])] if symmetric else [])
    if any(one == other for one, other in pairs):
        return False
    return any(one[0] == other[0] and apart(one[1], other[1]) or one[1] == other[1] and apart(one[0], other[0]) for one, other in pairs)


def rows(example, output, patterns, counts):
    """(features, right, must, found by a pattern, claim) of every claim that anybody makes of a sentence.

    Features: the reader's logit of the claim, of the best other kind of the same ends, of the same kind the other way
    round; whether a pattern claims another kind of the same ends; whether one claims the same kind the other way round;
    whether one claims, on the same word, the same kind of one of these ends and another one that is not joined to this
    one by "and"; the record of the pattern that claims it, or 0.
    """
    place = {token: number for number, token in enumerate(example.ends)}
    pairs, gold = output["pairs"], gold_of(example)
    asked = set(patterns)
    for subject, object_, kind in torch.nonzero(pairs > LEAST).tolist():
        if subject != object_ and not (KINDS[kind] in SYMMETRIC and subject > object_):
            asked.add((example.ends[subject], example.ends[object_], kind))
    out = []
    for subject, object_, kind in sorted(asked):
        s, o = place.get(subject), place.get(object_)
        symmetric = KINDS[kind] in SYMMETRIC
        if s is None or o is None:
            features = [-BOUND, -BOUND, -BOUND]
        else:
            others = torch.cat([pairs[s, o, :kind], pairs[s, o, kind + 1 :]])
            features = [bounded(pairs[s, o, kind]), bounded(others.max()), -BOUND if symmetric else bounded(pairs[o, s, kind])]
        pattern = patterns.get((subject, object_, kind)) or symmetric and patterns.get((object_, subject, kind))
        other = any({p[0], p[1]} == {subject, object_} and p[2] != kind for p in patterns)
        turned = not symmetric and not pattern and (object_, subject, kind) in patterns
        if pattern:
            pattern, trigger = pattern
        else:
            trigger = example.triggers[int((output["kind"][:, kind] + output["subject"][:, s] + output["object"][:, o]).argmax())]
        one_end = lambda p: is_of_one_end((subject, object_), p[:2], symmetric, example.sentence["tokens"])
        shared = any(p[2] == kind and one_end(p) and on == trigger for p, (_, on) in patterns.items())
        out.append((features + [float(other), float(turned), float(shared), record(counts, pattern) if pattern else 0.0], (subject, object_, kind) in gold, gold.get((subject, object_, kind), False), bool(pattern), (subject, object_, kind)))
    return out


def regression(features, right, steps=200):
    """Weights and base of a logistic regression, with a little decay, by Newton's method."""
    x = np.hstack([np.array(features, float), np.ones((len(features), 1))])
    y, w = np.array(right, float), np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + 0.1 * w
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(len(w)), gradient)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return w


WANTED = {"precision": 0.8, "balanced": 0.63, "recall": 0.5}
"""The share of its claims that must be right by head tokens, by operating point; `check_annotation.py`, which asks for
overlapping words, sees .86, .71 and .58 in the same texts."""
PROPOSED_BELOW = 1.0
"""How much less sure than a claim that is made one may be that is proposed, in log odds."""


def thresholds(rows, weights, musts):
    """{operating point: (made, proposed)}: the lowest score from which on so many claims are right, claims of patterns
    and of the reader alone on one scale. `rows` are those of every sentence, `weights` for both sorts of claims."""
    scored = []
    for features, right, must, told, _ in rows:
        values = weights[0] if told else weights[1]
        scored.append((float(np.dot(values[:-1], features) + values[-1]), right, must))
    scored.sort(key=lambda row: -row[0])
    right = np.cumsum([row[1] for row in scored])
    share = right / np.arange(1, len(scored) + 1)
    out = {}
    for name, wanted in WANTED.items():
        last = int(np.flatnonzero(share >= wanted).max())
        hits = sum(row[2] for row in scored[: last + 1])
        made = round(scored[last][0], 2)
        print(f"{name}: from {made} on {hits / musts:.3f} of the musts found, {share[last]:.3f} right, {last + 1} claims")
        out[name] = made, round(made - PROPOSED_BELOW, 2)
    return out


NOT_ACTUAL = 0.30
"""From which log odds on the reader's word that a claim is less than actual counts, beside the grammar's. Of claims found in
the held-out articles that are not actual, grammar alone sees .43 at a precision of .65, both together .76 at .67; at 0, .75
at .70, with two more falsehoods in the cases of `factuality.jsonl`."""


NAMES = ("claim", "other_kind", "other_way", "other_pattern", "turned_pattern", "shared_end", "record", "base")


def written(with_pattern, alone, thresholds, counts):
    """The text of `data/lang/en/reader.ron`."""
    numbers = lambda values: ", ".join(f"{name}: {value:.3f}" for name, value in zip(NAMES, values))
    lines = [
        "// How the reader's word and the patterns' are weighed: weights of two logistic regressions, in log odds; where the",
        "// line is drawn; and of how many claims of each pattern annotators said that they are right. Fitted and counted by",
        "// training/claims/fusion.py on annotated text that the reader was not trained on.",
        "(",
        f"    with_pattern: ({numbers(with_pattern)}),",
        f"    alone: ({numbers(alone)}),",
        "    thresholds: (",
        *(f"        {name}: (made: {made:.2f}, proposed: {proposed:.2f})," for name, (made, proposed) in thresholds.items()),
        "    ),",
        f"    not_actual: {NOT_ACTUAL:.2f},",
        "    records: {",
        *(f'        "{pattern}": ({right}, {all_}),' for pattern, (right, all_) in sorted(counts.items())),
        "    },",
        ")",
    ]
    return "\n".join(lines) + "\n"
