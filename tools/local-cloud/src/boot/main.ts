import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FaultPlan } from '../faults/plan/plan.ts';
import { type Debugging, UsageError } from '../contract/debugging.ts';
import { readDebugArguments } from './debugging/debug-arguments.ts';
import { runningLinks } from './landing/links.ts';
import { packagingRows } from './progress/boot-rows.ts';
import { startDisplay } from './progress/start-display.ts';
import { seededUsers } from './terminal/seeded-users.ts';
import { processTerminal } from './terminal/terminal.ts';
import {
  serviceFolderNames,
  serviceFolders,
  workspaceRoot,
} from '../../../workspace/src/layout/workspace-folders.ts';

const usage = `npm start -- [options]

Packages the services that changed, starts the local cloud from their templates and seeds it.

Options:
  --fresh      Delete the state and seed again. With the names of services, such as --fresh orders checkout,
               only what these services own.
  --no-watch   Do not rebuild and redeploy on edits.
  --inspect [SERVICE/FUNCTION]
               Debug all functions or one, without time limits.
  --faults FILE
               Inject the faults of a plan: docs/guides/inject-faults.md.
  --no-console Do not serve the console, and record no traces.
  --verbose    Also print metrics and the template properties that have no local effect.
  --help, -h   Print this text.

Environment variables:
  PORT              Port of the API (default 3000).
  CLOUD_PORT        Port of the AWS endpoint (default 4566).
  CONSOLE_PORT      Port of the console (default 3001).
  INSPECT_PORT      Port of the debugger (default 9229).
  STATE_FOLDER      Folder of the state (default .local).
  WORKSPACE_FOLDER  Checkout whose services run (default this one).`;

// Functions run in threads of this process, and Lambda runs in UTC.
process.env['TZ'] = 'UTC';

const { flags, debugArguments, freshServices } = readArguments();
if (flags.help) {
  console.log(usage);
  process.exit(0);
}

const workspaceFolder = process.env['WORKSPACE_FOLDER'] ?? workspaceRoot;
const processLines = processTerminal({ isVerbose: flags.verbose });
const interrupted = new AbortController();
let stop = async (): Promise<void> => interrupted.abort();
let stoppingSince: number | undefined;

// npm forwards the Ctrl-C that the terminal has already sent to this process.
const SAME_SIGNAL_MS = 300;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());

endWithParent();

const display = await startDisplay(workspaceFolder, processLines);
try {
  await start();
} catch (error) {
  interrupted.abort();
  await display.failed(error);
  if (stoppingSince === undefined) fail(error);
}

async function start(): Promise<void> {
  const [{ startLocalCloud }, { packageChanged, packageServices }, { buildSites }, { startConsole }] =
    await Promise.all([
      import('./local-cloud.ts'),
      import('./packaging/package-services.ts'),
      import('./packaging/build-sites.ts'),
      import('../../../local-console/src/server/start-console.ts'),
    ]);
  const { rows, terminal } = display;
  requireFreshServices();
  const faults = await readFaultPlan();
  const debugging: Debugging | undefined = debugArguments.isDebugging
    ? { functionName: debugArguments.functionName, port: readPort('INSPECT_PORT', 9229) }
    : undefined;
  const buildForDebugger = async (folders: readonly string[]) => {
    if (debugging === undefined) return;
    const { buildReadable } = await import('../../../build/src/bundler/build-readable.ts');
    for (const folder of folders) await buildReadable(folder);
  };
  if (debugging !== undefined) {
    const { openDebugger } = await import('./debugging/open-debugger.ts');
    await openDebugger(debugging);
  }
  const packaged = packageChanged({
    workspaceFolder,
    signal: interrupted.signal,
    observer: packagingRows(rows),
  }).then(() => buildForDebugger(serviceFolders(join(workspaceFolder, 'services'))));
  // startLocalCloud awaits it later; until then a failure must not count as an unhandled rejection.
  packaged.catch(() => {});
  const stateFolder = process.env['STATE_FOLDER'] ?? join(workspaceFolder, '.local');
  const localConsole = flags.console
    ? await startConsole({
        workspaceFolder,
        port: readPort('CONSOLE_PORT', 3001),
        onInternalError: terminal.error,
      })
    : undefined;
  const consoleUrl = localConsole?.consoleUrl;
  const cloud = await startLocalCloud({
    workspaceFolder,
    packaged,
    terminal,
    rows,
    apiPort: readPort('PORT', 3000),
    cloudPort: readPort('CLOUD_PORT', 4566),
    stateFolder,
    isFresh: flags.fresh && freshServices.length === 0,
    freshServices,
    ...(debugging && { debugging }),
    ...(faults && { faults }),
    links: (apiUrl) => runningLinks({ apiUrl, consoleUrl }),
    // Only the console reads what is recorded.
    isRecording: flags.console,
  });
  stop = async () => {
    await localConsole?.close();
    await cloud.stop();
  };
  if (stoppingSince !== undefined) return void (await stop());
  localConsole?.serve({ cloud, workspaceFolder, stateFolder });
  if (localConsole !== undefined)
    void buildSites({ workspaceFolder, signal: interrupted.signal }).catch((error: Error) =>
      terminal.warn(`The console cannot be shown. ${error.message}`),
    );
  await display.ready({
    ...cloud,
    consoleUrl,
    users: await seededUsers(workspaceFolder),
    ...(debugging && { debuggerAddress: `127.0.0.1:${debugging.port}` }),
  });
  if (faults !== undefined) terminal.info(`fault seed ${cloud.faults.seed()}`);
  if (!flags.watch) return;
  const { watchServices } = await import('./packaging/watch-services.ts');
  const watch = await watchServices({
    ...cloud,
    terminal,
    isReadable: debugging !== undefined,
    async packageService(service) {
      await packageServices({ workspaceFolder, services: [service], signal: interrupted.signal });
      await buildForDebugger([join(workspaceFolder, 'services', service)]);
    },
  });
  const stopCloud = stop;
  stop = async () => {
    interrupted.abort();
    await watch.stop();
    await stopCloud();
  };
}

