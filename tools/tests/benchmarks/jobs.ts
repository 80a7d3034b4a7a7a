import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectToCloud } from '#libs/testing';
import { startLocalCloud } from '../../local-cloud/src/boot/local-cloud.ts';
import { packageChanged } from '../../local-cloud/src/boot/packaging/package-services.ts';
import { startControlServer } from '../../local-cloud/src/testing/control-server.ts';
import { printFigure, printHeader } from './harness/header.ts';
import { batchWriteRate } from './jobs/batch-write-rate.ts';
import { importKilledHalfWay } from './jobs/import-run.ts';
import { writeImportFile } from './jobs/import-file.ts';
import { productsOnSale } from './jobs/products-on-sale.ts';
import { quietWorkspace } from './jobs/workspace-without-events.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

/** Imports a million products through the API, kills the task half way, and counts what is on sale in the end. */

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
if (!Number.isInteger(rows) || rows < 10_000) throw new Error('--rows is a number of 10,000 at least.');

// The baseline has no need to last as long.
const BASELINE_ROWS = 20_000;
// What the task definition gives a task.
const MEMORY_LIMIT_MEGABYTES = 512;

printHeader();

const folder = await mkdtemp(join(tmpdir(), 'tradewind-bench-'));
try {
  await withProgress(`Import ${rows} products`, measure);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const [workspace, stateFolder, file] = ['workspace', 'state', 'import.csv'].map((name) =>
    join(folder, name),
  );
  await packageChanged({ workspaceFolder: workspaceRoot });
  await mkdir(workspace!);
  await quietWorkspace(workspaceRoot, workspace!);
  await writeImportFile(file!, rows);
  printFigure('file', `${rows} rows, ${Math.round((await stat(file!)).size / 1e6)} MB`);

  const cloud = await startLocalCloud({
    workspaceFolder: workspace!,
    services: ['reporting'],
    apiPort: 0,
    cloudPort: 0,
    stateFolder: stateFolder!,
    packaged: Promise.resolve(),
  });
  const { server, url: controlUrl } = await startControlServer(cloud);
  const users = JSON.parse(
    await readFile(join(workspaceRoot, 'services/identity/local/users.json'), 'utf8'),
  ) as Parameters<typeof connectToCloud>[0]['users'];
  try {
    const { apiUrl, endpointUrl, credentials } = cloud;
    await measureImport(
      connectToCloud({ apiUrl, endpointUrl, credentials, controlUrl, users, stateFolder: stateFolder! }),
      file!,
    );
  } finally {
    server.closeAllConnections();
    server.close();
    await cloud.stop();
  }
}

async function measureImport(cloud: ReturnType<typeof connectToCloud>, file: string): Promise<void> {
  const baseline = await batchWriteRate(cloud.clientConfig, Math.min(rows, BASELINE_ROWS));
  printFigure('baseline: the same products by BatchWriteItem alone', `${Math.round(baseline)} rows/s`);

  const { seconds, secondsToContinue, rate, peakMegabytes, job } = await importKilledHalfWay(
    cloud,
    file,
    rows,
  );
  if (job.status !== 'succeeded' || job.attempts !== 2)
    throw new Error(`The import was to succeed at its second attempt: ${JSON.stringify(job)}`);
  printFigure('import, killed half way and continued', `${Math.round(seconds)} s`);
  printFigure('  rows a second, the dead time included', `${Math.round(rate)} rows/s`);
  printFigure('  against the baseline', `${((rate / baseline) * 100).toFixed(0)} %`);
  printFigure('  from kill -9 to the next checkpoint', `${secondsToContinue.toFixed(1)} s`);
  printFigure('  peak memory of a task', `${peakMegabytes} MB of ${MEMORY_LIMIT_MEGABYTES} MB`);

  const table = await cloud.ref('catalog', 'ProductsTable');
  const { count, writtenAgain } = await productsOnSale(cloud.clientConfig, table);
  printFigure('  products on sale in the end', `${count} of ${rows}, ${writtenAgain} written more than once`);
  const isComplete = count === rows && job.result?.facts.rowsApplied === rows && writtenAgain === 0;
  if (!isComplete || peakMegabytes > MEMORY_LIMIT_MEGABYTES) process.exitCode = 1;
}
