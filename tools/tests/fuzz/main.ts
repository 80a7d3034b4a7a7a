import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectToCloud } from '#libs/testing';
import { startLocalCloud } from '../../local-cloud/src/boot/local-cloud.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { everyOperation } from '../end-to-end/operations.ts';
import { requestsTo } from './requests.ts';
import { runFuzz } from './run-fuzz.ts';
import { sender } from './send.ts';

const usage = `npm run fuzz -- [--inputs N] [--seed N]

Starts the local cloud and sends generated requests to all routes. Fails at the first answer of 5xx.

Options:
  --inputs N   The number of requests (default 10000).
  --seed N     Repeats the run with this seed.`;

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [inputs, seed] = [Number(values.inputs), Number(values.seed)];
if (values.help || !Number.isInteger(inputs) || !Number.isInteger(seed)) {
  console.log(usage);
  process.exit(values.help ? 0 : 1);
}

process.env['TZ'] = 'UTC';
const stateFolder = await mkdtemp(join(tmpdir(), 'tradewind-fuzz-'));
const cloud = await startLocalCloud({
  workspaceFolder: workspaceRoot,
  apiPort: 0,
  cloudPort: 0,
  stateFolder,
});
try {
  process.exitCode = await fuzz();
} finally {
  await cloud.stop();
  await rm(stateFolder, { recursive: true, force: true });
}
process.exit();

async function fuzz(): Promise<number> {
  const users = JSON.parse(
    await readFile(join(workspaceRoot, 'services/identity/local/users.json'), 'utf8'),
  ) as Parameters<typeof connectToCloud>[0]['users'];
  const { apiUrl, endpointUrl, credentials } = cloud;
  const connection = connectToCloud({ apiUrl, endpointUrl, credentials, stateFolder, users, controlUrl: '' });
  const operations = everyOperation();
  console.log(`${inputs} inputs, ${operations.length} routes, seed ${seed}`);
  const requests = requestsTo(operations);
  const send = sender(connection);
  const { countByStatus, failure } = await withProgress('Sending requests', (report) => {
    let sent = 0;
    const countedSend: typeof send = (request) => {
      report(`${++sent} of ${inputs}`);
      return send(request);
    };
    return runFuzz({ requests, send: countedSend, inputs, seed });
  });
  for (const [status, count] of [...countByStatus].toSorted(([one], [other]) => one - other))
    console.log(`${status}  ${count}`);
  const failures = [...countByStatus].filter(([status]) => status >= 500);
  console.log(`${failures.reduce((sum, [, count]) => sum + count, 0)} answers of 5xx`);
  if (failure) console.log(`The shortest request that failed: ${JSON.stringify(failure, null, 2)}`);
  return failure ? 1 : 0;
}
