import { AppError } from '#libs/errors';
import type { Idempotency, Reply } from '#libs/lambda';

/** Idempotency in memory, with the behaviour of the table. */
export function replayOnce(): Idempotency {
  const answers = new Map<string, { payload: string; reply: Promise<Reply>; isDone: boolean }>();
  return {
    async once({ scope, key, payload }, _context, work) {
      const id = JSON.stringify([scope, key]);
      const known = answers.get(id);
      if (known && !known.isDone)
        throw new AppError('conflict', 'idempotency.in-progress', { retryAfterSeconds: 1 });
      if (known && known.payload !== JSON.stringify(payload))
        throw new AppError('unprocessable', 'idempotency.key-reused');
      if (known) return known.reply;
      const answer = { payload: JSON.stringify(payload), reply: work(), isDone: false };
      answers.set(id, answer);
      try {
        await answer.reply;
        answer.isDone = true;
      } catch {
        answers.delete(id);
      }
      return answer.reply;
    },
  };
}
