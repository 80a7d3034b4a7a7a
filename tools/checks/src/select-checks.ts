import { parseArgs } from 'node:util';
import { CommandError } from '../../workspace/src/cli/command-error.ts';
import type { Check } from './check.ts';

/**
 * Selects the checks that a command line asks for: the named ones, those that read test records (`--after-tests`), or
 * all others.
 *
 * @throws CommandError for an unknown check or option, and for `--after-tests` together with names
 */
export function selectChecks(args: readonly string[], checks: readonly Check[]): readonly Check[] {
  const { names, isAfterTests } = parse(args, checks);
  const unknown = names.find((name) => !checks.some((check) => check.name === name));
  if (unknown !== undefined) throw new CommandError(`Unknown check "${unknown}".\n${usage(checks)}`);
  if (names.length === 0) return checks.filter(({ readsTestRecords }) => readsTestRecords === isAfterTests);
  if (isAfterTests) throw new CommandError(`--after-tests does not take checks.\n${usage(checks)}`);
  return checks.filter(({ name }) => names.includes(name));
}

function parse(args: readonly string[], checks: readonly Check[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { 'after-tests': { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    return { names: positionals, isAfterTests: values['after-tests'] };
  } catch (cause) {
    throw new CommandError(`${(cause as Error).message.split('. ')[0]}.\n${usage(checks)}`, { cause });
  }
}

/** @returns the text of `--help` */
export const usage = (checks: readonly Check[]): string =>
  [
    'Usage: npm run checks [-- CHECK… | --after-tests]',
    'Without arguments it runs the checks that do not read test records.',
    ...checks.map(
      ({ name, description, readsTestRecords }) =>
        `  ${name.padEnd(16)}${description}${readsTestRecords ? ' (--after-tests)' : ''}`,
    ),
  ].join('\n');
