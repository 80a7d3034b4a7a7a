import type { ResourceProvider } from '../../contract/local-service.ts';
import type { Resource } from '../../contract/resource.ts';

export interface UnsupportedReport {
  /** One line for each unsupported type or property that templates use. */
  readonly notHonored: readonly string[];
  /** One line for each property that is ignored, with the reason. */
  readonly ignored: readonly string[];
}

/** Lists the types and properties of templates that have no local effect. */
export function unsupported(
  resources: Iterable<Resource>,
  providers: Readonly<Record<string, ResourceProvider>>,
): UnsupportedReport {
  const notHonored = new Map<string, string[]>();
  const ignored = new Map<string, string[]>();
  for (const resource of resources) {
    const provider = providers[resource.type];
    if (provider === undefined) {
      note(notHonored, `${resource.type} is not supported locally`, resource);
      continue;
    }
    for (const property of Object.keys(resource.properties)) {
      if (provider.honors.includes(property)) continue;
      const reason = provider.ignores?.[property];
      if (reason === undefined) note(notHonored, `${resource.type} ${property} is not honored`, resource);
      else note(ignored, `${resource.type} ${property}: ${reason}`, resource);
    }
  }
  return { notHonored: toLines(notHonored), ignored: toLines(ignored) };
}

function note(lines: Map<string, string[]>, line: string, { service, logicalId }: Resource): void {
  lines.set(line, [...(lines.get(line) ?? []), `${service}/${logicalId}`]);
}

const toLines = (lines: ReadonlyMap<string, readonly string[]>): string[] =>
  [...lines]
    .toSorted(([left], [right]) => left.localeCompare(right))
    .map(([line, users]) => `${line} (${shorten(users)})`);

const shorten = (users: readonly string[]): string =>
  users.length <= 3 ? users.join(', ') : `${users.slice(0, 2).join(', ')} and ${users.length - 2} more`;
