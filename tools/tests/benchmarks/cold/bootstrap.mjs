/**
 * Does what Lambda's Node.js runtime does around the first invocation, and nothing else: loads the handler, invokes it once
 * if there is an event, and prints the CPU time of both. It is plain JavaScript without imports, so that only the function is measured.
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client
 */
const { existsSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');

const cpuMilliseconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const { modulePath, exportName, event, functionName } = JSON.parse(process.env.COLD_START);
delete process.env.COLD_START;
const context = {
  awsRequestId: '5f0c1d1e-8c63-4a8e-9d0a-2b8f3f1f7a10',
  functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
  memoryLimitInMB: '512',
  logGroupName: `/aws/lambda/${functionName}`,
  logStreamName: 'cold',
  getRemainingTimeInMillis: () => 10_000,
};
const require = createRequire('/');

const start = cpuMilliseconds();
const handler = (await load())[exportName];
const imported = cpuMilliseconds();
const result = event && (await handler(event, context));
const invoked = cpuMilliseconds();
const loadsUndici = process.moduleLoadList.some((name) => name.includes('deps/undici'));
const measured = { start, load: imported - start, first: invoked - imported, loadsUndici, result };
process.stdout.write(`\nCOLD_START ${JSON.stringify(measured)}\n`, () => process.exit(0));

/** Lambda tries these extensions in this order. */
async function load() {
  if (existsSync(`${modulePath}.js`)) return require(`${modulePath}.js`);
  if (existsSync(`${modulePath}.mjs`)) return import(`${modulePath}.mjs`);
  return require(`${modulePath}.cjs`);
}
