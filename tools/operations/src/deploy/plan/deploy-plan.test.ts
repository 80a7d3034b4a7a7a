import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import { temporaryFolder } from '../../../../workspace/src/testing/temporary-folder.ts';
import { inMemoryParameterStore } from '../../aws/in-memory-parameter-store.ts';
import { noContracts } from '../contracts/declared-contracts.ts';
import { deployService, type DeployDependencies } from '../deployment/deploy-service.ts';
import { stageLedger } from '../ledger/ledger.ts';
import { planDeployments } from './deploy-plan.ts';
import { writeFingerprint } from '../packages/fingerprint.ts';

const place = { stage: 'dev', region: 'us-east-1' };
const TOPIC = '/tradewind/dev/stock/topic-arn';
const ELSEWHERE = '/other-system/key';
const folder = temporaryFolder('plan-');
mkdirSync(join(folder, '.serverless'));

const packaged = (content: string, reads: readonly string[] = [TOPIC]): ServicePackage => ({
  ...place,
  name: 'orders',
  folder,
  stackName: 'tradewind-orders-dev',
  artifacts: [],
  template: {
    Resources: {
      Topics: {
        Type: 'AWS::SNS::Subscription',
        Properties: { content, from: reads.map((name) => `{{resolve:ssm:${name}}}`) },
      },
    },
  },
});
const declaring = (schema: string) => ({ ...noContracts, published: { OrderPlaced: { title: schema } } });

function stageWith(contracts: string) {
  const parameters = inMemoryParameterStore({ [TOPIC]: 'arn:1', [ELSEWHERE]: 'secret' });
  const deps: DeployDependencies = {
    ledger: stageLedger('dev', parameters),
    parameters,
    locked: (work) => work(new AbortController().signal),
    declaredContracts: () => declaring(contracts),
    deployedTemplate: async () => undefined,
    withPrivateCopy: (each, work) => work(each),
    deployStack: async () => {},
    revision: () => 'abc',
    owner: 'kim',
    now: () => new Date('2030-01-01T12:00:00Z'),
    print: () => {},
  };
  const deploy = (service: ServicePackage, changed: Partial<DeployDependencies> = {}) =>
    deployService(
      service,
      { force: false, allowDataLoss: true, allowBreakingContracts: true },
      { ...deps, ...changed },
    );
  return { parameters, deps, deploy, plan: () => planDeployments(['carts', 'orders'], place, deps) };
}

/** As `deploy.sh` compares it with the plan. */
function fingerprintOf(service: ServicePackage, contracts: string): string {
  writeFingerprint(service, declaring(contracts));
  return readFileSync(join(folder, '.serverless/fingerprint'), 'utf8').trim();
}

describe('the plan of deployments', () => {
  it('skips a deployed version with the message of a skipped deployment', async () => {
    const { deploy, plan } = stageWith('one');
    await deploy(packaged('a'));
    const { skips, pending } = await plan();
    expect(skips.get('orders')).toEqual({
      fingerprint: fingerprintOf(packaged('a'), 'one'),
      message: expect.stringMatching(
        /^orders is already in dev: \w{12}, revision abc, since .*\. Skipped\.$/,
      ),
    });
    expect(pending).toEqual(['carts']);
  });

  it('skips no service whose last deployment failed', async () => {
    const { deploy, plan } = stageWith('one');
    await deploy(packaged('a'));
    const failing = async () => Promise.reject(new Error('rolled back'));
    await expect(deploy(packaged('b'), { deployStack: failing })).rejects.toThrow('rolled back');
    expect(await plan()).toEqual({ skips: new Map(), pending: ['carts', 'orders'] });
  });

  it('leaves a service that reads parameters of other systems to the deployment itself', async () => {
    const { deploy, plan } = stageWith('one');
    await deploy(packaged('a', [TOPIC, ELSEWHERE]));
    expect(await plan()).toEqual({ skips: new Map(), pending: ['carts'] });
  });

  const cases = ['a', 'b'].flatMap((content) =>
    ['one', 'two'].flatMap((contracts) =>
      ['arn:1', 'arn:2', undefined].flatMap((topic) =>
        [[TOPIC], [], [TOPIC, ELSEWHERE]].map((reads) => ({ content, contracts, topic, reads })),
      ),
    ),
  );

  it('skips only what a deployment skips without a change of the ledger', async () => {
    let skipped = 0;
    for (const { content, contracts, topic, reads } of cases) {
      const { deploy, plan, parameters } = stageWith('one');
      await deploy(packaged('a'));
      if (topic === undefined) parameters.values.delete(TOPIC);
      else parameters.values.set(TOPIC, topic);
      const service = packaged(content, reads);
      const skip = (await plan()).skips.get('orders');
      if (skip?.fingerprint !== fingerprintOf(service, contracts)) continue;
      skipped += 1;
      const before = new Map(parameters.values);
      expect(await deploy(service, { declaredContracts: () => declaring(contracts) })).toBe('skipped');
      expect(parameters.values).toEqual(before);
    }
    expect(skipped).toBe(1);
  });
});
