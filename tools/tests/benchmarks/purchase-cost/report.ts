import { billOf1000, dollarsWithoutEmails } from './price.ts';
import { total, type Counts, type Usage } from './usage.ts';

/** The lines that show what a purchase uses and what 1,000 of them cost. */
export function reportLines(usage: Usage): string[] {
  const row = (name: string, figure: string) => `${name.padEnd(58)} ${figure}`;
  const details = (counts: Counts) =>
    Object.entries(counts).map(([name, count]) => row(`  ${name}`, String(count)));
  const bill = billOf1000(usage);
  const dollars = (amount: number) => `$${amount.toFixed(4)}`;
  return [
    row('read units, without polling', String(total(usage.readUnits))),
    ...details(usage.readUnits),
    row('read units of polling', String(usage.pollingReadUnits)),
    row('write units', String(total(usage.writeUnits))),
    ...details(usage.writeUnits),
    row('invocations', String(total(usage.invocations))),
    ...details(usage.invocations),
    row('  of which did nothing', String(total(usage.idleInvocations))),
    row('state transitions', String(total(usage.stateTransitions))),
    row('messages', String(total(usage.messages))),
    row('other calls', String(total(usage.otherCalls))),
    ...details(usage.otherCalls),
    row('AWS calls in series, from complete to completed', String(usage.callsInSeries)),
    row('AWS list price of 1,000 purchases, without emails', dollars(dollarsWithoutEmails(bill))),
    ...bill.map(({ item, amount, dollars: cost }) =>
      row(`  ${item}: ${Number(amount.toFixed(3))}`, dollars(cost)),
    ),
  ];
}
