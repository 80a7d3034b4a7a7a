import { describe, expect, it } from '@jest/globals';
import { ApiPromise, type ApiResponse } from './api-promise.ts';

const response: ApiResponse<string> = {
  data: 'data',
  status: 200,
  etag: '"1"',
  location: undefined,
  correlationId: 'cor-1',
  headers: new Headers(),
  attempts: 1,
};

describe('ApiPromise', () => {
  it('resolves with the data, and withResponse with the rest', async () => {
    const promise = new ApiPromise(Promise.resolve(response));
    expect(await promise).toBe('data');
    expect((await promise.withResponse()).etag).toBe('"1"');
    expect(await Promise.all([promise, promise])).toEqual(['data', 'data']);
    expect(await promise.then((data) => data.length)).toBe(4);
  });

  it('rejects once for callers that only use withResponse', async () => {
    const unhandled: unknown[] = [];
    const record = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', record);
    const promise = new ApiPromise(Promise.reject(new Error('no')));
    await expect(promise.withResponse()).rejects.toThrow('no');
    await expect(promise.catch(() => 'caught')).resolves.toBe('caught');
    await new Promise(setImmediate);
    process.off('unhandledRejection', record);
    expect(unhandled).toEqual([]);
  });
});
