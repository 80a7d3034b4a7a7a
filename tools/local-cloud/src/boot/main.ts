import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { processTerminal } from './terminal/terminal.ts';

const usage = `npm start -- [options]

Packages the services that changed, boots a local AWS from their templates, and seeds it.
The API listens on PORT (3000), the AWS endpoint on CLOUD_PORT (4566); what it remembers is in
STATE_FOLDER (.local). WORKSPACE_FOLDER runs the services of another checkout.

  --fresh      forget everything and seed again
  --no-watch   do not rebuild on edits
  --verbose    name template properties that are left out for a reason, and print metrics
  --help       this text`;

// Functions run in threads of this process: a time read as local must come out here as it does on Lambda.
process.env['TZ'] = 'UTC';

const { values: flags } = readFlags();
if (flags.help) {
  console.log(usage);
  process.exit(0);
}

const workspaceFolder = process.env['WORKSPACE_FOLDER'] ?? join(import.meta.dirname, '../../../..');
const terminal = processTerminal({ isVerbose: flags.verbose });
const interrupted = new AbortController();
let stop = async (): Promise<void> => interrupted.abort();
let stoppingSince: number | undefined;

// npm hands on the Ctrl-C that the terminal has sent to us already.
const SAME_SIGNAL_MS = 300;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());

endWithParent();

try {
  await start();
} catch (error) {
  interrupted.abort();
  if (stoppingSince === undefined) fail(error);
}

async function start(): Promise<void> {
  const [{ startLocalCloud }, { packageChanged }] = await Promise.all([
    import('./local-cloud.ts'),
    import('./packaging/package-services.ts'),
  ]);
  const packaged = packageChanged({ workspaceFolder, signal: interrupted.signal });
  // Awaited inside, once there is something to deploy it on; until then its failure must not count as unhandled.
  packaged.catch(() => {});
  const cloud = await startLocalCloud({
    workspaceFolder,
    packaged,
    terminal,
    apiPort: portFrom('PORT', 3000),
    cloudPort: portFrom('CLOUD_PORT', 4566),
    stateFolder: process.env['STATE_FOLDER'] ?? join(workspaceFolder, '.local'),
    isFresh: flags.fresh,
  });
  stop = cloud.stop;
  if (stoppingSince !== undefined) return void (await cloud.stop());
  terminal.info(`AWS endpoint ${cloud.endpointUrl}`);
  terminal.info(`ready ${cloud.apiUrl}`);
  if (!flags.watch) return;
  const { watchServices } = await import('./packaging/watch-services.ts');
  const watch = watchServices({ ...cloud, workspaceFolder, terminal });
  stop = async () => {
    await watch.stop();
    await cloud.stop();
  };
}

/** The first signal ends everything in order; a second one, by hand, does not wait for it. */
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

/** npm passes a SIGTERM on to a shell that dies of it alone, and we would stay behind. */
function endWithParent(): void {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    void end();
  }, 500);
  look.unref();
}

/** Mistakes that have a message of their own are told by that alone; a fault of the local cloud by its stack. */
function fail(error: unknown): never {
  const isExpected =
    error instanceof Error &&
    /^(StateInUse|CorruptState|PortTaken|TemplateError|PackagingFailed|UsageError)$/.test(error.name);
  terminal.error(isExpected ? error.message : String(error instanceof Error ? error.stack : error));
  process.exit(1);
}

function portFrom(variable: string, otherwise: number): number {
  const port = Number(process.env[variable] ?? otherwise);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw Object.assign(
    new Error(`${variable} is "${process.env[variable]}", and a port is a number up to 65535.`),
    {
      name: 'UsageError',
    },
  );
}

function readFlags() {
  try {
    return parseArgs({
      allowNegative: true,
      options: {
        fresh: { type: 'boolean', default: false },
        watch: { type: 'boolean', default: true },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    });
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(1);
  }
}
