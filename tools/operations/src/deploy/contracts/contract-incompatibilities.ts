import type { DeclaredContracts, JsonSchema } from './declared-contracts.ts';
import { schemaIncompatibilities } from './schema-incompatibilities.ts';

interface Place {
  readonly name: string;
  readonly stage: string;
}

/** A message between two services whose schemas are incompatible. */
interface Incompatibility {
  /** `event ProductChanged`, `command ReserveStock` */
  readonly what: string;
  readonly sender: string;
  readonly receiver: string;
  readonly reasons: readonly string[];
  /** Whether it is no longer sent or accepted. */
  readonly isGone: boolean;
}

/**
 * Compares the contracts of a version with those of the deployed services of its stage.
 *
 * @param own     what the version about to be deployed declares
 * @param ledger  of the stage
 * @returns one message for each breach, with the other service named and the way out; none where all fits
 */
export function contractIncompatibilities(
  { name, stage }: Place,
  own: DeclaredContracts,
  ledger: ReadonlyMap<string, { readonly contracts: DeclaredContracts }>,
): string[] {
  const others = [...ledger].filter(([other]) => other !== name);
  return others
    .flatMap(([other, { contracts }]) => [
      ...sent('event', { sender: name, receiver: other }, own.published, contracts.consumed[name]),
      ...sent('event', { sender: other, receiver: name }, contracts.published, own.consumed[other]),
      ...sent('command', { sender: other, receiver: name }, contracts.called[name], own.accepted),
      ...sent('command', { sender: name, receiver: other }, own.called[other], contracts.accepted),
    ])
    .map((incompatibility) => inWords(incompatibility, name, stage));
}

type Schemas = Readonly<Record<string, JsonSchema>>;

/** The receiver chooses events and the sender chooses commands; a name that only the other side has is compatible. */
function sent(
  kind: 'event' | 'command',
  { sender, receiver }: { readonly sender: string; readonly receiver: string },
  given: Schemas = {},
  taken: Schemas = {},
): Incompatibility[] {
  const names = Object.keys(kind === 'event' ? taken : given);
  return names.flatMap((name) => {
    const [from, to] = [given[name], taken[name]];
    const isGone = from === undefined || to === undefined;
    const reasons = isGone ? [] : schemaIncompatibilities(from, to);
    return isGone || reasons.length > 0
      ? [{ what: `${kind} ${name}`, sender, receiver, reasons, isGone }]
      : [];
  });
}

function inWords(
  { what, sender, receiver, reasons, isGone }: Incompatibility,
  name: string,
  stage: string,
): string {
  const other = name === sender ? receiver : sender;
  const [kind] = what.split(' ');
  const violation = isGone
    ? kind === 'event'
      ? `${sender} does not publish it, and ${receiver} consumes it`
      : `${sender} calls it, and ${receiver} does not accept it`
    : reasons.join('\n  ');
  const [first, second] = wayOut({ name, other, stage, sender, isGone, kind: kind! });
  return (
    `${name} is incompatible with ${other} as deployed in ${stage}: ${what} from ${sender} to ${receiver}.\n  ${violation}\n` +
    `  Deploy in two steps:\n  1. ${first}\n  2. ${second}`
  );
}

interface WayOut extends Pick<Incompatibility, 'sender' | 'isGone'> {
  readonly name: string;
  readonly other: string;
  readonly stage: string;
  readonly kind: string;
}

function wayOut({ name, other, stage, sender, isGone, kind }: WayOut): readonly [string, string] {
  const alone = `npx nx package ${other} --stage=${stage} && npx nx deploy ${other} --stage=${stage} --excludeTaskDependencies`;
  if (isGone && kind === 'event' && name === sender)
    return [`Stop consuming it in ${other}, and deploy ${other} (${alone}).`, `Deploy ${name} without it.`];
  if (isGone && kind === 'command' && name !== sender)
    return [`Stop calling it in ${other}, and deploy ${other} (${alone}).`, `Deploy ${name} without it.`];
  if (isGone) return [`Deploy a version of ${other} that has it (${alone}).`, `Deploy ${name}.`];
  return name === sender
    ? [
        `Let ${other} accept both the old and the new form, and deploy ${other} (${alone}).`,
        `Deploy ${name}, which then sends the new form.`,
      ]
    : [
        `Let ${name} accept the old form too, and deploy it; then let ${other} send the new form, and deploy ${other}.`,
        `Deploy ${name} without the old form.`,
      ];
}
