import { CommandError } from '../../../workspace/src/cli/command-error.ts';

/** In ascending severity. A level includes the more severe ones. */
export const levels = ['info', 'warn', 'error'] as const;
export type Level = (typeof levels)[number];

/** Which lines to show. */
export interface LogOptions {
  readonly functionName?: string | undefined;
  readonly level?: Level | undefined;
  readonly event?: string | undefined;
  readonly correlationId?: string | undefined;
  /** A filter pattern of CloudWatch on the fields of a line: `{ $.orderId = "ord_1" }`. */
  readonly filter?: string | undefined;
  readonly sinceMilliseconds: number;
  readonly isFollowed: boolean;
}

/** One line and who wrote it. */
export interface LogLine {
  readonly timeMilliseconds: number;
  readonly service: string;
  readonly functionName: string;
  readonly text: string;
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** @throws CommandError for an invalid duration */
export function parseDuration(text: string): number {
  const [, number, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (number && unit) return Number(number) * unitMilliseconds[unit]!;
  throw new CommandError(`Invalid --since "${text}". Use a number and s, m, h or d, such as 10m.`);
}

/** @throws CommandError for an unknown level */
export function parseLevel(text: string | undefined): Level | undefined {
  const level = levels.find((each) => each === text?.toLowerCase());
  if (text === undefined || level) return level;
  throw new CommandError(`Invalid --level "${text}". Use ${levels.join(', ')}.`);
}
