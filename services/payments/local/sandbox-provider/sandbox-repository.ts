import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { newId } from '#libs/models';

/** An authorized amount and its current state. Amounts are in minor units. */
export interface Charge {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: 'authorized' | 'captured' | 'voided';
  readonly refunded: number;
}

export interface ProviderResponse {
  readonly status: number;
  readonly body: object;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS charges (
    id TEXT PRIMARY KEY, reference TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
    status TEXT NOT NULL, refunded INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS charges_by_reference ON charges (reference);
  CREATE TABLE IF NOT EXISTS responses (
    key TEXT PRIMARY KEY, request TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS failed_once (key TEXT PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, payload TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`;

/** The maximum number of charges in a page. */
export const CHARGES_PER_PAGE = 100;

export type SandboxRepository = ReturnType<typeof openSandboxRepository>;

/** The state of the sandbox provider in one SQLite file: charges, idempotent responses and unsent events survive a restart. */
export function openSandboxRepository(file: string) {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; ${SCHEMA}`);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const prepared = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, prepared);
    return prepared;
  };
  const run = (sql: string, ...values: (string | number)[]) => prepare(sql).run(...values);
  const all = <T>(sql: string, ...values: string[]) => prepare(sql).all(...values) as T[];

  return {
    getCharge: (id: string) => all<Charge>('SELECT * FROM charges WHERE id = ?', id)[0],
    listCharges: (reference: string) =>
      all<Charge>('SELECT * FROM charges WHERE reference = ? ORDER BY rowid', reference),
    /** A page of the charges whose ids lie between two others, `after` excluded. */
    listChargesBetween: ({ after, before }: { after: string; before: string }): Charge[] =>
      all<Charge>(
        `SELECT * FROM charges WHERE id > ? AND id < ? ORDER BY id LIMIT ${CHARGES_PER_PAGE}`,
        after,
        before,
      ),

    addCharge(charge: Pick<Charge, 'reference' | 'amount' | 'currency'>): Charge {
      const added: Charge = { id: newId('auth'), ...charge, status: 'authorized', refunded: 0 };
      const { id, reference, amount, currency, status } = added;
      run('INSERT INTO charges VALUES (?, ?, ?, ?, ?, 0)', id, reference, amount, currency, status);
      return added;
    },
    updateCharge({ id, status, refunded }: Charge): void {
      run('UPDATE charges SET status = ?, refunded = ? WHERE id = ?', status, refunded, id);
    },

    /** Handles a request and saves its response in one transaction; the same key returns the saved response. */
    idempotent(
      key: string,
      request: string,
      work: () => ProviderResponse,
    ): ProviderResponse & { readonly isFirst: boolean } {
      type Saved = { request: string; status: number; body: string };
      const [saved] = all<Saved>('SELECT request, status, body FROM responses WHERE key = ?', key);
      if (saved && saved.request !== request)
        return { status: 422, body: { code: 'idempotency-key-reused' }, isFirst: false };
      if (saved) return { status: saved.status, body: JSON.parse(saved.body) as object, isFirst: false };
      return this.transaction(() => {
        const response = work();
        const body = JSON.stringify(response.body);
        run('INSERT INTO responses VALUES (?, ?, ?, ?)', key, request, response.status, body);
        return { ...response, isFirst: true };
      });
    },
    transaction<T>(work: () => T): T {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    /** True on the first call with a key. */
    isFirstFailure: (key: string) => run('INSERT OR IGNORE INTO failed_once VALUES (?)', key).changes === 1,

    addEvent: (id: string, payload: string) => void run('INSERT INTO events VALUES (?, ?)', id, payload),
    unsentEvents: () => all<{ id: string; payload: string }>('SELECT id, payload FROM events ORDER BY rowid'),
    removeEvent: (id: string) => void run('DELETE FROM events WHERE id = ?', id),

    /** A setting, created on first use. */
    setting(name: string, create: () => string): string {
      run('INSERT OR IGNORE INTO settings VALUES (?, ?)', name, create());
      return all<{ value: string }>('SELECT value FROM settings WHERE name = ?', name)[0]!.value;
    },
    close: () => database.close(),
  };
}
