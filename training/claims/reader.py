"""The reader's head: what a sentence claims of which two ends, on which trigger, and how.

In come vectors of tokens; out come logits of every (subject, object, kind), summed over triggers, and of every
trigger its polarity, modality and whether it is somebody's word. The score of a claim is

    log sum over triggers t of exp(T[t, kind] + S[t, subject] + O[t, object]) + preferences of the ends for the kind

so that the trigger that carries most of the sum is the word the claim opens on, and data that do not mark it can be
trained on all the same (a latent variable, summed out).
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

from gold import KINDS, MODALITIES, POLARITIES, ROOTS

KIND_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
ROOT_KINDS = [[KIND_NUMBER[kind] for kind in kinds] for kinds in ROOTS.values()]
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


WEIGHTS = {"event": 0.25, "quoted": 0.5, "pattern": 1.0, "dense": 1.0}
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
    total = 0.0
    for number, example in enumerate(examples):
        size = len(example.ends)
        logits = pairs[number, :size, :size]
        roots = example.scheme == "event"
        scored = torch.stack([torch.logsumexp(logits[..., kinds], -1) for kinds in ROOT_KINDS], -1) if roots else logits
        weight = (1 - torch.eye(size))[:, :, None].expand_as(scored).clone() * WEIGHTS[example.scheme]
        if roots:
            for subject, object_ in example.unknown:
                weight[subject, object_] = weight[object_, subject] = 0
        for claim in example.claims:
            column = ROOT_KINDS.index(claim.kinds) if roots else claim.kinds
            for subject, object_ in ends_of(claim):
                if roots:
                    weight[subject, object_] = 1
                    weight[object_, subject] = torch.clamp(weight[object_, subject], max=0.5)
                weight[subject, object_, column] = 0
        for claim in example.claims:
            column = ROOT_KINDS.index(claim.kinds) if roots else claim.kinds
            marked = MARKED * (claim.weight or MAY)
            for subject, object_ in ends_of(claim):
                weight[subject, object_, column] = 0
                score = torch.logsumexp(logits[subject, object_, claim.kinds], -1)
                total = total + marked * F.softplus(-score) / len(ends_of(claim))
            total = total + told_by(claim, number, parts, status)
        total = total + (F.softplus(scored) * weight).sum()
    return total / len(examples)


def ends_of(claim):
    return [(claim.subject, claim.object), (claim.object, claim.subject)] if claim.symmetric else [(claim.subject, claim.object)]


def told_by(claim, number, parts, status):
    """That the annotated trigger carries the claim, and what it says of it."""
    if not claim.triggers:
        return 0.0
    kind, subject, object_ = (part[number] for part in parts)
    carried = kind[:, claim.kinds[0]] + subject[:, claim.subject] + object_[:, claim.object]
    if claim.symmetric:
        carried = torch.logaddexp(carried, kind[:, claim.kinds[0]] + subject[:, claim.object] + object_[:, claim.subject])
    out = TRIGGER * (claim.weight or MAY) * (torch.logsumexp(carried, 0) - torch.logsumexp(carried[claim.triggers], 0))
    if claim.polarity is None:
        return out
    logits = status[number, claim.triggers].mean(0)
    polarity, modality, attributed = logits.split([len(POLARITIES), len(MODALITIES), 2])
    told = (DENIED if claim.polarity else 1.0) * F.cross_entropy(polarity, torch.tensor(claim.polarity))
    told = told + F.cross_entropy(modality, torch.tensor(claim.modality)) + F.cross_entropy(attributed, torch.tensor(claim.attributed))
    return out + STATUS * told


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
