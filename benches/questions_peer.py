"""The peer of questions.rs: NetworkX over the edges and questions of a file.

Prints the median milliseconds of a path, three paths and a pattern, loading left out.
"""

import itertools
import statistics
import sys
import time

import networkx

simple, directed, pairs = networkx.Graph(), networkx.DiGraph(), []
for line in open(sys.argv[1], encoding="utf-8"):
    words = line.split()
    if words[0] == "pair":
        pairs.append((int(words[1]), int(words[2])))
        continue
    subject, object, kind = int(words[1]), int(words[2]), words[3]
    simple.add_edge(subject, object)
    if directed.has_edge(subject, object):
        directed[subject][object]["kinds"].add(kind)
    else:
        directed.add_edge(subject, object, kinds={kind})


def median(ask):
    times = []
    for pair in pairs:
        start = time.perf_counter()
        try:
            ask(*pair)
        except (networkx.NetworkXNoPath, networkx.NodeNotFound):
            pass
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def pattern(start, _):
    if start not in directed:
        return []
    return [
        (middle, end)
        for middle, edge in directed[start].items()
        if "backed" in edge["kinds"]
        for end, further in directed[middle].items()
        if "attacked" in further["kinds"]
    ]


print(median(lambda a, b: networkx.bidirectional_shortest_path(simple, a, b)))
print(median(lambda a, b: list(itertools.islice(networkx.shortest_simple_paths(simple, a, b), 3))))
print(median(pattern))
