import {
  matchesPattern,
  type EventPattern,
} from '../../../../../workspace/src/event-patterns/event-pattern.ts';
import type { MessageAttribute, PublishedMessage } from './published-messages.ts';

/**
 * Whether a subscription's filter policy lets a message pass.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function passesFilter(
  subscription: Readonly<Record<string, string>>,
  { message, attributes }: Pick<PublishedMessage, 'message' | 'attributes'>,
): boolean {
  const policy = subscription['FilterPolicy'];
  if (policy === undefined) return true;
  const filtered =
    subscription['FilterPolicyScope'] === 'MessageBody' ? parsedBody(message) : attributeValues(attributes);
  return filtered !== undefined && matchesPattern(JSON.parse(policy) as EventPattern, filtered);
}

/** A body that is no JSON fits no policy. */
function parsedBody(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

const attributeValues = (attributes: PublishedMessage['attributes']) =>
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, valueOf(attribute)]));

function valueOf({ DataType, StringValue }: MessageAttribute): unknown {
  if (DataType === 'String.Array') return parsedBody(StringValue ?? '');
  return DataType.startsWith('Number') ? Number(StringValue) : StringValue;
}
