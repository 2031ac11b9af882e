import { airDomain } from './air/air-domain.js';
import { airMembers } from './air/air-members.js';
import { densityMembers } from './air/station-density.js';
import { energyDomain, energyMembers } from './asset/energy.js';
import { lightingDomain, lightingMembers } from './asset/lighting.js';
import { parkingDomain, parkingMembers } from './asset/parking.js';
import { wasteDomain, wasteMembers } from './asset/waste.js';
import type { Domain, MemberMethod } from './core/method.js';
import { dataDomain, dataMembers } from './data-quality/data-domain.js';
import { noiseDomain } from './noise/noise-domain.js';
import { noiseMembers } from './noise/noise-members.js';
import { streetMembers } from './traffic/street-members.js';
import { trafficDomain } from './traffic/traffic-domain.js';
import { trafficMembers } from './traffic/traffic-members.js';
import { waterDomain } from './water/water-domain.js';
import { waterMembers } from './water/water-members.js';
import { weatherDomain, weatherMembers } from './weather/weather.js';

/** Domains by id; a domain other than `data` is the measure family of its stations. */
export const DOMAINS: ReadonlyMap<string, Domain> = new Map(
  [
    trafficDomain,
    airDomain,
    noiseDomain,
    weatherDomain,
    lightingDomain,
    wasteDomain,
    waterDomain,
    energyDomain,
    parkingDomain,
    dataDomain,
  ].map((domain) => [domain.id, domain]),
);

/** Every KPI member that this library computes. */
export const MEMBERS: readonly MemberMethod[] = [
  ...trafficMembers,
  ...streetMembers,
  ...airMembers,
  ...densityMembers,
  ...noiseMembers,
  ...weatherMembers,
  ...lightingMembers,
  ...wasteMembers,
  ...waterMembers,
  ...energyMembers,
  ...parkingMembers,
  ...dataMembers,
];

/** Members of a KPI: itself, or those of its family; empty for one that isn't computed. */
export function membersOf(kpi: string): readonly MemberMethod[] {
  return MEMBERS.filter((member) => member.kpi === kpi || member.family === kpi);
}
