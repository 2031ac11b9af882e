import { Injectable } from '@nestjs/common';
import { hashSecret } from '@app/access';
import { formatLocal } from '@app/kpi';
import { ClaimRepository, InventoryCache } from '@app/registry';
import type { z } from 'zod';
import { Problem } from '../http/problem.js';
import { Places } from '../inventory/places.js';
import { formatClaimCode, newClaimCode } from './claim-code.js';
import type { claimBatchInput, newClaimsSchema } from './claim.schemas.js';

const DAY_MS = 86_400_000;

/** Makes batches of claim codes. */
@Injectable()
export class NewBatches {
  constructor(
    private readonly codes: ClaimRepository,
    private readonly cache: InventoryCache,
    private readonly places: Places,
  ) {}

  /**
   * @param now epoch ms
   * @throws Problem 400 for a type, cadence or station that doesn't fit, 404 for an area that isn't there
   */
  async make(
    id: string,
    body: z.infer<typeof claimBatchInput>,
    by: string,
    now: number,
  ): Promise<z.infer<typeof newClaimsSchema>> {
    const cadenceS = this.checkedCadence(body);
    if (body.area !== undefined) this.places.requireArea(body.area, this.places.set(undefined));
    const expiresAt = now + body.days * DAY_MS;
    const codes = Array.from({ length: body.count }, () => {
      const code = newClaimCode();
      return { code, device: `${body.prefix ?? body.profile}-${code.id.toLowerCase()}` };
    });
    await this.codes.add(
      {
        id,
        note: body.note,
        profile: body.profile,
        cadenceS,
        area: body.area ?? null,
        station: body.station ?? null,
        madeBy: by,
        expiresAt,
      },
      codes.map(({ code, device }) => ({ id: code.id, device, secret: hashSecret(code.secret) })),
    );
    return {
      id,
      expiresAt: formatLocal(expiresAt),
      items: codes.map(({ code, device }) => ({ device, claimCode: formatClaimCode(code) })),
    };
  }

  private checkedCadence({ profile: name, station: at, cadence }: z.infer<typeof claimBatchInput>): number {
    const { profiles, stations } = this.cache.current();
    const profile = profiles.get(name);
    if (profile === undefined)
      throw new Problem(400, `profile: no device type ${name}; there are ${[...profiles.keys()].join(', ')}`);
    const station = at === undefined ? undefined : stations.get(at);
    if (at !== undefined && station === undefined) throw new Problem(400, `station: no station ${at}`);
    if (station !== undefined && station.kind !== profile.family)
      throw new Problem(
        400,
        `station: ${at} is of kind ${station.kind}, type ${name} of family ${profile.family}`,
      );
    const found = cadence ?? profile.cadenceS ?? null;
    if (found === null) throw new Problem(400, `cadence: type ${name} has no usual one; say the seconds`);
    return found;
  }
}
