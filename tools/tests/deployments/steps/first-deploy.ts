import { must } from '../report/must.ts';
import { stackNameOf } from '../stage/deployed-stage.ts';
import { printedGraph } from './printed-graph.ts';
import type { Proof } from './proof.ts';

/** Deploys all services to an empty account, and looks at the order in the stacks' own events. */
export async function deployAll({ nx, stage, services }: Proof): Promise<string> {
  const { edges, waves } = await printedGraph({ nx });
  const { exitCode, output, seconds } = await nx('run-many', '-t', 'deploy');
  must(exitCode === 0, 'a first deploy of all services succeeds', output);
  const stacks = await stage.stacks();
  for (const service of services) {
    const status = stacks.get(stackNameOf(service))?.status ?? 'not there';
    must(/^(CREATE|UPDATE)_COMPLETE$/.test(status), `the stack of ${service} is complete`, status);
  }
  const [startOf, endOf] = [
    (service: string) => stacks.get(stackNameOf(service))!.firstEventAt,
    (service: string) => stacks.get(stackNameOf(service))!.lastEventAt,
  ];
  for (const { from, to } of edges)
    must(endOf(to) <= startOf(from), `${to} was deployed before ${from}, which needs it`, [
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
