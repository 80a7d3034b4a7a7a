/**
 * A character that SQS does not accept in a message body.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const INVALID_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Returns whether a message body contains a character that SQS does not accept, such as half of a surrogate pair. */
export const hasInvalidCharacter = (body: string): boolean => INVALID_CHARACTER.test(body);
