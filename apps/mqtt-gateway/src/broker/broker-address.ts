/** Where an external broker is and who we are there. */
export interface BrokerAddress {
  readonly protocol: 'mqtt' | 'mqtts';
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
}

/** Reads `mqtt://user:password@host:port` or `mqtts://…`; user and password may be percent-encoded. */
export function brokerAddress(text: string): BrokerAddress {
  const url = new URL(text);
  const protocol = url.protocol === 'mqtts:' ? 'mqtts' : 'mqtt';
  return {
    protocol,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (protocol === 'mqtts' ? 8_883 : 1_883) : Number(url.port),
    ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
    ...(url.password !== '' && { password: decodeURIComponent(url.password) }),
  };
}

/** The address for logs and checks: without user and password. */
export function shownAddress({ protocol, host, port }: BrokerAddress): string {
  return `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
