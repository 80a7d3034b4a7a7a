import { parseWholeNumber, type Options } from '../../../workspace/src/cli/arguments.ts';
import { usageError } from '../../../workspace/src/cli/command-error.ts';
import { every, parseCondition, type Condition } from './messages/condition.ts';

export const redriveOptions = {
  'dry-run': { type: 'boolean', default: false, description: 'only print which messages match' },
  show: { type: 'boolean', default: false, description: 'print messages without changing them' },
  raw: { type: 'boolean', default: false, description: 'with --show, include secrets and personal data' },
  delete: { type: 'boolean', default: false, description: 'delete the messages that --id names' },
  filter: {
    type: 'string',
    multiple: true,
    placeholder: 'CONDITION',
    description: 'only messages that contain this text or field=value; repeatable',
  },
  id: { type: 'string', multiple: true, placeholder: 'ID', description: 'only this message; repeatable' },
  limit: { type: 'string', placeholder: 'NUMBER', description: 'process at most this many messages' },
  'per-second': {
    type: 'string',
    default: '20',
    placeholder: 'NUMBER',
    description: 'redrive at most this many messages per second',
  },
} as const satisfies Options;

interface OptionValues {
  readonly 'dry-run'?: boolean;
  readonly show?: boolean;
  readonly raw?: boolean;
  readonly delete?: boolean;
  readonly filter?: string[];
  readonly id?: string[];
  readonly limit?: string;
  readonly 'per-second'?: string;
}

/** What to do with the messages of a dead-letter queue. */
export interface RedriveRequest {
  readonly action: 'show' | 'redrive' | 'delete';
  readonly isDryRun: boolean;
  /** Includes secrets and personal data. */
  readonly isRaw: boolean;
  readonly isSelected: Condition;
  readonly limit: number;
  readonly perSecond: number;
}

/** One screen of messages. */
const DEFAULT_SHOW_LIMIT = '10';
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** @throws CommandError for options that exclude each other, or an invalid value */
export function parseOptions(options: OptionValues): RedriveRequest {
  const { show = false, delete: deletes = false, filter = [], id: ids = [] } = options;
  const isDryRun = options['dry-run'] ?? false;
  if (show && (deletes || isDryRun))
    throw usageError('--show cannot be combined with --delete or --dry-run.');
  if (options.raw && !show) throw usageError('--raw requires --show.');
  if (deletes && ids.length === 0)
    throw usageError(
      'Missing required option --id. --delete is permanent, so name each message. --show prints the IDs.',
    );
  const limit = options.limit ?? (show ? DEFAULT_SHOW_LIMIT : undefined);
  const conditions = filter.map(parseCondition);
  if (ids.length > 0) conditions.push(({ id }) => ids.includes(id));
  return {
    action: show ? 'show' : deletes ? 'delete' : 'redrive',
    isDryRun,
    isRaw: options.raw ?? false,
    isSelected: every(conditions),
    limit: limit === undefined ? NO_LIMIT : parseWholeNumber('limit', limit, 1),
    perSecond: parseWholeNumber('per-second', options['per-second'] ?? '20', 1),
  };
}

/** @throws CommandError for an option that requires a queue */
export function refuseQueueOptions(options: OptionValues): void {
  const { 'per-second': _, ...others } = options;
  const [given] =
    Object.entries(others).find(
      ([name, value]) => isQueueOption(name) && value !== undefined && value !== false,
    ) ?? [];
  if (given) throw usageError(`Missing required argument QUEUE. --${given} applies to one queue.`);
}

const isQueueOption = (name: string): boolean => name in redriveOptions;
