import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ticketsService,
  temporaryService,
  type TemporaryService,
} from '../../build/test/temporary-service.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

const osls = join(workspaceRoot, 'node_modules/serverless/bin/serverless.js');

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: string[];
}

describe('a packaged service', () => {
  let service: TemporaryService;
  let resources: Record<string, Resource>;
  const packaged = (file: string) => join(service.folder, '.serverless', file);
  const template = () => readFileSync(packaged('cloudformation-template-update-stack.json'), 'utf8');
  const ofType = (type: string) => Object.values(resources).filter(({ Type }) => Type === type);
  const one = (type: string) => {
    const found = ofType(type);
    expect(found).toHaveLength(1);
    return found[0]!.Properties;
  };

  beforeAll(() => {
    service = temporaryService('tickets', ticketsService);
    service.build();
    const { status, output } = service.run(osls, 'package', '--stage', 'local');
    if (status !== 0) throw new Error(output);
    resources = (JSON.parse(template()) as { Resources: typeof resources }).Resources;
  });
  afterAll(() => service.remove());

  it('is reproducible', () => {
    const digests = () =>
      readdirSync(packaged('.')).map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(packaged(file)))
          .digest('hex'),
      ]);
    const first = digests();
    rmSync(packaged('.'), { recursive: true });
    service.run(osls, 'package', '--stage', 'local');
    expect(digests()).toEqual(first);
  });

  it('contains its stage', () => {
    const before = template();
    service.run(osls, 'package', '--stage', 'dev');
    expect(template()).toContain('{{resolve:ssm:/tradewind/dev/identity/customer-pool-arn}}');
    expect(template()).not.toContain('/tradewind/local/');
    service.run(osls, 'package', '--stage', 'local');
    expect(template()).toBe(before);
  });

  it('deletes its tables with a preview stage only', () => {
    const before = template();
    expect(resources['TicketsTable']).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { DeletionProtectionEnabled: true },
    });
    service.run(osls, 'package', '--stage', 'pr-7');
    expect(template()).not.toContain('Retain');
    expect(template()).toContain('"DeletionProtectionEnabled": false');
    service.run(osls, 'package', '--stage', 'local');
    expect(template()).toBe(before);
  });

  it('gives each function its own role with its statements, logs and traces only', () => {
    const roles = ofType('AWS::IAM::Role');
    expect(roles).toHaveLength(2);
    const actions = roles.flatMap(({ Properties }) => {
      const [policy] = Properties['Policies'] as { PolicyDocument: { Statement: { Action: string[] }[] } }[];
      return [
        policy!.PolicyDocument.Statement.flatMap(({ Action }) => Action).filter(
          (action) => !/^(logs|xray):/.test(action),
        ),
      ];
    });
    expect(actions).toEqual([
      // The tickets, and the replies by Idempotency-Key.
      ['dynamodb:PutItem', 'dynamodb:PutItem'],
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    ]);
    expect(roles.map(({ Properties }) => Properties['RoleName'])).toEqual([undefined, undefined]);
  });

  it('gives functions a runtime, environment, tracing and logs', () => {
    expect(resources['BookDashticketLambdaFunction']!.Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      Environment: {
        Variables: {
          STAGE: 'local',
          POWERTOOLS_SERVICE_NAME: 'tickets',
          POWERTOOLS_METRICS_NAMESPACE: 'tradewind/local',
          TICKETS_TABLE: { Ref: 'TicketsTable' },
          CUSTOMER_ISSUER_URL: '{{resolve:ssm:/tradewind/local/identity/customer-issuer-url}}',
        },
      },
    });
    expect(ofType('AWS::Logs::LogGroup').map(({ Properties }) => Properties['RetentionInDays'])).toEqual([
      30, 30, 30,
    ]);
  });

  it('makes API Gateway validate body and parameters', () => {
    expect(one('AWS::ApiGateway::Model')['Schema']).toMatchObject({ required: ['seat', 'email'] });
    expect(one('AWS::ApiGateway::RequestValidator')).toMatchObject({
      ValidateRequestBody: true,
      ValidateRequestParameters: true,
    });
    const post = resources['ApiGatewayMethodShowsShowidVarTicketsPost']!.Properties;
    expect(post).toMatchObject({
      RequestParameters: {
        'method.request.path.showId': true,
        'method.request.header.Idempotency-Key': true,
      },
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizerId: { Ref: 'CustomerAuthorizer' },
      AuthorizationScopes: ['aws.cognito.signin.user.admin'],
    });
    expect(one('AWS::ApiGateway::Authorizer')['ProviderARNs']).toEqual([
      '{{resolve:ssm:/tradewind/local/identity/customer-pool-arn}}',
    ]);
  });

  it('deploys the API after all its parts', () => {
    const [deployment] = ofType('AWS::ApiGateway::Deployment');
    expect(deployment!.Properties).not.toHaveProperty('StageName');
    expect(deployment!.DependsOn).toEqual(
      expect.arrayContaining([
        'ApiGatewayMethodShowsShowidVarTicketsPost',
        'GatewayResponseBadRequestBody',
        'CustomerAuthorizer',
      ]),
    );
    expect(one('AWS::ApiGateway::Stage')).toMatchObject({ StageName: 'local', TracingEnabled: true });
  });

  it('has a path under the shared domain', () => {
    expect(one('AWS::ApiGateway::BasePathMapping')).toMatchObject({
      DomainName: '{{resolve:ssm:/tradewind/local/platform/api-domain-name}}',
      BasePath: 'tickets',
      Stage: { Ref: 'ApiGatewayStage' },
    });
  });

  it('allows the headers of clients in preflights', () => {
    const preflight = JSON.stringify(resources['ApiGatewayMethodShowsShowidVarTicketsOptions']);
    for (const header of ['Authorization', 'Idempotency-Key', 'If-Match', 'Prefer', 'Session-Token'])
      expect(preflight).toContain(header);
  });

  it('packages only the bundle and source map of a function', () => {
    const names = readFileSync(packaged('on-sold.zip'), 'latin1').match(/dist\/[\w.-]+?\.mjs(\.map)?/g);
    expect(new Set(names)).toEqual(new Set(['dist/on-sold.mjs', 'dist/on-sold.mjs.map']));
  });
});

