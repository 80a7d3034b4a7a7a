import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Resource,
  type Template,
  resourcesOfType,
} from '../../../../workspace/src/templates/template.ts';
import type { Stack } from '../../../../workspace/src/templates/stack.ts';
import { templateGraph } from './template-graph.ts';

const stack = (service: string, Resources: Template['Resources']): Stack => ({
  service,
  serviceFolder: `/services/${service}`,
  stackName: `shop-${service}-local`,
  template: { Resources },
});

const lambda = (name: string, more: Record<string, unknown> = {}): Resource => ({
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: name, ...more },
});

const role = (...statements: Record<string, unknown>[]): Resource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Policies: [{ PolicyDocument: { Statement: statements.map((each) => ({ Effect: 'Allow', ...each })) } }],
  },
});

const arn = (logicalId: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [logicalId, attribute] });

const edgesOf = (...stacks: Stack[]) =>
  templateGraph(stacks).edges.map(({ id, labels }) =>
    labels.length === 0 ? id : `${id} (${labels.join(', ')})`,
  );

describe('templateGraph', () => {
  it('leads from the clients through the route with its whole path to the function', () => {
    const api = stack('orders', {
      Api: { Type: 'AWS::ApiGateway::RestApi' },
      Base: {
        Type: 'AWS::ApiGateway::BasePathMapping',
        Properties: { BasePath: 'orders', RestApiId: { Ref: 'Api' } },
      },
      ById: {
        Type: 'AWS::ApiGateway::Resource',
        Properties: { ParentId: arn('Api', 'RootResourceId'), PathPart: '{orderId}' },
      },
      GetById: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          HttpMethod: 'GET',
          ResourceId: { Ref: 'ById' },
          RestApiId: { Ref: 'Api' },
          Integration: { Uri: { 'Fn::Join': ['', ['arn:…/functions/', arn('GetOrder'), '/invocations']] } },
        },
      },
      GetOrder: lambda('shop-orders-local-get-order'),
    });

    expect(edgesOf(api)).toEqual([
      'request: external/clients → orders/Api',
      'contains: orders/Api → orders/GET /orders/{orderId}',
      'request: orders/GET /orders/{orderId} → orders/GetOrder',
    ]);
    expect(templateGraph([api]).nodes).toContainEqual({
      id: 'orders/GetOrder',
      service: 'orders',
      kind: 'function',
      name: 'get-order',
    });
  });

  it('follows a published topic into another service, with the types of the filter', () => {
    const publisher = stack('orders', {
      Topic: { Type: 'AWS::SNS::Topic' },
      TopicArn: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: '/shop/orders/topic-arn', Value: { Ref: 'Topic' } },
      },
    });
    const consumer = stack('email', {
      Events: {
        Type: 'AWS::SQS::Queue',
        Properties: { RedrivePolicy: { deadLetterTargetArn: arn('Failed'), maxReceiveCount: 3 } },
      },
      Failed: { Type: 'AWS::SQS::Queue' },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: '{{resolve:ssm:/shop/orders/topic-arn}}',
          Endpoint: arn('Events'),
          FilterPolicy: { type: ['OrderPlaced', 'OrderCanceled'] },
        },
      },
      Send: lambda('send'),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: arn('Events'), FunctionName: arn('Send') },
      },
    });

    expect(edgesOf(publisher, consumer)).toEqual([
      'dead-letter: email/Events → email/Failed',
      'event: orders/Topic → email/Events (OrderPlaced, OrderCanceled)',
      'message: email/Events → email/Send',
    ]);
    expect(templateGraph([publisher, consumer]).nodes.find(({ id }) => id === 'email/Failed')?.kind).toBe(
      'dead-letter-queue',
    );
  });

  it('draws what a role allows as reads and writes, and not what polls an event source', () => {
    const service = stack('orders', {
      Orders: { Type: 'AWS::DynamoDB::Table', Properties: { StreamSpecification: {} } },
      Failed: { Type: 'AWS::SQS::Queue' },
      Publish: lambda('publish', { Role: arn('PublishRole') }),
      PublishRole: role(
        { Action: ['dynamodb:GetRecords', 'dynamodb:DescribeStream'], Resource: arn('Orders', 'StreamArn') },
        { Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: arn('Orders') },
        { Action: 'dynamodb:Query', Resource: { 'Fn::Sub': '${Orders.Arn}/index/byCustomer' } },
        { Action: 'sqs:SendMessage', Resource: arn('Failed') },
        {
          Action: 'ssm:GetParameters',
          Resource: { 'Fn::Sub': 'arn:aws:ssm:${AWS::Region}:1:parameter/shop/key' },
        },
        { Action: 'ses:SendEmail', Resource: '*' },
      ),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: arn('Orders', 'StreamArn'),
          FunctionName: arn('Publish'),
          StartingPosition: 'TRIM_HORIZON',
          DestinationConfig: { OnFailure: { Destination: arn('Failed') } },
        },
      },
    });

    expect(edgesOf(service)).toEqual([
      'stream: orders/Orders → orders/Publish',
      'dead-letter: orders/Publish → orders/Failed',
      'read: orders/Publish → orders/Orders (dynamodb:GetItem, dynamodb:Query)',
      'write: orders/Publish → orders/Orders (dynamodb:PutItem)',
      'read: orders/Publish → orders/shop/key (ssm:GetParameters)',
      'message: orders/Publish → external/email (ses:SendEmail)',
    ]);
  });

  it('labels what a state machine calls with the states, those of branches included', () => {
    const service = stack('orders', {
      Place: lambda('place'),
      Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { Family: 'shop-report' } },
      Saga: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          DefinitionSubstitutions: { PlaceArn: arn('Place') },
          Definition: {
            States: {
              Both: {
                Type: 'Parallel',
                Branches: [
                  { States: { PlaceOrder: { Resource: '${PlaceArn}' } } },
                  {
                    States: {
                      Report: {
                        Resource: 'arn:…:ecs:runTask',
                        Parameters: { TaskDefinition: 'shop-report' },
                      },
                    },
                  },
                ],
              },
              PlaceAgain: { Resource: '${PlaceArn}' },
            },
          },
        },
      },
    });

    expect(edgesOf(service)).toEqual([
      'step: orders/Saga → orders/Place (PlaceOrder, PlaceAgain)',
      'step: orders/Saga → orders/Task (Report)',
    ]);
  });

  it('leaves out the topic of the alarms and the bucket of deployments', () => {
    const { nodes } = templateGraph([
      stack('platform', {
        ServerlessDeploymentBucket: { Type: 'AWS::S3::Bucket' },
        Alarms: { Type: 'AWS::SNS::Topic' },
        Failing: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'Alarms' }] } },
      }),
    ]);
    expect(nodes).toEqual([]);
  });

  it('has a node for every function, and both ends of every edge', () => {
    fc.assert(
      fc.property(anyStacks, (stacks) => {
        const { nodes, edges } = templateGraph(stacks);
        const ids = new Set(nodes.map(({ id }) => id));
        expect(ids.size).toBe(nodes.length);
        expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
        for (const { source, target } of edges)
          expect([ids.has(source), ids.has(target)]).toEqual([true, true]);
        const functions = stacks.flatMap(({ service, template }) =>
          resourcesOfType(template, 'AWS::Lambda::Function').map(([logicalId]) => `${service}/${logicalId}`),
        );
        expect(nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(functions));
      }),
    );
  });
});

