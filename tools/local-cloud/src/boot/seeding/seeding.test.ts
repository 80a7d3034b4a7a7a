import { describe, expect, it } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createParameterStore } from '../../services/ssm/parameter-store.ts';
import { createLocalContext } from './create-local-context.ts';
import { seedServices, startCompanions } from './local-modules.ts';
import { temporaryFolder } from '../../../../workspace/src/testing/temporary-folder.ts';

function serviceWith(files: Record<string, string>): string {
  const folder = temporaryFolder('service-');
  mkdirSync(join(folder, 'local'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, 'local', name), content);
  return folder;
}

function context() {
  const logged: string[] = [];
  const store = createParameterStore(temporaryFolder('seeding-'));
  const local = createLocalContext({
    endpointUrl: 'http://127.0.0.1:1',
    apiUrl: 'http://127.0.0.1:2',
    stateFolder: '/state',
    store,
    resource: (service, logicalId) => ({ ref: `${service}-${logicalId}` }),
    log: (message) => void logged.push(message),
  });
  return { local, logged, store };
}

describe('seeds', () => {
  it('run in sequence and skip services without a seed', async () => {
    const { local, logged } = context();
    const seed = (name: string) => ({
      'seed.ts': `export default async (local: { log(m: string): void }) => { await null; local.log('${name}'); };`,
    });
    await seedServices({
      serviceFolders: [serviceWith(seed('first')), serviceWith({}), serviceWith(seed('second'))],
      local,
    });
    expect(logged).toEqual(['first', 'second']);
  });

  it('must have a default export', async () => {
    const { local } = context();
    const folder = serviceWith({ 'seed.ts': 'export const seed = 1;' });
    await expect(seedServices({ serviceFolders: [folder], local })).rejects.toThrow(
      'must have a function as its default export',
    );
  });
});

describe('companions', () => {
  it('start, and stop if a later one fails', async () => {
    const { local, logged } = context();
    const good = serviceWith({
      'start.ts': `export default async (local: any) => { local.log('started'); return { async stop() { local.log('stopped'); } }; };`,
    });
    const bad = serviceWith({
      'start.ts': `export default async () => { throw new Error('no provider'); };`,
    });
    const [companion] = await startCompanions({ serviceFolders: [good], local });
    await companion!.stop();
    await expect(startCompanions({ serviceFolders: [good, bad], local })).rejects.toThrow('no provider');
    expect(logged).toEqual(['started', 'stopped', 'started', 'stopped']);
  });
});

describe('the local context', () => {
  it('puts and reads parameters, without a new version for the same value', async () => {
    const { local, store } = context();
    await local.putParameter('/key', 'secret', { secure: true });
    await local.putParameter('/key', 'secret', { secure: true });
    expect(await local.parameter('/key')).toBe('secret');
    expect(store.get('/key')).toMatchObject({ type: 'SecureString', version: 1 });
    await expect(local.parameter('/other')).rejects.toThrow('The parameter /other does not exist.');
  });

  it('names tables, and configures clients', () => {
    const { local } = context();
    expect(local.tableName('seats', 'SeatsTable')).toBe('seats-SeatsTable');
    expect(local.awsClientConfig).toEqual({
      endpoint: 'http://127.0.0.1:1',
      region: 'us-east-1',
      credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
    });
  });
});
