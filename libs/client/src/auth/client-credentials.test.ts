import { describe, expect, it } from '@jest/globals';
import { fakeServer, json } from '../testing/fake-server.ts';
import { clientCredentials } from './client-credentials.ts';

const machine = { tokenUrl: 'https://auth.example/oauth2/token', clientId: 'id', clientSecret: 'secret' };

describe('clientCredentials', () => {
  it('requests a token once for its lifetime', async () => {
    const { runtime, requests } = fakeServer(() => json({ access_token: 'machine-token', expires_in: 3600 }));
    const tokens = clientCredentials({ ...machine, fetch: runtime.fetch });
    expect(await tokens.getToken({ refresh: false })).toBe('machine-token');
    expect(await tokens.getToken({ refresh: false })).toBe('machine-token');
    expect(requests).toHaveLength(1);
    expect(requests[0]!.headers.get('Authorization')).toBe(`Basic ${btoa('id:secret')}`);
  });

  it('throws the error of the token endpoint', async () => {
    const { runtime } = fakeServer(() => Response.json({ error: 'invalid_client' }, { status: 400 }));
    const tokens = clientCredentials({ ...machine, fetch: runtime.fetch });
    await expect(tokens.getToken({ refresh: false })).rejects.toMatchObject({ code: 'invalid_client' });
  });
});
