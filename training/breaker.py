"""The sentence breaker: for each token of running text, whether a sentence ends behind it.

Reads the student's input rows (frozen), with what stands before each token: nothing, a space, a line end. Treebank documents give running text;
open text gives single sentences, strung together at random. Line ends are not in the treebank's text, so each document is dressed in one of three
ways: none at all, after some sentences, or anywhere as in wrapped text. `crates/kg-nlp/src/network/breaker.rs` computes the same.
"""

import random
from itertools import groupby

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from network import Gates, Window

WIDTH, LAYERS = 128, "cqcqcq"
PASSES, WINDOW, LEARNING_RATE = 15, 256, 3e-3
SPACE_NONE, SPACE_BLANK, SPACE_LINE = 0, 1, 2
WRAPPED_LINE = 12
"""Tokens in a line of wrapped text, about."""


class Breaker(nn.Module):
    def __init__(self, inputs=128):
        super().__init__()
        self.enter = nn.Linear(inputs, WIDTH)
        self.space = nn.Embedding(3, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.blocks = nn.ModuleList([{"c": Window, "q": Gates}[kind](WIDTH) for kind in LAYERS])
        self.out = nn.Linear(WIDTH, 1)

    def forward(self, x, spaces, mask):
        if self.training:
            x = x * (torch.rand(x.shape[:2]) >= 0.05)[:, :, None] * (torch.rand(x.shape[0], 1, x.shape[2]) >= 0.1) / 0.9
        y = self.norm(self.enter(x) + self.space(spaces))
        for block in self.blocks:
            y = block(y, mask)
            if self.training:
                y = y * (torch.rand(y.shape[0], 1, y.shape[2]) >= 0.1).float() / 0.9
        return self.out(y)[:, :, 0]


def stream(sentences):
    """(forms, spaces, ends) of one document with single spaces between sentences, as the scorer joins them."""
    forms, spaces, ends = [], [], []
    for s in sentences:
        glued = False
        for index, (form, misc) in enumerate(zip(s.forms, s.misc)):
            forms.append(form)
            spaces.append(SPACE_NONE if glued and index else SPACE_BLANK)
            ends.append(index + 1 == len(s))
            glued = "SpaceAfter=No" in misc
    if spaces:
        spaces[0] = SPACE_LINE
    return forms, spaces, ends


def guessed_spaces(sentence):
    """Open text comes without spaces: marks and clitics are glued as English writes them."""
    misc, quotes = [], 0
    for index, form in enumerate(sentence.forms):
        following = sentence.forms[index + 1] if index + 1 < len(sentence) else ""
        quotes += form == '"'
        opens = form in ("(", "[", "“", "‘", "$", "-", "/") or (form == '"' and quotes % 2 == 1)
        closes = following in (".", ",", ";", ":", "?", "!", ")", "]", "”", "%", "n't", "-", "/", "...") or following.startswith(("'", "’"))
        closes = closes or (following == '"' and quotes % 2 == 1)
        misc.append("SpaceAfter=No" if opens or closes else "_")
    sentence.misc = misc


def dress(spaces, ends):
    """Puts line ends into a document's spaces: none, after some sentences (and seldom elsewhere, as around links), or anywhere."""
    way, out = random.random(), list(spaces)
    after, elsewhere = random.random(), random.choice((0, 0, 0.01, 0.03))
    for i in range(1, len(out)):
        if out[i] != SPACE_NONE and way > 0.5:
            share = 1 / WRAPPED_LINE if way > 0.8 else after if ends[i - 1] else elsewhere
            out[i] = SPACE_LINE if random.random() < share else out[i]
    return out


def roughen(forms, spaces, ends):
    """Web text forgets stops and capitals. Open text does not, so some are taken away, and words tell where its sentences end."""
    forms, spaces, ends = list(forms), list(spaces), list(ends)
    share = random.random()
    for i in range(len(forms) - 2, 0, -1):
        if not ends[i] or random.random() >= share:
            continue
        if random.random() < 0.5:
            forms[i + 1] = forms[i + 1].lower()
        elif forms[i] in (".", "!", "?") and not ends[i - 1]:
            ends[i - 1] = True
            for row in (forms, spaces, ends):
                del row[i]
    return forms, spaces, ends


def documents(sentences):
    return [stream(list(group)) for _, group in groupby(sentences, key=lambda s: s.document)]


def train_breaker(student, words, train, open_text, dev, log):
    """Returns the trained breaker. `student` gives the input rows."""
    rows = {}

    def inputs(forms):
        new = [form for form in forms if form not in rows]
        if new:
            student.eval()
            with torch.no_grad():
                made = student.inputs(torch.tensor([[words.rows(form) for form in new]]))[0].numpy()
            rows.update(zip(new, made))
        return np.stack([rows[form] for form in forms])

    for s in open_text:
        guessed_spaces(s)
    shuffled = list(open_text)
    random.shuffle(shuffled)
    strung = [stream(shuffled[i : i + 12]) for i in range(0, len(shuffled) // 2, 12)]
    treebank = documents(train)
    breaker = Breaker()
    optimizer = torch.optim.AdamW(breaker.parameters(), lr=LEARNING_RATE, weight_decay=1e-3)
    average, step, steps = None, 0, None
    for number in range(PASSES):
        windows = []
        for forms, spaces, ends in treebank + [roughen(*document) for document in random.sample(strung, len(strung) // 3)]:
            dressed, shift = dress(spaces, ends), random.randrange(WINDOW)
            for start in range(-shift, len(forms), WINDOW):
                cut = slice(max(start, 0), start + WINDOW)
                if len(forms[cut]) > 1:
                    windows.append((forms[cut], dressed[cut], ends[cut]))
        random.shuffle(windows)
        steps = steps or PASSES * (len(windows) // 8)
        breaker.train()
        for i in range(0, len(windows) - 7, 8):
            x, spaces, ends, mask = pad([(inputs(forms), spaces, ends) for forms, spaces, ends in windows[i : i + 8]])
            for parameters in optimizer.param_groups:
                parameters["lr"] = LEARNING_RATE * min(1, (step + 1) / 100) * max(0.02, 1 - step / steps)
            loss = F.binary_cross_entropy_with_logits(breaker(x, spaces, mask)[mask.bool()], ends[mask.bool()])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(breaker.parameters(), 5.0)
            optimizer.step()
            step += 1
            if step > 0.8 * steps:
                with torch.no_grad():
                    if average is None:
                        average = [p.detach().clone() for p in breaker.parameters()]
                    else:
                        torch._foreach_lerp_(average, list(breaker.parameters()), 0.01)
        log(f"pass {number + 1}/{PASSES}  {measure(breaker, inputs, dev)}")
    with torch.no_grad():
        for parameter, averaged in zip(breaker.parameters(), average):
            parameter.copy_(averaged)
    log(f"averaged  {measure(breaker, inputs, dev)}")
    return breaker


def pad(group):
    length = max(len(spaces) for _, spaces, _ in group)
    x, spaces = torch.zeros(len(group), length, 128), torch.zeros(len(group), length, dtype=torch.long)
    ends, mask = torch.zeros(len(group), length), torch.zeros(len(group), length)
    for i, (rows, space, end) in enumerate(group):
        n = len(space)
        x[i, :n], spaces[i, :n] = torch.from_numpy(rows), torch.tensor(space)
        ends[i, :n], mask[i, :n] = torch.tensor(end, dtype=torch.float), 1
    return x, spaces, ends, mask


def measure(breaker, inputs, dev):
    """F1 of sentences (both ends right) on the joined text of dev, by genre."""
    breaker.eval()
    counts = {}
    with torch.no_grad():
        for _, group in groupby(dev, key=lambda s: s.document):
            group = list(group)
            forms, spaces, ends = stream(group)
            x, space, gold, mask = pad([(inputs(forms), spaces, ends)])
            guess = (breaker(x, space, mask)[0] > 0).tolist()
            guess[-1] = True
            spans = lambda marks: {(a, b) for a, b in zip([0] + [i + 1 for i, m in enumerate(marks) if m], [i + 1 for i, m in enumerate(marks) if m])}
            ours, right = spans(guess), spans(ends)
            for key in ("all", group[0].genre):
                c = counts.setdefault(key, [0, 0, 0])
                c[0] += len(ours & right)
                c[1] += len(ours)
                c[2] += len(right)
    return " ".join(f"{key} {200 * hit / max(ours + gold, 1):.1f}" for key, (hit, ours, gold) in sorted(counts.items()))
