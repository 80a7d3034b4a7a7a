import { must } from '../report/must.ts';
import { stackNameOf } from '../stage/deployed-stage.ts';
import { touchedBetween } from '../stage/stack-history.ts';
import type { Proof } from './proof.ts';

// A parameter that somebody made by hand: CloudFormation refuses to create it again, and only then.
const TAKEN = '/proof/taken';
const TAKEN_PARAMETER = `  TakenParameter:
    Type: AWS::SSM::Parameter
    Properties: { Type: String, Name: ${TAKEN}, Value: ours }
`;

/**
 * Deploys inventory with a template that CloudFormation refuses, and checkout, which reads inventory's parameters, with
 * a good one. Checkout waits. Once the cause outside is gone, a run that by git has nothing to do with either refuses to
 * overlook them, and the next one, for another commit, deploys both.
 */
export async function deployRefusedTemplate({ workspace, nx, stage }: Proof): Promise<string> {
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
  must(failed.exitCode !== 0, 'a refused template fails the run');
  const touched = touchedBetween(before, await stage.stacks());
  must(
    touched.join() === stackNameOf('inventory'),
    'only the refused service was tried; checkout waits',
    touched,
  );
  must(
    /ParameterAlreadyExists|already exists/.test(failed.output),
    "CloudFormation's reason is shown",
    failed.output,
  );
  must(
    /not run because their dependencies failed[^]*- checkout:deploy$/m.test(failed.output),
    'the waiting service is reported',
    failed.output,
  );

  await stage.deleteParameter(TAKEN);
  const unchanged = await nx('affected', '-t', 'deploy', '--base=HEAD', '--head=HEAD');
  must(
    unchanged.exitCode !== 0 && /lacks inventory\. .*npx nx deploy tradewind/.test(unchanged.output),
    'a run with nothing changed names what did not end',
    unchanged.output,
  );
  workspace.write('README.md', `${workspace.read('README.md')}\nSomething else.\n`);
  workspace.commit('something else');
  const run = await nx('affected', '-t', 'deploy', '--base=HEAD~1', '--head=HEAD');
  must(run.exitCode === 0, 'the next run succeeds', run.output);
  const done = touchedBetween(before, await stage.stacks());
  const both = ['checkout', 'inventory'].map(stackNameOf).join();
  must(done.join() === both, 'the next run takes up both', done);
  return `inventory refused, checkout waited; the next run, of another commit, deployed both (${run.seconds.toFixed(0)} s)`;
}
