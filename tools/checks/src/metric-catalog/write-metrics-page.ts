import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { readMetricCatalogs } from '../../../workspace/src/metrics/metric-catalogs.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { metricsPage } from './metrics-page.ts';

// `npm run metrics-page`: regenerates docs/metrics.md.
const page = metricsPage(await readMetricCatalogs(workspaceRoot));
writeFileSync(join(workspaceRoot, 'docs/metrics.md'), await format(page, { parser: 'markdown' }));