const logicalIds = fc.constantFrom('A', 'B', 'C', 'D', 'E');
const actions = fc.constantFrom(
  'dynamodb:GetItem',
  'sns:Publish',
  'sqs:SendMessage',
  'states:StartExecution',
);
const references = fc.oneof(
  logicalIds.map((id) => ({ Ref: id })),
  logicalIds.map((id) => arn(id)),
  fc.constantFrom('{{resolve:ssm:/shop/A}}', '{{resolve:ssm:/shop/missing}}', '*'),
);
const resources: fc.Arbitrary<Resource> = fc.oneof(
  references.map((Role) => lambda('any', { Role })),
  fc.tuple(actions, references).map(([Action, Resource]) => role({ Action, Resource })),
  fc
    .constantFrom('AWS::DynamoDB::Table', 'AWS::SNS::Topic', 'AWS::ApiGateway::RestApi')
    .map((Type) => ({ Type })),
  references.map((target) => ({
    Type: 'AWS::SQS::Queue',
    Properties: { RedrivePolicy: { deadLetterTargetArn: target } },
  })),
  fc.tuple(references, references).map(([TopicArn, Endpoint]) => ({
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn, Endpoint },
  })),
  fc.tuple(references, references).map(([EventSourceArn, FunctionName]) => ({
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { EventSourceArn, FunctionName },
  })),
  references.map((Resource) => ({
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { Definition: { States: { Only: { Resource } } } },
  })),
  logicalIds.map((id) => ({
    Type: 'AWS::SSM::Parameter',
    Properties: { Name: `/shop/${id}`, Value: { Ref: id } },
  })),
);
const anyStacks = fc
  .uniqueArray(fc.constantFrom('catalog', 'orders', 'payments'), { minLength: 1 })
  .chain((services) =>
    fc.tuple(
      ...services.map((service) =>
        fc.dictionary(logicalIds, resources).map((Resources) => stack(service, Resources)),
      ),
    ),
  );
