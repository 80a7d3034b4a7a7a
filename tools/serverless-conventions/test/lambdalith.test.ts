import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ticketsService,
  temporaryService,
  type TemporaryService,
} from '../../build/test/temporary-service.ts';
import { withLambdalith } from '../../tests/lambdalith/lambdalith-copy.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

const osls = join(workspaceRoot, 'node_modules/serverless/bin/serverless.js');
type Resources = Readonly<Record<string, { Type: string; Properties: Record<string, unknown> }>>;

describe('a service that is packaged as one function', () => {
  let service: TemporaryService;
  let [perRoute, together]: Resources[] = [];

  const packagedResources = (): Resources => {
    service.build();
    const { status, output } = service.run(osls, 'package', '--stage', 'local');
    if (status !== 0) throw new Error(output);
    const file = join(service.folder, '.serverless/cloudformation-template-update-stack.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { Resources: Resources }).Resources;
  };
  beforeAll(() => {
    service = temporaryService('tickets', ticketsService);
    perRoute = packagedResources();
    service.write({ 'serverless.yml': withLambdalith(ticketsService['serverless.yml']!) });
    together = packagedResources();
  });
  afterAll(() => service.remove());

  const idsOf = (resources: Resources, type: string) =>
    Object.keys(resources).filter((id) => resources[id]!.Type === type);
  const methodsOf = (resources: Resources) =>
    Object.fromEntries(
      idsOf(resources, 'AWS::ApiGateway::Method').map((id) => {
        const { Integration: _integration, ...properties } = resources[id]!.Properties;
        return [id, properties];
      }),
    );

  it('has one function for its routes, and its own for everything else', () => {
    expect(idsOf(perRoute!, 'AWS::Lambda::Function').toSorted()).toEqual([
      'BookDashticketLambdaFunction',
      'OnDashsoldLambdaFunction',
    ]);
    expect(idsOf(together!, 'AWS::Lambda::Function').toSorted()).toEqual([
      'ApiLambdaFunction',
      'OnDashsoldLambdaFunction',
    ]);
  });

  it('has the same routes, with the same schemas and authorizers', () =>
    expect(methodsOf(together!)).toEqual(methodsOf(perRoute!)));

  it('has the alarms and the log group of the one function', () => {
    const text = JSON.stringify(together);
    expect(together).toHaveProperty('ApiLogGroup');
    expect(together).toHaveProperty('ApiLambdaFunctionErrorsAlarm');
    expect(text).not.toContain('BookDashticket');
  });

  it('answers a route with its handler', () => {
    const body = { seat: '1A', email: 'ada@shop.example' };
    const event = {
      httpMethod: 'POST',
      resource: '/shows/{showId}/tickets',
      body,
      pathParameters: { showId: 's1' },
      queryStringParameters: { copies: 1 },
      headers: { 'idempotency-key': 'k' },
    };
    const script = `import { handler } from './dist/api.mjs';
      console.log(JSON.stringify(await handler(${JSON.stringify(event)}, {})));`;
    const { output } = service.run('--input-type=module', '-e', script);
    expect(JSON.parse(output)).toMatchObject({ label: 'seat 1A' });
  });
});
