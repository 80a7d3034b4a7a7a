import { BlockList } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPublicAddress } from './public-address.ts';

// Node.js's BlockList is an independent check. https://www.iana.org/assignments/iana-ipv4-special-registry
const special = new BlockList();
for (const range of [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
  '192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15',
  '198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
].flatMap((line) => line.split(' '))) {
  const [net = '', prefix] = range.split('/');
  special.addSubnet(net, Number(prefix), 'ipv4');
}

const word = fc.integer({ min: 0, max: 0xffff });
const hex = (words: readonly number[]) => words.map((value) => value.toString(16)).join(':');
const ipv4Words = fc.ipV4().map((text) => {
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
});

describe('isPublicAddress', () => {
  it('accepts IPv4 addresses outside of the special-purpose ranges only', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) =>
        expect(isPublicAddress(address)).toBe(!special.check(address, 'ipv4')),
      ),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['0.0.0.0', '0.255.255.255'],
    ['10.0.0.0', '10.255.255.255'],
    ['100.64.0.0', '100.127.255.255'],
    ['127.0.0.0', '127.255.255.255'],
    ['169.254.0.0', '169.254.255.255'],
    ['172.16.0.0', '172.31.255.255'],
    ['192.168.0.0', '192.168.255.255'],
    ['224.0.0.0', '255.255.255.255'],
  ])('rejects %s to %s', (first, last) => {
    const number = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    const text = (value: number) =>
      [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join('.');
    fc.assert(
      fc.property(
        fc.integer({ min: number(first), max: number(last) }),
        (value) => !isPublicAddress(text(value)),
      ),
    );
    expect([isPublicAddress(first), isPublicAddress(last)]).toEqual([false, false]);
  });

  it.each([
    ['mapped', [0, 0, 0, 0, 0, 0xffff], []],
    ['compatible', [0, 0, 0, 0, 0, 0], []],
    ['translated', [0, 0, 0, 0, 0xffff, 0], []],
    ['NAT64', [0x64, 0xff9b, 0, 0, 0, 0], []],
    ['6to4', [0x2002], [0, 0, 0, 0, 1]],
    ['Teredo', [0x2001, 0, 0x4136, 0xe378, 0x8000, 0x63bf], []],
  ])('rejects IPv6 addresses that embed an IPv4 address: %s', (_, before, after) => {
    fc.assert(
      fc.property(ipv4Words, (words) =>
        expect(isPublicAddress(hex([...before, ...words, ...after]))).toBe(false),
      ),
    );
  });

  it('rejects IPv6 addresses outside of global unicast', () => {
    fc.assert(
      fc.property(fc.tuple(word, word, word, word, word, word, word, word), (words) => {
        fc.pre(words[0] < 0x2000 || words[0] > 0x3fff);
        expect(isPublicAddress(hex(words))).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
  ])('rejects %s', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'])('accepts %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each(['', 'localhost', '127.1x', 'example.com'])('rejects the text "%s"', (text) =>
    expect(isPublicAddress(text)).toBe(false),
  );
});
