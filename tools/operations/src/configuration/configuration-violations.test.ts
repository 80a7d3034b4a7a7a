import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { DeclaredVariable } from '../../../build/src/bundler/environment/declared-environment.ts';
import type { Template } from '../../../workspace/src/templates/template.ts';
import { configurationViolations } from './configuration-violations.ts';

const serverlessYml = `service: tradewind-seats
functions:
  sell-seat:
    handler: dist/sell-seat.handler
    environment:
      SEATS_TABLE: !Ref SeatsTable
      FEE_PARAMETER: /tradewind/dev/seats/fee
      STRIPE_PARAMETER: /tradewind/dev/seats/stripe-key
  publish-seats:
    handler: dist/publish-seats.handler
    environment: \${file(infra/publishing.yml):environment}
`;
const publishingYml = `# What the teller needs.
environment:
  TOPIC_ARN: !Ref SeatsTopic
`;
const taskYml = `Resources:
  CountTask:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: count-seats
          Image: seats
          Environment:
            - { Name: SEATS_TABLE, Value: !Ref SeatsTable }
`;
const schemaOf = (notes: string, schema = 'Type.String({ minLength: 1 })') => `
import { parameter } from '#libs/config';
import { Type } from 'typebox';
export default parameter(${schema}, { description: 'For a test', ${notes} });
`;

const at = (line: number, variable: string, kind: DeclaredVariable['kind']): DeclaredVariable => ({
  variable,
  kind,
  source: `services/seats/src/handlers/it.ts:${line}`,
});

const soundDeclarations: Readonly<Record<string, readonly DeclaredVariable[]>> = {
  'sell-seat': [
    at(7, 'SEATS_TABLE', 'text'),
    at(8, 'FEE_PARAMETER', 'parameter'),
    at(9, 'STRIPE_PARAMETER', 'secretParameter'),
  ],
  'publish-seats': [at(5, 'TOPIC_ARN', 'arn')],
  'count-seats': [at(11, 'SEATS_TABLE', 'text'), at(12, 'JOB_ID', 'text')],
};

