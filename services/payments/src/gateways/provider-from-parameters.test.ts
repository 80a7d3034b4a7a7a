import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parameterReader } from '#libs/config';
import { money } from '#libs/models';
import { startSandboxProvider } from '../../local/sandbox-provider/server.ts';
import { providerFromParameters } from './provider-from-parameters.ts';

const readerFor = (values: Record<string, string>, now = () => 0) =>
  parameterReader({ read: async (names) => new Map(names.flatMap((name) => entry(values, name))) }, now);

const entry = (values: Record<string, string>, name: string): [string, string][] => {
  const value = values[name.replace('/payments/', '')];
  return value === undefined ? [] : [[name, value]];
};

const env = {
  PROVIDER_PARAMETER: '/payments/provider',
  PROVIDER_URL_PARAMETER: '/payments/provider-url',
  PROVIDER_SECRET_KEY_PARAMETER: '/payments/provider-secret-key',
  PROVIDER_TIMEOUT_SECONDS: 12,
};

describe('configuredProvider', () => {
  it('uses changed parameters after the cache expired', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-provider-'));
    const webhookUrl = 'http://127.0.0.1:9/';
    const sandbox = await startSandboxProvider({ file: join(folder, 'sandbox.sqlite'), webhookUrl });
    const values = { provider: 'sandbox', 'provider-url': webhookUrl, 'provider-secret-key': 'sk_unknown' };
    let now = 0;
    const provider = providerFromParameters(
      readerFor(values, () => now),
      env,
    );
    await expect(provider.find('ord_1')).rejects.toMatchObject({ kind: 'unavailable' });

    Object.assign(values, { 'provider-url': sandbox.url, 'provider-secret-key': sandbox.secretKey });
    now = 60_001;
    const request = { reference: 'ord_1', paymentToken: 'tok_success', idempotencyKey: 'key-1' };
    const authorized = await provider.authorize({ ...request, amount: money(500, 'EUR') });
    expect(await provider.find('ord_1')).toMatchObject(authorized);
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });

  it('throws for a missing or invalid parameter', async () => {
    const unknown = providerFromParameters(
      readerFor({ provider: 'cash', 'provider-secret-key': 'sk_unknown' }),
      env,
    );
    await expect(unknown.find('ord_1')).rejects.toThrow('Invalid value of parameter /payments/provider');
    await expect(providerFromParameters(readerFor({}), env).find('ord_1')).rejects.toThrow(
      'Parameter /payments/provider does not exist.',
    );
  });
});
