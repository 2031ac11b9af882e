import { airDomain } from './air/air-domain.js';
import { airMembers } from './air/air-members.js';
import { lightingDomain, lightingMembers } from './asset/lighting.js';
import { wasteDomain, wasteMembers } from './asset/waste.js';
import type { Domain, MemberMethod } from './core/method.js';
import { dataDomain, dataMembers } from './data-quality/data-domain.js';
import { trafficDomain } from './traffic/traffic-domain.js';
import { trafficMembers } from './traffic/traffic-members.js';

/** Domains by id; a domain other than `data` is the measure family of its stations. */
export const DOMAINS: ReadonlyMap<string, Domain> = new Map(
  [trafficDomain, airDomain, lightingDomain, wasteDomain, dataDomain].map((domain) => [domain.id, domain]),
);

/** Every KPI member that this library computes. */
export const MEMBERS: readonly MemberMethod[] = [
  ...trafficMembers,
  ...airMembers,
  ...lightingMembers,
  ...wasteMembers,
  ...dataMembers,
];

/** Members of a KPI: itself, or those of its family; empty for one that isn't computed. */
export function membersOf(kpi: string): readonly MemberMethod[] {
  return MEMBERS.filter((member) => member.kpi === kpi || member.family === kpi);
}
