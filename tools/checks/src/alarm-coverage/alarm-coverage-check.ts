import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from '../../../local-cloud/src/testing/log-record.ts';
import type { Check } from '../check.ts';
import { readCatalogs } from '../log-catalog/read-catalogs.ts';
import { readTestRecord } from '../read-test-record.ts';
import { checkAlarmCoverage } from './check-alarm-coverage.ts';
import { toEvidence } from './evidence.ts';
import { publishedLogGroups } from './metric-filters.ts';

export const alarmCoverageCheck: Check = {
  name: 'alarm-coverage',
  description: 'failures without an alarm, and alarms that cannot fire',
  readsTestRecords: true,
  async run({ root, services }) {
    const evidence = toEvidence(readTestRecord<Recorded>(root, 'logs'), {
      catalogs: await readCatalogs(root),
      logGroups: publishedLogGroups(services.map(({ template }) => template)),
      runbooks: new Set(readdirSync(join(root, 'docs/runbooks'))),
    });
    return {
      findings: checkAlarmCoverage(services, evidence),
      summary: [
        `${services.length} services, compared with ${evidence.lines.length} kinds of log lines and ${evidence.metrics.length} metrics from the tests.`,
      ],
    };
  },
};
