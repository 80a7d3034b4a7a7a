// cspell:ignore MÜLLER mller -- an internationalized domain and its Punycode
import { domainToASCII, domainToUnicode } from 'node:url';

// An unquoted local part of RFC 5321. SES sends to no other: it does not support international local parts.
// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const MAX_LOCAL_PART = 64;
// Two labels or more, and a top-level domain that is no number (an IP address is no domain).
const ASCII_DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
// Characters and numbers of any script. `domainToASCII` reads more, such as percent-encoded characters.
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
/** The longest path of RFC 5321 without its angle brackets. https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1.3 */
export const MAX_EMAIL_ADDRESS = 254;

function parse(address: string): { local: string; asciiDomain: string } {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return {
    local: address.slice(0, Math.max(at, 0)),
    asciiDomain: DOMAIN.test(domain) ? domainToASCII(domain) : '',
  };
}

/** Returns whether an email can be sent to the address: an ASCII local part, and a domain that may be international. */
export function isEmailAddress(address: string): boolean {
  if (address.length > MAX_EMAIL_ADDRESS) return false;
  const { local, asciiDomain } = parse(address);
  return (
    local.length <= MAX_LOCAL_PART &&
    LOCAL_PART.test(local) &&
    ASCII_DOMAIN.test(asciiDomain) &&
    local.length + 1 + asciiDomain.length <= MAX_EMAIL_ADDRESS
  );
}

/**
 * Normalizes an email address: without surrounding white space, and with its domain in lower case and in Unicode (UTS #46),
 * so that `info@MÜLLER.de` and `info@xn--mller-kva.de` are one address. An invalid address is only trimmed.
 */
export function normalizeEmailAddress(value: string): string {
  const address = value.trim();
  if (!isEmailAddress(address)) return address;
  const { local, asciiDomain } = parse(address);
  return `${local}@${domainToUnicode(asciiDomain)}`;
}

/**
 * Converts an email address to the ASCII form that mail protocols need, with the domain in Punycode.
 *
 * @param address  a valid email address
 */
export function toAsciiEmailAddress(address: string): string {
  const { local, asciiDomain } = parse(address);
  return `${local}@${asciiDomain}`;
}
