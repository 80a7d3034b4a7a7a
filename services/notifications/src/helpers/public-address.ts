import ipaddr from 'ipaddr.js';

// The only part of IPv6 that is given out for the public Internet.
// https://www.iana.org/assignments/ipv6-unicast-address-assignments
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public Internet. Refused are private, loopback, link-local (with the metadata
 * services), shared, multicast and reserved ones, and all of IPv6 that carries an IPv4 address in itself: mapped,
 * 6to4, Teredo, NAT64.
 */
export function isPublicAddress(text: string): boolean {
  // A zone (`fe80::1%eth0`) only exists within a link.
  if (!ipaddr.isValid(text) || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST);
}
