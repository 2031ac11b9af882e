import type { Schemas } from '@app/api-client';
import { useState } from 'react';
import { getJson, sendJson } from '../../../api/client.js';
import type { Page } from '../../../api/types.js';
import { useKept, useResource } from '../../../api/use-resource.js';
import { useAction } from '../../../form/use-action.js';
import { type Equation, equationOf } from '../../../ledger/equation.js';
import { useLive } from '../../../live/use-live.js';

export type Progress = Schemas['ReplayProgress'];

/** Which rejected messages are meant: of a device, for a reason, or both. */
export interface ReplayFilter {
  readonly device?: string;
  readonly reason?: string;
}

/** A replay that was begun: how far it is, and the ledger of its devices before and now. */
export interface Replaying {
  readonly progress: Progress;
  readonly before: Equation;
  readonly now: Equation;
}

const POLL_MS = 500;

/** Begins a replay and follows it to its end. */
export function useReplay(filter: ReplayFilter): {
  readonly busy: boolean;
  readonly begin: () => Promise<void>;
  readonly replaying: Replaying | null;
} {
  const action = useAction();
  const store = useLive();
  const [run, setRun] = useState<{ first: Progress; devices: Set<string>; before: Equation } | null>(null);
  const [isOver, setOver] = useState(false);
  const ledgerOf = (devices: ReadonlySet<string>): Equation =>
    equationOf([...store.ledger.values()].filter(({ device }) => devices.has(device)));
  const begin = async (): Promise<void> => {
    await action.run(async () => {
      const devices = new Set(filter.device === undefined ? await devicesOf(filter) : [filter.device]);
      const before = ledgerOf(devices);
      const first = await sendJson<Progress>('POST', '/api/v1/rejected/replays', filter);
      setOver(false);
      setRun({ first, devices, before });
    });
  };
  const path = `/api/v1/rejected/replays/${run?.first.id}`;
  const latest = useKept(
    useResource(
      run === null ? null : `${path}|${isOver}`,
      async (signal) => {
        const progress = await getJson<Progress>(path, {}, signal);
        if (progress.state !== 'running') setOver(true);
        return progress;
      },
      isOver ? undefined : POLL_MS,
    ),
  );
  if (run === null) return { busy: action.busy, begin, replaying: null };
  const progress = latest.data?.id === run.first.id ? latest.data : run.first;
  return {
    busy: action.busy || progress.state === 'running',
    begin,
    replaying: { progress, before: run.before, now: ledgerOf(run.devices) },
  };
}

/** Devices of which something was rejected for the reason in the last days. */
async function devicesOf({ reason }: ReplayFilter): Promise<readonly string[]> {
  const { items } = await getJson<Page<Schemas['RejectedSummary']>>('/api/v1/rejected/summary', { reason });
  return items.map(({ device }) => device);
}
