import type { Socket } from 'node:net';

export function freeze(
  kind: 'sse' | 'websocket' | 'mqtt',
  ports: { readonly http: number; readonly mqtt: number },
): Promise<Socket>;