describe('a packaged layer', () => {
  it('requires no account, and is reproducible', () => {
    const service = temporaryService('paint', {
      'serverless.yml': `
service: tradewind-paint
plugins: \${file(../../tools/serverless-conventions/plugins.yml)}
provider: \${file(../../tools/serverless-conventions/provider.yml)}
layers:
  colors: { path: .layers/colors }
`,
      '.layers/colors/nodejs/node_modules/colors/index.js': 'module.exports = ["teal"];',
    });
    const packaged = (file: string) => readFileSync(join(service.folder, '.serverless', file), 'latin1');
    const packageAgain = () => {
      const { status, output } = service.run(osls, 'package', '--stage', 'local');
      if (status !== 0) throw new Error(output);
      return [packaged('cloudformation-template-update-stack.json'), packaged('colors.zip')];
    };
    try {
      const first = packageAgain();
      expect(first[0]).toContain('/undated/colors.zip');
      expect(packageAgain()).toEqual(first);
    } finally {
      service.remove();
    }
  });
});

describe('packaging', () => {
  let service: TemporaryService;
  afterEach(() => service.remove());

  it('rejects a function with an http event but without a request schema', () => {
    const { 'src/handlers/book-ticket.schema.ts': _missing, ...files } = ticketsService;
    service = temporaryService('tickets', files);
    const { status, output } = service.run(osls, 'package');
    expect(status).toBe(1);
    expect(output).toContain(
      'book-ticket has an http event, but src/handlers/book-ticket.schema.ts does not exist',
    );
  });

  it('requires a build', () => {
    service = temporaryService('tickets', ticketsService);
    const { status, output } = service.run(osls, 'package');
    expect(status).toBe(1);
    expect(output).toContain('The service is not built');
  });

  it('requires the prefix of service names', () => {
    const files = {
      'serverless.yml': ticketsService['serverless.yml']!.replace('tradewind-tickets', 'tickets'),
    };
    service = temporaryService('tickets', { ...ticketsService, ...files });
    const { status, output } = service.run(osls, 'package');
    expect(status).toBe(1);
    expect(output).toContain('Write "service: tradewind-NAME"');
  });
});
