import { describe, expect, it } from '@jest/globals';
import type { Template } from './template.ts';
import { completeRestApi } from './rest-api.ts';

const context = { name: 'catalog', stage: 'dev', logRetentionInDays: 30 };

/** An API as osls compiles it, with a timestamp in the id of the deployment. */
const compiled = (instance: number, method: Record<string, unknown> = {}): Template => ({
  Resources: {
    ApiGatewayRestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: {} },
    ApiGatewayMethodGet: { Type: 'AWS::ApiGateway::Method', Properties: { HttpMethod: 'GET', ...method } },
    [`ApiGatewayDeployment${instance}`]: {
      Type: 'AWS::ApiGateway::Deployment',
      Properties: { RestApiId: { Ref: 'ApiGatewayRestApi' }, StageName: 'dev' },
    },
  },
});
const completed = (template: Template, apiContext = context) => {
  completeRestApi(template, apiContext);
  return template.Resources;
};
const deploymentOf = (resources: Template['Resources']) =>
  Object.keys(resources).filter((id) => resources[id]!.Type === 'AWS::ApiGateway::Deployment');

describe('completeRestApi', () => {
  it('names the deployment by a hash of the API', () => {
    const first = deploymentOf(completed(compiled(1)));
    expect(first).toHaveLength(1);
    expect(deploymentOf(completed(compiled(2)))).toEqual(first);
    expect(deploymentOf(completed(compiled(2, { HttpMethod: 'PUT' })))).not.toEqual(first);
  });

  it('makes the stage serve that deployment', () => {
    const resources = completed(compiled(1));
    expect(resources['ApiGatewayStage']!.Properties['DeploymentId']).toEqual({
      Ref: deploymentOf(resources)[0],
    });
  });

  it('protects the stage with the web ACL of the platform, and disables the default endpoint', () => {
    const resources = completed(compiled(1));
    expect(resources['ApiGatewayWebAclAssociation']!.Properties).toEqual({
      ResourceArn: {
        'Fn::Sub': expect.stringMatching(
          /\/restapis\/\$\{ApiGatewayRestApi\}\/stages\/\$\{ApiGatewayStage\}$/,
        ),
      },
      WebACLArn: '{{resolve:ssm:/tradewind/dev/platform/web-acl-arn}}',
    });
    expect(resources['ApiGatewayRestApi']!.Properties).toEqual({ DisableExecuteApiEndpoint: true });
  });

  it('logs the ids of the function, and nothing about the caller', () => {
    const { Format } = completed(compiled(1))['ApiGatewayStage']!.Properties['AccessLogSetting'] as {
      readonly Format: string;
    };
    expect(JSON.parse(Format)).toMatchObject({
      apiRequestId: '$context.requestId',
      requestId: '$context.integration.requestId',
      traceId: '$context.xrayTraceId',
    });
    expect(Format).not.toMatch(/\$context\.(?:identity|authorizer|path\b)/);
  });

  it.each([
    ['CustomerAuthorizer', ['customer']],
    ['StaffAuthorizer', ['staff']],
    ['CustomerOrStaffAuthorizer', ['customer', 'staff']],
  ])('adds %s with the pools %j, only if a route uses it', (authorizer, pools) => {
    expect(completed(compiled(1))).not.toHaveProperty(authorizer);
    const authorized = () => compiled(1, { AuthorizerId: { Ref: authorizer } });
    expect(completed(authorized())[authorizer]!.Properties['ProviderARNs']).toEqual(
      pools.map((pool) => `{{resolve:ssm:/tradewind/dev/identity/${pool}-pool-arn}}`),
    );
    // The service that owns the pools cannot read their parameters before it is deployed.
    const inIdentity = completed(authorized(), { ...context, name: 'identity' });
    expect(inIdentity[authorizer]!.Properties['ProviderARNs']).toEqual(
      pools.map((pool) => ({ 'Fn::GetAtt': [pool === 'staff' ? 'StaffPool' : 'CustomerPool', 'Arn'] })),
    );
  });

  it('does not change a service without an API', () => {
    const template: Template = { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: {} } } };
    expect(Object.keys(completed(template))).toEqual(['Queue']);
  });
});
