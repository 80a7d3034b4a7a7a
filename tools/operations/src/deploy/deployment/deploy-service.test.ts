import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { inMemoryParameterStore } from '../../aws/in-memory-parameter-store.ts';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { noContracts } from '../contracts/declared-contracts.ts';
import { stageLedger } from '../ledger/ledger.ts';
import { contentHash } from '../packages/content-hash.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import type { Template } from '../../../../workspace/src/templates/template.ts';
import { deployService, type DeployDependencies } from './deploy-service.ts';

const TOPIC = '/tradewind/dev/stock/topic-arn';
const table = {
  Type: 'AWS::DynamoDB::Table',
  Properties: { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] },
};
const consumed = { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: `{{resolve:ssm:${TOPIC}}}` } };

describe('a deploy', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'package-'));
    writeFileSync(join(folder, 'a.zip'), 'code');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const service = (
    resources: Template['Resources'] = { Table: table, Consumed: consumed },
    stage = 'dev',
  ): ServicePackage => ({
    name: 'orders',
    folder,
    stage,
    region: 'us-east-1',
    stackName: `tradewind-orders-${stage}`,
    template: { Resources: resources },
    artifacts: [join(folder, 'a.zip')],
  });

  let deploys: ServicePackage[];
  let printed: string[];
  let parameters: ReturnType<typeof inMemoryParameterStore>;
  let deps: DeployDependencies;
  const plain = { force: false, allowDataLoss: false, allowBreakingContracts: false };

  beforeEach(() => {
    deploys = [];
    printed = [];
    parameters = inMemoryParameterStore({ [TOPIC]: 'arn:1' });
    deps = {
      ledger: stageLedger('dev', parameters),
      parameters,
      locked: (work) => work(new AbortController().signal),
      declaredContracts: () => noContracts,
      deployedTemplate: async () => deploys.at(-1)?.template,
      withPrivateCopy: (each, work) => work(each),
      deployStack: async (each) => void deploys.push(each),
      revision: () => 'abc',
      owner: 'kim',
      now: () => new Date('2030-01-01T12:00:00Z'),
      print: (line) => void printed.push(line),
    };
  });

  it('writes down what it deployed, and is skipped the next time', async () => {
    expect(await deployService(service(), plain, deps)).toBe('deployed');
    expect(await deps.ledger.read('orders')).toMatchObject({
      deployed: { contentHash: contentHash(service()), revision: 'abc', deployedBy: 'kim' },
      reads: ['stock/topic-arn'],
    });
    expect(await deployService(service(), plain, deps)).toBe('skipped');
    expect(printed.at(-1)).toMatch(/^orders is already in dev: .* Skipped\.$/);
    expect(deploys).toHaveLength(1);
  });

  it('is done again by force, for other content, and for another value behind a parameter', async () => {
    await deployService(service(), plain, deps);
    expect(await deployService(service(), { ...plain, force: true }, deps)).toBe('deployed');
    expect(await deployService(service({ Table: table }), plain, deps)).toBe('deployed');
    expect(await deployService(service(), plain, deps)).toBe('deployed');
    parameters.values.set(TOPIC, 'arn:2');
    expect(await deployService(service(), plain, deps)).toBe('deployed');
    expect(await deployService(service(), plain, deps)).toBe('skipped');
  });

  it('is tried again after a failure, also when the content is what it was before', async () => {
    await deployService(service(), plain, deps);
    const failing = {
      ...deps,
      deployStack: async () => {
        throw new CommandError('CloudFormation says no\nat length');
      },
    };
    await expect(deployService(service({ Table: table }), plain, failing)).rejects.toThrow('says no');
    expect(await deps.ledger.read('orders')).toMatchObject({
      deployed: { contentHash: contentHash(service()) },
      unfinished: { contentHash: contentHash(service({ Table: table })), failure: 'CloudFormation says no' },
      reads: ['stock/topic-arn'],
    });
    expect(await deployService(service(), plain, deps)).toBe('deployed');
    expect(await deps.ledger.read('orders')).not.toHaveProperty('unfinished');
  });

  it('is tried again when it was killed before it could say anything', async () => {
    let atThatMoment = '';
    const killed = {
      ...deps,
      deployStack: async () => {
        atThatMoment = parameters.values.get('/tradewind/dev/deploys/orders')!;
      },
    };
    await deployService(service(), plain, killed);
    parameters.values.set('/tradewind/dev/deploys/orders', atThatMoment);
    expect(await deployService(service(), plain, deps)).toBe('deployed');
  });

  it('looks again once it holds the lock: another may have deployed the same', async () => {
    const beaten: DeployDependencies = {
      ...deps,
      locked: async (work) => {
        await deployService(service(), plain, deps);
        return work(new AbortController().signal);
      },
    };
    expect(await deployService(service(), plain, beaten)).toBe('skipped');
    expect(deploys).toHaveLength(1);
  });

  it('writes down other contracts of the same version, which CloudFormation has nothing to do with', async () => {
    const calling = (maxItems: number) => ({
      ...deps,
      declaredContracts: () => ({
        ...noContracts,
        called: { stock: { ReserveStock: { type: 'array', maxItems } } },
      }),
    });
    await deployService(service(), plain, calling(50));
    const accepting = (maxItems: number) =>
      deps.ledger.write('stock', {
        reads: [],
        contracts: { ...noContracts, accepted: { ReserveStock: { type: 'array', maxItems } } },
      });
    await accepting(20);
    expect(await deployService(service(), plain, calling(20))).toBe('skipped');
    expect(await deps.ledger.read('orders')).toMatchObject({
      deployed: { deployedAt: '2030-01-01T12:00:00.000Z' },
      contracts: { called: { stock: { ReserveStock: { maxItems: 20 } } } },
    });
    await expect(deployService(service(), plain, calling(30))).rejects.toThrow('is incompatible with stock');
    expect(deploys).toHaveLength(1);
  });

  it('stops where the service was packaged again while it waited, for that is not what was asked for', async () => {
    const repackaged: DeployDependencies = {
      ...deps,
      withPrivateCopy: (_each, work) => work(service({ Consumed: consumed })),
    };
    await expect(deployService(service(), plain, repackaged)).rejects.toThrow(
      'orders was packaged again while this deployment waited',
    );
    expect(deploys).toEqual([]);
    expect(await deps.ledger.read('orders')).toBeUndefined();
  });

  it('names who has to be deployed first', async () => {
    parameters.values.clear();
    await expect(deployService(service(), plain, deps)).rejects.toThrow(
      `orders reads ${TOPIC}, which is not there: deploy stock to dev first.`,
    );
  });

  it('rejects data loss unless it is allowed', async () => {
    await deployService(service(), plain, deps);
    const without = service({ Consumed: consumed });
    await expect(deployService(without, plain, deps)).rejects.toThrow(
      'Table (AWS::DynamoDB::Table) is deleted with all that is in it',
    );
    expect(await deps.ledger.read('orders')).not.toHaveProperty('unfinished');
    expect(await deployService(without, { ...plain, allowDataLoss: true }, deps)).toBe('deployed');
  });

  describe('that breaks what another deployed service waits for', () => {
    const published = (type: string) => ({ ...noContracts, published: { OrderPlaced: { type } } });
    const mails = { ...noContracts, consumed: { orders: { OrderPlaced: { type: 'string' } } } };
    const breaking = () => ({ ...deps, declaredContracts: () => published('number') });

    it('is rejected unless it is allowed', async () => {
      await deps.ledger.write('mails', { reads: [], contracts: mails });
      await expect(deployService(service(), plain, breaking())).rejects.toThrow('is incompatible with mails');
      expect(deploys).toHaveLength(0);
      const allowed = { ...plain, allowBreakingContracts: true };
      expect(await deployService(service(), allowed, breaking())).toBe('deployed');
    });

    it('goes on in a preview, where the second push meets what the first one left, and says so', async () => {
      const ledger = stageLedger('pr-7', parameters);
      await ledger.write('mails', { reads: [], contracts: mails });
      const inPreview = { ...breaking(), ledger };
      expect(await deployService(service({ Table: table }, 'pr-7'), plain, inPreview)).toBe('deployed');
      expect(printed.join('\n')).toMatch(/is incompatible with mails.*because pr-7 is a preview/s);
      expect(await deployService(service({}, 'pr-7'), plain, inPreview)).toBe('deployed');
      expect(printed.join('\n')).toMatch(/Data will be lost, because pr-7 is a preview:\n {2}Table/);
    });
  });
});

describe('the content hash', () => {
  it('does not see dates nor the order of keys, and sees the rest', () => {
    const template = (folder: string, more = {}) => ({
      Resources: {
        F: { Type: 'X', Properties: { Key: `serverless/tradewind-a/dev/${folder}/f.zip`, ...more } },
      },
    });
    const hash = (each: Template) => contentHash({ template: each, artifacts: [] });
    expect(hash(template('1767225600000-2026-01-01T00:00:00.000Z'))).toBe(hash(template('undated')));
    expect(hash({ Resources: { B: { Type: 'X' }, A: { Type: 'Y' } } })).toBe(
      hash({ Resources: { A: { Type: 'Y' }, B: { Type: 'X' } } }),
    );
    expect(hash(template('undated', { Size: 1 }))).not.toBe(hash(template('undated')));
  });
});
