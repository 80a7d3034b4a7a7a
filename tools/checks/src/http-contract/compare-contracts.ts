import type { HttpContract } from '../../../build/src/client/http-contract.ts';
import type { Finding } from '../finding.ts';
import { documentedProblems, httpIncompatibilities } from './http-incompatibilities.ts';

type Contracts = ReadonlyMap<string, HttpContract>;

/**
 * Finds the changes of all services that break clients of the previous version. They are errors unless the major version of
 * the API increases.
 */
export function compareContracts(previous: Contracts, current: Contracts): Finding[] {
  const documented = documentedProblems([...current.values()]);
  const isMajor = majorVersion(current) > majorVersion(previous);
  return [...previous].flatMap(([service, before]) => {
    const after = current.get(service) ?? { ...before, operations: {}, webhooks: {} };
    return httpIncompatibilities(before, after, documented).map(({ subject, message }): Finding => ({
      severity: isMajor ? 'warning' : 'error',
      service,
      subject,
      message: isMajor ? message : `${message} ${WAY_OUT}`,
    }));
  });
}

const WAY_OUT =
  'Keep the old form next to the new one and mark it as deprecated, or increase the major version in API_VERSION.';

const majorVersion = (contracts: Contracts): number =>
  Math.max(0, ...[...contracts.values()].map(({ version }) => Number(version.split('.')[0])));
