import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { limitsFileSchema, pcuFileSchema } from './catalogue.schema.js';
import { planFileSchema } from './plan.schema.js';
import { readAlarmRules } from './read-alarm-rules.js';
import { readAreaFacts } from './read-area-facts.js';
import { readAreas } from './read-areas.js';
import { readFrameworks } from './read-frameworks.js';
import { readKpis } from './read-catalogue.js';
import { readIndicators, readIndicatorValues } from './read-indicators.js';
import { readDevices, readProfiles, readStations } from './read-inventory.js';
import { SeedFile } from './seed-file.js';
import type { Seeds } from './seeds.js';

/**
 * Reads and checks the whole seeds folder. Throws SeedError at the first thing wrong, naming file, line, path and
 * what is allowed. `measures.yaml` is only parsed: the measure catalogue checks it.
 */
export function readSeeds(dir: string): Seeds {
  const sets = readdirSync(join(dir, 'areas'))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => readAreas(dir, join('areas', name)));
  const profiles = readProfiles(dir);
  const stations = readStations(dir);
  const limits = SeedFile.open(dir, 'limits.yaml').parse(limitsFileSchema);
  const indicators = readIndicators(dir);
  const catalogue = readKpis(dir);
  const names = {
    kpis: new Set(
      catalogue.kpis.flatMap(({ id, members }) => [id, ...members.map((member) => `${id}.${member.id}`)]),
    ),
    series: new Set(indicators.map(({ id }) => id)),
  };
  const areas = sets.flatMap((file) => file.areas);
  return {
    sets: sets.map((file) => file.set),
    areas,
    areaFacts: readAreaFacts(dir, areas),
    successors: sets.flatMap((file) => file.successors),
    measures: SeedFile.open(dir, 'measures.yaml').raw(),
    profiles,
    stations,
    devices: readDevices(dir, stations, profiles),
    ...catalogue,
    pcu: SeedFile.open(dir, 'pcu.yaml').parse(pcuFileSchema).tables,
    limits: limits.air,
    noiseLimits: limits.noise,
    indicators,
    indicatorValues: readIndicatorValues(dir, indicators),
    ...readFrameworks(dir, names),
    alarmRules: readAlarmRules(dir),
    plan: SeedFile.open(dir, 'plan.yaml').parse(planFileSchema),
  };
}
