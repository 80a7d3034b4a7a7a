import { describe, expect, it } from '@jest/globals';
import { hostResolver } from './host-resolver.ts';

describe('hostResolver', () => {
  it('resolves an IP address to itself', async () => {
    expect(await hostResolver()('127.0.0.1')).toEqual(['127.0.0.1']);
  });

  it('rejects when the name server does not respond in time', async () => {
    const silent = hostResolver(() => new Promise(() => {}), 20);
    await expect(silent('shop.test')).rejects.toThrow('did not respond in time');
  });

  it('rejects when the host is unknown', async () => {
    const unknown = hostResolver(() => Promise.reject(new Error('ENOTFOUND')));
    await expect(unknown('shop.test')).rejects.toThrow('ENOTFOUND');
  });
});
