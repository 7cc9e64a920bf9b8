"""Reads an Ahrefs-shaped CSV, or a log, as a peer would.

usage: peers.py duckdb|polars FILE     or     backlinks convert FILE | peers.py records
Prints `ROWS NOFOLLOW HOSTS DAYS`: rows, nofollow rows, referring hosts, and the sum of the days since 1970 on
which each host was first seen.

usage: peers.py polars-log LOG SITE     or     backlinks convert LOG --site SITE | peers.py referrals
Prints `HITS HOSTS`: visits from other sites, and their hosts.

usage: peers.py goaccess-counts JSON     or     backlinks inspect --json LOG --site SITE | peers.py inspection
Prints `LINES REJECTED`: lines that were understood, and lines that were not.
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


def polars_log(path, site):
    import polars as pl

    hits = (
        pl.scan_csv(
            path, has_header=False, new_columns=["line"], separator="\x01", quote_char=None, infer_schema=False)
        .select(pl.col("line").str.extract(r'" \d+ \S+ "https?://([^/"]+)[^"]*" "[^"]*"$', 1).alias("host"))
        .filter(pl.col("host").is_not_null() & (pl.col("host") != site) & ~pl.col("host").str.ends_with("." + site))
        .group_by("host")
        .len()
        .collect()
    )
    return hits["len"].sum(), hits.height


def referrals(lines):
    import json

    hits = 0
    hosts = set()
    for line in lines:
        record = json.loads(line)
        hits += record["hits"]
        hosts.add(record["source_host"])
    return hits, len(hosts)


def goaccess_counts(path):
    import json

    with open(path, encoding="utf-8", errors="replace") as file:
        general = json.load(file)["general"]
    return general["valid_requests"], general["failed_requests"]


def inspection(lines):
    import json

    counts = json.load(lines)
    return counts["used"] + sum(counts["skipped"].values()), sum(counts["rejected"].values())


kind, arguments = sys.argv[1], sys.argv[2:]
readers = {"records": records, "referrals": referrals, "inspection": inspection}
if kind in readers:
    print(*readers[kind](sys.stdin))
else:
    files = {
        "duckdb": duckdb, "polars": polars, "polars-log": polars_log, "goaccess-counts": goaccess_counts}
    print(*files[kind](*arguments))
