import { parseArgs } from 'node:util';

/**
 * A package depends on the stage and the region, and on no other option of a deploy. Nx forwards all options or none and
 * includes forwarded options in the cache key, so `--force` would package every service again.
 *
 * @param argv  of the nx command
 * @returns `--stage` and `--region` as environment variables, which packaging uses as defaults
 */
export function stageEnvironment(argv: readonly string[]): Record<string, string> {
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
