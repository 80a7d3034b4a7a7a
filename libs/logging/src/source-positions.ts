import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, join } from 'node:path';

/** A position in a bundle, as in a stack trace: `file:///var/task/dist/get-stock.mjs:2:1204`. */
const POSITION = /(?<=[\s(])(?:file:\/\/)?(\/[^\s():]{1,500}):(\d{1,9}):(\d{1,9})/g;

/** Reads the source map of a bundle. */
export type ReadSourceMap = (bundle: string) => SourceMapPayload;

/**
 * Creates a function that replaces the positions in a frame of a stack trace by those in the sources. A source map is read
 * when the first frame needs it.
 */
export function sourcePositions(readSourceMap: ReadSourceMap = readAdjacentMap): (frame: string) => string {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (bundle: string): SourceMap | undefined => {
    if (!maps.has(bundle)) maps.set(bundle, toSourceMap(bundle, readSourceMap));
    return maps.get(bundle);
  };
  return (frame) =>
    frame.replaceAll(POSITION, (position, bundle: string, line: string, column: string) => {
      const origin = (isScript(bundle) ? mapOf(bundle) : undefined)?.findOrigin(Number(line), Number(column));
      if (!origin || !('fileName' in origin)) return position;
      // A source map has paths relative to the bundle: `../../../libs/errors/src/app-error.ts`.
      return `${join(dirname(bundle), origin.fileName)}:${origin.lineNumber}:${origin.columnNumber}`;
    });
}

const isScript = (file: string): boolean => /\.[cm]?js$/.test(file);

/**
 * Makes the stack traces of all errors name positions in the sources, including those that Lambda's runtime logs. V8 formats
 * a stack trace when it is first read, so that a function starts without a source map and never reads one without an error;
 * `--enable-source-maps` parses it at each start. https://v8.dev/docs/stack-trace-api#customizing-stack-traces
 */
export function mapStackTraces(toSource: (frame: string) => string = sourcePositions()): void {
  Error.prepareStackTrace = (error, frames) =>
    [headline(error), ...frames.map((frame) => toSource(`    at ${String(frame)}`))].join('\n');
}

function headline(error: Error): string {
  try {
    return String(error);
  } catch {
    return 'Error';
  }
}

// A missing or broken source map must not hide the error that is being logged.
function toSourceMap(bundle: string, readSourceMap: ReadSourceMap): SourceMap | undefined {
  try {
    return new SourceMap(readSourceMap(bundle));
  } catch {
    return undefined;
  }
}

const readAdjacentMap: ReadSourceMap = (bundle) =>
  JSON.parse(readFileSync(`${bundle}.map`, 'utf8')) as SourceMapPayload;
