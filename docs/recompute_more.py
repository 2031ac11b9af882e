"""The formulas of recompute.py that aren't sums: one function a kind, in the platform's own words (libs/kpi)."""
from collections import defaultdict
from datetime import date
from math import ceil, fsum, log10
from statistics import median


def mean(values):
    return fsum(values) / len(values)


def percentile(formula, total):
    """Of a histogram, linear inside its bucket; the last bucket is open."""
    edges = [float(edge) for edge in formula["edges"].split()]
    counts = [total(f"bucket{i}") for i in range(len(edges) + 1)]
    rank, below = float(formula["p"]) * fsum(counts), 0
    for i, n in enumerate(counts):
        if n > 0 and below + n >= rank - 1e-9 * fsum(counts):
            low = edges[i - 1] if i else 0
            return low + (edges[i] - low) * max(0, rank - below) / n if i < len(edges) else low
        below += n


def over_stations(formula, stations, total):
    """One number a station with enough data: their mean, median or share above a threshold."""
    def enough(at):
        return "enough" not in formula or total("got", at) >= float(formula["enough"]) * total("due", at) - 1e-9 > -1e-9
    values = [total("num", at) / total("den", at) for at in stations if total("den", at) > 0 and enough(at)]
    if "level" in formula: values = [10 * log10(value) for value in values]
    if formula["reduce"] == "shareAbove":
        return 100 * sum(value > float(formula["threshold"]) * (1 + 1e-9) for value in values) / len(values)
    return {"mean": mean, "median": median}[formula["reduce"]](values)


def quotient(formula, stations, total):
    """Sums, figures about the area, or what stations stand for: all of them, or those that work (75 %)."""
    def works(at):
        return min(total("valid", at), total("expected", at)) >= (0.75 - 1e-9) * total("expected", at)
    def term(role):
        if formula[role] in ("sum", "figure"): return total(role)
        counted = [at for at in stations if total("expected", at) > 0 and (formula[role] == "weight" or works(at))]
        return fsum(total(role, at) / total("expected", at) for at in counted)
    return term("num") / term("den") * float(formula["scale"])


def floods(days):
    """Runs of 5-minute windows above the level in any station; a day's windows are six numbers of 48 bits."""
    events = 0
    for start in sorted({start for (_, start), x in days.items() if x[0] > 0}):
        own = [x for (_, at), x in days.items() if at == start and x[0] > 0]
        running = any(x[1] > 0 for x in own)
        for window in range(288):
            now = any(int(x[2 + window // 48]) >> window % 48 & 1 for x in own)
            events, running = events + (now and not running), now
    return events


def weighted(days, index):
    """By veh·km, over segments with five days that have 75 % of their peaks' readings."""
    by_station = defaultdict(list)
    for (station, _), (vht, free, vkt, valid, expected) in days.items():
        if expected > 0 and valid >= 0.75 * expected - 1e-9 and min(vht, free, vkt) > 0:
            by_station[station].append((vht, free, vkt))
    pairs = [(fsum(d[2] for d in own), index(own)) for own in by_station.values() if len(own) >= 5]
    return fsum(w * value for w, value in pairs) / fsum(w for w, _ in pairs)


def p95(values):
    return sorted(values)[max(0, ceil(0.95 * len(values) - 1e-9) - 1)]  # nearest rank


def buffer(own):
    times = [vht / vkt for vht, _, vkt in own]
    return (p95(times) - mean(times)) / mean(times) * 100


def aadt(days):
    """AASHTO: mean over weekdays of the mean over months of a weekday's days; of stations weighted by length."""
    stations, pairs = {station for station, _ in days}, []
    for station in stations:
        months, whole = defaultdict(lambda: defaultdict(list)), []
        for (at, start), (vehicles, vkt, counts) in days.items():
            if at != station or counts <= 0: continue
            day = date.fromisoformat(start[:10])
            months[day.month][day.weekday()].append(vehicles)
            whole.append((vehicles, vkt))
        full = [week for week in months.values() if len(week) >= 6]
        if len(full) < 11: continue
        weekdays = [[mean(week[day]) for week in full if day in week] for day in range(7)]
        km = fsum(vkt for _, vkt in whole) / (fsum(n for n, _ in whole) or 1)
        pairs.append((km if km > 0 or len(stations) > 1 else 1, mean([mean(week) for week in weekdays if week])))
    return fsum(w * value for w, value in pairs) / fsum(w for w, _ in pairs)


def over_days(formula, rows):
    days = defaultdict(dict)
    for role, station, start, value in rows: days[station, start][int(role[1:])] = value
    days = {key: [x[i] for i in range(len(x))] for key, x in days.items()}
    return {
        "greatest-day": lambda: max(x[0] for x in days.values() if x[1] > 0),
        "days-any": lambda: len({start for (_, start), x in days.items() if x[0] > 0 and x[1] > 0}),
        "distinct-events": lambda: floods(days),
        "planning-time-index": lambda: weighted(days, lambda own: p95([vht / free for vht, free, _ in own])),
        "buffer-index": lambda: weighted(days, buffer),
        "aadt": lambda: aadt(days),
    }[formula["reducer"]]()


def value(formula, rows, stations, total):
    if formula["kind"] == "percentile": return percentile(formula, total)
    if formula["kind"] == "stations": return over_stations(formula, stations, total)
    if formula["kind"] == "quotient": return quotient(formula, stations, total)
    if formula["kind"] == "overDays": return over_days(formula, rows)
    raise SystemExit(f"a formula of its own: {formula.get('expression')}")
