"""Recomputes a KPI value from its lineage: python3 recompute.py lineage.csv   (docs/guides/trace-a-number.md)"""
import csv, sys
from collections import defaultdict
from math import fsum, log10
from statistics import median

about, formula, rows = {}, {}, []
for record, name, station, start, component, value in csv.reader(open(sys.argv[1], encoding="utf-8-sig")):
    if record == "about": about[name] = value
    if record == "formula": formula[name] = value
    if record == "input": rows.append((name, station, start, float(value)))
number = lambda name: float(formula[name])
total = lambda role, station=None: fsum(v for r, s, _, v in rows if r == role and station in (None, s))
stations = sorted({s for _, s, _, _ in rows})

def percentile(p, edges):
    counts = [total(f"bucket{i}") for i in range(len(edges) + 1)]
    rank, below = p * fsum(counts), 0
    for i, n in enumerate(counts):
        if n > 0 and below + n >= rank - 1e-9 * fsum(counts):
            low = edges[i - 1] if i else 0
            return low + (edges[i] - low) * max(0, rank - below) / n if i < len(edges) else low
        below += n

def over_stations():
    enough = lambda s: "enough" not in formula or total("got", s) >= number("enough") * total("due", s) - 1e-9 > -1e-9
    levels = [total("num", s) / total("den", s) for s in stations if total("den", s) > 0 and enough(s)]
    levels = [10 * log10(v) for v in levels] if "level" in formula else levels
    share = lambda: 100 * sum(v > number("threshold") for v in levels) / len(levels)
    return {"mean": lambda: fsum(levels) / len(levels), "median": lambda: median(levels), "shareAbove": share}[formula["reduce"]]()

def over_days():
    days = defaultdict(dict)
    for role, station, start, value in rows: days[station, start][role] = value
    return {
        "greatest-day": lambda: max(d["x0"] for d in days.values() if d["x1"] > 0),
        "days-any": lambda: len({start for (_, start), d in days.items() if d["x0"] > 0 and d["x1"] > 0}),
    }[formula["reducer"]]()

print({
    "ratio": lambda: total("num") / total("den") * number("scale"),
    "sum": lambda: total("num"),
    "max": lambda: max(total("num", s) for s in stations if total("known", s) > 0),
    "energy-mean": lambda: 10 * log10(total("num") / total("den")),
    "percentile": lambda: percentile(number("p"), [float(e) for e in formula["edges"].split()]),
    "stations": over_stations,
    "overDays": over_days,
}[formula["kind"]]())
