"""Reads an Ahrefs-shaped CSV as a peer would: rows, nofollow rows, first day of each referring host.

usage: peers.py duckdb|polars FILE     or     backlinks convert FILE | peers.py records

Prints `ROWS NOFOLLOW HOSTS DAYS`; DAYS is the sum of the days since 1970 on which each host was first seen.
"""
import datetime
import sys

HOST = r"^[a-z]+://([^/]+)"


def duckdb(path):
    import duckdb

    return duckdb.sql(f"""
        select sum(n)::bigint, sum(nofollow)::bigint, count(*), sum(first - date '1970-01-01')::bigint
        from (select regexp_extract("Referring page URL", '{HOST}', 1) as host, count(*) as n,
                sum("Nofollow"::boolean::int) as nofollow, min("First seen"::timestamp)::date as first
              from read_csv('{path}', all_varchar = true, header = true, delim = ',', quote = '"')
              group by host)""").fetchall()[0]


def polars(path):
    import polars as pl

    hosts = (
        pl.scan_csv(path, infer_schema=False)
        .group_by(pl.col("Referring page URL").str.extract(HOST, 1).alias("host"))
        .agg(
            pl.len().alias("rows"),
            (pl.col("Nofollow") == "true").sum().alias("nofollow"),
            pl.col("First seen").min().str.slice(0, 10).str.to_date().alias("first"),
        )
        .collect()
    )
    days = hosts["first"].cast(pl.Int32).cast(pl.Int64).sum()
    return hosts["rows"].sum(), hosts["nofollow"].sum(), hosts.height, days


def records(lines):
    import json

    rows = nofollow = 0
    first = {}
    for line in lines:
        record = json.loads(line)
        rows += 1
        nofollow += record.get("nofollow", False)
        day = record["first_seen"][:10]
        first[record["source_host"]] = min(day, first.get(record["source_host"], day))
    epoch = datetime.date(1970, 1, 1)
    days = sum((datetime.date.fromisoformat(day) - epoch).days for day in first.values())
    return rows, nofollow, len(first), days


kind = sys.argv[1]
if kind == "records":
    print(*records(sys.stdin))
else:
    print(*{"duckdb": duckdb, "polars": polars}[kind](sys.argv[2]))
