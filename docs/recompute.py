"""Recomputes a KPI value from its lineage: python3 recompute.py lineage.csv   (docs/guides/trace-a-number.md)"""
import csv, sys
from collections import defaultdict
from datetime import datetime
from math import ceil, fsum, log10
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

def quotient():
    works = lambda s: min(total("valid", s), total("expected", s)) >= (0.75 - 1e-9) * total("expected", s)
    def term(role):
        if formula[role] in ("sum", "figure"): return total(role)
        counted = [s for s in stations if total("expected", s) > 0 and (formula[role] == "weight" or works(s))]
        return fsum(total(role, s) / total("expected", s) for s in counted)
    return term("num") / term("den") * number("scale")

def floods(days):
    events, starts = 0, sorted({start for (_, start), d in days.items() if d["x0"] > 0})
    for own in ([d for (_, at), d in days.items() if at == start and d["x0"] > 0] for start in starts):
        running = any(d["x1"] > 0 for d in own)
        for w in range(288):
            now = any(int(d[f"x{2 + w // 48}"]) >> w % 48 & 1 for d in own)
            events, running = events + (now and not running), now
    return events

def weighted(values):
    return fsum(w * v for w, v in values) / fsum(w for w, _ in values)

def reliability(days, index):
    """Of each station the days with 75 % of their peak readings; five of them make a value, weighted by veh·km."""
    found = []
    for s in stations:
        own = [d for (station, _), d in days.items() if station == s and min(d["x0"], d["x1"], d["x2"], d["x4"]) > 0]
        own = [d for d in own if d["x3"] >= 0.75 * d["x4"] - 1e-9]
        if len(own) >= 5: found.append((fsum(d["x2"] for d in own), index(own)))
    return weighted(found)

def p95(values):
    return sorted(values)[max(0, ceil(0.95 * len(values) - 1e-9) - 1)]

def buffer(own):
    times = [d["x0"] / d["x2"] for d in own]
    return 100 * (p95(times) / (fsum(times) / len(times)) - 1)

def aadt(days):
    """AASHTO: weekdays, of months, of days; 11 months with 6 weekdays each; weighted by length."""
    mean, found = lambda values: fsum(values) / len(values), []
    for s in stations:
        cells, own = defaultdict(lambda: defaultdict(list)), []
        for (station, start), d in days.items():
            if station == s and d["x2"] > 0:
                at = datetime.fromisoformat(start)
                cells[at.month][at.weekday()].append(d["x0"]); own.append(d)
        months = [by_weekday for by_weekday in cells.values() if len(by_weekday) >= 6]
        if len(months) < 11: continue
        weekdays = [[mean(m[day]) for m in months if day in m] for day in range(7)]
        vehicles = fsum(d["x0"] for d in own)
        km = fsum(d["x1"] for d in own) / vehicles if vehicles > 0 else 0
        found.append((km if km > 0 or len(stations) > 1 else 1, mean([mean(day) for day in weekdays if day])))
    return weighted(found)

def over_days():
    days = defaultdict(dict)
    for role, station, start, value in rows: days[station, start][role] = value
    return {
        "greatest-day": lambda: max(d["x0"] for d in days.values() if d["x1"] > 0),
        "days-any": lambda: len({start for (_, start), d in days.items() if d["x0"] > 0 and d["x1"] > 0}),
        "distinct-events": lambda: floods(days),
        "planning-time-index": lambda: reliability(days, lambda own: p95([d["x0"] / d["x1"] for d in own])),
        "buffer-index": lambda: reliability(days, buffer),
        "aadt": lambda: aadt(days),
    }[formula["reducer"]]()

print({
    "ratio": lambda: total("num") / total("den") * number("scale"),
    "sum": lambda: total("num"),
    "max": lambda: max(total("num", s) for s in stations if total("known", s) > 0),
    "energy-mean": lambda: 10 * log10(total("num") / total("den")),
    "percentile": lambda: percentile(number("p"), [float(e) for e in formula["edges"].split()]),
    "stations": over_stations,
    "quotient": quotient,
    "overDays": over_days,
}[formula["kind"]]())
