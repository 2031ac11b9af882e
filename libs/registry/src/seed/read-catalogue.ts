import { definitionMistakes, isExpressed, type KpiDefinition } from '@app/kpi';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { kpisFileSchema, targetsFileSchema, type Target } from './catalogue.schema.js';
import { SeedFile } from './seed-file.js';

/** KPI definitions of `kpis/*.yaml`, each with its targets of `targets.yaml`. Ids are unique over all files. */
export function readKpis(dir: string): { kpis: KpiDefinition[]; targets: Target[] } {
  const targetsFile: SeedFile = SeedFile.open(dir, 'targets.yaml');
  const { targets } = targetsFile.parse(targetsFileSchema);
  const seen = new Set<string>();
  const kpis = kpiFiles(dir).flatMap((name) => {
    const file: SeedFile = SeedFile.open(dir, name);
    return file.parse(kpisFileSchema).kpis.map((kpi, i) => {
      if (seen.has(`${kpi.id}/${kpi.version}`)) file.refuse(['kpis', i, 'id'], `${kpi.id} stands twice`);
      seen.add(`${kpi.id}/${kpi.version}`);
      if (kpi.targets.length > 0) file.refuse(['kpis', i, 'targets'], 'targets are kept in targets.yaml');
      const [mistake] = isExpressed(kpi) ? definitionMistakes(kpi) : [];
      if (mistake !== undefined) file.refuse(['kpis', i, ...pathOf(mistake.path)], mistake.message);
      return { ...kpi, targets: targets.filter((target) => target.kpi === kpi.id).map(asDefinitionTarget) };
    });
  });
  const known = new Map(kpis.map((kpi) => [kpi.id, new Set(kpi.members.map((member) => member.id))]));
  targets.forEach((target, i) => {
    const members = known.get(target.kpi);
    if (members === undefined) targetsFile.refuse(['targets', i, 'kpi'], `no KPI ${target.kpi} in kpis/`);
    if (target.member !== undefined && !members.has(target.member)) {
      targetsFile.refuse(['targets', i, 'member'], `allowed are ${[...members].join(', ')}`);
    }
  });
  return { kpis, targets };
}

function pathOf(text: string): (string | number)[] {
  return text.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

function kpiFiles(dir: string): string[] {
  return readdirSync(join(dir, 'kpis'))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => join('kpis', name));
}

function asDefinitionTarget(target: Target): KpiDefinition['targets'][number] {
  const { id: _id, kpi: _kpi, unit: _unit, basis: _basis, note: _note, ...dated } = target;
  const { direction: _direction, average: _average, ...rest } = dated;
  return rest;
}
