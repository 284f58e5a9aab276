"""Training and prediction of one network.

Loss: cross-entropy of arcs, of labels at the true heads, of tags (half weight) and of names (0.3). Adam, a warm-up of 200 steps,
then linear decay; the weights kept are a moving average over the last steps. All random choices come from the seed, so that one machine, one
version of PyTorch and one number of threads give one model.
"""

import random
import time
from collections import Counter, defaultdict

import numpy as np
import torch
import torch.nn.functional as F

from conllu import base, spans
from trees import best_tree, is_tree

VERB_ARGUMENTS = ("nsubj", "nsubj:pass", "obj")
LEARNING_RATE = 2e-3
AVERAGE_EVERY = 8
AVERAGE_DECAY = 0.97
"""The average reaches back about 8 / 0.03 = 270 steps."""


class Labels:
    """Rows of tags and relations; relations unknown to the treebank fall back to their base."""

    def __init__(self, sentences, names):
        self.lists = {
            "xpos": sorted({tag for s in sentences for tag in s.xpos}),
            "upos": sorted({tag for s in sentences for tag in s.upos}),
            "relations": sorted({relation for s in sentences for relation in s.relations}),
            "names": names,
        }
        self.rows = {name: {value: row for row, value in enumerate(values)} for name, values in self.lists.items()}
        self.sizes = {name: len(values) for name, values in self.lists.items()}

    def row(self, name, value):
        rows = self.rows[name]
        return rows.get(value, rows.get(base(value), 0))


def batches(sentences, tokens, shuffle=True):
    """Groups of sentences of like length, about `tokens` tokens each."""
    order = sorted(sentences, key=lambda s: len(s) + (random.random() * 4 if shuffle else 0))
    groups, group, count = [], [], 0
    for sentence in order:
        group.append(sentence)
        count += len(sentence)
        if count >= tokens:
            groups.append(group)
            group, count = [], 0
    if group:
        groups.append(group)
    if shuffle:
        random.shuffle(groups)
    return groups


def tensors(group, words):
    length = max(len(s) for s in group)
    rows, mask = np.zeros((len(group), length, 10), dtype=np.int64), np.zeros((len(group), length), dtype=np.float32)
    for i, sentence in enumerate(group):
        rows[i, : len(sentence)] = [words.rows(form) for form in sentence.forms]
        mask[i, : len(sentence)] = 1
    return torch.from_numpy(rows), torch.from_numpy(mask)


def targets(group, labels, length):
    gold = {name: torch.zeros(len(group), length, dtype=torch.long) for name in ("heads", "relations", "xpos", "upos", "names")}
    for i, s in enumerate(group):
        n = len(s)
        gold["heads"][i, :n] = torch.tensor(s.heads)
        for name, values in (("relations", s.relations), ("xpos", s.xpos), ("upos", s.upos), ("names", s.names or ["O"] * n)):
            gold[name][i, :n] = torch.tensor([labels.row(name, value) for value in values])
    return gold


def loss_of(network, group, words, labels):
    rows, mask = tensors(group, words)
    real, gold = mask.bool(), targets(group, labels, mask.shape[1])
    arcs, x, rooted, xpos, upos, names = network(rows, mask)
    weight = torch.tensor([s.weight for s in group])[:, None].expand(mask.shape)[real]
    named = torch.tensor([s.weight if s.names else 0.0 for s in group])[:, None].expand(mask.shape)[real]
    mean = lambda scores, name, w: (F.cross_entropy(scores[real], gold[name][real], reduction="none") * w).sum() / w.sum().clamp(min=1)
    trees = mean(arcs, "heads", weight) + mean(network.labels(x, rooted, gold["heads"]), "relations", weight)
    return trees + 0.5 * mean(xpos, "xpos", weight) + 0.5 * mean(upos, "upos", weight) + 0.3 * mean(names, "names", named)


