import { setTimeout as sleep } from 'node:timers/promises';
import { COMMAND_REFUSED, type CommandOf, type ImportProducts, type RejectedProduct } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { correlationId } from '#libs/logging';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { log } from '../log-events.ts';
import type { Catalog } from './catalog.ts';

// Slightly longer than the timeout of the function.
const sharedClient = new LambdaClient({
  maxAttempts: 5,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 35_000, throwOnRequestTimeout: true },
});

interface Result {
  readonly rejected: readonly RejectedProduct[];
}

// Delays double from 0.2 s to 30 s, three minutes in total. After that, another task retries.
const MAX_ATTEMPTS = 12;
const BASE_DELAY_MILLISECONDS = 200;
const MAX_DELAY_MILLISECONDS = 30_000;

/** Invokes the Lambda functions of catalog. */
export const lambdaCatalog = (importProductsArn: string, client: LambdaClient = sharedClient): Catalog => ({
  async importProducts(products, signal) {
    const command: CommandOf<typeof ImportProducts> = {
      products: [...products],
      correlationId: correlationId(),
    };
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      const { failure, result } = await invoke(client, importProductsArn, command);
      if (result) return result.rejected;
      if (failure?.startsWith(COMMAND_REFUSED))
        throw new Error(`catalog rejected the import of products: ${failure}`);
      if (attempt === MAX_ATTEMPTS)
        throw new AppError('unavailable', 'catalog.unavailable', { detail: failure ?? '' });
      log.warn('catalog.import-retried', { attempt, failure: failure?.split(':', 1)[0] });
      const maxDelay = Math.min(BASE_DELAY_MILLISECONDS * 2 ** attempt, MAX_DELAY_MILLISECONDS);
      await sleep(Math.random() * maxDelay);
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
