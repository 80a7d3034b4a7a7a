import { redactText } from '#libs/redaction';
import type { SpanError } from '../contract/activity.ts';

// Messages of a state machine's errors contain whole error objects with stack traces.
const MAX_MESSAGE_LENGTH = 1_000;

/** Redacts an error message as log lines are redacted, and cuts it. */
export const redactError = ({ type, message }: SpanError): SpanError => ({
  type: type.slice(0, MAX_MESSAGE_LENGTH),
  message: redactText(message.slice(0, MAX_MESSAGE_LENGTH)),
});
