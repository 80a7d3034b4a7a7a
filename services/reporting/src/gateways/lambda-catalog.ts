import { setTimeout as pause } from 'node:timers/promises';
import type { CommandOf, CommandResult, ImportProducts, RejectedProduct } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { correlationId } from '#libs/logging';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { log } from '../log-events.ts';
import type { Catalog } from './catalog.ts';

// A little longer than the function may take: its answer is worth more than our impatience.
const sharedClient = new LambdaClient({
  maxAttempts: 5,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 35_000, throwOnRequestTimeout: true },
});

type Result = CommandResult<{ rejected: readonly RejectedProduct[] }>;

// With pauses that double from a fifth of a second to half a minute, some three minutes: longer than a busy minute of
// the catalog's table, and then another task tries.
const MAX_TRIES = 12;
const FIRST_PAUSE_MILLISECONDS = 200;
const LONGEST_PAUSE_MILLISECONDS = 30_000;

/** The commands of catalog, Lambda functions. */
export const lambdaCatalog = (importProductsArn: string, client: LambdaClient = sharedClient): Catalog => ({
  async importProducts(products, signal) {
    const command: CommandOf<typeof ImportProducts> = {
      products: [...products],
      correlationId: correlationId(),
    };
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      const { failure, result } = await invoke(client, importProductsArn, command);
      if (result?.outcome === 'done') return result.rejected;
      if (result)
        throw new Error(`catalog refuses to import products: ${result.code} ${result.detail ?? ''}`);
      if (attempt === MAX_TRIES)
        throw new AppError('unavailable', 'catalog.unavailable', { detail: failure ?? '' });
      log.warn('catalog.try-again', { attempt, failure: failure?.split(':', 1)[0] });
      const longest = Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** attempt, LONGEST_PAUSE_MILLISECONDS);
      await pause(Math.random() * longest);
    }
  },
});

async function invoke(
  client: LambdaClient,
  functionArn: string,
  command: object,
): Promise<{ failure?: string; result?: Result }> {
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({ FunctionName: functionArn, Payload: JSON.stringify(command) }),
  );
  const answer: unknown = JSON.parse(Payload?.transformToString() || 'null');
  if (FunctionError === undefined) return { result: answer as Result };
  const { errorType, errorMessage } = (answer ?? {}) as { errorType?: string; errorMessage?: string };
  return { failure: `${errorType}: ${errorMessage}` };
}
