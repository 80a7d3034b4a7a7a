import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { resourceNamedBy, resourcesOfType } from '../../workspace/src/templates/template.ts';
import { everyTemplate } from './consumed-queues.ts';
import { MARK } from './marked-body.ts';
import { pathParametersOf, requiredHeaders, type Operation } from './operations.ts';
import { callerOf } from './route-access.ts';
import { cloud } from './shop.ts';

/** What no consumer can act on, each wrong in a way of its own. */
const poison = [
  `${MARK} is no JSON`,
  `{"email":"${MARK}`,
  JSON.stringify(MARK),
  JSON.stringify({ type: 'Unheard', data: { name: MARK } }),
  JSON.stringify({ taskToken: MARK, command: { orderId: MARK, reason: `for ${MARK}` } }),
  JSON.stringify({ Records: [{ s3: { object: { key: `%${MARK}` } } }] }),
];

const messages = poison.map((body, index) => ({
  messageId: `poison-${index}`,
  body,
  attributes: { ApproximateReceiveCount: '1' },
}));
// No type of DynamoDB's.
const change = { eventID: 'poison', dynamodb: { SequenceNumber: '1', NewImage: { email: { odd: MARK } } } };

/** The functions that queues and streams feed, by name, with what fails them. */
const poisoned = (): [string, object][] =>
  everyTemplate().flatMap(([, template]) =>
    resourcesOfType(template, 'AWS::Lambda::EventSourceMapping').map(
      ([, { Properties }]): [string, object] => {
        const { [resourceNamedBy(Properties?.['FunctionName']) ?? '']: fed } = template.Resources;
        const isStream = JSON.stringify(Properties?.['EventSourceArn']).includes('StreamArn');
        return [String(fed?.Properties?.['FunctionName']), { Records: isStream ? [change] : messages }];
      },
    ),
  );

const issuerOf = ({ access }: Operation): Promise<string> =>
  cloud.parameter(`/tradewind/local/identity/${callerOf(access)}-issuer-url`);

/** A caller without valid claims: reading the id of the user fails with an unexpected error. */
const withoutClaims = async (operation: Operation): Promise<object> => ({
  httpMethod: operation.method,
  resource: operation.path,
  headers: { ...requiredHeaders(operation), Authorization: MARK },
  pathParameters: pathParametersOf(operation),
  queryStringParameters: null,
  body: null,
  requestContext: {
    requestId: 'marked',
    authorizer: {
      claims: {
        iss: await issuerOf(operation),
        username: MARK,
        email: `${MARK}@example.com`,
        sub: { toString: MARK },
      },
    },
  },
});

/**
 * Makes functions fail at something marked: those of routes that know their caller, and those that a queue or a stream
 * feeds. A route whose parameters are of a special form refuses the request instead.
 *
 * @returns how many failed
 */
export async function failMarked(operations: readonly Operation[]): Promise<number> {
  const lambda = new LambdaClient(cloud.clientConfig);
  const routes = await Promise.all(
    operations
      .filter(({ needsToken, bodySchema }) => needsToken && !bodySchema)
      .map(async (operation): Promise<[string, object]> => [
        `tradewind-${operation.service}-local-${operation.functionKey}`,
        await withoutClaims(operation),
      ]),
  );
  let failed = 0;
  for (const [FunctionName, event] of [...routes, ...poisoned()]) {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
    );
    const { batchItemFailures = [] } = JSON.parse(Payload?.transformToString() ?? '{}');
    if (FunctionError !== undefined || batchItemFailures.length > 0) failed += 1;
  }
  lambda.destroy();
  return failed;
}
