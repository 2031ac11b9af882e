export function readingOf(
  base: number,
  seq: number,
  stepMs?: number,
): { ts: string; period: number; n: { motorcycle: number; car: number }; speed: number };
