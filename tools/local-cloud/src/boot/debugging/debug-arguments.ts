import { UsageError } from '../../contract/debugging.ts';

export interface DebugArguments {
  readonly isDebugging: boolean;
  /** `orders/get-order`; undefined for all functions. */
  readonly functionName: string | undefined;
  /** The other arguments. */
  readonly rest: readonly string[];
}

/**
 * Finds `--inspect` with its optional function among the arguments of `npm start`, which `parseArgs` of Node.js cannot express.
 * @throws UsageError
 */
export function readDebugArguments(args: readonly string[]): DebugArguments {
  const at = args.findIndex((argument) => /^--inspect(?:=|$)/.test(argument));
  if (at === -1) return { isDebugging: false, functionName: undefined, rest: args };
  const [, joined] = args[at]!.split('=', 2);
  const following = args[at + 1];
  const isSeparate = joined === undefined && following !== undefined && !following.startsWith('-');
  const functionName = isSeparate ? following : joined;
  if (functionName !== undefined && !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(functionName))
    throw new UsageError(
      `Invalid function "${functionName}". Write --inspect SERVICE/FUNCTION, such as --inspect orders/get-order.`,
    );
  return { isDebugging: true, functionName, rest: args.toSpliced(at, isSeparate ? 2 : 1) };
}
