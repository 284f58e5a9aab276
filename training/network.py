"""The networks: the teacher (two BiLSTM layers) and the student (residual windows and gates), with one set of heads.

Input of a token is LayerNorm(own row + projected word vector + affix rows), so it depends on the form alone and can be cached for each form.
Heads: tags, arcs (biaffine, Dozat and Manning 2017, with a bias for the distance), labels of arcs, and name tags. The student's recurrences have no
recurrent matrix (Bradbury et al. 2017, fo-pooling), so that all products of a sentence are one matrix product.
"""

import torch
import torch.nn.functional as F
from torch import nn

from words import AFFIXES

DISTANCE_BUCKETS = 33
"""32 signed buckets of distance and one for the root."""


class Teacher:
    width, arc, label, dropout_input, dropout_layer, dropout_head, word_dropout = 200, 200, 128, 0.33, 0.33, 0.33, 0.2
    layers = "ll"


class Student:
    width, arc, label, dropout_input, dropout_layer, dropout_head, word_dropout = 128, 64, 64, 0.1, 0.05, 0.1, 0.1
    layers = "cqcqcq"


class Window(nn.Module):
    """ReLU over a window of three tokens, zeros outside the sentence."""

    def __init__(self, width):
        super().__init__()
        self.products = nn.Conv1d(width, width, 3, padding=1)
        self.norm = nn.LayerNorm(width)

    def forward(self, x, mask):
        x = x * mask[:, :, None]
        return self.norm(x + F.relu(self.products(x.transpose(1, 2)).transpose(1, 2)))


class Gates(nn.Module):
    """h = f h' + (1 - f) z along the sentence, left to right in one half and right to left in the other; out comes o h."""

    def __init__(self, width):
        super().__init__()
        self.side = width // 2
        self.products = nn.Linear(width, 6 * self.side)
        self.norm = nn.LayerNorm(width)

    def forward(self, x, mask):
        x = x * mask[:, :, None]
        batch, length, _ = x.shape
        y = self.products(x).view(batch, length, 2, 3, self.side)
        keep = torch.sigmoid(y[..., 1, :] + 1) * mask[:, :, None, None]
        take = (1 - keep) * torch.tanh(y[..., 0, :]) * mask[:, :, None, None]
        out = torch.sigmoid(y[..., 2, :])
        forward = scan(keep[:, :, 0], take[:, :, 0]) * out[:, :, 0]
        backward = scan(keep[:, :, 1].flip(1), take[:, :, 1].flip(1)).flip(1) * out[:, :, 1]
        return self.norm(x + torch.cat([forward, backward], -1))


def scan(keep, take):
    """h[t] = keep[t] h[t-1] + take[t], by doubling."""
    step = 1
    while step < keep.shape[1]:
        take = torch.cat([take[:, :step], take[:, step:] + keep[:, step:] * take[:, :-step]], 1)
        keep = torch.cat([keep[:, :step], keep[:, step:] * keep[:, :-step]], 1)
        step *= 2
    return take


class Lstm(nn.Module):
    """A bidirectional LSTM of 250 units each way."""

    def __init__(self, width, hidden=250):
        super().__init__()
        self.cells = nn.LSTM(width, hidden, batch_first=True, bidirectional=True)

    def forward(self, x, mask):
        packed = nn.utils.rnn.pack_padded_sequence(x, mask.sum(1).long(), batch_first=True, enforce_sorted=False)
        out, _ = nn.utils.rnn.pad_packed_sequence(self.cells(packed)[0], batch_first=True, total_length=x.shape[1])
        return out


class NameHead(nn.Module):
    """Name tags from the input and the last layer, through half-width blocks of its own."""

    def __init__(self, width, encoded, tags):
        super().__init__()
        self.width = 64
        self.enter = nn.Linear(width + encoded, self.width)
        self.blocks = nn.ModuleList([Window(self.width), Gates(self.width)])
        self.out = nn.Linear(self.width, tags)

    def forward(self, x, encoded, mask, drop):
        y = drop(F.relu(self.enter(torch.cat([x, encoded], -1))))
        for block in self.blocks:
            y = block(y, mask)
        return self.out(drop(y))


