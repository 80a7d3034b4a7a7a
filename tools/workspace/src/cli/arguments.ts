import { parseArgs, type ParseArgsConfig, type ParseArgsOptionDescriptor } from 'node:util';
import { usageError } from './command-error.ts';
import { parseRegion, parseStage } from './stage.ts';

/** An option of a command: what `util.parseArgs` takes, and its text for `--help`. */
export interface OptionDefinition extends ParseArgsOptionDescriptor {
  readonly description: string;
  /** Placeholder of the value in the usage: `MINUTES`. */
  readonly placeholder?: string;
}

export type Options = Readonly<Record<string, OptionDefinition>>;

/** The stage and region that a command works on. */
export interface Place {
  readonly stage: string;
  readonly region: string;
}

/** The options of every command. */
export const commonOptions = {
  stage: {
    type: 'string',
    placeholder: 'STAGE',
    description: 'stage to work on (default: TRADEWIND_STAGE, or your name)',
  },
  region: {
    type: 'string',
    placeholder: 'REGION',
    description: 'AWS region (default: AWS_REGION, or us-east-1)',
  },
  help: { type: 'boolean', short: 'h', description: 'print this help' },
} as const satisfies Options;

type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values'];

/** The parsed command line. */
export interface Arguments<O extends Options> {
  /** The first argument: a service. */
  readonly service: string | undefined;
  /** The arguments after the service. */
  readonly rest: readonly string[];
  readonly options: Values<O>;
  /** @throws CommandError for an invalid stage or region */
  readonly place: Place;
}

/**
 * Parses a command line: a service, the command's own options, and `--stage` and `--region`.
 *
 * @param ignoreUnknown  skips options of other commands, which Nx forwards to the targets that a target depends on
 * @throws CommandError for an unknown option or a missing value
 */
export function parseArguments<const O extends Options>(
  args: readonly string[],
  options: O,
  { ignoreUnknown = false }: { ignoreUnknown?: boolean } = {},
): Arguments<O> {
  const { values, positionals } = parse(args, { ...options, ...commonOptions }, !ignoreUnknown);
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    service: positionals[0],
    rest: positionals.slice(1),
    options: values as Values<O>,
    get place() {
      return { stage: parseStage(text(values['stage'])), region: parseRegion(text(values['region'])) };
    },
  };
}

/** Nx passes options as `--name=value`, flags as `--flag=true` too, which parseArgs rejects. */
function parse(args: readonly string[], options: Options, strict: boolean) {
  const flags = new Set(Object.keys(options).filter((name) => options[name]!.type === 'boolean'));
  const plain = args.flatMap((arg) => {
    const [, name, value] = /^--([\w-]+)=(true|false)$/.exec(arg) ?? [];
    if (!name || !flags.has(name)) return [arg];
    return value === 'true' ? [`--${name}`] : [];
  });
  try {
    return parseArgs({ args: plain, options, allowPositionals: true, strict } satisfies ParseArgsConfig);
  } catch (error) {
    // After the first sentence, parseArgs explains how to pass file names that look like options.
    const [reason] = (error as Error).message.split('. ');
    throw usageError(`${reason}.`, { cause: error });
  }
}

/** @throws CommandError unless the value is a whole number of at least `minimum` */
export function parseWholeNumber(name: string, text: string, minimum: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= minimum) return number;
  throw usageError(`Invalid --${name} "${text}". Use a whole number of at least ${minimum}.`);
}
