/** Cameras of a recorded run. */
export const DEVICES = Array.from({ length: 8 }, (_, i) => `dur-${i}`);
const STEP_MS = 1000;

/** Reading `number` of a run: its device, its payload, and the time that no other reading of the run has. */
export function readingOf(base: number, number: number): { device: string; payload: string } {
  const device = number % DEVICES.length;
  const end = base + Math.floor(number / DEVICES.length) * STEP_MS + device;
  const reading = {
    ts: new Date(end + STEP_MS).toISOString(),
    period: 1,
    n: { motorcycle: 1 + (number % 7), car: number % 3 },
    speed: 20 + (number % 30),
  };
  return { device: DEVICES[device]!, payload: JSON.stringify(reading) };
}

/** Start of a reading's interval, epoch ms: under which its point is stored. */
export function startOf(base: number, number: number): number {
  return base + Math.floor(number / DEVICES.length) * STEP_MS + (number % DEVICES.length);
}

/** Numbers of the readings whose payloads are found in these bytes. */
export function numbersIn(base: number, bytes: Buffer): number[] {
  return [...bytes.toString('latin1').matchAll(/"ts":"([0-9TZ:.-]{24})"/g)].map(([, ts = '']) => {
    const start = Date.parse(ts) - STEP_MS - base;
    return Math.floor(start / STEP_MS) * DEVICES.length + (start % STEP_MS);
  });
}
