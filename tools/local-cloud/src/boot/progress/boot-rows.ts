import type { Rows } from '../../../../workspace/src/cli/progress/rows.ts';
import type { PackagingObserver } from '../packaging/nx-output.ts';
import type { DeploymentPlan } from '../templates/deployment-plan.ts';
import type { ResourceObserver } from '../templates/deployment.ts';

/** The rows of `npm start` in addition to those of the services. */
export const CLOUD_ROW = 'local AWS';
export const SEED_ROW = 'seed data';

/** Shows the packaging of each service in its row. */
export const packagingRows = (rows: Rows): PackagingObserver => ({ onBegin: rows.begin, onEnd: rows.end });

/** Shows the deployment of each service in its row: from its first resource to its last. */
export function deploymentRows(
  rows: Rows,
  { resources }: Pick<DeploymentPlan, 'resources'>,
): ResourceObserver {
  const left = new Map<string, number>();
  for (const { stack } of resources.values()) left.set(stack.service, (left.get(stack.service) ?? 0) + 1);
  const begun = new Set<string>();
  return {
    onBegin({ stack: { service } }) {
      if (begun.has(service)) return;
      begun.add(service);
      rows.begin(service, 'deploying');
    },
    onEnd({ stack: { service } }) {
      left.set(service, left.get(service)! - 1);
      if (left.get(service) !== 0) return;
      rows.end(service, 'deployed');
      rows.complete(service);
    },
  };
}
