import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Everything that is not the public internet: loopback, private, link-local, shared, documentation, multicast … [IANA special-purpose registries] */
const NOT_PUBLIC_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Within the global unicast addresses: Teredo and others of the IETF, documentation, 6to4 (which wraps IPv4). */
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
const GLOBAL_6 = ['2000::/3'];

/** An address that nothing may be sent to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

const refused4 = listOf(NOT_PUBLIC_4);
const refused6 = listOf(NOT_PUBLIC_6);
const global6 = listOf(GLOBAL_6);

/**
 * Which addresses webhooks may be sent to: those of the public internet, and what the configuration allows. Who may
 * register a webhook must not reach the inside of the network with it.
 */
export class Addresses {
  private readonly hosts = new Set<string>();
  private readonly nets = new BlockList();

  /** @param allowed host names, addresses and networks (`10.1.0.0/16`) besides the public ones */
  constructor(allowed: readonly string[]) {
    for (const one of allowed) {
      const [address = '', prefix] = one.split('/');
      const version = isIP(address);
      if (version === 0) this.hosts.add(one.toLowerCase());
      else addTo(this.nets, address, prefix);
    }
  }

  /** @throws AddressRefused where the host of a URL is an address that may not be sent to; names are looked up later */
  check(hostname: string): void {
    const host = bare(hostname);
    if (isIP(host) !== 0 && !this.isAllowed(host)) throw refusal(hostname, host);
  }

  /** For a connection: looks the host up and leaves only addresses that may be sent to, so that no name leads elsewhere between a check and the connection. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const allowed = this.hosts.has(hostname.toLowerCase())
        ? found
        : found.filter(({ address }) => this.isAllowed(address));
      const [first] = allowed;
      if (first === undefined)
        return callback(refusal(hostname, found.map(({ address }) => address).join(', ')), '', 0);
      if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };

  private isAllowed(address: string): boolean {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    return this.nets.check(address, family) || isPublic(address, family);
  }
}

function isPublic(address: string, family: 'ipv4' | 'ipv6'): boolean {
  if (family === 'ipv4') return !refused4.check(address, family);
  // An IPv4 address in IPv6's clothes is none of the global ones.
  return global6.check(address, family) && !refused6.check(address, family);
}

function refusal(host: string, addresses: string): AddressRefused {
  return new AddressRefused(
    `${host} is ${addresses}, which is not of the public internet; NHIPPHO_WEBHOOK_ALLOW lists what else is allowed`,
  );
}

/** A URL has IPv6 addresses in brackets. */
function bare(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) addTo(list, ...(network.split('/') as [string, string]));
  return list;
}

function addTo(list: BlockList, address: string, prefix: string | undefined): void {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (prefix === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(prefix), family);
}
