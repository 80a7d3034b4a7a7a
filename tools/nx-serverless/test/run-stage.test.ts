import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  temporaryWorkspace,
  type TemporaryWorkspace,
} from '../../workspace/src/testing/temporary-workspace.ts';

// Nx runs three times, and a busy machine needs long for each.
const LIMIT_MILLISECONDS = 180_000;

describe('packaging for a deploy', () => {
  let workspace: TemporaryWorkspace;
  beforeAll(() => {
    workspace = temporaryWorkspace({ services: ['platform'], env: { NX_CACHE_DIRECTORY: '.nx/cache' } });
    // Deploys nowhere, and says how it was called. No ledger is asked.
    const commands = join(workspace.folder, 'tools/operations/src/commands');
    writeFileSync(join(commands, 'deploy.ts'), "console.log('deployed', ...process.argv.slice(2));\n");
    writeFileSync(join(commands, 'plan-deploy.ts'), 'console.log(\'{"stage":"pr-7","services":[]}\');\n');
  });
  afterAll(() => workspace.remove());

  const packagedFor = () => {
    const state = readFileSync(
      join(workspace.folder, 'services/platform/.serverless/serverless-state.json'),
      'utf8',
    );
    const { provider } = (JSON.parse(state) as { service: { provider: { stage: string; region: string } } })
      .service;
    return [provider.stage, provider.region];
  };

  it(
    'uses the stage and region of the run, and is cached for any other option',
    async () => {
      const place = ['--stage', 'pr-7', '--region=eu-central-1'];
      const first = await workspace.run('nx', 'deploy', 'platform', ...place);
      expect(first).toContain('deployed services/platform --stage pr-7 --region=eu-central-1');
      expect(packagedFor()).toEqual(['pr-7', 'eu-central-1']);

      const forced = await workspace.run('nx', 'deploy', 'platform', ...place, '--force', '--wait=3');
      expect(forced).toContain(
        'deployed services/platform --stage pr-7 --region=eu-central-1 --force --wait=3',
      );
      expect(forced).toMatch(/nx run platform:package +\[(existing outputs match the cache|local cache)/);

      await workspace.run('nx', 'deploy', 'platform', '--stage=dev', '--region=eu-central-1');
      expect(packagedFor()).toEqual(['dev', 'eu-central-1']);
    },
    LIMIT_MILLISECONDS,
  );
});
