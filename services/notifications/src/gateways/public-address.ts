import ipaddr from 'ipaddr.js';

// The only IPv6 range that is allocated for the public Internet.
// https://www.iana.org/assignments/ipv6-unicast-address-assignments
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is on the public Internet. Private, loopback, link-local (including metadata services), shared,
 * multicast and reserved addresses are not, nor are IPv6 addresses that embed an IPv4 address: mapped, 6to4, Teredo, NAT64.
 */
export function isPublicAddress(text: string): boolean {
  // An address with a zone (`fe80::1%eth0`) is only valid on one link.
  if (!ipaddr.isValid(text) || text.includes('%')) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST);
}
