import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** As many as there are in the seeded catalog. */
export const CATEGORIES = 10;

/** The n-th product of the file, from 0. */
export const productAt = (n: number) => ({
  sku: `BENCH-${n}`,
  title: `Harbor lantern, number ${n}`,
  description: `A lantern for the "${n}th" berth, of brass, with a wick that lasts a night, and a hook to hang it by.`,
  categoryId: `cat_${String((n % CATEGORIES) + 1).padStart(36, '0')}`,
  price: { amount: 100 + (n % 90_000), currency: 'EUR' },
  attributes: { material: 'brass', line: 'Harbor' },
});

/** Writes a file of so many products to import. */
export async function writeImportFile(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('sku,title,description,categoryId,price,currency,attributes.material,attributes.line\n');
  for (let n = 0; n < rows; n++) {
    const { sku, title, description, categoryId, price, attributes } = productAt(n);
    const cells = [sku, quoted(title), quoted(description), categoryId, price.amount, price.currency];
    const line = `${[...cells, attributes.material, attributes.line].join(',')}\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
