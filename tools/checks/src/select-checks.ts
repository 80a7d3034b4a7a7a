import { parseArgs } from 'node:util';
import { CommandError } from '../../workspace/src/cli/command-error.ts';
import type { Check } from './check.ts';

export interface Selection {
  readonly checks: readonly Check[];
  /** The service whose findings are reported; all if undefined. */
  readonly service?: string | undefined;
}

/**
 * Selects the checks that a command line asks for: the named ones, those that read test records (`--after-tests`), or
 * all others; and, with `--service`, the service whose findings are reported.
 *
 * @throws CommandError for an unknown check or option, and for `--after-tests` together with names
 */
export function selectChecks(args: readonly string[], checks: readonly Check[]): Selection {
  const { names, isAfterTests, service } = parse(args, checks);
  const unknown = names.find((name) => !checks.some((check) => check.name === name));
  if (unknown !== undefined) throw new CommandError(`Unknown check "${unknown}".\n${usage(checks)}`);
  if (names.length === 0)
    return { checks: checks.filter(({ readsTestRecords }) => readsTestRecords === isAfterTests), service };
  if (isAfterTests) throw new CommandError(`--after-tests does not take checks.\n${usage(checks)}`);
  return { checks: checks.filter(({ name }) => names.includes(name)), service };
}

function parse(args: readonly string[], checks: readonly Check[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { 'after-tests': { type: 'boolean', default: false }, service: { type: 'string' } },
      allowPositionals: true,
    });
    return { names: positionals, isAfterTests: values['after-tests'], service: values.service };
  } catch (cause) {
    throw new CommandError(`${(cause as Error).message.split('. ')[0]}.\n${usage(checks)}`, { cause });
  }
}

/** @returns the text of `--help` */
export const usage = (checks: readonly Check[]): string =>
  [
    'Usage: npm run checks [-- CHECK… | --after-tests] [--service=NAME]',
    'Without arguments it runs the checks that do not read test records.',
    ...checks.map(
      ({ name, description, readsTestRecords }) =>
        `  ${name.padEnd(16)}${description}${readsTestRecords ? ' (--after-tests)' : ''}`,
    ),
  ].join('\n');
