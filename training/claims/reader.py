"""The reader's head: what a sentence claims of which two ends, on which trigger, and how.

In come vectors of tokens; out come logits of every (subject, object, kind), summed over triggers, and of every
trigger its polarity, modality and whether it is somebody's word. The score of a claim is

    log sum over triggers t of exp(T[t, kind] + S[t, subject] + O[t, object]) + preferences of the ends for the kind

so that the trigger that carries most of the sum is the word the claim opens on, and data that do not mark it can be
trained on all the same (a latent variable, summed out).
"""

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from gold import KINDS, MODALITIES, POLARITIES, RELATIONS, ROOTS, SYMMETRIC

KIND_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
numbers = lambda groups: [[KIND_NUMBER[kind] for kind in kinds] for kinds in groups.values()]
GROUPS = {"event": numbers(ROOTS), "spans": numbers(RELATIONS)}
"""Kinds by what a scheme knows of them, where that is less than kinds."""
SMALLEST = -1e4


class Head(nn.Module):
    """`width` of the token vectors, `paths` rows of the table of tree paths between trigger and end (0: none),
    `bend` the function between the layers."""

    def __init__(self, width, hidden=160, pair=96, paths=0, drop=0.25, bend=F.gelu):
        super().__init__()
        self.bend = bend
        self.trigger, self.end = nn.Linear(width, hidden), nn.Linear(width, hidden)
        self.kind = nn.Linear(hidden, len(KINDS))
        self.subject_of, self.subject = nn.Linear(hidden, pair), nn.Linear(hidden, pair)
        self.object_of, self.object = nn.Linear(hidden, pair), nn.Linear(hidden, pair)
        self.subject_bias, self.object_bias = nn.Linear(hidden, 1), nn.Linear(hidden, 1)
        self.subject_kind, self.object_kind = nn.Linear(hidden, len(KINDS)), nn.Linear(hidden, len(KINDS))
        for layer in (self.subject_kind, self.object_kind):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)
        self.bias = nn.Parameter(torch.full((len(KINDS),), -5.0))
        self.status = nn.Linear(hidden, len(POLARITIES) + len(MODALITIES) + 2)
        self.path = nn.Embedding(paths, 2) if paths else None
        if paths:
            nn.init.zeros_(self.path.weight)
        self.drop = nn.Dropout(drop)

    def forward(self, tokens, batch):
        """Returns `(pairs, triggers, status)`.

        `pairs` [sentence][subject][object][kind] are logits; `triggers` are the three parts T, S, O; `status`
        [sentence][trigger] are logits of polarities, modalities and of being somebody's word.
        """
        tokens = self.drop(tokens)
        of = lambda places: torch.gather(tokens, 1, places[:, :, None].expand(-1, -1, tokens.shape[2]))
        trigger = self.drop(self.bend(self.trigger(of(batch["triggers"]))))
        end = self.drop(self.bend(self.end(of(batch["ends"]))))
        scale = 4 / math.sqrt(self.subject.out_features)
        kind = (self.kind(trigger) + (batch["is_trigger"][:, :, None] - 1) * -SMALLEST).clamp(-30, 12)
        subject = torch.einsum("btk,bek->bte", self.subject_of(trigger), self.subject(end)) * scale + self.subject_bias(end)[:, None, :, 0]
        object_ = torch.einsum("btk,bek->bte", self.object_of(trigger), self.object(end)) * scale + self.object_bias(end)[:, None, :, 0]
        if self.path is not None:
            rows = self.path(batch["paths"])
            subject, object_ = subject + rows[..., 0], object_ + rows[..., 1]
        subject, object_ = subject.clamp(-15, 10), object_.clamp(-15, 10)
        pairs = sum_over_triggers(kind, subject, object_) + self.bias
        pairs = pairs + self.subject_kind(end)[:, :, None, :] + self.object_kind(end)[:, None, :, :]
        return pairs, (kind, subject, object_), self.status(trigger)


def sum_over_triggers(kind, subject, object_):
    """log sum over t of exp(kind[t, k] + subject[t, i] + object[t, j]) as one product of matrices."""
    tops = [part.amax(1, keepdim=True) for part in (kind, subject, object_)]
    k, s, o = (torch.exp(part - top) for part, top in zip((kind, subject, object_), tops))
    sentences, triggers, ends = s.shape
    both = (s[:, :, :, None] * o[:, :, None, :]).reshape(sentences, triggers, ends * ends).transpose(1, 2)
    summed = torch.bmm(both, k).view(sentences, ends, ends, k.shape[2])
    return torch.log(summed + 1e-8) + tops[1].transpose(1, 2)[..., None] + tops[2][..., None] + tops[0][:, :, None, :]