def fit(network, sentences, dev, words, labels, passes, tokens, log):
    """Trains in place and leaves the averaged weights in the network."""
    data = [s for s in sentences if len(s) <= 120]
    sparse = [p for name, p in network.named_parameters() if name.split(".")[0] in ("own", "affixes")]
    dense = [p for name, p in network.named_parameters() if name.split(".")[0] not in ("own", "affixes")]
    optimizers = [
        torch.optim.SparseAdam(sparse, lr=LEARNING_RATE, betas=(0.9, 0.95)),
        torch.optim.AdamW(dense, lr=LEARNING_RATE, betas=(0.9, 0.95), weight_decay=1e-4),
    ]
    steps, step, start, average = passes * len(batches(data, tokens)), 0, time.time(), None
    for number in range(passes):
        network.train()
        total, groups = 0.0, batches(data, tokens)
        for group in groups:
            rate = LEARNING_RATE * min(1, (step + 1) / 200) * max(0.02, 1 - step / steps)
            for optimizer in optimizers:
                for parameters in optimizer.param_groups:
                    parameters["lr"] = rate
                optimizer.zero_grad()
            loss = loss_of(network, group, words, labels)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dense, 5.0)
            for optimizer in optimizers:
                optimizer.step()
            total += loss.item()
            step += 1
            if step > 0.8 * steps and step % AVERAGE_EVERY == 0:
                with torch.no_grad():
                    if average is None:
                        average = [p.detach().clone() for p in network.parameters()]
                    else:
                        torch._foreach_lerp_(average, list(network.parameters()), 1 - AVERAGE_DECAY)
        scores = f"  {summary(score(dev, predict(network, dev, words, labels)))}" if number % 4 == 3 or number + 1 == passes else ""
        log(f"pass {number + 1}/{passes} loss {total / len(groups):.3f} {time.time() - start:.0f} s{scores}")
    with torch.no_grad():
        for parameter, averaged in zip(network.parameters(), average):
            parameter.copy_(averaged)
    log(f"averaged  {summary(score(dev, predict(network, dev, words, labels)))}")


def predict(network, sentences, words, labels, tokens=3000):
    """(upos, xpos, heads, relations, names) of every sentence, as lists of strings and numbers, in order."""
    network.eval()
    found, lists = {}, labels.lists
    with torch.no_grad():
        for group in batches(sentences, tokens, shuffle=False):
            rows, mask = tensors(group, words)
            arcs, x, rooted, xpos, upos, names = network(rows, mask)
            heads = arcs.argmax(-1).numpy()
            for i, s in enumerate(group):
                if not is_tree(heads[i, : len(s)].tolist()):
                    heads[i, : len(s)] = best_tree(arcs[i, : len(s), : len(s) + 1].numpy())
            relations = network.labels(x, rooted, torch.from_numpy(heads)).argmax(-1)
            for i, s in enumerate(group):
                pick = lambda scores, name: [lists[name][row] for row in scores[i, : len(s)].tolist()]
                found[id(s)] = (
                    pick(upos.argmax(-1), "upos"),
                    pick(xpos.argmax(-1), "xpos"),
                    heads[i, : len(s)].tolist(),
                    pick(relations, "relations"),
                    pick(names.argmax(-1), "names"),
                )
    return [found[id(s)] for s in sentences]


def score(sentences, predicted):
    """Counts behind the figures, by genre and over all, with the rules of the study."""
    counts = defaultdict(Counter)
    for s, (upos, xpos, heads, relations, names) in zip(sentences, predicted):
        for key in (s.genre, "all"):
            c = counts[key]
            for i in range(len(s)):
                right = heads[i] == s.heads[i]
                c.update(n=1, upos=upos[i] == s.upos[i], xpos=xpos[i] == s.xpos[i], uas=right, las=right and base(relations[i]) == base(s.relations[i]))
                gold = s.relations[i] in VERB_ARGUMENTS and s.heads[i] > 0 and s.upos[s.heads[i] - 1] == "VERB"
                ours = relations[i] in VERB_ARGUMENTS and heads[i] > 0 and s.upos[heads[i] - 1] == "VERB"
                hit = gold and ours and right and relations[i] == s.relations[i]
                c.update(va_gold=gold, va_ours=ours, va_hit=hit)
                c.update(pass_gold=gold and s.relations[i] == "nsubj:pass", pass_ours=ours and relations[i] == "nsubj:pass", pass_hit=hit and relations[i] == "nsubj:pass")
            if s.names:
                gold, ours = ({span for span in spans(tags) if span[2] != "other"} for tags in (s.names, names))
                over = lambda one, others: any(one[2] == k and one[0] <= b and a <= one[1] for a, b, k in others)
                c.update(ner_gold=len(gold), ner_ours=len(ours), ner_hit=len(gold & ours), ner_found=sum(over(g, ours) for g in gold), ner_right=sum(over(o, gold) for o in ours))
    return counts


def f1(hits, ours, gold):
    return 200 * hits / max(ours + gold, 1)


def summary(counts):
    out = []
    for key in ("all", "gum_news", "ewt_weblog"):
        c = counts[key]
        share = lambda name: f"{100 * c[name] / max(c['n'], 1):.2f}"
        out.append(f"{key}: upos {share('upos')} xpos {share('xpos')} uas {share('uas')} las {share('las')} va {f1(c['va_hit'], c['va_ours'], c['va_gold']):.2f} pass {f1(c['pass_hit'], c['pass_ours'], c['pass_gold']):.1f}")
        if c["ner_gold"]:
            precision, recall = c["ner_right"] / max(c["ner_ours"], 1), c["ner_found"] / c["ner_gold"]
            out[-1] += f" names {f1(c['ner_hit'], c['ner_ours'], c['ner_gold']):.1f} overlap {200 * precision * recall / max(precision + recall, 1e-9):.1f}"
    return " | ".join(out)
