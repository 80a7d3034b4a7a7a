import type { Alternatives } from '../../../contract/access-control.ts';
import { parseCallInput } from '../../../contract/api-calls/call-input.ts';
import type { AwsRequest } from '../../../contract/aws-request.ts';
import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import { type Call, type ToPermissions, permission, text } from './call.ts';
import { ecsCalls, lambdaCalls, stepFunctionsCalls } from './compute-calls.ts';
import { dynamodbCalls } from './dynamodb-calls.ts';
import { sesCalls, snsCalls, sqsCalls } from './messaging-calls.ts';
import { cloudWatchCalls, logsCalls } from './monitoring-calls.ts';
import { s3Calls } from './s3-calls.ts';

const ssmCalls: ToPermissions = ({ operation, input }) => {
  const names = [input['Names'] ?? input['Name'] ?? input['Path'] ?? []].flat().map(text);
  return names.length === 0
    ? [permission(`ssm:${operation}`, '*')]
    : names.map((name) => permission(`ssm:${operation}`, parameterArn(name)));
};

const parameterArn = (name: string): string =>
  (name.startsWith('arn:') ? name : arn('ssm', `parameter/${name.replace(/^\//, '')}`)).replace(/:\d+$/, '');

/** The encryption context is a condition key of the call. */
const kmsCalls: ToPermissions = ({ operation, input }) => {
  const keyId = text(input['KeyId']);
  const context = Object.entries((input['EncryptionContext'] ?? {}) as Record<string, string>);
  return [
    [
      {
        action: `kms:${operation}`,
        resourceArn: keyId.startsWith('arn:') ? keyId : arn('kms', `key/${keyId}`),
        context: Object.fromEntries(
          context.map(([name, value]) => [`kms:EncryptionContext:${name}`, text(value)]),
        ),
      },
    ],
  ];
};

/** Operations with a user's own token or without any token require no IAM permission. */
const cognitoCalls: ToPermissions = ({ operation, input }) => {
  if (operation === 'ListUserPools') return [permission('cognito-idp:ListUserPools', '*')];
  const userPoolId = text(input['UserPoolId']);
  return userPoolId === ''
    ? []
    : [permission(`cognito-idp:${operation}`, arn('cognito-idp', `userpool/${userPoolId}`))];
};

const callsBySigningName: Readonly<Record<string, ToPermissions>> = {
  dynamodb: dynamodbCalls,
  sqs: sqsCalls,
  sns: snsCalls,
  ses: sesCalls,
  s3: s3Calls,
  lambda: lambdaCalls,
  states: stepFunctionsCalls,
  ecs: ecsCalls,
  ssm: ssmCalls,
  kms: kmsCalls,
  monitoring: cloudWatchCalls,
  logs: logsCalls,
  'cognito-idp': cognitoCalls,
  // Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  sts: () => [],
};

/** Returns the permissions that IAM requires for a request. */
export function requiredPermissions(request: AwsRequest): readonly Alternatives[] {
  const { input = parseCallInput(request) } = request;
  const operation = request.operation ?? text(input['Action']) ?? '';
  const call: Call = { ...request, operation, input };
  const ofService = callsBySigningName[request.signingName];
  if (ofService !== undefined) return ofService(call);
  return [permission(`${request.signingName}:${operation || `${request.method} ${request.path}`}`, '*')];
}
