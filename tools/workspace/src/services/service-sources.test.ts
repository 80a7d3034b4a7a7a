import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { serviceSources, upstreamsInSources } from './service-sources.ts';

describe('the sources of a service', () => {
  let folder = '';
  const service = (name: string, files: Record<string, string>) => {
    folder = mkdtempSync(join(tmpdir(), 'sources-'));
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name, file)), { recursive: true });
      writeFileSync(join(folder, name, file), content);
    }
    return serviceSources(join(folder, name));
  };
  afterEach(() => rmSync(folder, { recursive: true }));

  it('say which parameters it reads, publishes, and has from the conventions', () => {
    const sources = service('orders', {
      'serverless.yml':
        "functions:\n  a:\n    events: [{ http: { path: / } }]\n    authorizer: ${file(../../tools/serverless-conventions/authorizers.yml):customer}\n    environment: { A: '{{resolve:ssm:/tradewind/${sls:stage}/stock/topic-arn:2}}' }\n",
      'infra/own.yml':
        '    Type: AWS::SSM::Parameter\n    Properties:\n      Name: /tradewind/${sls:stage}/orders/topic-arn\n',
      'infra/deep/more.yml': "X: '{{resolve:ssm:/tradewind/${sls:stage}/orders/topic-arn}}'\n",
    });
    expect([...sources.reads].toSorted()).toEqual([
      '/tradewind/{stage}/identity/customer-issuer-url',
      '/tradewind/{stage}/identity/customer-pool-arn',
      '/tradewind/{stage}/orders/topic-arn',
      '/tradewind/{stage}/platform/alarm-topic-arn',
      '/tradewind/{stage}/platform/api-domain-name',
      '/tradewind/{stage}/stock/topic-arn',
    ]);
    expect([...sources.publishes]).toEqual(['/tradewind/{stage}/orders/topic-arn']);
    expect(upstreamsInSources(sources)).toEqual(['identity', 'platform', 'stock']);
  });

  it('do not count what is only written about', () => {
    const sources = service('orders', {
      'serverless.yml':
        'a: b # {{resolve:ssm:/tradewind/${sls:stage}/stock/x}}\n# Name: /tradewind/${sls:stage}/orders/y\n',
    });
    expect(sources.reads.size + sources.publishes.size).toBe(0);
  });
});