SURE = 0.02
"""A teacher's chances below this are none."""
CARRIED = 0.3
"""From which chance on a teacher's trigger is taught."""
WEIGHTS = {"judged": 0.0, "event": 0.25, "spans": 0.25, "quoted": 0.5, "pattern": 1.0, "dense": 1.0}
"""How sure it is, by scheme, that a pair which nobody marked is no claim."""
MAY = 0.25
"""The weight of a claim that a careful reader could leave out, as an example of its kind."""
MARKED = 2.0
"""The weight of a marked claim against one unmarked pair."""
TRIGGER = 0.5
"""The weight of the annotated trigger against the claim itself."""
STATUS = 1.0
DENIED = 4.0
"""Denials are one claim in seventy: each counts as several."""


def loss(pairs, parts, status, examples):
    """The sum over a batch, by the promises of each scheme (see `gold`), for each sentence."""
    targets = [targets_of(example) for example in examples]
    total = told_by(targets, parts, status)
    for groups in (None, *GROUPS.values()):
        rows = [number for number, example in enumerate(examples) if GROUPS.get(example.scheme) is groups]
        if not rows:
            continue
        logits = pairs[rows]
        scored = torch.stack([torch.logsumexp(logits[..., kinds], -1) for kinds in groups], -1) if groups else logits
        weight = np.zeros(scored.shape, np.float32)
        marked = []
        for row, number in enumerate(rows):
            size = len(examples[number].ends)
            weight[row, :size, :size] = targets[number].weight
            marked.append(np.insert(targets[number].marked, 0, row, axis=1))
        marked = np.concatenate(marked)
        row, subject, object_, column = torch.from_numpy(marked[:, :4].astype(np.int64)).unbind(1)
        total = total + (F.softplus(scored) * torch.from_numpy(weight)).sum()
        total = total + (F.softplus(-scored[row, subject, object_, column]) * torch.from_numpy(marked[:, 4])).sum()
    return total / len(examples)


@dataclass
class Targets:
    """What the loss needs of an example, as arrays. A column is a kind, or what the scheme knows of kinds (`GROUPS`)."""

    weight: np.ndarray
    """[subject][object][column]: how sure it is that nobody claims it."""
    marked: np.ndarray
    """Rows of subject, object, column and weight of what is claimed."""
    carried: np.ndarray
    """Rows of kind, subject, object, whether symmetric, and weight of the claims whose trigger is marked."""
    triggers: list
    """Of each of these, its triggers."""
    status: np.ndarray
    """Of each of these, polarity, modality and attribution, or -1."""


def targets_of(example):
    """Computed once for an example, and kept on it."""
    if example.targets is None:
        example.targets = targets_made(example)
    return example.targets


def targets_made(example):
    size, groups = len(example.ends), GROUPS.get(example.scheme)
    weight = np.full((size, size, len(groups or KINDS)), WEIGHTS[example.scheme], np.float32)
    weight[np.arange(size), np.arange(size)] = 0
    column = lambda claim: groups.index(claim.kinds) if groups else claim.kinds[0]
    for subject, object_ in example.unknown:
        weight[subject, object_] = weight[object_, subject] = 0
    if example.scheme == "event":
        for claim in example.claims:
            for subject, object_ in ends_of(claim):
                weight[subject, object_] = 1
                weight[object_, subject] = np.minimum(weight[object_, subject], 0.5)
    marked, carried, status = [], [], []
    for claim in example.claims:
        pairs = ends_of(claim)
        for subject, object_ in pairs:
            weight[subject, object_, column(claim)] = 0 if claim.right else 1
            if not claim.right:
                continue
            marked.append((subject, object_, column(claim), MARKED * (claim.weight or MAY) / len(pairs)))
        if claim.triggers and claim.right:
            carried.append((claim.kinds[0], claim.subject, claim.object, claim.symmetric, TRIGGER * (claim.weight or MAY)))
            status.append((-1, -1, -1) if claim.polarity is None else (claim.polarity, claim.modality, claim.attributed))
    rows = lambda values, width, kind: np.array(values, kind).reshape(len(values), width)
    triggers = [claim.triggers for claim in example.claims if claim.triggers and claim.right]
    return Targets(weight, rows(marked, 4, np.float32), rows(carried, 5, np.float32), triggers, rows(status, 3, np.int64))


