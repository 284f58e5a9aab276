"""Loads a folder of `kg export --ladybug` by its own scripts and asks for shortest paths. Arguments: folder, then two keys a path."""
import os
import sys

try:
    import ladybug
except ImportError:
    import real_ladybug as ladybug

folder, pairs = sys.argv[1], sys.argv[2:]
os.chdir(folder)
connection = ladybug.Connection(ladybug.Database(":memory:"))
for script in ["schema.cypher", "copy.cypher"]:
    with open(script, encoding="utf-8") as file:
        for statement in file.read().splitlines():
            connection.execute(statement)
for what in ["Actor", "Claim", "Document"]:
    print(what, connection.execute(f"MATCH (n:{what}) RETURN count(*)").get_next()[0])
for what in ["Related", "Subject", "Object", "SaidBy", "StandsIn"]:
    print(what, connection.execute(f"MATCH ()-[r:{what}]->() RETURN count(*)").get_next()[0])
for start, end in zip(pairs[::2], pairs[1::2]):
    result = connection.execute(
        "MATCH p = (a:Actor)-[r:Related* SHORTEST 1..6]-(b:Actor) WHERE a.id = $a AND b.id = $b RETURN properties(nodes(p), 'id')", {"a": start, "b": end}
    )
    print("path", " ".join(result.get_next()[0]) if result.has_next() else "none")
