import type { FunctionInvoker, InvocationResult } from '../../src/contract/function-invoker.ts';

type Handler = (event: never) => unknown;

/** Functions that are plain callbacks: what one throws becomes a function error, as Lambda has it. */
export class FakeFunctions implements FunctionInvoker {
  readonly #handlers = new Map<string, Handler>();

  define(name: string, handler: Handler): void {
    this.#handlers.set(name, handler);
  }

  async invoke(functionArnOrName: string, event: unknown): Promise<InvocationResult> {
    const handler = this.#handlers.get(functionArnOrName.split(':').at(-1) ?? '');
    if (handler === undefined) {
      throw Object.assign(new Error(`Function not found: ${functionArnOrName}`), {
        name: 'ResourceNotFoundException',
      });
    }
    try {
      // The event crosses a border as JSON does.
      const answer = await handler(JSON.parse(JSON.stringify(event)) as never);
      return { payload: JSON.stringify(answer ?? null) };
    } catch (error) {
      const { name, message } = error as Error;
      return {
        payload: JSON.stringify({ errorType: name, errorMessage: message }),
        functionError: 'Unhandled',
      };
    }
  }

  async invokeAsync(functionArnOrName: string, event: unknown): Promise<void> {
    await this.invoke(functionArnOrName, event);
  }
}

export const functionArn = (name: string): string => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
