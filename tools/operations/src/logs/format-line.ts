import type { Colors } from '../../../workspace/src/cli/colors.ts';
import { functionLine, isMetricLine } from '../../../local-cloud/src/boot/terminal/function-line.ts';
import type { LogLine } from './log-options.ts';

/** The lines that Lambda writes for each invocation. */
const PLATFORM = /^(?:START|END|REPORT) RequestId: |^(?:INIT_START|XRAY TraceId)/;

interface Showing {
  /** Prints the original line. */
  readonly isJson: boolean;
  /** Includes metrics and the lines that Lambda writes for each invocation. */
  readonly isAll: boolean;
  readonly colors: Colors;
}

/** @returns the text to print, or undefined for a line to skip */
export function formatLine(
  { service, functionName, text }: LogLine,
  { isJson, isAll, colors }: Showing,
): string | undefined {
  if (!isAll && (isMetricLine(text) || PLATFORM.test(text))) return undefined;
  return isJson ? text : functionLine(`${service}/${functionName}`, text, colors);
}