/** Stops in order on the first signal, and exits at once on a second Ctrl-C. */
async function end(): Promise<void> {
  if (stoppingSince !== undefined) {
    if (Date.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
    return;
  }
  stoppingSince = Date.now();
  try {
    await stop();
    process.exit(0);
  } catch (error) {
    fail(error);
  }
}

/** npm forwards SIGTERM to a shell that ends without forwarding it: stop when the parent process is gone. */
function endWithParent(): void {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    void end();
  }, 500);
  look.unref();
}

/** @returns undefined without `--faults` */
async function readFaultPlan(): Promise<FaultPlan | undefined> {
  if (flags.faults === undefined) return undefined;
  const { readPlanFile } = await import('../faults/plan/read-plan-file.ts');
  return readPlanFile(flags.faults);
}

/** Prints the message of an expected error, and the stack of any other. */
function fail(error: unknown): never {
  const isExpected =
    error instanceof Error &&
    /^(StateInUse|CorruptState|PortTaken|TemplateError|PackagingFailed|EngineMissing|UsageError)$/.test(
      error.name,
    );
  processLines.error(isExpected ? error.message : String(error instanceof Error ? error.stack : error));
  process.exit(1);
}

function readPort(variable: string, defaultPort: number): number {
  const port = Number(process.env[variable] ?? defaultPort);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(
    `Invalid ${variable} "${process.env[variable]}". Set it to a port number from 0 to 65535.`,
  );
}

/** @throws UsageError unless the services to clear exist */
function requireFreshServices(): void {
  const services = serviceFolderNames(join(workspaceFolder, 'services'));
  const unknown = freshServices.filter((name) => !services.includes(name));
  if (flags.fresh ? unknown.length === 0 : freshServices.length === 0) return;
  const message = flags.fresh
    ? `Unknown service "${unknown.join(' ')}". Use --fresh with: ${services.join(', ')}.`
    : `Unexpected argument "${freshServices.join(' ')}". To clear the data of services, use --fresh ${freshServices.join(' ')}.`;
  throw new UsageError(message);
}

function readArguments() {
  try {
    const { rest, ...debugArgs } = readDebugArguments(process.argv.slice(2));
    const { values, positionals } = parseArgs({
      args: [...rest],
      allowNegative: true,
      allowPositionals: true,
      options: {
        fresh: { type: 'boolean', default: false },
        watch: { type: 'boolean', default: true },
        console: { type: 'boolean', default: true },
        faults: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    });
    return { flags: values, debugArguments: debugArgs, freshServices: positionals };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(1);
  }
}
