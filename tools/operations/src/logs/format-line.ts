import type { Colors } from '../../../workspace/src/cli/colors.ts';
import { functionLine, isMetricLine } from '../../../local-cloud/src/boot/terminal/function-line.ts';
import type { LogLine } from './log-options.ts';

/** What Lambda writes around each invocation. */
const PLATFORM = /^(?:START|END|REPORT) RequestId: |^(?:INIT_START|XRAY TraceId)/;

interface Showing {
  /** The line as it was written. */
  readonly isJson: boolean;
  /** Also metrics, and what Lambda writes around each invocation. */
  readonly isAll: boolean;
  readonly colors: Colors;
}

/** @returns what to print of a line, or nothing for one that is no event */
export function formatLine(
  { service, functionName, text }: LogLine,
  { isJson, isAll, colors }: Showing,
): string | undefined {
  if (!isAll && (isMetricLine(text) || PLATFORM.test(text))) return undefined;
  return isJson ? text : functionLine(`${service}/${functionName}`, text, colors);
}
