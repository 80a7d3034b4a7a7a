import { documentClient, isConditionFailure } from '#libs/gateways';
import type { DynamoDbClient } from '#libs/aws';
import type { WaitingRoom } from './waiting-room.ts';

// The function's timeout. A lease lasts at least as long, so that no place is free while its function runs.
const FUNCTION_SECONDS = 20;
// A place is free again at most this long after its environment crashed or went idle.
const LEASE_SECONDS = 2 * FUNCTION_SECONDS;
// While half of the places are taken, three random ones are all taken with a probability of 1 in 8.
const PLACES_TRIED = 3;

interface Lease {
  readonly id: string;
  readonly expiresAt: number;
}

interface Options {
  readonly tableName: string;
  /** How many requests can wait at the same time. */
  readonly places: number;
  readonly now?: () => Date;
  readonly client?: DynamoDbClient;
}

/**
 * A waiting room over a table with the key `id`. The places are numbered, so that no single record takes all writes.
 *
 * An execution environment keeps its place for its next request, until the lease ends: giving a place back and taking one
 * would cost two writes for each order.
 */
export function dynamoDbWaitingRoom({
  tableName,
  places,
  now = () => new Date(),
  client = documentClient(),
}: Options): WaitingRoom {
  let kept: Lease | undefined;
  const currentSeconds = () => Math.floor(now().getTime() / 1000);

  /** @returns undefined when another environment has the lease */
  const lease = async (id: string, own?: Lease): Promise<Lease | undefined> => {
    const seconds = currentSeconds();
    const expiresAt = seconds + LEASE_SECONDS;
    try {
      await client.put({
        TableName: tableName,
        Item: { id, expiresAt },
        ConditionExpression: 'attribute_not_exists(id) OR expiresAt < :now OR expiresAt = :own',
        // An environment that took the place after the own lease ended has a later one.
        ExpressionAttributeValues: { ':now': seconds, ':own': own?.expiresAt ?? 0 },
      });
      return { id, expiresAt };
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };
  const release = ({ id }: Lease) => client.delete({ TableName: tableName, Key: { id } });

  const takePlace = async (): Promise<Lease | undefined> => {
    const own = kept;
    kept = undefined;
    if (own && own.expiresAt - currentSeconds() > FUNCTION_SECONDS) return own;
    const renewed = own && (await lease(own.id, own));
    if (renewed) return renewed;
    for (let attempt = 0; attempt < PLACES_TRIED; attempt++) {
      const place = await lease(`place#${Math.floor(Math.random() * places)}`);
      if (place) return place;
    }
    return undefined;
  };
  const leavePlace = async (place: Lease): Promise<void> => {
    if (kept) await release(place);
    else kept = place;
  };

  return {
    async enter(repeated) {
      const waiter = repeated && (await lease(`session#${repeated.sessionId}`));
      if (repeated && !waiter) return undefined;
      const place = await takePlace();
      if (place)
        return async () =>
          void (await Promise.all([leavePlace(place), ...(waiter ? [release(waiter)] : [])]));
      if (waiter) await release(waiter);
      return undefined;
    },
  };
}
