import { join } from 'node:path';
import { seedServices, startCompanions } from '../../local-cloud/src/boot/seeding/local-modules.ts';
import { smokeTest } from '../smoke/smoke-test.ts';
import type { Steps } from './report/steps.ts';
import { callAsUsers, type SeededUsers } from './steps/authorization.ts';
import { deployBreakingContract } from './steps/breaking-contract.ts';
import { findDrift } from './steps/drift-by-hand.ts';
import { deployAll } from './steps/first-deploy.ts';
import { buyAsGuest } from './steps/guest-purchase.ts';
import { previewComesAndGoes } from './steps/preview.ts';
import type { Proof } from './steps/proof.ts';
import { pruneOldVersions } from './steps/pruning.ts';
import { deployRefusedTemplate } from './steps/refused-deploy.ts';
import { removeAll, removeTooEarly } from './steps/removal.ts';
import { showLogs } from './steps/shown-logs.ts';
import { deployAgain, deployOneChange } from './steps/skips.ts';
import { deployTwiceAtOnce } from './steps/two-at-once.ts';

/** All that is claimed of deploys, in the order of a stage's life. Throws at the first claim that does not hold. */
export async function proveDeploys(proof: Proof, step: Steps['step']): Promise<void> {
  const { workspace, stage, door, services } = proof;
  await step('a first deploy of all, in waves', () => deployAll(proof));
  await step('the smoke test', async () => {
    const answers = await smokeTest({ urlOf: (service) => `${door.url}/${service}` });
    return answers.join('\n');
  });
  await step('buying something on the deployed API', async () => {
    const local = await stage.context(services);
    const serviceFolders = services.map((name) => join(workspace.root, 'services', name));
    const companions = await startCompanions({ serviceFolders, local });
    try {
      await seedServices({ serviceFolders, local });
      const { orderId, stockBefore, stockAfter } = await buyAsGuest(door.url);
      return `${orderId}; stock went from ${stockBefore} to ${stockAfter}`;
    } finally {
      await Promise.all(companions.map((companion) => companion.stop()));
    }
  });
  await step('tokens of the deployed user pool open what they should', async () =>
    callAsUsers(
      await stage.context(services),
      JSON.parse(workspace.read('services/identity/local/users.json')) as SeededUsers,
    ),
  );
  await step('a change by hand is drift', async () => findDrift(await stage.context([])));
  await step('a second run skips all', () => deployAgain(proof));
  await step('a change of one service deploys that service only', () => deployOneChange(proof));
  await step('a refused template: dependants wait, the next run takes it up', () =>
    deployRefusedTemplate(proof),
  );
  await step('of several deploys of one service at once, one is made', () => deployTwiceAtOnce(proof));
  await step('old versions are pruned, first only in words', () => pruneOldVersions(proof));
  await step('logs of a deployed function are shown', () => showLogs(proof));
  await step('a breaking contract is refused', () => deployBreakingContract(proof));
  await step('what others read cannot be removed', () => removeTooEarly(proof));
  await step('removing all, in reverse order, leaves nothing behind', () => removeAll(proof));
  await step('a preview comes and goes', () => previewComesAndGoes(proof));
}
