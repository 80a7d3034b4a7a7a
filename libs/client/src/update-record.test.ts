import { describe, expect, it } from '@jest/globals';
import { createClient } from './create-client.ts';
import { changeProduct, getProduct } from './index.ts';
import { fakeServer, json, problem } from './testing/fake-server.ts';
import { updateRecord } from './update-record.ts';

/** A product that another request changes before the first `conflicts` changes of the client. */
function productServer(conflicts: number) {
  let version = 1;
  let left = conflicts;
  return fakeServer(({ method, headers, body }) => {
    if (method === 'GET') return json({ title: `Crate ${version}` }, { ETag: `"${version}"` });
    if (left-- > 0) version++;
    return headers.get('If-Match') === `"${version}"`
      ? json(JSON.parse(body!))
      : problem(412, 'record.changed');
  });
}

const rename = (server: ReturnType<typeof fakeServer>, maxAttempts?: number) => {
  const client = createClient({ baseUrl: '' }, { getProduct, changeProduct }, server.runtime);
  return updateRecord({
    get: () => client.getProduct('prd_1'),
    change: ({ title }, ifMatch) => client.changeProduct('prd_1', { title: `${title}!` }, { ifMatch }),
    ...(maxAttempts !== undefined && { maxAttempts }),
  });
};

describe('updateRecord', () => {
  it('repeats the change with the version that it lost to', async () => {
    expect(await rename(productServer(2))).toEqual({ title: 'Crate 3!' });
  });

  it('throws the conflict of the last attempt', async () => {
    const server = productServer(9);
    await expect(rename(server, 2)).rejects.toMatchObject({ code: 'record.changed' });
    expect(server.requests).toHaveLength(4);
  });
});
