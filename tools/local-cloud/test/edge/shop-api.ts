import type { Edge } from './edge-harness.ts';

const PROBLEM = "'application/problem+json'";

/** A small template with one API as the Serverless Framework generates it, under the base path `shop`. */
export async function deployShop({ deploy }: Edge, { withPermission = true } = {}) {
  const pool = await deploy('Pool', 'AWS::Cognito::UserPool', {
    UsernameAttributes: ['email'],
    AutoVerifiedAttributes: ['email'],
    LambdaConfig: {
      PreTokenGeneration: await functionArn('addTier', 'bundles/pass.addTier'),
      PostConfirmation: await functionArn('confirmed', 'bundles/pass.confirmed'),
    },
  });
  const web = await deploy('WebClient', 'AWS::Cognito::UserPoolClient', {
    UserPoolId: pool.ref,
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  await deploy('Staff', 'AWS::Cognito::UserPoolGroup', { UserPoolId: pool.ref, GroupName: 'staff' });
  await deploy('Server', 'AWS::Cognito::UserPoolResourceServer', {
    UserPoolId: pool.ref,
    Identifier: 'shop',
    Name: 'Shop',
    Scopes: [{ ScopeName: 'write' }],
  });
  const machine = await deploy('MachineClient', 'AWS::Cognito::UserPoolClient', {
    UserPoolId: pool.ref,
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: ['shop/write', 'shop/read'],
  });

  async function functionArn(name: string, handler: string, settings = {}): Promise<string> {
    const { attributes } = await deploy(name, 'AWS::Lambda::Function', {
      FunctionName: name,
      Handler: handler,
      Runtime: 'nodejs24.x',
      Role: 'r',
      Timeout: 5,
      ...settings,
    });
    return attributes!.Arn!;
  }
  const passArn = await functionArn('pass', 'bundles/pass.handler');
  const api = await deploy('Api', 'AWS::ApiGateway::RestApi', {
    Name: 'shop',
    BinaryMediaTypes: ['image/*'],
    MinimumCompressionSize: 1024,
  });
  if (withPermission)
    await deploy('PassPermission', 'AWS::Lambda::Permission', {
      FunctionName: passArn,
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: `arn:aws:execute-api:us-east-1:000000000000:${api.ref}/*/*`,
    });
  const RestApiId = api.ref;
  const add = (logicalId: string, type: string, properties: Record<string, unknown>) =>
    deploy(logicalId, `AWS::ApiGateway::${type}`, { RestApiId, ...properties });
  const resource = (logicalId: string, ParentId: string, PathPart: string) =>
    add(logicalId, 'Resource', { ParentId, PathPart });
  const root = api.attributes!.RootResourceId!;
  const items = await resource('Items', root, 'items');
  const item = await resource('Item', items.ref, '{itemId}');
  const special = await resource('Special', items.ref, 'special');
  const files = await resource('Files', root, 'files');
  const file = await resource('File', files.ref, '{path+}');
  const validator = await add('Validator', 'RequestValidator', {
    ValidateRequestBody: true,
    ValidateRequestParameters: true,
  });
  const authorizer = await add('Authorizer', 'Authorizer', {
    Name: 'pool',
    Type: 'COGNITO_USER_POOLS',
    IdentitySource: 'method.request.header.Authorization',
    ProviderARNs: [pool.attributes!.Arn],
  });
  const model = await add('ItemModel', 'Model', {
    ContentType: 'application/json',
    Schema: {
      $schema: 'http://json-schema.org/draft-04/schema#',
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', minLength: 1 },
        price: { type: 'integer', minimum: 0, exclusiveMinimum: true },
        kind: { enum: ['book', 'toy'] },
        lines: {
          type: 'array',
          items: { type: 'object', required: ['quantity'], properties: { quantity: { type: 'integer' } } },
        },
      },
      additionalProperties: false,
    },
  });
  for (const [ResponseType, detail] of [
    ['BAD_REQUEST_BODY', '$context.error.validationErrorString'],
    ['BAD_REQUEST_PARAMETERS', '$context.error.validationErrorString'],
    ['DEFAULT_4XX', '${context.error.message}'],
    ['DEFAULT_5XX', '$context.error.responseType'],
  ])
    await add(`On${ResponseType}`, 'GatewayResponse', {
      ResponseType,
      ResponseParameters: {
        'gatewayresponse.header.Content-Type': PROBLEM,
        'gatewayresponse.header.Echo': 'method.request.header.X-Echo',
      },
      ResponseTemplates: {
        'application/json': `{"detail":"${detail}","said":$context.error.messageString,"requestId":"$context.requestId"}`,
      },
    });

  const passIntegration = {
    Type: 'AWS_PROXY',
    IntegrationHttpMethod: 'POST',
    Uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${passArn}/invocations`,
  };
  const method = (
    logicalId: string,
    ResourceId: string,
    HttpMethod: string,
    settings: Record<string, unknown> = {},
  ) =>
    add(logicalId, 'Method', {
      ResourceId,
      HttpMethod,
      AuthorizationType: 'NONE',
      ApiKeyRequired: false,
      Integration: passIntegration,
      MethodResponses: [],
      ...settings,
    });
  const cognito = { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: authorizer.ref };
  await method('GetItems', items.ref, 'GET', {
    RequestValidatorId: validator.ref,
    RequestParameters: { 'method.request.querystring.page': true, 'method.request.header.X-Page': false },
  });
  await method('PostItems', items.ref, 'POST', {
    RequestValidatorId: validator.ref,
    RequestModels: { 'application/json': model.ref },
  });
  await method('GetItem', item.ref, 'GET');
  await method('PutItem', item.ref, 'PUT', { ...cognito, AuthorizationScopes: ['shop/write'] });
  await method('DeleteItem', item.ref, 'DELETE', cognito);
  await method('PatchItem', item.ref, 'PATCH', { Integration: { ...passIntegration, TimeoutInMillis: 300 } });
  await method('AnySpecial', special.ref, 'ANY');
  await method('GetFile', file.ref, 'GET');
  await method('ItemOptions', items.ref, 'OPTIONS', {
    Integration: {
      Type: 'MOCK',
      RequestTemplates: { 'application/json': '{statusCode:200}' },
      IntegrationResponses: [
        {
          StatusCode: '204',
          ResponseParameters: {
            'method.response.header.Access-Control-Allow-Origin': "'*'",
            'method.response.header.Access-Control-Allow-Methods': "'OPTIONS,GET,POST'",
          },
          ResponseTemplates: { 'application/json': '' },
        },
      ],
    },
  });
  const deployment = await add('Deployment', 'Deployment', {});
  const stage = await add('Stage', 'Stage', {
    DeploymentId: deployment.ref,
    StageName: 'local',
    Variables: { color: 'blue' },
    MethodSettings: [
      { HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 500 },
      {
        HttpMethod: 'GET',
        ResourcePath: '/~1files~1{path+}',
        ThrottlingRateLimit: 0.001,
        ThrottlingBurstLimit: 2,
      },
    ],
  });
  await deploy('Mapping', 'AWS::ApiGateway::BasePathMapping', {
    DomainName: 'api.example',
    BasePath: 'shop',
    RestApiId,
    Stage: stage.ref,
  });
  return { pool, web, machine, api };
}
