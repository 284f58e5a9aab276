"""Writes `reader.bin`: the claims reader as `crates/kg-nlp/src/network/claim.rs` opens it, in the form of a model file."""

import struct
from pathlib import Path

import torch
import torch.nn.functional as F

from gold import KINDS
from model_file import CLIP, block, floats, keys, product, table, write
from network import Gates

BLOCK = 16


def filled(layer):
    """Weights and bias with outputs filled to whole blocks."""
    fill = -layer.weight.shape[0] % BLOCK
    return F.pad(layer.weight, (0, 0, 0, fill)), F.pad(layer.bias, (0, fill))


def joined(*parts):
    weights, biases = zip(*parts)
    return torch.cat(weights), torch.cat(biases)


def sections_of(student, model, step):
    """Every section. `model` is the parser's file, `step` that of the hidden rows, measured on text."""
    head, encoder = student.head, student.encoder
    parser = struct.unpack("<3I", Path(model).read_bytes()[8:20])[2]
    letters = "".join("q" if isinstance(module, Gates) else "c" for module in encoder.blocks)
    labels = [("parser", f"{parser:08x}"), ("kinds", "\t".join(KINDS)), ("blocks", letters)]
    sections = {
        "labels": "".join(f"{name}\t{values}\n" for name, values in labels).encode(),
        "lexical.keys": keys(encoder.lexical_rows),
        "lexical": table(encoder.lexical.weight),
    }
    for index, module in enumerate(encoder.blocks):
        block(sections, str(index), module)
    sections["enter"] = product(*joined(filled(head.trigger), filled(head.end)))
    sections["trigger"] = product(*joined(filled(head.kind), filled(head.subject_of), filled(head.object_of), filled(head.status)), step)
    biases = (torch.cat([head.subject_bias.weight, head.object_bias.weight]), torch.cat([head.subject_bias.bias, head.object_bias.bias]))
    biases = F.pad(biases[0], (0, 0, 0, BLOCK - 2)), F.pad(biases[1], (0, BLOCK - 2))
    sections["end"] = product(*joined(filled(head.subject), filled(head.object), biases, filled(head.subject_kind), filled(head.object_kind)), step)
    sections["paths"] = floats(head.path.weight)
    sections["bias"] = floats(head.bias)
    return sections


def hidden_step(student, examples):
    """The step in which hidden rows are stored: all but one in two thousand of their values fit."""
    student.eval()
    values = []
    hooks = [layer.register_forward_hook(lambda _, __, out: values.append(torch.relu(out).flatten())) for layer in (student.head.trigger, student.head.end)]
    with torch.no_grad():
        for example in examples:
            student([example])
    for hook in hooks:
        hook.remove()
    values = torch.cat(values)
    values = values[values > 0].sort().values
    return float(values[int(len(values) * (1 - 1 / 2000))]) / CLIP


def save(student, model, examples, path):
    """Writes the file and returns the size of each section in bytes."""
    return write(Path(path), sections_of(student, model, hidden_step(student, examples)))
