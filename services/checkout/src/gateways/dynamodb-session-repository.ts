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
import { discountKey } from './dynamodb-discount-repository.ts';
import { dueAt } from './due-at.ts';
import type { ConflictCause, SessionRepository } from './session-repository.ts';

interface Tables {
  readonly sessions: string;
  /** Required by `submit` and `reopen`. */
  readonly discounts?: string;
  /** Required by `submit` and `reopen`. */
  readonly uses?: string;
}

export function dynamoDbSessionRepository(
  { sessions, discounts = '', uses = '' }: Tables,
  client: DynamoDBDocumentClient = documentClient(),
): SessionRepository {
  const records = dynamoDbRecordRepository<SessionRecord>(sessions, ['sessionId'], client);

  const nextVersion = (session: Versioned<Session>): Write => ({
    Put: {
      TableName: sessions,
      Item: { ...toRecord(session), version: session.version + 1, correlationId: correlationId() },
      ConditionExpression: '#version = :expected',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':expected': session.version },
    },
  });
  const addRedemptions = (code: string, count: 1 | -1): Write => ({
    Update: {
      TableName: discounts,
      Key: discountKey(code),
      UpdateExpression: 'ADD redemptions :count',
      // Checks the limit at the time of the write, not at the time of the quote.
      ...(count === 1 && {
        ConditionExpression:
          'attribute_exists(code) AND (attribute_not_exists(terms.maxRedemptions) OR redemptions < terms.maxRedemptions)',
      }),
      ExpressionAttributeValues: { ':count': count },
    },
  });
  const insertUse = (code: string, useId: string): Write => ({
    Put: { TableName: uses, Item: { useId, code }, ConditionExpression: 'attribute_not_exists(useId)' },
  });
  const deleteUse = (useId: string): Write => ({ Delete: { TableName: uses, Key: { useId } } });

  return {
    async *due(now) {
      for (let group = 0; group < DUE_GROUPS; group++)
        yield* queryDue({ tableName: sessions, group: String(group), now }, client);
    },
    async find(sessionId) {
      const record = await records.get({ sessionId });
      return record && toSession(record);
    },
    insert: async (session) => toSession(await records.insert(toRecord(session))),
    replace: async (session) => toSession(await records.replace(toRecord(session))),

    submit: async (session, redemptions) =>
      toConflictCause(
        await transact(client, 'checkout.busy', [
          nextVersion(session),
          ...redemptions.flatMap(({ code, uses: useIds }) => [
            addRedemptions(code, 1),
            ...useIds.map((useId) => insertUse(code, useId)),
          ]),
        ]),
      ),

    reopen: async (session, redemptions) =>
      toConflictCause(
        await transact(client, 'checkout.busy', [
          nextVersion(session),
          ...redemptions.flatMap(({ code, uses: useIds }) => [
            addRedemptions(code, -1),
            ...useIds.map(deleteUse),
          ]),
        ]),
      ),
  };
}

/** Keys of the index `byDue`, which contains only sessions that the schedule must process. */
interface DueKeys {
  readonly dueGroup: string;
  readonly dueAt: string;
}
type SessionRecord = Session & Partial<DueKeys>;

// A partition supports 1,000 writes per second, and each change of a session writes twice to the index.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
const DUE_GROUPS = 8;

function toRecord<S extends Session>(session: S): S & Partial<DueKeys> {
  const at = dueAt(session);
  if (at === undefined) return session;
  // The last character of an id is random: 0 to 9 or a to z.
  const group = parseInt(session.sessionId.at(-1)!, 36) % DUE_GROUPS;
  return { ...session, dueGroup: String(group), dueAt: at };
}

const toSession = ({ dueGroup: _, dueAt: __, ...session }: Versioned<SessionRecord>): Versioned<Session> =>
  session;

async function* queryDue(
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
const toConflictCause = ([first]: number[]): ConflictCause | undefined =>
  first === undefined ? undefined : first === 0 ? 'session-changed' : 'discount-unavailable';
