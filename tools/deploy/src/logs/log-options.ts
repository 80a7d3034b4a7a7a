import { DeployError } from '../command/deploy-error.ts';

/** Which lines of a service to show. */
export interface LogOptions {
  readonly functionName: string | undefined;
  /** CloudWatch's filter pattern; in the local cloud a text that the line contains. */
  readonly filter: string | undefined;
  readonly sinceMilliseconds: number;
  readonly isFollowed: boolean;
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** @throws DeployError when it is no length of time such as `10m` */
export function milliseconds(text: string): number {
  const [, number, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (number && unit) return Number(number) * unitMilliseconds[unit]!;
  throw new DeployError(`--since ${text}: write a number and s, m, h or d, such as 10m.`);
}
