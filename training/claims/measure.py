"""What a reader finds of densely annotated text, in sentences and at the level of PLOVER roots.

Recall is of claims that must be found, precision counts every annotated claim as right; a symmetric kind holds both
ways. A claim is its two head tokens and its root, as in `check_annotation.py`, which is the judge of whole programs.
"""

import torch

from gold import KINDS, ROOTS, SYMMETRIC

ROOT_OF = {kind: root for root, kinds in ROOTS.items() for kind in kinds}
ROOTS_OF_KINDS = [ROOT_OF.get(kind, kind) for kind in KINDS]


def edge(subject, object_, kind):
    if KINDS[kind] in SYMMETRIC:
        subject, object_ = sorted((subject, object_))
    return subject, object_, ROOTS_OF_KINDS[kind]


def found(pairs):
    """{edge: probability} of one sentence: of each pair the best kind, and every other above one half."""
    chances = torch.sigmoid(pairs)
    best = chances.argmax(-1)
    out = {}
    for subject in range(pairs.shape[0]):
        for object_ in range(pairs.shape[1]):
            if subject == object_:
                continue
            for kind in {int(best[subject, object_]), *torch.nonzero(chances[subject, object_] > 0.5).flatten().tolist()}:
                chance = float(chances[subject, object_, kind])
                if chance > 0.02:
                    key = edge(subject, object_, kind)
                    out[key] = max(chance, out.get(key, 0))
    return out


def sweep(examples, outputs, levels=(0.2, 0.3, 0.4, 0.5, 0.6, 0.7)):
    """[(level, recall of musts, precision)]."""
    rows = []
    for level in levels:
        musts = hits = claims = right = 0
        for example, output in zip(examples, outputs):
            gold = {edge(c.subject, c.object, c.kinds[0]): c.weight for c in example.claims}
            ours = {key for key, chance in output.items() if chance > level}
            must = {key for key, weight in gold.items() if weight == 1}
            musts, hits = musts + len(must), hits + len(must & ours)
            claims, right = claims + len(ours), right + len(ours & set(gold))
        rows.append((level, hits / max(musts, 1), right / max(claims, 1)))
    return rows


def status(examples, outputs):
    """(right, all) of polarity, modality and attribution, and of denied claims, by the annotated trigger."""
    counts = {name: [0, 0] for name in ("polarity", "modality", "attributed", "denied", "not actual")}
    for example, output in zip(examples, outputs):
        for claim in example.claims:
            if not claim.triggers or claim.polarity is None:
                continue
            polarity, modality, attributed = output["status"][claim.triggers].mean(0).split([2, 4, 2])
            told = int(polarity.argmax()), int(modality.argmax()), int(attributed.argmax())
            for name, ours, gold in zip(("polarity", "modality", "attributed"), told, (claim.polarity, claim.modality, claim.attributed)):
                counts[name][0] += ours == gold
                counts[name][1] += 1
            counts["denied"][0] += claim.polarity == 1 and told[0] == 1
            counts["denied"][1] += claim.polarity == 1
            counts["not actual"][0] += claim.modality > 0 and told[1] > 0
            counts["not actual"][1] += claim.modality > 0
    return counts
