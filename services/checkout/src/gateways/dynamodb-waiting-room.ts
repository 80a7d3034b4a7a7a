import { documentClient, isConditionFailure } from '#libs/gateways';
import type { DynamoDbClient } from '#libs/aws';
import type { WaitingRoom } from './waiting-room.ts';

// Longer than the function's timeout (20 s), so that a place is free again after a crash and never while its function runs.
const LEASE_SECONDS = 30;
// While half of the places are taken, three random ones are all taken with a probability of 1 in 8.
const PLACES_TRIED = 3;

interface Options {
  readonly tableName: string;
  /** How many requests can wait at the same time. */
  readonly places: number;
  readonly now?: () => Date;
  readonly client?: DynamoDbClient;
}

/** A waiting room over a table with the key `id`. The places are numbered, so that no single record takes all writes. */
export function dynamoDbWaitingRoom({
  tableName,
  places,
  now = () => new Date(),
  client = documentClient(),
}: Options): WaitingRoom {
  /** @returns false when another request has the lease */
  const lease = async (id: string): Promise<boolean> => {
    const seconds = Math.floor(now().getTime() / 1000);
    try {
      await client.put({
        TableName: tableName,
        Item: { id, expiresAt: seconds + LEASE_SECONDS },
        ConditionExpression: 'attribute_not_exists(id) OR expiresAt < :now',
        ExpressionAttributeValues: { ':now': seconds },
      });
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };
  const release = (id: string) => client.delete({ TableName: tableName, Key: { id } });
  const takePlace = async (): Promise<string | undefined> => {
    for (let attempt = 0; attempt < PLACES_TRIED; attempt++) {
      const place = `place#${Math.floor(Math.random() * places)}`;
      if (await lease(place)) return place;
    }
    return undefined;
  };

  return {
    async enter(repeated) {
      const waiter = repeated && `session#${repeated.sessionId}`;
      if (waiter !== undefined && !(await lease(waiter))) return undefined;
      const place = await takePlace();
      const leave = async () => {
        const leases = [place, waiter].filter((id) => id !== undefined);
        await Promise.all(leases.map(release));
      };
      if (place !== undefined) return leave;
      await leave();
      return undefined;
    },
  };
}
