import { wholeNumber } from '../../../../workspace/src/cli/arguments.ts';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { conditionFrom, every, type Condition } from '../messages/condition.ts';

/** As `util.parseArgs` takes them. */
export const redriveOptions = {
  'dry-run': { type: 'boolean', default: false },
  show: { type: 'boolean', default: false },
  raw: { type: 'boolean', default: false },
  delete: { type: 'boolean', default: false },
  filter: { type: 'string', multiple: true },
  id: { type: 'string', multiple: true },
  limit: { type: 'string' },
  'per-second': { type: 'string', default: '20' },
} as const;

interface Options {
  readonly 'dry-run'?: boolean;
  readonly show?: boolean;
  readonly raw?: boolean;
  readonly delete?: boolean;
  readonly filter?: string[];
  readonly id?: string[];
  readonly limit?: string;
  readonly 'per-second'?: string;
}

/** What to do with a queue's dead letters. */
export interface Wish {
  readonly action: 'show' | 'redrive' | 'delete';
  readonly isDryRun: boolean;
  /** Shows secrets and personal data too. */
  readonly isRaw: boolean;
  readonly isWanted: Condition;
  readonly limit: number;
  readonly perSecond: number;
}

/** A screen full: who wants more says so. */
const SHOWN_AT_ONCE = '10';
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** @throws CommandError where options do not go together, or a value cannot be read */
export function wishFrom(options: Options): Wish {
  const { show = false, delete: deletes = false, filter = [], id: ids = [] } = options;
  const isDryRun = options['dry-run'] ?? false;
  if (show && (deletes || isDryRun))
    throw new CommandError('--show changes nothing: leave --delete and --dry-run out.');
  if (options.raw && !show) throw new CommandError('--raw goes with --show.');
  if (deletes && ids.length === 0)
    throw new CommandError(
      'What is deleted is gone: name each message, --delete --id MESSAGE-ID. --show tells the ids.',
    );
  const limit = options.limit ?? (show ? SHOWN_AT_ONCE : undefined);
  const conditions = filter.map(conditionFrom);
  if (ids.length > 0) conditions.push(({ id }) => ids.includes(id));
  return {
    action: show ? 'show' : deletes ? 'delete' : 'redrive',
    isDryRun,
    isRaw: options.raw ?? false,
    isWanted: every(conditions),
    limit: limit === undefined ? NO_LIMIT : wholeNumber('limit', limit, 1),
    perSecond: wholeNumber('per-second', options['per-second'] ?? '20', 1),
  };
}

/** @throws CommandError when an option is given that needs a queue */
export function requireListing(options: Options): void {
  const { 'per-second': _, ...others } = options;
  const [given] =
    Object.entries(others).find(
      ([name, value]) => isOfQueue(name) && value !== undefined && value !== false,
    ) ?? [];
  if (given) throw new CommandError(`--${given} is about one queue: name it behind the service.`);
}

const isOfQueue = (name: string): boolean => name in redriveOptions;
