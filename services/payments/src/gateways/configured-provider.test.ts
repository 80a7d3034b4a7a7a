import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parameterReader } from '#libs/config';
import { money } from '#libs/models';
import { startSandboxProvider } from '../../local/sandbox-provider/server.ts';
import { configuredProvider } from './configured-provider.ts';

const readerOf = (values: Record<string, string>, now = () => 0) =>
  parameterReader({ read: async (name) => values[name.replace('/payments/', '')] }, now);

describe('configuredProvider', () => {
  it('follows the parameters to another place', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-provider-'));
    const webhookUrl = 'http://127.0.0.1:9/';
    const sandbox = await startSandboxProvider({ file: join(folder, 'books'), webhookUrl });
    const values = { provider: 'sandbox', 'provider-url': webhookUrl, 'provider-secret-key': 'sk' };
    let now = 0;
    const provider = configuredProvider(
      readerOf(values, () => now),
      '/payments',
    );
    await expect(provider.find('ord_1')).rejects.toMatchObject({ kind: 'unavailable' });

    Object.assign(values, { 'provider-url': sandbox.url, 'provider-secret-key': sandbox.secretKey });
    now = 60_001;
    const request = { reference: 'ord_1', paymentToken: 'tok_success', idempotencyKey: 'key-1' };
    const authorised = await provider.authorise({ ...request, amount: money(500, 'EUR') });
    expect(await provider.find('ord_1')).toMatchObject(authorised);
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });

  it('says what to do where the parameters are missing or name none', async () => {
    const unknown = configuredProvider(
      readerOf({ provider: 'cash', 'provider-secret-key': 'sk' }),
      '/payments',
    );
    await expect(unknown.find('ord_1')).rejects.toThrow('Set the parameter to stripe or sandbox.');
    await expect(configuredProvider(readerOf({}), '/payments').find('ord_1')).rejects.toThrow(
      'Parameter /payments/provider does not exist.',
    );
  });
});
