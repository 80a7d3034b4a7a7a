import {
  matchesPattern,
  type EventPattern,
} from '../../../../../workspace/src/event-patterns/event-pattern.ts';
import type { MessageAttribute, PublishedMessage } from './published-messages.ts';

/**
 * Whether a message matches the filter policy of a subscription.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function matchesFilterPolicy(
  subscription: Readonly<Record<string, string>>,
  { message, attributes }: Pick<PublishedMessage, 'message' | 'attributes'>,
): boolean {
  const policy = subscription['FilterPolicy'];
  if (policy === undefined) return true;
  const matched =
    subscription['FilterPolicyScope'] === 'MessageBody' ? parseBody(message) : toAttributeValues(attributes);
  return matched !== undefined && matchesPattern(JSON.parse(policy) as EventPattern, matched);
}

/** A body that is not JSON matches no policy. */
function parseBody(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

const toAttributeValues = (attributes: PublishedMessage['attributes']) =>
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, toValue(attribute)]));

function toValue({ DataType, StringValue }: MessageAttribute): unknown {
  if (DataType === 'String.Array') return parseBody(StringValue ?? '');
  return DataType.startsWith('Number') ? Number(StringValue) : StringValue;
}
