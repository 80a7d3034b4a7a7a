import { findViolations, type Snapshot, type Violation } from '../../simulation/src/invariants/index.ts';
import type { FaultPlan } from '../../local-cloud/src/faults/plan/plan.ts';
import type { CloudUnderTest } from './cloud.ts';
import { misuses, type MisuseName } from './misuses.ts';
import { NotPlaced, openShop, scenarios, type ScenarioName } from './scenarios.ts';
import type { SnapshotSource } from './snapshot/take-snapshot.ts';

/** What a scenario under faults came to. */
export interface CaseResult {
  /** Violations that were not there before. */
  readonly violations: readonly Violation[];
  readonly injected: number;
  readonly millis: number;
  /** Why the scenario ended early although the system worked: its order was rejected. */
  readonly rejected?: string;
  /** Why the scenario did not come to its end. */
  readonly unfinished?: string;
}

type Ending = Pick<CaseResult, 'rejected' | 'unfinished'>;

/** Runs scenarios one after the other on one cloud. */
export interface CaseRunner {
  run(scenario: ScenarioName | MisuseName, plan: FaultPlan): Promise<CaseResult>;
}

const histories = { ...scenarios, ...misuses };

/** @param productIds the products that all scenarios buy */
export function createCaseRunner(
  underTest: CloudUnderTest,
  source: SnapshotSource,
  productIds: readonly string[],
): CaseRunner {
  const { cloud, rest } = underTest;
  const facts = {
    requests: [] as Snapshot['requests'][number][],
    accesses: [] as Snapshot['accesses'][number][],
  };
  const known = new Set<string>();

  async function play(scenario: ScenarioName | MisuseName): Promise<Ending> {
    const shop = openShop(underTest, productIds);
    try {
      const ending = await histories[scenario](shop).then(() => ({}), toRejection);
      await rest();
      return ending;
    } catch (error) {
      return { unfinished: String((error as Error).stack) };
    } finally {
      facts.requests.push(...shop.requests());
      facts.accesses.push(...shop.accesses);
    }
  }

  return {
    async run(scenario, plan) {
      const startedAt = performance.now();
      cloud.faults.use(plan);
      const ending = await play(scenario);
      const faults = cloud.faults.injected();
      cloud.faults.use({});
      const snapshot = { ...(await source.take(faults)), ...facts };
      const violations = findViolations(snapshot, { isAtRest: true }).filter(
        ({ invariant, message }) => !known.has(`${invariant} ${message}`),
      );
      for (const { invariant, message } of violations) known.add(`${invariant} ${message}`);
      return {
        violations,
        injected: faults.length,
        millis: performance.now() - startedAt,
        ...ending,
      };
    },
  };
}

/** A rejected order is legal under a fault. Any other error is not. */
function toRejection(error: unknown): Ending {
  if (error instanceof NotPlaced) return { rejected: error.message };
  throw error;
}
