"""Writes `model.bin`; `crates/kg-nlp/src/network/file.rs` describes it byte by byte."""

import struct
import zlib

import numpy as np
import torch

from network import Gates

VERSION = 1
CLIP = 63
"""Activations are stored in seven bits: 64 plus at most 63 steps either way."""
NORMALISED_STEP = 5 / CLIP
"""Rows after a layer normalisation seldom leave -5..5."""


def table(rows):
    """Rows in four bits with a scale each."""
    rows = rows.detach().numpy().astype(np.float32)
    scale = np.maximum(np.abs(rows).max(1, keepdims=True), 1e-8) / 7
    # The scale is stored as the upper half of a float, so quantise with what will be read back.
    bits = ((scale.view(np.uint32) + 0x8000) >> 16).astype(np.uint16)
    scale = (bits.astype(np.uint32) << 16).view(np.float32)
    values = (np.clip(np.rint(rows / scale), -7, 7) + 8).astype(np.uint8)
    return struct.pack("<2I", *rows.shape) + (values[:, 0::2] | values[:, 1::2] << 4).tobytes() + bits.astype("<u2").tobytes()


def read_table(content):
    """What the program reads back from `table`."""
    rows, width = struct.unpack("<2I", content[:8])
    nibbles = np.frombuffer(content, np.uint8, rows * width // 2, 8).reshape(rows, width // 2)
    scale = (np.frombuffer(content, "<u2", rows, 8 + rows * width // 2).astype(np.uint32) << 16).view(np.float32)
    values = np.empty((rows, width), np.float32)
    values[:, 0::2], values[:, 1::2] = nibbles & 15, nibbles >> 4
    return (values - 8) * scale[:, None]


def product(weights, bias, step=NORMALISED_STEP):
    """Weights [outputs][inputs] in eight bits with a scale for each output, packed by 16 outputs and 4 inputs."""
    weights, bias = weights.detach().numpy().astype(np.float32), bias.detach().numpy().astype(np.float32)
    outputs, inputs = weights.shape
    padded = -(-outputs // 16) * 16
    weights, bias = np.pad(weights, ((0, padded - outputs), (0, 0))), np.pad(bias, (0, padded - outputs))
    largest = np.maximum(np.abs(weights).max(1, keepdims=True), 1e-8)
    small = np.rint(weights / largest * 127).astype(np.int8)
    packed = small.reshape(padded // 16, 16, inputs // 4, 4).transpose(0, 2, 1, 3)
    scale = (largest[:, 0] / 127 * step).astype("<f4")
    return struct.pack("<2If", inputs, padded, step) + scale.tobytes() + bias.astype("<f4").tobytes() + packed.tobytes()


def floats(*tensors):
    return b"".join(np.ascontiguousarray(t.detach().numpy(), dtype="<f4").tobytes() for t in tensors)


def keys(rows):
    """{string: small number} by the CRC-32 of the string; of two strings with one checksum the first keeps it."""
    numbers = {}
    for string, row in rows.items():
        numbers.setdefault(zlib.crc32(string.encode()), row)
    ordered = np.array(sorted(numbers), dtype=np.uint32)
    starts = np.searchsorted(ordered >> 20, np.arange(4097)).astype("<u4")
    values = np.array([numbers[int(key)] for key in ordered], dtype="<u2")
    return struct.pack("<I", len(ordered)) + starts.tobytes() + ordered.astype("<u4").tobytes() + values.tobytes()


def block(sections, prefix, module):
    """The two sections of a `Window` or `Gates`."""
    if isinstance(module, Gates):
        bias = module.products.bias.detach().clone().view(2, 3, module.side)
        bias[:, 1] += 1
        weights, bias = module.products.weight, bias.view(-1)
    else:
        # [out][in][place in the window] -> [out][place][in]
        weights, bias = module.products.weight.transpose(1, 2).reshape(module.products.weight.shape[0], -1), module.products.bias
    sections[f"{prefix}.product"] = product(weights, bias)
    sections[f"{prefix}.norm"] = floats(module.norm.weight, module.norm.bias)


def heads(network):
    """One product of all that is read off the last layer, each part filled to sixteen outputs."""
    weights, biases = [], []
    for layer in (network.xpos, network.upos, network.arc_dependent, network.arc_head, network.label_dependent, network.label_head):
        fill = -layer.weight.shape[0] % 16
        weights.append(torch.cat([layer.weight, torch.zeros(fill, layer.weight.shape[1])]))
        bias = layer.bias if layer.bias is not None else torch.zeros(layer.weight.shape[0])
        biases.append(torch.cat([bias, torch.zeros(fill)]))
    return product(torch.cat(weights), torch.cat(biases))


def sections_of(network, breaker, labels, words, lemma_keys, name_step):
    """Every section of the file. `name_step` is the step of the name tagger's hidden layer, measured on text."""
    own_width = network.own.weight.shape[0]
    vectors = network.project(network.vectors)
    scripts = sorted(set(lemma_keys.values()))
    relations = len(labels.lists["relations"])
    fill = -relations % 16
    sections = {
        "labels": "".join(f"{name}\t" + "\t".join(values) + "\n" for name, values in labels.lists.items()).encode()
        + f"blocks\t{network.plan.layers}\nbreaker\t{''.join('q' if isinstance(b, Gates) else 'c' for b in breaker.blocks)}\n".encode(),
        "own.keys": keys({word: row for word, row in words.own.items() if 1 < row < own_width}),
        "own": table(network.own.weight),
        "vec.keys": keys(words.vector),
        "vectors": table(vectors),
        "affixes": table(torch.cat([part.weight for part in network.affixes])),
        "input.norm": floats(network.norm.weight, network.norm.bias),
    }
    for index, module in enumerate(network.blocks):
        block(sections, str(index), module)
    sections["heads"] = heads(network)
    sections["root"] = floats(torch.relu(network.arc_head(network.root)))
    # Scores are d' B h + b' h, so the bilinear form is stored as [dependent][head].
    sections["bilinear"] = floats(network.bilinear, network.head_bias)
    sections["distance"] = floats(network.distance)
    sections["label"] = floats(torch.nn.functional.pad(network.label.weight.T, (0, fill)), torch.nn.functional.pad(network.label.bias, (0, fill)))
    name = network.name
    sections["name.enter"] = product(name.enter.weight, name.enter.bias)
    block(sections, "name.0", name.blocks[0])
    block(sections, "name.1", name.blocks[1])
    # The first block of the tagger reads ReLU outputs, which no normalisation bounds.
    sections["name.0.product"] = product(name.blocks[0].products.weight.transpose(1, 2).reshape(name.width, -1), name.blocks[0].products.bias, name_step)
    sections["name.out"] = product(name.out.weight, name.out.bias)
    sections["brk.enter"] = product(breaker.enter.weight, breaker.enter.bias)
    sections["brk.space"] = floats(breaker.space.weight)
    sections["brk.norm"] = floats(breaker.norm.weight, breaker.norm.bias)
    for index, module in enumerate(breaker.blocks):
        block(sections, f"brk.{index}", module)
    sections["brk.out"] = floats(breaker.out.weight[0], breaker.out.bias)
    sections["lem.keys"] = keys({key: scripts.index(edit) for key, edit in lemma_keys.items()})
    sections["lem.scripts"] = "".join(f"{cut}\t{append}\n" for cut, append in scripts).encode()
    return sections


def write(path, sections):
    """Writes the file beside and renames it."""
    directory, content, start = b"", b"", -(-(20 + 28 * len(sections)) // 64) * 64
    first = start
    for name, body in sections.items():
        assert len(name) <= 16, name
        directory += struct.pack("<16s3I", name.encode(), start, len(body), zlib.crc32(body))
        content += body + bytes(-len(body) % 64)
        start += len(body) + -len(body) % 64
    header = b"kg-model" + struct.pack("<3I", VERSION, len(sections), zlib.crc32(directory)) + directory
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_bytes(header + bytes(first - len(header)) + content)
    partial.rename(path)
    return {name: len(body) for name, body in sections.items()}
