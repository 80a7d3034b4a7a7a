import { verify } from '../report/verify.ts';
import { toStackName } from '../stage/deployed-stage.ts';
import { readDeployGraph } from './deploy-graph.ts';
import type { DeploymentTest } from './deployment-test.ts';

/** Deploys all services to an empty account, and looks at the order in the stacks' own events. */
export async function deployAll({ nx, stage, services }: DeploymentTest): Promise<string> {
  const { edges, waves } = await readDeployGraph({ nx });
  const { exitCode, output, seconds } = await nx('run-many', '-t', 'deploy');
  verify(exitCode === 0, 'a first deploy of all services succeeds', output);
  const stacks = await stage.stacks();
  for (const service of services) {
    const status = stacks.get(toStackName(service))?.status ?? 'not there';
    verify(/^(CREATE|UPDATE)_COMPLETE$/.test(status), `the stack of ${service} is complete`, status);
  }
  const [startOf, endOf] = [
    (service: string) => stacks.get(toStackName(service))!.firstEventAt,
    (service: string) => stacks.get(toStackName(service))!.lastEventAt,
  ];
  for (const { from, to } of edges)
    verify(endOf(to) <= startOf(from), `${to} was deployed before ${from}, which needs it`, [
      endOf(to),
      startOf(from),
    ]);
  const sideBySide = waves.flatMap((wave) =>
    wave.filter((one) =>
      wave.some((other) => other !== one && startOf(one) <= endOf(other) && startOf(other) <= endOf(one)),
    ),
  );
  const order = waves.map((wave) => wave.join(', ')).join(' → ');
  return `${services.length} services in ${waves.length} waves, ${sideBySide.length} of them side by side, ${seconds.toFixed(0)} s: ${order}`;
}
