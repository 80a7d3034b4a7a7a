import { AppError } from '#libs/errors';

/**
 * Parses the body of a queue message.
 *
 * @throws AppError invalid `message.malformed` when the body is not a JSON object. V8's own error is not used, because its
 * message quotes the body and would be logged.
 */
export function parseMessage(body: string): object {
  const message = parseJson(body);
  if (typeof message === 'object' && message !== null) return message;
  throw new AppError('invalid', 'message.malformed', {
    detail: 'The message body is not a JSON object.',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
