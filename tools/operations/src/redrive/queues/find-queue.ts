import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { queueName, type DeadLetterQueue } from './dead-letter-queues.ts';

/**
 * Finds a queue by its name, its logical id, or either of its dead-letter queue: `product-projections`, `ProductProjectionsQueue`,
 * `product-projections-dead-letter`.
 *
 * @throws CommandError with the names of all queues
 */
export function requireQueue(
  name: string,
  service: string,
  all: readonly DeadLetterQueue[],
): DeadLetterQueue {
  const wanted = queueName(name).replace(/-queue$/, '');
  const found = all.find((each) => each.name === wanted || queueName(each.deadLetterQueue) === wanted);
  if (found !== undefined) return found;
  const names = all.map((each) => each.name);
  throw new CommandError(
    names.length === 0
      ? `${service} has no dead-letter queue.`
      : `${service} has no queue "${name}". Queues: ${names.join(', ')}.`,
  );
}