def softened(example, output):
    """The targets of a sentence that nobody annotated: a teacher's chances, and of its likely claims the triggers.

    `output` is one of `teacher.predict`'s. A claim of chance p is p of a claim and 1 - p of none (Hinton et al. 2015,
    at temperature 1).
    """
    size = len(example.ends)
    chances = torch.sigmoid(output["pairs"]).numpy()
    chances[np.arange(size), np.arange(size)] = 0
    chances[chances < SURE] = 0
    weight = (1 - chances).astype(np.float32)
    weight[np.arange(size), np.arange(size)] = 0
    places = np.argwhere(chances > 0)
    marked = np.array([(*place, chances[tuple(place)]) for place in places], np.float32).reshape(len(places), 4)
    carried, triggers, status = [], [], []
    for subject, object_, kind in places.tolist():
        symmetric = KINDS[kind] in SYMMETRIC
        if chances[subject, object_, kind] < CARRIED or symmetric and subject > object_:
            continue
        sums = output["kind"][:, kind] + output["subject"][:, subject] + output["object"][:, object_]
        trigger = int(sums.argmax())
        parts = output["status"][trigger].split([len(POLARITIES), len(MODALITIES), 2])
        carried.append((kind, subject, object_, symmetric, TRIGGER * chances[subject, object_, kind]))
        triggers.append([trigger])
        status.append([int(part.argmax()) for part in parts])
    rows = lambda values, width, kind: np.array(values, kind).reshape(len(values), width)
    return Targets(weight, marked, rows(carried, 5, np.float32), triggers, rows(status, 3, np.int64))


def ends_of(claim):
    return [(claim.subject, claim.object), (claim.object, claim.subject)] if claim.symmetric else [(claim.subject, claim.object)]


def told_by(targets, parts, status):
    """That the annotated triggers carry their claims, and what they say of them."""
    rows = np.concatenate([np.insert(target.carried, 0, row, axis=1) for row, target in enumerate(targets)])
    if not len(rows):
        return torch.zeros(())
    kind, subject, object_ = parts
    of, k, s, o, symmetric = torch.from_numpy(rows[:, :5].astype(np.int64)).unbind(1)
    is_told = torch.zeros(len(rows), kind.shape[1])
    for row, triggers in enumerate(triggers for target in targets for triggers in target.triggers):
        is_told[row, triggers] = 1
    carried = kind[of, :, k] + subject[of, :, s] + object_[of, :, o]
    turned = kind[of, :, k] + subject[of, :, o] + object_[of, :, s]
    carried = torch.where(symmetric[:, None] > 0, torch.logaddexp(carried, turned), carried)
    lost = torch.logsumexp(carried, 1) - torch.logsumexp(carried + (is_told - 1) * -SMALLEST, 1)
    total = (lost * torch.from_numpy(rows[:, 5])).sum()
    labels = torch.from_numpy(np.concatenate([target.status for target in targets]))
    logits = (status[of] * is_told[:, :, None]).sum(1) / is_told.sum(1, keepdim=True)
    each = logits.split([len(POLARITIES), len(MODALITIES), 2], 1)
    polarity, modality, attributed = (
        F.cross_entropy(part, label, ignore_index=-1, reduction="none") for part, label in zip(each, labels.unbind(1))
    )
    weight = torch.where(labels[:, 0] > 0, DENIED, 1.0)
    return total + STATUS * (polarity * weight + modality + attributed).sum()


def collate(examples):
    """Numbers of ends and triggers as tensors, padded with zeros."""
    most = lambda sizes: max(sizes)
    triggers = torch.zeros(len(examples), most(len(e.triggers) for e in examples), dtype=torch.long)
    ends = torch.zeros(len(examples), most(len(e.ends) for e in examples), dtype=torch.long)
    is_trigger = torch.zeros(triggers.shape)
    for row, example in enumerate(examples):
        triggers[row, : len(example.triggers)] = torch.tensor(example.triggers)
        ends[row, : len(example.ends)] = torch.tensor(example.ends)
        is_trigger[row, : len(example.triggers)] = 1
    return {"triggers": triggers, "ends": ends, "is_trigger": is_trigger}
