import { json } from 'node:stream/consumers';
import { checkAccess } from '../../../checks/src/access/check-access.ts';
import { accessRecord } from '../../../local-cloud/src/testing/access-record.ts';
import { loadStack } from '../../../workspace/src/templates/load-stack.ts';
import type { AccessInput } from '../server/access/reported-role.ts';
import { accessReport } from './access-report.ts';

const input = (await json(process.stdin)) as AccessInput;
const stacks = await Promise.all(input.serviceFolders.map(loadStack));
const { calls, deployed } = accessRecord({
  calls: () => input.calls,
  deployed: () => new Map(Object.entries(input.deployed)),
});
const record = {
  calls,
  deployed: Object.fromEntries(deployed.map(({ key, ...resource }) => [key, resource])),
};
process.stdout.write(JSON.stringify(accessReport(checkAccess(stacks, record).roles, calls, stacks)));
