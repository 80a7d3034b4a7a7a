import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withPrivateCopy } from './private-copy.ts';

describe('a private copy of a package', () => {
  let root = '';
  const folder = () => join(root, 'services/orders');
  const zip = () => join(folder(), '.serverless/a.zip');
  const write = (file: string, content: unknown) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
  };
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'checkout-')));
    write('tools/provider.yml', 'runtime');
    write('services/orders/serverless.yml', 'service: orders');
    write('services/orders/.serverless/a.zip', 'one');
    write('services/orders/.serverless/cloudformation-template-update-stack.json', { Resources: {} });
    const provider = { stage: 'dev', region: 'us-east-1', stackName: 'tradewind-orders-dev' };
    write('services/orders/.serverless/serverless-state.json', { service: { provider, artifact: zip() } });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('stays as it is while the service is packaged again, and names its own zips', async () => {
    const seen = await withPrivateCopy({ name: 'orders', folder: folder() }, root, async (copy) => {
      writeFileSync(zip(), 'two');
      const state = JSON.parse(
        readFileSync(join(copy.folder, '.serverless/serverless-state.json'), 'utf8'),
      ) as {
        service: { artifact: string };
      };
      expect(copy.artifacts).toEqual([state.service.artifact]);
      return { copy, content: readFileSync(state.service.artifact, 'utf8') };
    });
    expect(seen.content).toBe('one');
    expect(seen.copy).toMatchObject({ name: 'orders', stackName: 'tradewind-orders-dev' });
    expect(existsSync(seen.copy.folder)).toBe(false);
    expect(readFileSync(zip(), 'utf8')).toBe('two');
  });

  it('has the rest of the workspace around it, and what osls deletes in it is not lost here', async () => {
    await withPrivateCopy({ name: 'orders', folder: folder() }, root, async (copy) => {
      expect(readFileSync(join(copy.folder, '../../tools/provider.yml'), 'utf8')).toBe('runtime');
      expect(readFileSync(join(copy.folder, 'serverless.yml'), 'utf8')).toBe('service: orders');
      rmSync(join(copy.folder, '.serverless'), { recursive: true });
    });
    expect(existsSync(zip())).toBe(true);
  });

  it('needs a package', async () => {
    rmSync(join(folder(), '.serverless'), { recursive: true });
    const copying = withPrivateCopy({ name: 'orders', folder: folder() }, root, async () => 'never');
    await expect(copying).rejects.toThrow('orders is not packaged');
  });
});
