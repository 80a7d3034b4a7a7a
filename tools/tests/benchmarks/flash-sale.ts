import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { endToEndSale } from './flash-sale/end-to-end-sale.ts';
import { printFigure, printHeader } from './harness/header.ts';
import { linePlot } from './harness/plots/line-plot.ts';
import { writePlot } from './harness/plots/write-plot.ts';
import { ratioTable } from './harness/ratio-table.ts';

/**
 * Sales per second of one product: transactions, one stock item and buckets in a simulation, and a sale on the local
 * DynamoDB engine. Usage: npm run bench:flash-sale [-- --plot] [-- --end-to-end]
 */
const { values } = parseArgs({
  options: {
    plot: { type: 'boolean', default: false },
    'end-to-end': { type: 'boolean', default: false },
  },
});

/** What services/inventory/test/flash-sale prints. */
interface Report {
  readonly sales: readonly SimulatedSale[];
  readonly soldOut: readonly SimulatedSale[];
  readonly onDynamoDb: {
    readonly units: number;
    readonly customers: number;
    readonly sold: number;
    readonly refused: number;
    readonly errors: number;
    readonly unitsLeft: number;
    readonly seconds: number;
  };
}

interface SimulatedSale {
  readonly name: string;
  readonly concurrency: number;
  readonly soldPerSecond: number;
  readonly sold: number;
  readonly units: number;
  readonly oversold: number;
  readonly turnedAway: number;
  readonly busy: number;
  readonly writeUnitsPerSale: number;
}

const BASELINE = 'transactions';
// The table's line: enough commands at once to reach the limit of one item.
const TABLE_CONCURRENCY = 40;

printHeader();
const { sales, soldOut, onDynamoDb } = await withProgress('Simulate sales', simulate);
const names = [...new Set(sales.map(({ name }) => name))];
const rows = sales
  .filter(({ concurrency }) => concurrency === TABLE_CONCURRENCY)
  .map(({ name, soldPerSecond, writeUnitsPerSale }) => ({
    name,
    figures: [soldPerSecond, writeUnitsPerSale],
  }));
console.log(`\nSimulated, ${TABLE_CONCURRENCY} commands at once:`);
console.log(
  ratioTable([{ name: 'sales/s' }, { name: 'write units per sale', digits: 1 }], rows, {
    baseline: BASELINE,
  }),
);
for (const { name, units, sold, oversold, turnedAway, busy } of soldOut)
  printFigure(
    `simulated sale of ${units} units, ${name}`,
    `${sold} sold, ${oversold} oversold, ${turnedAway} left when customers were turned away, ${busy} busy`,
  );
const { units, customers, sold, refused, errors, unitsLeft, seconds } = onDynamoDb;
printFigure(
  `local DynamoDB, ${units} units for ${customers} customers`,
  `${sold} sold, ${refused} refused, ${errors} errors, ${unitsLeft} left, ${(sold / seconds).toFixed(0)} sales/s`,
);
if (values.plot) {
  const plot = linePlot({
    title: 'Sales per second of one product (simulated)',
    xUnit: 'commands at once',
    yUnit: 'sales per second',
    series: names.map((name) => ({
      name,
      points: sales
        .filter((sale) => sale.name === name)
        .map(({ concurrency, soldPerSecond }) => [concurrency, soldPerSecond] as const),
    })),
  });
  printFigure('plot', await writePlot('flash-sale', plot));
}
if (values['end-to-end']) {
  const sale = await withProgress('Sell in the local system', endToEndSale);
  printFigure(
    `local system, ${sale.customers} customers at once for ${sale.units} units`,
    `${sale.sold} sold, ${sale.serverErrors} responses 5xx, ${sale.seconds.toFixed(1)} s`,
  );
}

/** Tools import no service, so the simulation is a program of its own. */
async function simulate(): Promise<Report> {
  const program = join(workspaceRoot, 'services/inventory/test/flash-sale/main.ts');
  const env = { ...process.env, POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' };
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env, maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as Report;
}
