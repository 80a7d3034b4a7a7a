import { documentClient, recordTable, type Versioned, transact, type Write } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Session } from '../models/session.ts';
import { discountKey } from './dynamodb-discount-register.ts';
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
  const records = recordTable<Session>(sessions, ['sessionId'], client);

  const nextVersion = (session: Versioned<Session>): Write => ({
    Put: {
      TableName: sessions,
      Item: { ...session, version: session.version + 1, correlationId: correlationId() },
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
    find: (sessionId) => records.get({ sessionId }),
    insert: (session) => records.insert(session),
    replace: (session) => records.replace(session),

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

// The session is the first write of each transaction.
const lostTo = ([first]: number[]): LostTo | undefined =>
  first === undefined ? undefined : first === 0 ? 'another-change' : 'another-redemption';
