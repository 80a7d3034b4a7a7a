/**
 * Makes stack traces name the lines of the TypeScript sources, without the frames of packages, of Node.js and of the
 * local cloud. It is plain JavaScript, because it runs in every execution environment (`runtime.mjs`).
 */
import { findSourceMap, setSourceMapsSupport } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const OWN_FOLDER = new URL('.', import.meta.url).href;

/** @param workspaceFolder  paths are relative to it */
export function nameTypeScriptLines(workspaceFolder) {
  setSourceMapsSupport(true);
  // https://v8.dev/docs/stack-trace-api#customizing-stack-traces
  const prepareStackTrace = (error, callSites) => {
    const frames = callSites.map((site) => ({ site, ...originOf(site) }));
    const own = frames.filter(isOwn);
    // An error that a package throws from a timer has no other frames.
    const shown = own.length > 0 ? own : frames.slice(0, 1);
    return [headline(error), ...shown.map((frame) => `    at ${toText(frame, workspaceFolder)}`)].join('\n');
  };
  // Bundles have their own (libs/logging), which keeps the frames of packages.
  Object.defineProperty(Error, 'prepareStackTrace', { get: () => prepareStackTrace, set: () => {} });
}

/** The location in the source, or in the file that runs if it has no source map. */
function originOf(site) {
  const [file, line, column] = [site.getFileName() ?? '', site.getLineNumber(), site.getColumnNumber()];
  const origin = file.startsWith('file:') ? findSourceMap(file)?.findOrigin(line, column) : undefined;
  return origin?.fileName?.startsWith('file:')
    ? { file: origin.fileName, line: origin.lineNumber, column: origin.columnNumber }
    : { file, line, column };
}

const isOwn = ({ file }) =>
  file.startsWith('file:') && !file.includes('/node_modules/') && !file.startsWith(OWN_FOLDER);

function headline(error) {
  try {
    return String(error);
  } catch {
    return 'Error';
  }
}

function toText({ site, file, line, column }, workspaceFolder) {
  const text = String(site);
  if (!file.startsWith('file:')) return text;
  const running = `${site.getFileName()}:${site.getLineNumber()}:${site.getColumnNumber()}`;
  return text.replace(running, () => `${relative(workspaceFolder, fileURLToPath(file))}:${line}:${column}`);
}
