/** 32-bit hash of a text (FNV-1a with a final mix): the same text gives the same number everywhere. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1) that depends on the base and the step alone; steps may be any integer up to 2^53. */
export function hashUnit(base: number, step: number): number {
  const low = mix(base ^ (step >>> 0));
  return mix(low ^ Math.floor(step / 4_294_967_296) ^ 0x9e3779b9) / 4_294_967_296;
}

/**
 * How far one reading of an instrument is off by chance, in [-1, 1). What it measures may be still for an hour; its last
 * digits never are.
 */
export function readingError(base: number, start: number): number {
  return 2 * hashUnit(base ^ 0x5e11, start) - 1;
}

/** Smooth noise in [0, 1): hashed values at whole steps, joined by a cosine ramp. */
export function smoothNoise(base: number, position: number): number {
  const step = Math.floor(position);
  const ramp = (1 - Math.cos((position - step) * Math.PI)) / 2;
  return hashUnit(base, step) * (1 - ramp) + hashUnit(base, step + 1) * ramp;
}

/** Small fast generator (sfc32); equal starts give equal sequences. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** `base` names the stream (seed and device), `moment` the place in it (epoch ms). */
  constructor(base: number, moment: number) {
    this.a = base;
    this.b = moment >>> 0;
    this.c = Math.floor(moment / 4_294_967_296);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** The next number in [0, 1). */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  }

  /** Headway to the next arrival of a Poisson stream of `rate` events a unit of time. */
  headway(rate: number): number {
    return -Math.log(1 - this.next()) / rate;
  }

  /** About normal with mean 0 and deviation 1, within ±3: three uniforms are enough for speeds. */
  bell(): number {
    return (this.next() + this.next() + this.next() - 1.5) * 2;
  }
}
