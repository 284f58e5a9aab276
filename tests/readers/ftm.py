"""Reads FollowTheMoney entities and statements with its own library; prints what was written and what it keeps. Arguments: entities, statements."""
import json
import sys

from followthemoney import model
from followthemoney.statement import Statement
from followthemoney.statement.serialize import read_csv_statements

entities = written = kept = 0
ids = set()
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        record = json.loads(line)
        entities += 1
        ids.add(record["id"])
        written += sum(len(values) for values in record["properties"].values())
        entity = model.get_proxy(record, cleaned=False)
        entity.schema.validate(record)
        kept += sum(1 for _ in entity.itervalues())
        for prop, value in entity.itervalues():
            assert prop.type.name != "entity" or value, prop
print(f"entities {entities} values {written} kept {kept}")
assert len(ids) == entities, "ids are unique"
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        for prop, value in model.get_proxy(json.loads(line)).itervalues():
            assert prop.type.name != "entity" or value in ids, f"{prop} leads to nobody: {value}"

rows = right = 0
with open(sys.argv[2], "rb") as file:
    for statement in read_csv_statements(file):
        rows += 1
        made = Statement.make_key(statement.dataset, statement.entity_id, statement.prop, statement.value, False)
        right += made == statement.id
print(f"statements {rows} right {right}")
