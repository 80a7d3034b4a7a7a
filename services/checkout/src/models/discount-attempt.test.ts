import { describe, expect, it } from '@jest/globals';
import { ada, guest } from '../../test/shop.ts';
import { toCallerSubject } from './discount-attempt.ts';

const fromAddress = (sourceIp: string) => toCallerSubject({ caller: guest, sourceIp });

describe('toCallerSubject', () => {
  it('identifies a customer by account, at any address', () => {
    const [home, office] = ['192.0.2.1', '192.0.2.2'].map((sourceIp) =>
      toCallerSubject({ caller: ada, sourceIp }),
    );
    expect(home).toBe(office);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:1:2:3', true],
    ['2001:db8:1:2::1', '2001:0db8:0001:0002:0:0:0:9', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['2001:db8::1', '2001:db8:0:0:5::', true],
    ['::1', '::2', true],
  ])('identifies a guest by network: %s and %s are the same: %s', (one, other, isSame) => {
    expect(fromAddress(one) === fromAddress(other)).toBe(isSame);
  });

  it('contains no address', () => {
    expect(fromAddress('192.0.2.1')).not.toContain('192.0.2');
  });
});
