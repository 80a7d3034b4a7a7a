import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { applyAlarms } from '../../serverless-conventions/src/alarms/apply-alarms.ts';
import { completeRestApi } from '../../serverless-conventions/src/rest-api.ts';
import type { Template, TemplateResource } from '../../serverless-conventions/src/template.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { temporaryFolder } from '../../workspace/src/testing/temporary-folder.ts';
import { type LocalCloud, startLocalCloud } from '../src/boot/local-cloud.ts';
import { silentTerminal } from '../src/boot/terminal/terminal.ts';
import { fixtureWorkspace } from './fixture-workspace.ts';

const limits = { completionsPerAddress: 3, sessionsPerAddress: 5, requestsPerAddress: 40 };
const context = { stage: 'local', owner: '@tradewind/x', runbooksUrl: 'https://shop.example/docs/runbooks' };

/** The web ACL of the platform service with low limits. */
function shippedWebAcl(): TemplateResource {
  const text = readFileSync(join(workspaceRoot, 'services/platform/infra/web-acl.yml'), 'utf8')
    .replaceAll('${sls:stage}', 'local')
    .replaceAll(/\$\{param:(\w+)\}/g, (_, name: keyof typeof limits) => String(limits[name]));
  const { Resources } = parse(text, { merge: true }) as Template;
  const webAcl = Resources['WebAcl']!;
  const rules = webAcl.Properties['Rules'] as readonly ManagedRule[];
  return { ...webAcl, Properties: { ...webAcl.Properties, Rules: [...rules, badBots(rules)] } };
}

interface ManagedRule {
  readonly Statement: {
    readonly ManagedRuleGroupStatement?: {
      readonly RuleActionOverrides: readonly { readonly Name: string; readonly ActionToUse: object }[];
    };
  };
}

/** A rule in place of the managed one, whose pattern AWS does not publish, with the action that the web ACL gives it. */
function badBots(rules: readonly ManagedRule[]): object {
  const { ActionToUse } = rules
    .flatMap(({ Statement }) => Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? [])
    .find(({ Name }) => Name === 'UserAgent_BadBots_HEADER')!;
  return {
    Name: 'bad-bots',
    Priority: 0,
    Action: ActionToUse,
    VisibilityConfig: { MetricName: 'bad-bots' },
    Statement: {
      ByteMatchStatement: {
        FieldToMatch: { SingleHeader: { Name: 'user-agent' } },
        PositionalConstraint: 'CONTAINS',
        SearchString: 'nmap',
        TextTransformations: [{ Priority: 0, Type: 'LOWERCASE' }],
      },
    },
  };
}

const parameter = (name: string, Value: unknown): TemplateResource => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Name: `/tradewind/local/platform/${name}`, Type: 'String', Value },
});

function platform(): Template {
  const template: Template = {
    Resources: {
      ApiDomainName: parameter('api-domain-name', 'api.example'),
      AlarmTopic: { Type: 'AWS::SNS::Topic', Properties: {} },
      AlarmTopicArn: parameter('alarm-topic-arn', { Ref: 'AlarmTopic' }),
      WebAcl: shippedWebAcl(),
      WebAclArn: parameter('web-acl-arn', { 'Fn::GetAtt': ['WebAcl', 'Arn'] }),
    },
  };
  applyAlarms(template, {}, { ...context, service: 'platform' });
  return template;
}

/** The routes of checkout that the rules are about, completed by the conventions. */
function checkout(): Template {
  const RestApiId = { Ref: 'ApiGatewayRestApi' };
  const resource = (ParentId: unknown, PathPart: string): TemplateResource => ({
    Type: 'AWS::ApiGateway::Resource',
    Properties: { RestApiId, ParentId, PathPart },
  });
  const method = (resourceId: string, HttpMethod: string): TemplateResource => ({
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId,
      ResourceId: { Ref: resourceId },
      HttpMethod,
      AuthorizationType: 'NONE',
      Integration: { Type: 'MOCK', IntegrationResponses: [{ StatusCode: '204' }] },
    },
  });
  const template: Template = {
    Resources: {
      ApiGatewayRestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'checkout' } },
      Sessions: resource({ 'Fn::GetAtt': ['ApiGatewayRestApi', 'RootResourceId'] }, 'sessions'),
      Session: resource({ Ref: 'Sessions' }, '{sessionId}'),
      Complete: resource({ Ref: 'Session' }, 'complete'),
      PostSessions: method('Sessions', 'POST'),
      GetSession: method('Session', 'GET'),
      PostComplete: method('Complete', 'POST'),
      ApiGatewayDeployment1: {
        Type: 'AWS::ApiGateway::Deployment',
        Properties: { RestApiId, StageName: 'local' },
      },
    },
  };
  completeRestApi(template, {
    name: 'checkout',
    stage: 'local',
    logRetentionInDays: 1,
  });
  return template;
}

describe('the web ACL of the platform', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({
      workspaceFolder: fixtureWorkspace({ platform: platform(), checkout: checkout() }),
      stateFolder: temporaryFolder('web-acl-'),
      terminal: silentTerminal,
      apiPort: 0,
      cloudPort: 0,
      packaged: Promise.resolve(),
    });
  });
  afterAll(() => cloud.stop());

  const call = (path: string, method = 'POST') => fetch(`${cloud.apiUrl}${path}`, { method });
  const statuses = async (paths: readonly string[]) => {
    const answered: number[] = [];
    for (const path of paths) answered.push((await call(path)).status);
    return answered;
  };

  it('limits completions of one address, however the path is written', async () => {
    expect(await statuses(['/checkout/sessions/a/complete', '/checkout/sessions/b/complete/'])).toEqual([
      204, 204,
    ]);
    await call('/checkout/sessions/c/%63%6F%6D%70%6C%65%74%65');
    expect(await statuses(['/checkout/sessions/d/complete'])).toEqual([429]);
    expect((await call('/checkout/sessions/a', 'GET')).status).toBe(204);
  });

  it('answers 429 with problem details and Retry-After', async () => {
    const response = await call('/checkout/sessions/a/complete');
    expect(response.status).toBe(429);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/problem+json',
      'retry-after': '60',
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
    });
    expect(await response.json()).toMatchObject({
      status: 429,
      code: 'request.rate-exceeded',
      requestId: expect.any(String),
    });
  });

  it('does not serve the default endpoint of an API', async () => {
    const { ref: apiId } = cloud.resource('checkout', 'ApiGatewayRestApi');
    expect(await statuses([`/_apis/${apiId}/local/sessions`])).toEqual([403]);
  });

  it('answers 403 with problem details to a request that looks like an attack', async () => {
    const response = await fetch(`${cloud.apiUrl}/checkout/sessions/a`, {
      headers: { 'User-Agent': 'Nmap' },
    });
    expect(response.status).toBe(403);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
    });
    expect(await response.json()).toMatchObject({ status: 403, code: 'request.blocked' });
  });

  it('limits new sessions of one address', async () => {
    expect(await statuses(Array.from({ length: 6 }, () => '/checkout/sessions'))).toEqual([
      204, 204, 204, 204, 204, 429,
    ]);
  });

  it('limits all requests of one address, and fires an alarm when it goes on', async () => {
    const alarm = () => cloud.alarms().find(({ name }) => name === 'tradewind-platform-local-rate-exceeded');
    expect(alarm()?.state).toBe('OK');
    const answers = await Promise.all(
      Array.from({ length: 350 }, async () => (await call('/checkout/sessions/a', 'GET')).status),
    );
    expect([...new Set(answers)].toSorted()).toEqual([204, 429]);
    expect(alarm()?.state).toBe('ALARM');
  });
});
