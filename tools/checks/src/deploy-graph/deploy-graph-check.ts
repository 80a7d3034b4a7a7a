import { deployOrder } from '../../../operations/src/deploy/order/deploy-order.ts';
import type { Check } from '../check.ts';

/** Services must be deployable in some order: no cycles, no unknown or duplicate parameters. */
export const deployGraphCheck: Check = {
  name: 'deploy-graph',
  description: 'cycles and unknown parameters between packaged services',
  readsTestRecords: false,
  run({ services }) {
    const { edges, violations } = deployOrder(services);
    return {
      findings: violations.map((message) => ({ severity: 'error', service: 'services', message })),
      summary: [`${services.length} services, ${edges.length} dependencies.`],
    };
  },
};
