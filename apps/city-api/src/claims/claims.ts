import { Injectable } from '@nestjs/common';
import { generateCredential, hashSecret, verify } from '@app/access';
import { Clock } from '@app/config';
import { type ClaimCode, ClaimRepository, InventoryCache, type NewStation } from '@app/registry';
import type { z } from 'zod';
import { Problem } from '../http/problem.js';
import { Places } from '../inventory/places.js';
import { parseClaimCode } from './claim-code.js';
import type { claimedSchema, claimInput } from './claim.schemas.js';

type ClaimInput = z.infer<typeof claimInput>;

/** What a code is compared with where there is none of its name, so that the answer takes as long. */
const NOBODY = hashSecret('');

/** A code that nobody can use: which of the reasons it is isn't said. */
export class UnusableCode extends Problem {
  constructor() {
    super(401, 'claimCode: this is no code that can be claimed: mistyped, claimed already, or over');
  }
}

/** Devices that register themselves, or are by whoever installs them, with a claim code in the place of an identity. */
@Injectable()
export class Claims {
  constructor(
    private readonly codes: ClaimRepository,
    private readonly cache: InventoryCache,
    private readonly places: Places,
    private readonly clock: Clock,
  ) {}

  /** @throws UnusableCode; Problem 400 or 403 where a good code's device may not stand there, and leaves the code as it is */
  async claim(input: ClaimInput): Promise<z.infer<typeof claimedSchema>> {
    const code = await this.usable(input.claimCode);
    const { station, isNew } = this.stationOf(input, code);
    this.requireArea(code, station);
    const { secret, ...stored } = generateCredential();
    const device = await this.codes.claim(
      code.id,
      isNew ? station : null,
      {
        id: code.device,
        station: station.id,
        profile: code.batch.profile,
        cadence: code.batch.cadenceS,
        ...(input.lanes && { lanes: input.lanes }),
        ...(input.direction !== undefined && { direction: input.direction }),
      },
      stored,
    );
    if (device === null) throw new UnusableCode();
    await this.cache.refresh();
    return { id: device.id, credential: secret, station: station.id };
  }

  private async usable(text: string): Promise<ClaimCode> {
    const given = parseClaimCode(text);
    const kept = await this.codes.find(given?.id ?? '');
    const isRight = verify(given?.secret ?? 'none', kept ?? NOBODY);
    const isOpen =
      kept !== null &&
      kept.claimedAt === null &&
      kept.batch.revokedAt === null &&
      kept.batch.expiresAt > this.clock.now();
    if (kept === null || !isRight || !isOpen) throw new UnusableCode();
    return kept;
  }

  private stationOf(
    { station: asked, place }: ClaimInput,
    code: ClaimCode,
  ): { station: NewStation; isNew: boolean } {
    const { stations, profiles } = this.cache.current();
    const id = code.batch.station ?? asked;
    if (id !== undefined) {
      const station = stations.get(id);
      if (station === undefined) throw new Problem(400, `station: no station ${id} is registered`);
      return { station: { ...station, areaOverride: station.areaOverride ?? undefined }, isNew: false };
    }
    if (place === undefined) throw new Problem(400, 'station, place: say where the device stands');
    const kind = profiles.get(code.batch.profile)?.family ?? '';
    return { station: { id: code.device, kind, ...place }, isNew: true };
  }

  private requireArea({ batch: { area } }: ClaimCode, station: NewStation): void {
    if (area === null) return;
    const set = this.places.set(undefined);
    const known = this.cache.current().stations.get(station.id);
    const at = known ? this.places.areaOf(known, set) : this.places.areaAt(station.lat, station.lon, set);
    if (at === null || !this.places.upwards(at, set).includes(area))
      throw new Problem(
        403,
        `station, place: this code is for devices in area ${area}, not in ${at ?? 'none'}`,
      );
  }
}
