/** Waits for something that may never come; what becomes of it after `ms` is not looked at. */
export async function within(ms: number, awaited: Promise<unknown> | null): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([Promise.resolve(awaited).catch(() => undefined), late]);
  clearTimeout(timer);
}
