#!/usr/bin/env python3
"""Downloads a month of a measure as a file, with nothing but Python's own library.

    python3 docs/query_series.py --measure traffic.n.car --area 718 --month 2026-11 --format parquet
"""
import argparse
import os
import shutil
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--base", default="http://127.0.0.1:8080", help="address of the platform")
parser.add_argument("--measure", required=True, help="such as traffic.n.car; several by commas")
parser.add_argument("--area", required=True, help="area code; several by commas")
parser.add_argument("--month", required=True, help="YYYY-MM")
parser.add_argument("--bucket", default="hour")
parser.add_argument("--format", default="csv", choices=["csv", "ndjson", "xlsx", "parquet", "arrow"])
parser.add_argument("--out", help="file to write; by default named after the query")
given = parser.parse_args()

year, month = map(int, given.month.split("-"))
query = {
    "measure": given.measure,
    "area": given.area,
    "bucket": given.bucket,
    "from": f"{year:04}-{month:02}-01",
    "to": f"{year + month // 12:04}-{month % 12 + 1:02}-01",
    "format": given.format,
}
request = Request(f"{given.base}/api/v1/series?{urlencode(query)}")
token = os.environ.get("NHIPPHO_TOKEN")
if token:
    request.add_header("Authorization", f"Bearer {token}")
out = given.out or f"{given.measure}_{given.area}_{given.month}.{given.format}".replace(",", "-")
try:
    with urlopen(request) as reply, open(out, "wb") as file:
        shutil.copyfileobj(reply, file)
except HTTPError as error:
    sys.exit(f"{error.code}: {error.read().decode()}")
print(out)
