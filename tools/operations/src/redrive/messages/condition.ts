import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { contentOf, labelOf, valueAt, type Message } from './message.ts';

/** Selects messages. */
export type Condition = (message: Message) => boolean;

/**
 * Parses `--filter`: `PATH=VALUE` with a path into the JSON body (`type`, `subject`, `correlationId`, `data.orderId`,
 * `Records.0.eventName`), or a text that the body contains.
 *
 * @throws CommandError for an empty filter
 */
export function parseCondition(filter: string): Condition {
  const [, path, wanted] = /^([\w.-]*)=(.*)$/s.exec(filter) ?? [];
  if (filter.trim() === '' || path === '')
    throw new CommandError(
      `--filter "${filter}": write PATH=VALUE, such as type=StockChanged or data.orderId=ord_1, or a text of the body.`,
    );
  if (path === undefined) return ({ body }) => body.includes(filter);
  return (message) => {
    const found = valueAt(contentOf(message), path.split('.')) ?? ownLabel(message, path);
    return found !== undefined && textOf(found) === wanted;
  };
}

/** @returns a condition that is true when all are */
export const every =
  (conditions: readonly Condition[]): Condition =>
  (message) =>
    conditions.every((holds) => holds(message));

/** `type=ObjectCreated:Put` finds what a listing shows under that type, wherever the body keeps it. */
const ownLabel = (message: Message, path: string): unknown =>
  ({ ...labelOf(message) })[path as 'type' | 'subject' | 'correlationId'];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
