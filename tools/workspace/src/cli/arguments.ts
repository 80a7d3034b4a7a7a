import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CommandError } from './command-error.ts';
import { regionOf, stageOf } from './stage.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Where a command works. */
export interface Place {
  readonly stage: string;
  readonly region: string;
}

/** Every command takes these. */
const placeOptions = { stage: { type: 'string' }, region: { type: 'string' } } as const satisfies Options;

/**
 * Reads a command line: the service it is about and its options, `--stage` and `--region` among them.
 *
 * @param options  as `util.parseArgs` takes them
 * @throws CommandError for an option that the command does not have, or a stage or region that cannot be
 */
export function readArguments<const O extends Options>(args: readonly string[], options: O) {
  const parsed = parse(args, { ...options, ...placeOptions });
  const { stage, region } = parsed.values as { stage?: string; region?: string };
  return {
    service: parsed.positionals[0],
    /** What a command takes beside the service. */
    rest: parsed.positionals.slice(1),
    place: { stage: stageOf(stage), region: regionOf(region) } satisfies Place,
    options: parsed.values as ReturnType<typeof parseArgs<{ options: O }>>['values'],
  };
}

/** Nx hands a number or a flag over as `--name=value`, also `--flag=true`, which parseArgs takes for a mistake. */
function parse(args: readonly string[], options: Options) {
  const flags = new Set(Object.keys(options).filter((name) => options[name]!.type === 'boolean'));
  const plain = args.flatMap((arg) => {
    const [, name, value] = /^--([\w-]+)=(true|false)$/.exec(arg) ?? [];
    if (!name || !flags.has(name)) return [arg];
    return value === 'true' ? [`--${name}`] : [];
  });
  try {
    return parseArgs({ args: plain, options, allowPositionals: true, strict: true });
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`);
    // Behind the first sentence parseArgs explains how to pass file names that look like options.
    const [fault] = (error as Error).message.split('. ');
    throw new CommandError(`${fault}. Options: ${known.join(', ')}.`);
  }
}

/** @throws CommandError when it is not a whole number of at least `minimum` */
export function wholeNumber(name: string, text: string, minimum: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= minimum) return number;
  throw new CommandError(`--${name} ${text}: write a whole number of ${minimum} or more.`);
}
