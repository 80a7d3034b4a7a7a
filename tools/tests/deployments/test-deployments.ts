import { join } from 'node:path';
import { seedServices, startCompanions } from '../../local-cloud/src/boot/seeding/local-modules.ts';
import { smokeTest } from '../smoke/smoke-test.ts';
import type { Steps } from './report/steps.ts';
import { callAsUsers, type SeededUsers } from './steps/authorization.ts';
import { deployBreakingContract } from './steps/incompatible-contract.ts';
import { findDrift } from './steps/drift.ts';
import { deployAll } from './steps/first-deploy.ts';
import { buyAsGuest } from './steps/guest-purchase.ts';
import { previewComesAndGoes } from './steps/preview.ts';
import type { DeploymentTest } from './steps/deployment-test.ts';
import { verifyProtection } from './steps/protection.ts';
import { pruneOldVersions } from './steps/pruning.ts';
import { deployRefusedTemplate } from './steps/rejected-template.ts';
import { removeAll, removeTooEarly } from './steps/removal.ts';
import { showLogs } from './steps/logs.ts';
import { deployAgain, deployOneChange } from './steps/skips.ts';
import { deployTwiceAtOnce } from './steps/concurrent-deployments.ts';

/** Tests the life cycle of a stage, step by step. Throws at the first step that fails. */
export async function testDeployments(test: DeploymentTest, step: Steps['step']): Promise<void> {
  const { workspace, stage, apiProxy, services } = test;
  await step('deploys all services in waves', () => deployAll(test));
  await step('protects tables, user pools and APIs', async () =>
    verifyProtection(await stage.context(services), services),
  );
  await step('passes the smoke test', async () => {
    const answers = await smokeTest({ urlOf: (service) => `${apiProxy.url}/${service}` });
    return answers.join('\n');
  });
  await step('completes a purchase through the deployed API', async () => {
    const local = await stage.context(services);
    const serviceFolders = services.map((name) => join(workspace.root, 'services', name));
    const companions = await startCompanions({ serviceFolders, local });
    try {
      await seedServices({ serviceFolders, local });
      const { orderId, stockBefore, stockAfter } = await buyAsGuest(apiProxy.url);
      return `${orderId}; stock went from ${stockBefore} to ${stockAfter}`;
    } finally {
      await Promise.all(companions.map((companion) => companion.stop()));
    }
  });
  await step('authorizes the tokens of the deployed user pool', async () =>
    callAsUsers(
      await stage.context(services),
      JSON.parse(workspace.read('services/identity/local/users.json')) as SeededUsers,
    ),
  );
  await step('detects a manual change as drift', async () => findDrift(await stage.context([])));
  await step('skips every service in a second run', () => deployAgain(test));
  await step('deploys only the changed service', () => deployOneChange(test));
  await step('deploys a rejected service and its dependants in the next run', () =>
    deployRefusedTemplate(test),
  );
  await step('runs one of several concurrent deployments', () => deployTwiceAtOnce(test));
  await step('prunes old versions, first with --dry-run', () => pruneOldVersions(test));
  await step('shows the logs of a deployed function', () => showLogs(test));
  await step('rejects an incompatible contract', () => deployBreakingContract(test));
  await step('keeps a service that other services read', () => removeTooEarly(test));
  await step('removes all services in reverse order without leftovers', () => removeAll(test));
  await step('deploys and removes a preview', () => previewComesAndGoes(test));
}