class Network(nn.Module):
    """`plan` is `Teacher` or `Student`; sizes are counts of rows; `table` holds the word vectors, which are not trained."""

    def __init__(self, plan, own_rows, sizes, table):
        super().__init__()
        self.plan, width = plan, plan.width
        self.own = nn.Embedding(own_rows, width, padding_idx=0, sparse=True)
        self.affixes = nn.ModuleList([nn.Embedding(rows, width, padding_idx=0, sparse=True) for _, rows in AFFIXES])
        for table_of_rows in [self.own, *self.affixes]:
            nn.init.normal_(table_of_rows.weight, 0, 0.05)
        self.register_buffer("vectors", torch.cat([torch.zeros(1, table.shape[1]), torch.from_numpy(table)]), persistent=False)
        self.project = nn.Linear(table.shape[1], width)
        self.norm = nn.LayerNorm(width)
        self.blocks = nn.ModuleList()
        encoded = width
        for kind in plan.layers:
            self.blocks.append({"c": Window, "q": Gates, "l": Lstm}[kind](encoded))
            encoded = 500 if kind == "l" else width
        self.xpos, self.upos = nn.Linear(encoded, sizes["xpos"]), nn.Linear(encoded, sizes["upos"])
        self.arc_dependent, self.arc_head = nn.Linear(encoded, plan.arc), nn.Linear(encoded, plan.arc)
        self.root = nn.Parameter(torch.randn(encoded) * 0.1)
        self.bilinear, self.head_bias = nn.Parameter(torch.empty(plan.arc, plan.arc)), nn.Parameter(torch.zeros(plan.arc))
        nn.init.orthogonal_(self.bilinear)
        self.distance = nn.Parameter(torch.zeros(DISTANCE_BUCKETS))
        self.label_dependent, self.label_head = nn.Linear(encoded, plan.label), nn.Linear(encoded, plan.label, bias=False)
        self.label = nn.Linear(plan.label, sizes["relations"])
        self.name = NameHead(width, encoded, sizes["names"])

    def drop(self, x, rate):
        """Dropout with one mask for a whole sentence."""
        if not self.training or rate == 0:
            return x
        return x * (torch.rand(x.shape[0], 1, x.shape[2]) >= rate).float() / (1 - rate)

    def inputs(self, rows):
        own, vector = rows[:, :, 0], rows[:, :, 1]
        if self.training:
            own = torch.where((torch.rand(own.shape) < self.plan.word_dropout) & (own > 1), torch.ones_like(own), own)
            vector = torch.where(torch.rand(vector.shape) < self.plan.word_dropout / 2, torch.zeros_like(vector), vector)
        x = self.own(own) + self.project(self.vectors[vector])
        for index, table in enumerate(self.affixes):
            row = table(rows[:, :, 2 + index])
            x = x + (row * (torch.rand(row.shape[:2]) >= 0.1)[:, :, None] if self.training else row)
        return self.norm(x)

    def forward(self, rows, mask):
        """Scores of arcs [batch, dependent, head with 0 the root], encodings with and without the root, tags and name tags."""
        plan = self.plan
        entered = self.inputs(rows)
        x = self.drop(entered, plan.dropout_input) * mask[:, :, None]
        for block in self.blocks:
            x = self.drop(block(x, mask), plan.dropout_layer)
        rooted = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        dependent = self.drop(F.relu(self.arc_dependent(x)), plan.dropout_head)
        head = self.drop(F.relu(self.arc_head(rooted)), plan.dropout_head)
        arcs = torch.einsum("bia,ac,bjc->bij", dependent, self.bilinear, head) + (head @ self.head_bias)[:, None, :]
        arcs = arcs + self.distance[distance_buckets(x.shape[1])]
        impossible = torch.finfo(arcs.dtype).min / 4
        arcs = arcs.masked_fill(torch.cat([torch.ones(x.shape[0], 1), mask], 1)[:, None, :] == 0, impossible)
        itself = torch.zeros(x.shape[1], x.shape[1] + 1, dtype=torch.bool)
        itself[torch.arange(x.shape[1]), torch.arange(x.shape[1]) + 1] = True
        arcs = arcs.masked_fill(itself, impossible)
        names = self.name(entered, x, mask, lambda y: self.drop(y, plan.dropout_head))
        return arcs, x, rooted, self.xpos(x), self.upos(x), names

    def labels(self, x, rooted, heads):
        """Scores of relations for the chosen heads."""
        chosen = torch.gather(self.label_head(rooted), 1, heads[:, :, None].expand(-1, -1, self.plan.label))
        return self.label(self.drop(F.relu(self.label_dependent(x) + chosen), self.plan.dropout_head))


def distance_buckets(length):
    """[dependent, head]: 16 plus the signed bucket floor(2 log2 distance) + 1, at most 15; 32 for the root."""
    distance = torch.arange(length + 1)[None, :] - torch.arange(1, length + 1)[:, None]
    size = distance.abs().clamp(min=1)
    # floor(2 log2 d) is floor(log2 d*d), which is exact in integers.
    bucket = torch.floor(torch.log2((size * size).double() + 0.5)).long() + 1
    bucket = torch.sign(distance) * bucket.clamp(max=15) + 16
    bucket[distance == 0] = 16
    bucket[:, 0] = 32
    return bucket
