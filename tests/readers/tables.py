"""Reads a folder of Parquet and a folder of CSV with DuckDB and pyarrow; prints rows, and whether both hold the same quotes. Arguments: Parquet folder (or -), CSV folder."""
import sys

import duckdb
import pyarrow.csv
import pyarrow.parquet

parquet, csv = sys.argv[1:3]
connection = duckdb.connect()


def first(sql):
    return connection.execute(sql).fetchone()


options = "all_varchar=true, header=true, strict_mode=true"
names = {"actors": "nodes", "relations": "edges", "claims": "claims", "documents": "documents"}
for table, file in names.items():
    path = f"{csv}/{file}.csv"
    rows = first(f"select count(*) from read_csv('{path}', {options})")[0]
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
    arrow = pyarrow.csv.read_csv(path, parse_options=parse).num_rows
    print(f"csv {table} {rows} {arrow}")
    if parquet != "-":
        path = f"{parquet}/{table}.parquet"
        rows = first(f"select count(*) from '{path}'")[0]
        print(f"parquet {table} {rows} {pyarrow.parquet.read_table(path).num_rows}")
if parquet != "-":
    claims = f"'{parquet}/claims.parquet'"
    print("types", ",".join(str(field.type) for field in pyarrow.parquet.read_schema(f"{parquet}/claims.parquet")))
    print("lists", first(f"select sum(len(aliases)) = (select count(*) from '{parquet}/aliases.parquet') from '{parquet}/actors.parquet'")[0])
    print("days", first(f"select min(earliest), max(latest) from {claims}"))
    same = f"select count(*) from read_csv('{csv}/claims.csv', {options}) c join '{parquet}/evidence.parquet' e on c.id = e.claim where c.quote is not distinct from e.quote"
    print("same quotes", first(same)[0])
