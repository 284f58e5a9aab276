"""Reads exports of one graph with NetworkX and igraph; prints one line of figures a file. Arguments: files."""
import json
import sys

import igraph
import networkx as nx


def figures(graph):
    parallel = graph.number_of_edges() - len({(a, b) for a, b, _ in graph.edges(keys=True)})
    kinds = sorted(data["kind"] for _, _, data in graph.edges(data=True))
    quotes = sum(1 for _, _, data in graph.edges(data=True) if data.get("quote"))
    claims = sum(data["claims"] for _, _, data in graph.edges(data=True))
    return f"nodes {graph.number_of_nodes()} edges {graph.number_of_edges()} parallel {parallel} claims {claims} quotes {quotes} kinds {','.join(kinds)}"


for path in sys.argv[1:]:
    if path.endswith(".gexf"):
        print("gexf", figures(nx.read_gexf(path, version="1.3")))
    elif path.endswith(".graphml"):
        print("graphml", figures(nx.read_graphml(path)))
        graph = igraph.Graph.Read_GraphML(path)
        ends = [(edge.source, edge.target) for edge in graph.es]
        claims = int(sum(graph.es["claims"]))
        quotes = sum(1 for quote in graph.es["quote"] if quote)
        print(f"igraph nodes {graph.vcount()} edges {graph.ecount()} parallel {len(ends) - len(set(ends))} claims {claims} quotes {quotes} kinds {','.join(sorted(graph.es['kind']))}")
    else:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        graph = nx.node_link_graph(data, edges="edges")
        graph.remove_nodes_from(list(nx.isolates(graph)))
        print("node-link", figures(graph))
        made_of = data["graph"]
        print("made-of actors", len(made_of["actors"]), "documents", len(made_of["documents"]), "relations", len(made_of["relations"]), "claims", len(made_of["claims"]))
