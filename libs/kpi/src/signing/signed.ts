/** A period that was signed by one person and checked by another; times in epoch ms. */
export interface SignedPeriod {
  readonly id: number;
  readonly set: string;
  /** Area code; '' for every area of the set. */
  readonly area: string;
  readonly from: number;
  readonly to: number;
}

/** A value's place, as far as signatures look at it. */
interface SignedCell {
  readonly set: string;
  readonly area: string;
  readonly from: number;
  readonly to: number;
}

/** The signature (the first made, of several) under which a value is frozen: one of a period that contains the value's. */
export function signatureOf(signed: readonly SignedPeriod[], cell: SignedCell): SignedPeriod | null {
  return (
    signed.find(
      ({ set, area, from, to }) =>
        set === cell.set && (area === '' || area === cell.area) && from <= cell.from && cell.to <= to,
    ) ?? null
  );
}
