import { must } from '../report/must.ts';
import { STAGE, stackNameOf } from '../stage/deployed-stage.ts';
import type { Removal } from '../stage/stack-history.ts';
import { printedGraph } from './printed-graph.ts';
import type { Proof } from './proof.ts';

/** Tries to take away what others still read. */
export async function removeTooEarly({ nx, stage }: Proof): Promise<string> {
  const { exitCode, output } = await nx('run', 'inventory:remove');
  must(exitCode !== 0, 'removing inventory is refused while checkout and orders read it', output);
  for (const reader of ['checkout', 'orders'])
    must(output.includes(reader), `the refusal names ${reader}`, output);
  must((await stage.stacks()).has(stackNameOf('inventory')), 'the stack is still there');
  return 'inventory stays: checkout and orders still read it';
}

/** Removes all, looks at the order in the stacks' own events, and for what is left. */
export async function removeAll({ nx, stage, services }: Proof): Promise<string> {
  const kept = new Set((await Promise.all(services.map((service) => stage.kept(service)))).flat());
  const { edges, waves } = await printedGraph({ nx });
  const before = await stage.stacks();
  const { exitCode, output, seconds } = await nx('run-many', '-t', 'remove-with-readers');
  must(exitCode === 0, 'removing all services succeeds', output);
  const stacks = [...(await stage.stacks()).keys()];
  must(stacks.length === 0, 'no stack is left', stacks);

  const removals = new Map<string, Removal>();
  for (const service of services)
    removals.set(service, await stage.removal(before.get(stackNameOf(service))!.id));
  for (const { from, to } of edges) {
    const [reader, owner] = [removals.get(from)!, removals.get(to)!];
    const isBefore = reader.endedAt !== '' && reader.endedAt <= owner.begunAt;
    must(isBefore, `${from}, which reads ${to}, was gone before ${to} went`, [reader, owner]);
  }

  // What the operator told payments of its provider, here by services/payments/local/start.ts, goes by hand too.
  for (const name of ['provider', 'provider-url', 'provider-secret-key', 'webhook-secret'])
    await stage.deleteParameter(`/tradewind/${STAGE}/payments/${name}`);
  const there = await stage.everythingThere();
  const left = there.filter((name) => !kept.has(name));
  must(left.length === 0, 'nothing is left but what templates say to keep', left);
  const order = waves
    .toReversed()
    .map((wave) => wave.join(', '))
    .join(' → ');
  return `${order}, in ${seconds.toFixed(0)} s; ${there.length} stores kept, as their DeletionPolicy says`;
}
