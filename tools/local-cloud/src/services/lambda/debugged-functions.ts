import { basename } from 'node:path';
import { nearestName } from '../../../../workspace/src/names/nearest-name.ts';
import { type Debugging, UsageError } from '../../contract/debugging.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { LocalFunctionDependencies } from './local-function.ts';

type PoolLimits = Pick<LocalFunctionDependencies, 'idleMillis' | 'maxEnvironments'>;
type RunLimits = PoolLimits & Pick<LocalFunctionDependencies, 'timeoutSeconds' | 'inspectorPort'>;

// A timer of more than 24 days would fire at once.
const UNLIMITED_SECONDS = 24 * 3600;

/** `orders/get-order` */
const nameOf = ({ service, bundlePath }: FunctionDefinition): string =>
  `${service}/${basename(bundlePath, '.mjs')}`;

/**
 * Decides how long and in how many environments functions run. For a debugger, no function has a time limit, because those that
 * wait for a paused one must wait as long. A debugged function has one environment, so that a breakpoint is hit in order.
 */
export function debuggedFunctions(debugging: Debugging | undefined, normal: PoolLimits) {
  const isChosen = (definition: FunctionDefinition): boolean =>
    debugging?.functionName === nameOf(definition);

  return {
    runLimits(definition: FunctionDefinition): RunLimits {
      const { timeoutSeconds } = definition;
      if (debugging === undefined) return { ...normal, timeoutSeconds, inspectorPort: undefined };
      const isDebugged = debugging.functionName === undefined || isChosen(definition);
      return {
        ...(isDebugged ? { idleMillis: Number.POSITIVE_INFINITY, maxEnvironments: 1 } : normal),
        timeoutSeconds: UNLIMITED_SECONDS,
        inspectorPort: isChosen(definition) ? debugging.port : undefined,
      };
    },
    /** Whether a debugger connects to this function alone. Its environment starts before the first request. */
    isChosen,
    /** @throws UsageError if the chosen function does not exist */
    checkChosen(definitions: readonly FunctionDefinition[]): void {
      const name = debugging?.functionName;
      if (name === undefined || definitions.some(isChosen)) return;
      const near = nearestName(name, definitions.map(nameOf));
      const cure = near === undefined ? 'Write --inspect SERVICE/FUNCTION.' : `Did you mean ${near}?`;
      throw new UsageError(`There is no function ${name}. ${cure}`);
    },
  };
}
