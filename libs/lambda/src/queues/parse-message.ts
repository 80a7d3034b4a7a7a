import { AppError } from '#libs/errors';

/**
 * What the body of a queue's message says.
 *
 * @throws AppError `message.malformed` where it is no JSON object. V8's own error would quote the body in its message,
 * which ends in the log.
 */
export function parseMessage(body: string): object {
  const message = parsed(body);
  if (typeof message === 'object' && message !== null) return message;
  throw new AppError('invalid', 'message.malformed', {
    detail: 'The body of the message is no JSON object.',
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
