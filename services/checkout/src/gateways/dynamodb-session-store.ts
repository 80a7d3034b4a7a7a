import {
  documentClient,
  dynamoDbRecordRepository,
  type Versioned,
  transact,
  type Write,
} from '#libs/gateways';
import { correlationId } from '#libs/logging';
import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Session } from '../models/session.ts';
import { discountKey } from './dynamodb-discount-register.ts';
import { dueAt } from './due-at.ts';
import type { LostTo, SessionStore } from './session-store.ts';

interface Tables {
  readonly sessions: string;
  /** Only for `submit` and `reopen`. */
  readonly discounts?: string;
  /** Only for `submit` and `reopen`. */
  readonly uses?: string;
}

export function dynamoDbSessionStore(
  { sessions, discounts = '', uses = '' }: Tables,
  client: DynamoDBDocumentClient = documentClient(),
): SessionStore {
  const records = dynamoDbRecordRepository<Kept>(sessions, ['sessionId'], client);

  const nextVersion = (session: Versioned<Session>): Write => ({
    Put: {
      TableName: sessions,
      Item: { ...withDue(session), version: session.version + 1, correlationId: correlationId() },
      ConditionExpression: '#version = :seen',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':seen': session.version },
    },
  });
  const counted = (code: string, howMany: 1 | -1): Write => ({
    Update: {
      TableName: discounts,
      Key: discountKey(code),
      UpdateExpression: 'ADD redemptions :howMany',
      // Held against the limit as it stands at this moment, not as it was when the price was made.
      ...(howMany === 1 && {
        ConditionExpression:
          'attribute_exists(code) AND (attribute_not_exists(terms.maxRedemptions) OR redemptions < terms.maxRedemptions)',
      }),
      ExpressionAttributeValues: { ':howMany': howMany },
    },
  });
  const used = (code: string, useId: string): Write => ({
    Put: { TableName: uses, Item: { useId, code }, ConditionExpression: 'attribute_not_exists(useId)' },
  });
  const unused = (useId: string): Write => ({ Delete: { TableName: uses, Key: { useId } } });

  return {
    async *due(now) {
      for (let group = 0; group < DUE_GROUPS; group++)
        yield* dueIn({ tableName: sessions, group: String(group), now }, client);
    },
    async find(sessionId) {
      const kept = await records.get({ sessionId });
      return kept && withoutDue(kept);
    },
    insert: async (session) => withoutDue(await records.insert(withDue(session))),
    replace: async (session) => withoutDue(await records.replace(withDue(session))),

    submit: async (session, redemptions) =>
      lostTo(
        await transact(client, 'checkout.busy', [
          nextVersion(session),
          ...redemptions.flatMap(({ code, uses: useIds }) => [
            counted(code, 1),
            ...useIds.map((useId) => used(code, useId)),
          ]),
        ]),
      ),

    reopen: async (session, redemptions) =>
      lostTo(
        await transact(client, 'checkout.busy', [
          nextVersion(session),
          ...redemptions.flatMap(({ code, uses: useIds }) => [counted(code, -1), ...useIds.map(unused)]),
        ]),
      ),
  };
}

/** Keys of the index `byDue`, which holds only sessions that somebody has to look after. */
interface Due {
  readonly dueGroup: string;
  readonly dueAt: string;
}
type Kept = Session & Partial<Due>;

// One partition takes 1,000 writes a second, and each change of a session is two in the index.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
const DUE_GROUPS = 8;

function withDue<S extends Session>(session: S): S & Partial<Due> {
  const at = dueAt(session);
  if (at === undefined) return session;
  // The last of the random characters of an id: any of 0 to 9 and a to z.
  const group = parseInt(session.sessionId.at(-1)!, 36) % DUE_GROUPS;
  return { ...session, dueGroup: String(group), dueAt: at };
}

const withoutDue = ({ dueGroup: _, dueAt: __, ...session }: Versioned<Kept>): Versioned<Session> => session;

async function* dueIn(
  { tableName, group, now }: { tableName: string; group: string; now: Date },
  client: DynamoDBDocumentClient,
): AsyncGenerator<string> {
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: 'byDue',
        KeyConditionExpression: 'dueGroup = :group AND dueAt <= :now',
        ExpressionAttributeValues: { ':group': group, ':now': now.toISOString() },
        ExclusiveStartKey: start,
      }),
    );
    for (const { sessionId } of Items) yield String(sessionId);
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

// The session is the first write of each transaction.
const lostTo = ([first]: number[]): LostTo | undefined =>
  first === undefined ? undefined : first === 0 ? 'another-change' : 'another-redemption';
