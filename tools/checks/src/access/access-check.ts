import { STAGE } from '../../../workspace/src/aws/aws-constants.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { loadStack } from '../../../workspace/src/templates/load-stack.ts';
import type { Check } from '../check.ts';
import { checkAccess } from './check-access.ts';
import { accessSummary } from './summary.ts';
import { readAccessRecord } from './test-record.ts';

export const accessCheck: Check = {
  name: 'access',
  description: 'permissions that the tests lack, do not use, or that are overly broad',
  readsTestRecords: true,
  async run({ root, services }) {
    const record = readAccessRecord(root);
    for (const { name, stage } of services)
      if (stage !== STAGE)
        throw new CommandError(
          `${name} is packaged for stage ${stage}, but the tests run in stage ${STAGE}. Run "npx nx package ${name} --stage=${STAGE}".`,
        );
    const access = checkAccess(await Promise.all(services.map(({ folder }) => loadStack(folder))), record);
    return { findings: access.findings, summary: accessSummary(access.roles) };
  },
};
