import {
  documentClient,
  dynamoDbRecordRepository,
  existingItem,
  isConditionFailure,
  transact,
  withoutWriteMetadata,
  type Versioned,
  type Write,
} from '#libs/gateways';
import { AppError } from '#libs/errors';
import { correlationId } from '#libs/logging';
import type { DynamoDbClient } from '#libs/aws';
import type { Session } from '../models/session.ts';
import { findRedemptions, giveBack, redeem, type RedemptionTables } from './redemption-writes.ts';
import type { ConflictCause, SessionRepository } from './session-repository.ts';

interface Tables extends Partial<RedemptionTables> {
  readonly sessions: string;
}

export function dynamoDbSessionRepository(
  /** `submit` and `reopen` need the tables of redemptions. */
  { sessions, discounts = '', uses = '', redemptions: redemptionsTable = '' }: Tables,
  client: DynamoDbClient = documentClient(),
): SessionRepository {
  const tables = { discounts, uses, redemptions: redemptionsTable };
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

  async function replaceOnly(session: Versioned<Session>): Promise<ConflictCause | undefined> {
    try {
      await records.replace(toRecord(session));
      return undefined;
    } catch (error) {
      if (error instanceof AppError && error.code === 'record.changed') return 'session-changed';
      throw error;
    }
  }

  async function completeInProgress(sessionId: string, orderId: string) {
    const { Attributes } = await client.update({
      TableName: sessions,
      Key: { sessionId },
      UpdateExpression:
        'SET #status = :completed, #version = #version + :one, correlationId = :correlationId REMOVE submission, dueGroup, dueAt',
      ConditionExpression: '#status = :completing AND submission.orderId = :orderId',
      ExpressionAttributeNames: { '#status': 'status', '#version': 'version' },
      ExpressionAttributeValues: {
        ':completed': 'completed',
        ':completing': 'completing',
        ':orderId': orderId,
        ':one': 1,
        ':correlationId': correlationId(),
      },
      ReturnValues: 'ALL_OLD',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    return Attributes;
  }

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

    async peek(sessionId) {
      const { Item } = await client.get({ TableName: sessions, Key: { sessionId } });
      return Item && toSession(withoutWriteMetadata<SessionRecord>(Item));
    },

    async complete(sessionId, orderId) {
      const before = await completeInProgress(sessionId, orderId).catch((error: unknown) => {
        if (!isConditionFailure(error)) throw error;
        return existingItem(error);
      });
      return before && toSession(withoutWriteMetadata<SessionRecord>(before));
    },

    async submit(session, orderId, redemptions) {
      // A transaction costs twice as much as a write.
      if (redemptions.length === 0) return replaceOnly(session);
      return toConflictCause(
        await transact(client, 'checkout.busy', [
          nextVersion(session),
          ...redeem(orderId, redemptions, tables),
        ]),
      );
    },

    async reopen(session, orderId) {
      const redemptions = await findRedemptions(orderId, tables, client);
      return toConflictCause(
        await transact(client, 'checkout.busy', [
          nextVersion(session),
          ...giveBack(orderId, redemptions, tables),
        ]),
      );
    },
  };
}

/** Keys of the index `byDue`, which contains only submitted sessions: an open one expires without a write. */
interface DueKeys {
  readonly dueGroup: string;
  readonly dueAt: string;
}
type SessionRecord = Session & Partial<DueKeys>;

// A partition supports 1,000 writes per second, and each submission writes to the index when it begins and when it ends.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
const DUE_GROUPS = 8;

function toRecord<S extends Session>(session: S): S & Partial<DueKeys> {
  const { status, submission } = session;
  if (status !== 'completing' || !submission) return session;
  // The last character of an id is random: 0 to 9 or a to z.
  const group = parseInt(session.sessionId.at(-1)!, 36) % DUE_GROUPS;
  return { ...session, dueGroup: String(group), dueAt: submission.republishAt };
}

const toSession = ({ dueGroup: _, dueAt: __, ...session }: Versioned<SessionRecord>): Versioned<Session> =>
  session;

async function* queryDue(
  { tableName, group, now }: { tableName: string; group: string; now: Date },
  client: DynamoDbClient,
): AsyncGenerator<string> {
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.query({
      TableName: tableName,
      IndexName: 'byDue',
      KeyConditionExpression: 'dueGroup = :group AND dueAt <= :now',
      ExpressionAttributeValues: { ':group': group, ':now': now.toISOString() },
      ExclusiveStartKey: start,
    });
    for (const { sessionId } of Items) yield String(sessionId);
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

// The session is the first write of each transaction.
const toConflictCause = ([first]: number[]): ConflictCause | undefined =>
  first === undefined ? undefined : first === 0 ? 'session-changed' : 'discount-unavailable';
