import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parameterReader } from '#libs/config';
import { money } from '#libs/models';
import { startSandboxProvider } from '../../local/sandbox-provider/server.ts';
import { configuredProvider } from './configured-provider.ts';

const readerOf = (values: Record<string, string>, now = () => 0) =>
  parameterReader({ read: async (names) => new Map(names.flatMap((name) => pairOf(values, name))) }, now);

const pairOf = (values: Record<string, string>, name: string): [string, string][] => {
  const value = values[name.replace('/payments/', '')];
  return value === undefined ? [] : [[name, value]];
};

const names = {
  PROVIDER_PARAMETER: '/payments/provider',
  PROVIDER_URL_PARAMETER: '/payments/provider-url',
  PROVIDER_SECRET_KEY_PARAMETER: '/payments/provider-secret-key',
};

describe('configuredProvider', () => {
  it('follows the parameters to another place', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-provider-'));
    const webhookUrl = 'http://127.0.0.1:9/';
    const sandbox = await startSandboxProvider({ file: join(folder, 'books'), webhookUrl });
    const values = { provider: 'sandbox', 'provider-url': webhookUrl, 'provider-secret-key': 'sk_of_nobody' };
    let now = 0;
    const provider = configuredProvider(
      readerOf(values, () => now),
      names,
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

  it('says what to do where the parameters are missing or name none', async () => {
    const unknown = configuredProvider(
      readerOf({ provider: 'cash', 'provider-secret-key': 'sk_of_nobody' }),
      names,
    );
    await expect(unknown.find('ord_1')).rejects.toThrow('Invalid value of parameter /payments/provider');
    await expect(configuredProvider(readerOf({}), names).find('ord_1')).rejects.toThrow(
      'Parameter /payments/provider does not exist.',
    );
  });
});