const conventions = { STAGE: 'dev', NODE_OPTIONS: '--x', POWERTOOLS_LOG_LEVEL: 'INFO' };
const parameterArn = (name: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter${name}`,
});
const role = (...Resource: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Policies: [
      { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['ssm:GetParameters'], Resource }] } },
    ],
  },
});
const functionOf = (name: string, variables: object, ownRole = 'NoRole') => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: `tradewind-seats-dev-${name}`,
    Environment: { Variables: { ...conventions, ...variables } },
    Role: { 'Fn::GetAtt': [ownRole, 'Arn'] },
  },
});
const soundVariables = {
  SEATS_TABLE: { Ref: 'SeatsTable' },
  FEE_PARAMETER: '/tradewind/dev/seats/fee',
  STRIPE_PARAMETER: '/tradewind/dev/seats/stripe-key',
};
const soundResources: Template['Resources'] = {
  Sell: functionOf('sell-seat', soundVariables, 'SellRole'),
  SellRole: role(parameterArn('/tradewind/dev/seats/fee'), parameterArn('/tradewind/dev/seats/stripe-key')),
  Publish: functionOf('publish-seats', { TOPIC_ARN: { Ref: 'SeatsTopic' } }),
  Count: {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: {
      ContainerDefinitions: [
        { Name: 'count-seats', Environment: [{ Name: 'SEATS_TABLE', Value: { Ref: 'SeatsTable' } }] },
      ],
    },
  },
  Counting: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      Definition: {
        Overrides: { ContainerOverrides: [{ Name: 'count-seats', Environment: [{ Name: 'JOB_ID' }] }] },
      },
    },
  },
  SeatsTable: { Type: 'AWS::DynamoDB::Table' },
  SeatsTopic: { Type: 'AWS::SNS::Topic' },
  SeatsQueue: { Type: 'AWS::SQS::Queue' },
  Fee: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/tradewind/dev/seats/fee', Value: '5' } },
};

interface Planted {
  readonly resources?: Template['Resources'];
  readonly declarations?: Readonly<Record<string, readonly DeclaredVariable[]>>;
  readonly files?: Readonly<Record<string, string>>;
}

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder below this one, for its schema modules import the libraries. */
function faultsOf({ resources = {}, declarations = {}, files = {} }: Planted): Promise<string[]> {
  const folder = realpathSync(mkdtempSync(join(import.meta.dirname, 'planted-')));
  folders.push(folder);
  const bundles = Object.entries({ ...soundDeclarations, ...declarations }).flatMap(([name, declared]) => [
    [`dist/${name}.mjs`, 'export const handler = 1;'],
    [`dist/${name}.environment.json`, JSON.stringify(declared)],
  ]);
  const written: Record<string, string> = {
    'serverless.yml': serverlessYml,
    'infra/publishing.yml': publishingYml,
    'infra/task.yml': taskYml,
    'src/parameters/fee.schema.ts': schemaOf('', 'Type.Integer({ minimum: 0 })'),
    'src/parameters/stripe-key.schema.ts': schemaOf('isSecret: true'),
    ...(Object.fromEntries(bundles) as Record<string, string>),
    ...files,
  };
  for (const [path, content] of Object.entries(written)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const template = { Resources: { ...soundResources, ...resources } };
  return configurationViolations({ name: 'seats', folder, stage: 'dev', template });
}

const selling = (variables: object) => ({
  resources: { Sell: functionOf('sell-seat', { ...soundVariables, ...variables }, 'SellRole') },
});
const { SEATS_TABLE: _table, ...withoutTable } = soundVariables;

describe('configurationFaults', () => {
  it('finds none where both sides agree', async () => {
    expect(await faultsOf({})).toEqual([]);
  });

  it.each<[string, Planted, RegExp]>([
    [
      'a variable that is missing',
      { resources: { Sell: functionOf('sell-seat', withoutTable, 'SellRole') } },
      /^services\/seats\/serverless\.yml:3: sell-seat is not given SEATS_TABLE \(text\), which services\/seats\/src\/handlers\/it\.ts:7 declares\.$/,
    ],
    [
      'a variable that nothing reads',
      { declarations: { 'sell-seat': soundDeclarations['sell-seat']!.slice(1) } },
      /^services\/seats\/serverless\.yml:6: sell-seat is given SEATS_TABLE, which nothing in .*it\.ts declares/,
    ],
    [
      'a variable that is misspelt',
      {
        declarations: {
          'sell-seat': [at(7, 'SEAT_TABLE', 'text'), ...soundDeclarations['sell-seat']!.slice(1)],
        },
      },
      /^services\/seats\/serverless\.yml:6: sell-seat is given SEATS_TABLE; did you mean SEAT_TABLE \(text\), which services\/seats\/src\/handlers\/it\.ts:7 declares\?$/,
    ],
    [
      'an integer that is none',
      {
        ...selling({ SEATS_TABLE: 'many' }),
        declarations: {
          'sell-seat': [at(7, 'SEATS_TABLE', 'integer'), ...soundDeclarations['sell-seat']!.slice(1)],
        },
      },
      /serverless\.yml:6: sell-seat is given SEATS_TABLE = "many", and .*it\.ts:7 declares it as integer/,
    ],
    [
      'a name where an ARN belongs, in the file that serverless.yml refers to',
      {
        resources: {
          Publish: functionOf('publish-seats', { TOPIC_ARN: { 'Fn::GetAtt': ['SeatsTopic', 'TopicName'] } }),
        },
      },
      /^services\/seats\/infra\/publishing\.yml:3: publish-seats is given TOPIC_ARN = .*it\.ts:5 declares it as arn/,
    ],
    [
      'an environment past 4 KB',
      selling({ SEATS_TABLE: 'x'.repeat(4096) }),
      /serverless\.yml:6: the environment of sell-seat takes about 4\d{3} bytes; Lambda allows 4096\. The largest variable is SEATS_TABLE \(services.*it\.ts:7\)/,
    ],
    [
      "a task's variable that is missing",
      { declarations: { 'count-seats': [...soundDeclarations['count-seats']!, at(13, 'LIMIT', 'integer')] } },
      /^services\/seats\/infra\/task\.yml:6: count-seats is not given LIMIT \(integer\)/,
    ],
    [
      "a task's variable that nothing reads",
      { declarations: { 'count-seats': [] } },
      /^services\/seats\/infra\/task\.yml:9: count-seats is given SEATS_TABLE/,
    ],
    [
      'a parameter that the role does not allow',
      { resources: { SellRole: role(parameterArn('/tradewind/dev/seats/stripe-key')) } },
      /serverless\.yml:7: sell-seat reads \/tradewind\/dev\/seats\/fee .*role does not allow ssm:GetParameters/,
    ],
    [
      'a parameter that the role allows for nothing',
      { resources: { NoRole: role(parameterArn('/tradewind/dev/seats/fee')) } },
      /the role of publish-seats allows ssm:GetParameters on \/tradewind\/dev\/seats\/fee, which it does not read/,
    ],
    [
      'a secret in a plain parameter',
      {
        resources: {
          Key: {
            Type: 'AWS::SSM::Parameter',
            Properties: { Name: '/tradewind/dev/seats/stripe-key', Value: 'x' },
          },
        },
      },
      /Key publishes \/tradewind\/dev\/seats\/stripe-key for all to read, and .*stripe-key\.schema\.ts says that it is a secret/,
    ],
    [
      'a secret that a function takes for none',
      {
        declarations: {
          'sell-seat': [
            ...soundDeclarations['sell-seat']!.slice(0, 2),
            at(9, 'STRIPE_PARAMETER', 'parameter'),
          ],
        },
      },
      /it\.ts:9: takes \/tradewind\/dev\/seats\/stripe-key for a parameter, and .*says that it is a secret/,
    ],
    [
      'a secret that CloudFormation would write into the environment',
      selling({ SEATS_TABLE: '{{resolve:ssm-secure:/tradewind/dev/seats/stripe-key}}' }),
      /serverless\.yml:6: sell-seat is given a secret in SEATS_TABLE/,
    ],
    [
      'a secret in a template',
      selling({ SEATS_TABLE: `sk_live_${'a1'.repeat(12)}` }),
      /Sell of the template carries a Stripe key \(sk_live_a1…\)/,
    ],
    [
      'a secret in a bundle',
      { files: { 'dist/publish-seats.mjs': `const key = "AKIA${'Q7'.repeat(8)}";` } },
      /the bundle publish-seats\.mjs carries an AWS access key \(AKIAQ7Q7Q7…\)/,
    ],
    [
      'another one in a bundle',
      { files: { 'dist/publish-seats.mjs': `const token = "github_pat_${'a1'.repeat(20)}";` } },
      /the bundle publish-seats\.mjs carries a GitHub token \(github_pat…\)/,
    ],
    [
      'a parameter without a declaration',
      selling({ FEE_PARAMETER: '/tradewind/dev/seats/price' }),
      /it\.ts:8: reads \/tradewind\/dev\/seats\/price, and no file of .*write price\.schema\.ts/,
    ],
    [
      'an unused parameter',
      { files: { 'src/parameters/discount.schema.ts': schemaOf('') } },
      /services\/seats\/src\/parameters\/discount\.schema\.ts: no function reads discount/,
    ],
    [
      'a first value that the schema refuses',
      {
        resources: {
          Fee: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/tradewind/dev/seats/fee', Value: '-5' } },
        },
      },
      /services\/seats: Fee, declared by src\/parameters\/fee\.schema\.ts: .*Invalid value of parameter .*: must be >= 0/,
    ],
  ])('finds %s', async (_fault, planted, message) => {
    const violations = await faultsOf(planted);
    expect(violations.filter((violation) => message.test(violation))).toHaveLength(1);
  });
});
