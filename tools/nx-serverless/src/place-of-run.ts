import { parseArgs } from 'node:util';

/**
 * A package is of one stage and region, and of nothing else that a deploy is told: Nx can hand on all options or none,
 * and counts what it hands on into the cache's key, so `--force` would package everything anew.
 *
 * @param argv  of the nx command
 * @returns `--stage` and `--region` as environment variables, which packaging takes for its defaults
 */
export function placeOfRun(argv: readonly string[]): Record<string, string> {
  const { values } = parseArgs({
    args: [...argv],
    options: { stage: { type: 'string' }, region: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const { stage, region } = values;
  return {
    ...(typeof stage === 'string' && { TRADEWIND_STAGE: stage }),
    ...(typeof region === 'string' && { AWS_REGION: region }),
  };
}
