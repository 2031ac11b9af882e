"""Recomputes a KPI value from its lineage: python3 recompute.py lineage.csv   (docs/guides/trace-a-number.md)"""
import csv, sys
from math import fsum, log10

about, formula, rows = {}, {}, []
with open(sys.argv[1], encoding="utf-8-sig") as file:
    for record, name, station, start, component, value in csv.reader(file):
        if record == "about": about[name] = value
        if record == "formula": formula[name] = value
        if record == "input": rows.append((name, station, start, float(value)))


def total(role, station=None):
    return fsum(value for name, at, _, value in rows if name == role and station in (None, at))


stations = sorted({station for _, station, _, _ in rows})
kinds = {
    "ratio": lambda: total("num") / total("den") * float(formula["scale"]),
    "sum": lambda: total("num"),
    "max": lambda: max(total("num", at) for at in stations if total("known", at) > 0),
    "growth": lambda: ((total("num") / total("den")) ** (1 / float(formula["years"])) - 1) * 100,
    "energy-mean": lambda: 10 * log10(total("num") / total("den")),
}
if formula["kind"] in kinds:
    print(kinds[formula["kind"]]())
else:
    import recompute_more  # percentiles, one number a station, shares of what works, reducers over days

    print(recompute_more.value(formula, rows, stations, total))
