import { commonOptions, type OptionDefinition, type Options } from './arguments.ts';

/** What the usage of a command is generated from. */
export interface CommandDescription {
  /** The command and its arguments, without options: `npx nx deploy SERVICE`. */
  readonly synopsis: string;
  /** What the command does, in a sentence or two. */
  readonly description: string;
  readonly options: Options;
}

/** @returns one line: `Usage: npx nx prune SERVICE [--keep NUMBER] [--stage STAGE]` */
export function usageLine({ synopsis, options }: CommandDescription): string {
  const { help: _, ...common } = commonOptions;
  const flags = Object.entries<OptionDefinition>({ ...options, ...common }).map(
    ([name, option]) => `[${flag(name, option)}]`,
  );
  return `Usage: ${[synopsis, ...flags].join(' ')}`;
}

/** @returns the text that `--help` prints */
export function helpText(command: CommandDescription): string {
  const options = Object.entries<OptionDefinition>({ ...command.options, ...commonOptions });
  const width = Math.max(...options.map(([name, option]) => flag(name, option).length));
  const lines = options.map(([name, option]) => {
    const shown =
      typeof option.default === 'string' && option.default !== '' ? ` (default: ${option.default})` : '';
    return `  ${flag(name, option).padEnd(width)}  ${option.description}${shown}`;
  });
  return [`Usage: ${command.synopsis} [options]`, '', command.description, '', 'Options:', ...lines].join(
    '\n',
  );
}

const flag = (name: string, { placeholder }: OptionDefinition): string =>
  placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`;
