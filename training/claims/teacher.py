"""The teacher: a pretrained sentence encoder (MiniLM-L6, 22 million parameters) under the reader's head.

It reads words and no trees, so that what it knows is words and order; the student brings the trees. Embeddings and
the first layer stay as they are.
"""

import random
import time

import torch
from torch import nn

from reader import Head, collate, loss

FROZEN_LAYERS = 1
BATCH = 16
ENCODER_RATE, HEAD_RATE = 1.2e-4, 1e-3
WARM = 0.06
"""The share of steps in which the rate rises."""
LONGEST_PIECES = 250


class Teacher(nn.Module):
    def __init__(self, folder):
        super().__init__()
        from transformers import AutoModel, AutoTokenizer

        self.tokenizer = AutoTokenizer.from_pretrained(folder, use_fast=True)
        self.encoder = AutoModel.from_pretrained(folder, dtype=torch.float32)
        for parameter in self.encoder.embeddings.parameters():
            parameter.requires_grad = False
        for layer in self.encoder.encoder.layer[:FROZEN_LAYERS]:
            for parameter in layer.parameters():
                parameter.requires_grad = False
        self.head = Head(self.encoder.config.hidden_size)
        self.seen = {}

    def pieces(self, example):
        """Word pieces of a sentence and the first piece of each token."""
        key = id(example)
        if key not in self.seen:
            coded = self.tokenizer(example.forms, is_split_into_words=True, truncation=True, max_length=LONGEST_PIECES)
            first = {}
            for place, word in enumerate(coded.word_ids()):
                if word is not None:
                    first.setdefault(word, place)
            self.seen[key] = coded["input_ids"], [first.get(word, 0) for word in range(len(example.forms))]
        return self.seen[key]

    def forward(self, examples):
        coded = [self.pieces(example) for example in examples]
        longest = max(len(ids) for ids, _ in coded)
        ids = torch.full((len(coded), longest), self.tokenizer.pad_token_id)
        mask = torch.zeros(len(coded), longest)
        places = torch.zeros(len(coded), max(len(first) for _, first in coded), dtype=torch.long)
        for row, (pieces, first) in enumerate(coded):
            ids[row, : len(pieces)] = torch.tensor(pieces)
            mask[row, : len(pieces)] = 1
            places[row, : len(first)] = torch.tensor(first)
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        tokens = torch.gather(hidden, 1, places[:, :, None].expand(-1, -1, hidden.shape[2]))
        return self.head(tokens, collate(examples))


def fit(network, examples, passes, rates, batch, tell, objective=loss):
    """Trains with AdamW and a rate that rises and then falls to nothing; batches hold sentences of like length."""
    encoder = [p for name, p in network.named_parameters() if not name.startswith("head.") and p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": encoder, "lr": rates[0]}, {"params": network.head.parameters(), "lr": rates[1]}], weight_decay=0.01)
    steps = passes * -(-len(examples) // batch)
    warm = max(1, int(WARM * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm + 1))))
    network.train()
    started, step = time.time(), 0
    for number in range(passes):
        total = 0.0
        for chosen in batches(examples, batch):
            pairs, parts, status = network(chosen)
            value = objective(pairs, parts, status, chosen)
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            total += float(value.detach())
            step += 1
            if step % 100 == 0:
                tell(f"pass {number + 1} step {step} of {steps} loss {total / (step - number * steps / passes):.3f} {time.time() - started:.0f} s")
    network.eval()


def batches(examples, size):
    """All examples once, in batches of like length in a random order."""
    order = list(range(len(examples)))
    random.shuffle(order)
    out = []
    for first in range(0, len(order), size * 50):
        stretch = sorted(order[first : first + size * 50], key=lambda index: len(examples[index].forms))
        out += [stretch[at : at + size] for at in range(0, len(stretch), size)]
    random.shuffle(out)
    return [[examples[index] for index in chosen] for chosen in out]


@torch.no_grad()
def predict(network, examples, batch=32):
    """The outputs of each example, cut to its size: pairs, the three parts, status."""
    network.eval()
    order = sorted(range(len(examples)), key=lambda index: len(examples[index].forms))
    out = [None] * len(examples)
    for first in range(0, len(order), batch):
        chosen = order[first : first + batch]
        pairs, (kind, subject, object_), status = network([examples[index] for index in chosen])
        for row, index in enumerate(chosen):
            ends, triggers = len(examples[index].ends), len(examples[index].triggers)
            out[index] = {
                "pairs": pairs[row, :ends, :ends].clone(),
                "kind": kind[row, :triggers].clone(),
                "subject": subject[row, :triggers, :ends].clone(),
                "object": object_[row, :triggers, :ends].clone(),
                "status": status[row, :triggers].clone(),
            }
    return out
