import { AUTHENTICATOR_SECRET } from '#libs/testing';
import { verify } from '../report/verify.ts';
import { STAGE, toStackName } from '../stage/deployed-stage.ts';
import type { Removal } from '../stage/stack-history.ts';
import { readDeployGraph } from './deploy-graph.ts';
import type { DeploymentTest } from './deployment-test.ts';

/** Tries to remove a service that others read. */
export async function removeTooEarly({ nx, stage }: DeploymentTest): Promise<string> {
  const { exitCode, output } = await nx('run', 'inventory:remove');
  verify(exitCode !== 0, 'removing inventory is refused while checkout and orders read it', output);
  for (const reader of ['checkout', 'orders'])
    verify(output.includes(reader), `the refusal names ${reader}`, output);
  verify((await stage.stacks()).has(toStackName('inventory')), 'the stack is still there');
  return 'inventory stays: checkout and orders still read it';
}

/** Removes all services; checks the order by the events of the stacks, and the remaining resources. */
export async function removeAll({ nx, stage, services }: DeploymentTest): Promise<string> {
  const retained = new Set(
    (await Promise.all(services.map((service) => stage.listRetainedResources(service)))).flat(),
  );
  const { edges, waves } = await readDeployGraph({ nx });
  const before = await stage.stacks();
  const { exitCode, output, seconds } = await nx('run-many', '-t', 'remove-with-readers');
  verify(exitCode === 0, 'removing all services succeeds', output);
  const stacks = [...(await stage.stacks()).keys()];
  verify(stacks.length === 0, 'no stack is left', stacks);

  const removals = new Map<string, Removal>();
  for (const service of services)
    removals.set(service, await stage.removal(before.get(toStackName(service))!.id));
  for (const { from, to } of edges) {
    const [reader, owner] = [removals.get(from)!, removals.get(to)!];
    const isBefore = reader.endedAt !== '' && reader.endedAt <= owner.begunAt;
    verify(isBefore, `${from}, which reads ${to}, was gone before ${to} went`, [reader, owner]);
  }

  // Parameters that an operator sets, here services/payments/local/start.ts, are removed manually, too.
  for (const name of ['provider', 'provider-url', 'provider-secret-key', 'webhook-secret'])
    await stage.deleteParameter(`/tradewind/${STAGE}/payments/${name}`);
  // Written by services/identity/local/seed.ts.
  await stage.deleteParameter(`/tradewind/${STAGE}/identity/${AUTHENTICATOR_SECRET}`);
  const there = await stage.listResources();
  const left = there.filter((name) => !retained.has(name));
  verify(left.length === 0, 'only resources that templates retain are left', left);
  const order = waves
    .toReversed()
    .map((wave) => wave.join(', '))
    .join(' → ');
  return `${order}, in ${seconds.toFixed(0)} s; ${there.length} stores kept, as their DeletionPolicy says`;
}
