/** Functions run for a debugger: without time limits, and each in one environment that stays loaded. */
export interface Debugging {
  /** The only function to debug, such as `orders/get-order`. Its environment listens for a debugger itself. */
  readonly functionName: string | undefined;
  /** The port of that environment, or of the process if it debugs all functions. */
  readonly port: number;
}

/** An invalid command line or environment variable of `npm start`; the message says how to fix it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
