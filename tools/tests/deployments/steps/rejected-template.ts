import { verify } from '../report/verify.ts';
import { toStackName } from '../stage/deployed-stage.ts';
import { changedStacks } from '../stage/stack-history.ts';
import type { DeploymentTest } from './deployment-test.ts';

// A manually created parameter: CloudFormation refuses to create it again.
const TAKEN = '/e2e/taken';
const TAKEN_PARAMETER = `  TakenParameter:
    Type: AWS::SSM::Parameter
    Properties: { Type: String, Name: ${TAKEN}, Value: ours }
`;

/**
 * Deploys inventory with a template that CloudFormation rejects, and checkout, which reads inventory's parameters, with
 * a valid one. Checkout waits. After the cause is removed, a run without changes fails and lists the pending services,
 * and a run for an unrelated commit deploys both.
 */
export async function deployRefusedTemplate({ workspace, nx, stage }: DeploymentTest): Promise<string> {
  await stage.putParameter(TAKEN, 'made by hand');
  workspace.write(
    'services/inventory/infra/topic.yml',
    workspace.read('services/inventory/infra/topic.yml') + TAKEN_PARAMETER,
  );
  workspace.edit(
    'services/checkout/infra/topic.yml',
    'Properties: { KmsMasterKeyId',
    'Properties: { DisplayName: Checkout, KmsMasterKeyId',
  );
  workspace.commit('two services, one of which cannot be deployed');

  const before = await stage.stacks();
  const failed = await nx('run-many', '-t', 'deploy');
  verify(failed.exitCode !== 0, 'a refused template fails the run');
  const touched = changedStacks(before, await stage.stacks());
  verify(
    touched.join() === toStackName('inventory'),
    'only the refused service was tried; checkout waits',
    touched,
  );
  verify(
    /ParameterAlreadyExists|already exists/.test(failed.output),
    "CloudFormation's reason is shown",
    failed.output,
  );
  verify(
    /not run because their dependencies failed[^]*- checkout:deploy$/m.test(failed.output),
    'the waiting service is reported',
    failed.output,
  );

  await stage.deleteParameter(TAKEN);
  const unchanged = await nx('affected', '-t', 'deploy', '--base=HEAD', '--head=HEAD');
  verify(
    unchanged.exitCode !== 0 &&
      /does not have the current inventory\. .*npx nx deploy tradewind/.test(unchanged.output),
    'a run with nothing changed names what did not end',
    unchanged.output,
  );
  workspace.write('README.md', `${workspace.read('README.md')}\nSomething else.\n`);
  workspace.commit('something else');
  const run = await nx('affected', '-t', 'deploy', '--base=HEAD~1', '--head=HEAD');
  verify(run.exitCode === 0, 'the next run succeeds', run.output);
  const done = changedStacks(before, await stage.stacks());
  const both = ['checkout', 'inventory'].map(toStackName).join();
  verify(done.join() === both, 'the next run takes up both', done);
  return `inventory refused, checkout waited; the next run, of another commit, deployed both (${run.seconds.toFixed(0)} s)`;
}
