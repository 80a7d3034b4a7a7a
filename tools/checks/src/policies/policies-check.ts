import type { Check } from '../check.ts';
import { checkPolicies } from './check-policies.ts';
import { costTable } from './costs/cost-table.ts';
import { monthlyCost } from './costs/monthly-cost.ts';

export const policiesCheck: Check = {
  name: 'policies',
  description: 'limits, security settings and monthly cost of packaged services',
  readsTestRecords: false,
  run: ({ services }) => ({
    findings: services.flatMap((service) => checkPolicies(service, services)),
    summary: [
      costTable(services.map(monthlyCost)),
      `${services.length} services. Limits and their reasons: tools/checks/src/policies/limits.ts.`,
    ],
  }),
};
