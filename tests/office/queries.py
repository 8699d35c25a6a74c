"""Makes the roll-up's tables with the queries for Spark, in DuckDB: one JSON object, by the names of the queries.

    python queries.py QUERIES ROSTER ROOT...
"""

import decimal
import json
import pathlib
import re
import sys

import duckdb

TABLES = ["register", "entries", "merges", "findings", "scores", "changes"]


def main(queries, roster, *roots):
    db = duckdb.connect()
    there = set()
    for table in TABLES:
        files = [str(file) for root in roots for file in sorted(pathlib.Path(root, table).rglob("*.parquet"))]
        if files:
            db.read_parquet(files, hive_partitioning=False).create_view(table)
            there.add(table)
    db.read_csv(roster, header=True, all_varchar=True).create_view("roster")
    made = {}
    for path in sorted(pathlib.Path(queries).glob("*.sql")):
        query = path.read_text("utf-8")
        if all(table in there for table in TABLES if re.search(rf"\b(FROM|JOIN) {table}\b", query)):
            found = db.sql(query)
            made[path.stem] = [dict(zip(found.columns, row)) for row in found.fetchall()]
    number = lambda value: float(value) if isinstance(value, decimal.Decimal) else value
    json.dump(made, sys.stdout, ensure_ascii=False, default=number)


main(*sys.argv[1:])
